// Written by scripts/airflow/generate-types.mjs from openapi/airflow-2.10.5.json.

/**
 * Collection of DAGs.
 *
 * *Changed in version 2.1.0*&#58; 'total_entries' field is added.
 *
 */
export type DAGCollection = {
  dags?: DAG[];
} & CollectionInfo;
export type ScheduleInterval = (TimeDelta | RelativeDelta | CronExpression) | null;
/**
 * Time delta
 */
export type TimeDelta = {
  __type: string;
  days: number;
  microseconds: number;
  seconds: number;
} | null;
/**
 * Cron expression
 */
export type CronExpression = {
  __type: string;
  value: string;
} | null;
/**
 * Collection of DAG runs.
 *
 * *Changed in version 2.1.0*&#58; 'total_entries' field is added.
 *
 */
export type DAGRunCollection = {
  dag_runs?: DAGRun[];
} & CollectionInfo;
/**
 * DAG State.
 *
 * *Changed in version 2.1.3*&#58; 'queued' is added as a possible value.
 *
 */
export type DagState = 'queued' | 'running' | 'success' | 'failed';
/**
 * Collection of task instances.
 *
 * *Changed in version 2.1.0*&#58; 'total_entries' field is added.
 *
 */
export type TaskInstanceCollection = {
  task_instances?: TaskInstance[];
} & CollectionInfo;
export type SLAMiss = {
  /**
   * The DAG ID.
   */
  dag_id?: string;
  description?: string | null;
  email_sent?: boolean;
  execution_date?: string;
  notification_sent?: boolean;
  /**
   * The task ID.
   */
  task_id?: string;
  timestamp?: string;
} | null;
/**
 * Task state.
 *
 * *Changed in version 2.0.2*&#58; 'removed' is added as a possible value.
 *
 * *Changed in version 2.2.0*&#58; 'deferred' is added as a possible value.
 *
 * *Changed in version 2.4.0*&#58; 'sensing' state has been removed.
 * *Changed in version 2.4.2*&#58; 'restarting' is added as a possible value
 *
 * *Changed in version 2.7.0*&#58; Field becomes nullable and null primitive is added as a possible value.
 * *Changed in version 2.7.0*&#58; 'none' state is deprecated in favor of null.
 *
 */
export type TaskState =
  | null
  | 'success'
  | 'running'
  | 'failed'
  | 'upstream_failed'
  | 'skipped'
  | 'up_for_retry'
  | 'up_for_reschedule'
  | 'queued'
  | 'none'
  | 'scheduled'
  | 'deferred'
  | 'removed'
  | 'restarting';
export type Trigger = {
  classpath?: string;
  created_date?: string;
  id?: number;
  kwargs?: string;
  triggerer_id?: number | null;
} | null;
export type Job = {
  dag_id?: string | null;
  end_date?: string | null;
  executor_class?: string | null;
  hostname?: string | null;
  id?: number;
  job_type?: string | null;
  latest_heartbeat?: string | null;
  start_date?: string | null;
  state?: string | null;
  unixname?: string | null;
} | null;
/**
 * Collection of task instances .
 *
 * *Changed in version 2.1.0*&#58; 'total_entries' field is added.
 *
 */
export type TaskInstanceHistoryCollection = {
  task_instances_history?: TaskInstanceHistory[];
} & CollectionInfo;
/**
 * Collection of import errors.
 *
 * *Changed in version 2.1.0*&#58; 'total_entries' field is added.
 *
 */
export type ImportErrorCollection = {
  import_errors?: ImportError[];
} & CollectionInfo;
/**
 * Health status
 */
export type HealthStatus = ('healthy' | 'unhealthy') | null;

/**
 * What is asked with GET, by the path below the API, with the query and the answer.
 */
export interface QuestionsOfV1 {
  '/version': {
    query: {};
    answer: VersionInfo;
  };
  '/dags': {
    query: {
      /**
       * The numbers of items to return.
       */
      limit?: number;
      /**
       * The number of items to skip before starting to collect the result set.
       */
      offset?: number;
      /**
       * The name of the field to order the results by.
       * Prefix a field name with `-` to reverse the sort order.
       *
       * *New in version 2.1.0*
       *
       */
      order_by?: string;
      /**
       * List of tags to filter results.
       *
       * *New in version 2.2.0*
       *
       */
      tags?: string[];
      /**
       * Only filter active DAGs.
       *
       * *New in version 2.1.1*
       *
       */
      only_active?: boolean;
      /**
       * Only filter paused/unpaused DAGs. If absent or null, it returns paused and unpaused DAGs.
       *
       * *New in version 2.6.0*
       *
       */
      paused?: boolean;
      /**
       * List of field for return.
       *
       */
      fields?: string[];
      /**
       * If set, only return DAGs with dag_ids matching this pattern.
       *
       */
      dag_id_pattern?: string;
    };
    answer: DAGCollection;
  };
  '/dags/{dag_id}': {
    query: {
      /**
       * List of field for return.
       *
       */
      fields?: string[];
    };
    answer: DAG;
  };
  '/dags/{dag_id}/dagRuns': {
    query: {
      /**
       * The numbers of items to return.
       */
      limit?: number;
      /**
       * The number of items to skip before starting to collect the result set.
       */
      offset?: number;
      /**
       * Returns objects greater or equal to the specified date.
       *
       * This can be combined with execution_date_lte parameter to receive only the selected period.
       *
       */
      execution_date_gte?: string;
      /**
       * Returns objects less than or equal to the specified date.
       *
       * This can be combined with execution_date_gte parameter to receive only the selected period.
       *
       */
      execution_date_lte?: string;
      /**
       * Returns objects greater or equal the specified date.
       *
       * This can be combined with start_date_lte parameter to receive only the selected period.
       *
       */
      start_date_gte?: string;
      /**
       * Returns objects less or equal the specified date.
       *
       * This can be combined with start_date_gte parameter to receive only the selected period.
       *
       */
      start_date_lte?: string;
      /**
       * Returns objects greater or equal the specified date.
       *
       * This can be combined with start_date_lte parameter to receive only the selected period.
       *
       */
      end_date_gte?: string;
      /**
       * Returns objects less than or equal to the specified date.
       *
       * This can be combined with start_date_gte parameter to receive only the selected period.
       *
       */
      end_date_lte?: string;
      /**
       * Returns objects greater or equal the specified date.
       *
       * This can be combined with updated_at_lte parameter to receive only the selected period.
       *
       * *New in version 2.6.0*
       *
       */
      updated_at_gte?: string;
      /**
       * Returns objects less or equal the specified date.
       *
       * This can be combined with updated_at_gte parameter to receive only the selected period.
       *
       * *New in version 2.6.0*
       *
       */
      updated_at_lte?: string;
      /**
       * The value can be repeated to retrieve multiple matching values (OR condition).
       */
      state?: string[];
      /**
       * The name of the field to order the results by.
       * Prefix a field name with `-` to reverse the sort order.
       *
       * *New in version 2.1.0*
       *
       */
      order_by?: string;
      /**
       * List of field for return.
       *
       */
      fields?: string[];
    };
    answer: DAGRunCollection;
  };
  '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances': {
    query: {
      /**
       * Returns objects greater or equal to the specified date.
       *
       * This can be combined with execution_date_lte parameter to receive only the selected period.
       *
       */
      execution_date_gte?: string;
      /**
       * Returns objects less than or equal to the specified date.
       *
       * This can be combined with execution_date_gte parameter to receive only the selected period.
       *
       */
      execution_date_lte?: string;
      /**
       * Returns objects greater or equal the specified date.
       *
       * This can be combined with start_date_lte parameter to receive only the selected period.
       *
       */
      start_date_gte?: string;
      /**
       * Returns objects less or equal the specified date.
       *
       * This can be combined with start_date_gte parameter to receive only the selected period.
       *
       */
      start_date_lte?: string;
      /**
       * Returns objects greater or equal the specified date.
       *
       * This can be combined with start_date_lte parameter to receive only the selected period.
       *
       */
      end_date_gte?: string;
      /**
       * Returns objects less than or equal to the specified date.
       *
       * This can be combined with start_date_gte parameter to receive only the selected period.
       *
       */
      end_date_lte?: string;
      /**
       * Returns objects greater or equal the specified date.
       *
       * This can be combined with updated_at_lte parameter to receive only the selected period.
       *
       * *New in version 2.6.0*
       *
       */
      updated_at_gte?: string;
      /**
       * Returns objects less or equal the specified date.
       *
       * This can be combined with updated_at_gte parameter to receive only the selected period.
       *
       * *New in version 2.6.0*
       *
       */
      updated_at_lte?: string;
      /**
       * Returns objects greater than or equal to the specified values.
       *
       * This can be combined with duration_lte parameter to receive only the selected period.
       *
       */
      duration_gte?: number;
      /**
       * Returns objects less than or equal to the specified values.
       *
       * This can be combined with duration_gte parameter to receive only the selected range.
       *
       */
      duration_lte?: number;
      /**
       * The value can be repeated to retrieve multiple matching values (OR condition).
       */
      state?: string[];
      /**
       * The value can be repeated to retrieve multiple matching values (OR condition).
       */
      pool?: string[];
      /**
       * The value can be repeated to retrieve multiple matching values (OR condition).
       */
      queue?: string[];
      /**
       * The value can be repeated to retrieve multiple matching values (OR condition).
       */
      executor?: string[];
      /**
       * The numbers of items to return.
       */
      limit?: number;
      /**
       * The number of items to skip before starting to collect the result set.
       */
      offset?: number;
    };
    answer: TaskInstanceCollection;
  };
  '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances/{task_id}/tries': {
    query: {
      /**
       * The numbers of items to return.
       */
      limit?: number;
      /**
       * The number of items to skip before starting to collect the result set.
       */
      offset?: number;
      /**
       * The name of the field to order the results by.
       * Prefix a field name with `-` to reverse the sort order.
       *
       * *New in version 2.1.0*
       *
       */
      order_by?: string;
    };
    answer: TaskInstanceHistoryCollection;
  };
  '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances/{task_id}/{map_index}/tries': {
    query: {
      /**
       * The numbers of items to return.
       */
      limit?: number;
      /**
       * The number of items to skip before starting to collect the result set.
       */
      offset?: number;
      /**
       * The name of the field to order the results by.
       * Prefix a field name with `-` to reverse the sort order.
       *
       * *New in version 2.1.0*
       *
       */
      order_by?: string;
    };
    answer: TaskInstanceHistoryCollection;
  };
  '/importErrors': {
    query: {
      /**
       * The numbers of items to return.
       */
      limit?: number;
      /**
       * The number of items to skip before starting to collect the result set.
       */
      offset?: number;
      /**
       * The name of the field to order the results by.
       * Prefix a field name with `-` to reverse the sort order.
       *
       * *New in version 2.1.0*
       *
       */
      order_by?: string;
    };
    answer: ImportErrorCollection;
  };
  '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances/{task_id}/logs/{task_try_number}': {
    query: {
      /**
       * A full content will be returned.
       * By default, only the first fragment will be returned.
       *
       */
      full_content?: boolean;
      /**
       * Filter on map index for mapped task.
       */
      map_index?: number;
      /**
       * A token that allows you to continue fetching logs.
       * If passed, it will specify the location from which the download should be continued.
       *
       */
      token?: string;
    };
    answer: {
      content?: string;
      continuation_token?: string;
    };
  };
  '/health': {
    query: {};
    answer: HealthInfo;
  };
}
/**
 * Version information.
 */
export interface VersionInfo {
  /**
   * The git version (including git commit hash)
   */
  git_version?: string | null;
  /**
   * The version of Airflow
   */
  version?: string;
}
/**
 * DAG
 */
export interface DAG {
  /**
   * Human centric display text for the DAG.
   *
   * *New in version 2.9.0*
   *
   */
  dag_display_name?: string;
  /**
   * The ID of the DAG.
   */
  dag_id?: string;
  /**
   * Default view of the DAG inside the webserver
   *
   * *New in version 2.3.0*
   *
   */
  default_view?: string | null;
  /**
   * User-provided DAG description, which can consist of several sentences or paragraphs that describe DAG contents.
   *
   */
  description?: string | null;
  /**
   * The key containing the encrypted path to the file. Encryption and decryption take place only on the server. This prevents the client from reading an non-DAG file. This also ensures API extensibility, because the format of encrypted data may change.
   *
   */
  file_token?: string;
  /**
   * The absolute path to the file.
   */
  fileloc?: string;
  /**
   * Whether the DAG has import errors
   *
   * *New in version 2.3.0*
   *
   */
  has_import_errors?: boolean | null;
  /**
   * Whether the DAG has task concurrency limits
   *
   * *New in version 2.3.0*
   *
   */
  has_task_concurrency_limits?: boolean | null;
  /**
   * Whether the DAG is currently seen by the scheduler(s).
   *
   * *New in version 2.1.1*
   *
   * *Changed in version 2.2.0*&#58; Field is read-only.
   *
   */
  is_active?: boolean | null;
  /**
   * Whether the DAG is paused.
   */
  is_paused?: boolean | null;
  /**
   * Whether the DAG is SubDAG.
   */
  is_subdag?: boolean;
  /**
   * Time when the DAG last received a refresh signal
   * (e.g. the DAG's "refresh" button was clicked in the web UI)
   *
   * *New in version 2.3.0*
   *
   */
  last_expired?: string | null;
  /**
   * The last time the DAG was parsed.
   *
   * *New in version 2.3.0*
   *
   */
  last_parsed_time?: string | null;
  /**
   * The last time the DAG was pickled.
   *
   * *New in version 2.3.0*
   *
   */
  last_pickled?: string | null;
  /**
   * Maximum number of active DAG runs for the DAG
   *
   * *New in version 2.3.0*
   *
   */
  max_active_runs?: number | null;
  /**
   * Maximum number of active tasks that can be run on the DAG
   *
   * *New in version 2.3.0*
   *
   */
  max_active_tasks?: number | null;
  /**
   * (experimental) The maximum number of consecutive DAG failures before DAG is automatically paused.
   *
   * *New in version 2.9.0*
   *
   */
  max_consecutive_failed_dag_runs?: number | null;
  /**
   * The logical date of the next dag run.
   *
   * *New in version 2.3.0*
   *
   */
  next_dagrun?: string | null;
  /**
   * Earliest time at which this ``next_dagrun`` can be created.
   *
   * *New in version 2.3.0*
   *
   */
  next_dagrun_create_after?: string | null;
  /**
   * The end of the interval of the next dag run.
   *
   * *New in version 2.3.0*
   *
   */
  next_dagrun_data_interval_end?: string | null;
  /**
   * The start of the interval of the next dag run.
   *
   * *New in version 2.3.0*
   *
   */
  next_dagrun_data_interval_start?: string | null;
  owners?: string[];
  /**
   * Foreign key to the latest pickle_id
   *
   * *New in version 2.3.0*
   *
   */
  pickle_id?: string | null;
  /**
   * If the DAG is SubDAG then it is the top level DAG identifier. Otherwise, null.
   */
  root_dag_id?: string | null;
  schedule_interval?: ScheduleInterval;
  /**
   * Whether (one of) the scheduler is scheduling this DAG at the moment
   *
   * *New in version 2.3.0*
   *
   */
  scheduler_lock?: boolean | null;
  /**
   * List of tags.
   */
  tags?: Tag[] | null;
  /**
   * Timetable/Schedule Interval description.
   *
   * *New in version 2.3.0*
   *
   */
  timetable_description?: string | null;
}
/**
 * Relative delta
 */
export interface RelativeDelta {
  __type: string;
  day: number;
  days: number;
  hour: number;
  hours: number;
  leapdays: number;
  microsecond: number;
  microseconds: number;
  minute: number;
  minutes: number;
  month: number;
  months: number;
  second: number;
  seconds: number;
  year: number;
  years: number;
}
/**
 * Tag
 */
export interface Tag {
  name?: string;
}
/**
 * Metadata about collection.
 */
export interface CollectionInfo {
  /**
   * Count of total objects in the current result set before pagination parameters
   * (limit, offset) are applied.
   *
   */
  total_entries?: number;
}
export interface DAGRun {
  /**
   * JSON object describing additional configuration parameters.
   *
   * The value of this field can be set only when creating the object. If you try to modify the
   * field of an existing object, the request fails with an BAD_REQUEST error.
   *
   */
  conf?: {};
  dag_id?: string;
  /**
   * Run ID.
   *
   * The value of this field can be set only when creating the object. If you try to modify the
   * field of an existing object, the request fails with an BAD_REQUEST error.
   *
   * If not provided, a value will be generated based on execution_date.
   *
   * If the specified dag_run_id is in use, the creation request fails with an ALREADY_EXISTS error.
   *
   * This together with DAG_ID are a unique key.
   *
   */
  dag_run_id?: string | null;
  /**
   * The end of the interval the DAG run covers.
   *
   */
  data_interval_end?: string | null;
  /**
   * The beginning of the interval the DAG run covers.
   *
   */
  data_interval_start?: string | null;
  end_date?: string | null;
  /**
   * @deprecated
   * The execution date. This is the same as logical_date, kept for backwards compatibility.
   * If both this field and logical_date are provided but with different values, the request
   * will fail with an BAD_REQUEST error.
   *
   * *Changed in version 2.2.0*&#58; Field becomes nullable.
   *
   * *Deprecated since version 2.2.0*&#58; Use 'logical_date' instead.
   *
   */
  execution_date?: string | null;
  external_trigger?: boolean;
  last_scheduling_decision?: string | null;
  /**
   * The logical date (previously called execution date). This is the time or interval covered by
   * this DAG run, according to the DAG definition.
   *
   * The value of this field can be set only when creating the object. If you try to modify the
   * field of an existing object, the request fails with an BAD_REQUEST error.
   *
   * This together with DAG_ID are a unique key.
   *
   * *New in version 2.2.0*
   *
   */
  logical_date?: string | null;
  /**
   * Contains manually entered notes by the user about the DagRun.
   *
   * *New in version 2.5.0*
   *
   */
  note?: string | null;
  run_type?: 'backfill' | 'manual' | 'scheduled' | 'dataset_triggered';
  /**
   * The start time. The time when DAG run was actually created.
   *
   * *Changed in version 2.1.3*&#58; Field becomes nullable.
   *
   */
  start_date?: string | null;
  state?: DagState;
}
export interface TaskInstance {
  dag_id?: string;
  /**
   * The DagRun ID for this task instance
   *
   * *New in version 2.3.0*
   *
   */
  dag_run_id?: string;
  duration?: number | null;
  end_date?: string | null;
  execution_date?: string;
  /**
   * Executor the task is configured to run on or None (which indicates the default executor)
   *
   * *New in version 2.10.0*
   *
   */
  executor?: string | null;
  executor_config?: string;
  hostname?: string;
  map_index?: number;
  max_tries?: number;
  /**
   * Contains manually entered notes by the user about the TaskInstance.
   *
   * *New in version 2.5.0*
   *
   */
  note?: string | null;
  /**
   * *Changed in version 2.1.1*&#58; Field becomes nullable.
   *
   */
  operator?: string | null;
  pid?: number | null;
  pool?: string;
  pool_slots?: number;
  priority_weight?: number | null;
  queue?: string | null;
  /**
   * The datetime that the task enter the state QUEUE, also known as queue_at
   *
   */
  queued_when?: string | null;
  /**
   * JSON object describing rendered fields.
   *
   * *New in version 2.3.0*
   *
   */
  rendered_fields?: {};
  /**
   * Rendered name of an expanded task instance, if the task is mapped.
   *
   * *New in version 2.9.0*
   *
   */
  rendered_map_index?: string | null;
  sla_miss?: SLAMiss;
  start_date?: string | null;
  state?: TaskState;
  /**
   * Human centric display text for the task.
   *
   * *New in version 2.9.0*
   *
   */
  task_display_name?: string;
  task_id?: string;
  trigger?: Trigger;
  triggerer_job?: Job;
  try_number?: number;
  unixname?: string;
}
export interface TaskInstanceHistory {
  dag_id?: string;
  /**
   * The DagRun ID for this task instance
   *
   * *New in version 2.3.0*
   *
   */
  dag_run_id?: string;
  duration?: number | null;
  end_date?: string | null;
  /**
   * Executor the task is configured to run on or None (which indicates the default executor)
   *
   * *New in version 2.10.0*
   *
   */
  executor?: string | null;
  executor_config?: string;
  hostname?: string;
  map_index?: number;
  max_tries?: number;
  /**
   * *Changed in version 2.1.1*&#58; Field becomes nullable.
   *
   */
  operator?: string | null;
  pid?: number | null;
  pool?: string;
  pool_slots?: number;
  priority_weight?: number | null;
  queue?: string | null;
  /**
   * The datetime that the task enter the state QUEUE, also known as queue_at
   *
   */
  queued_when?: string | null;
  start_date?: string | null;
  state?: TaskState;
  /**
   * Human centric display text for the task.
   *
   * *New in version 2.9.0*
   *
   */
  task_display_name?: string;
  task_id?: string;
  try_number?: number;
  unixname?: string;
}
export interface ImportError {
  /**
   * The filename
   */
  filename?: string;
  /**
   * The import error ID.
   */
  import_error_id?: number;
  /**
   * The full stackstrace.
   */
  stack_trace?: string;
  /**
   * The time when this error was created.
   */
  timestamp?: string;
}
/**
 * Instance status information.
 */
export interface HealthInfo {
  dag_processor?: DagProcessorStatus;
  metadatabase?: MetadatabaseStatus;
  scheduler?: SchedulerStatus;
  triggerer?: TriggererStatus;
}
/**
 * The status and the latest dag processor heartbeat.
 *
 * *New in version 2.6.3*
 *
 */
export interface DagProcessorStatus {
  /**
   * The time the dag processor last did a heartbeat.
   */
  latest_dag_processor_heartbeat?: string | null;
  status?: HealthStatus;
}
/**
 * The status of the metadatabase.
 */
export interface MetadatabaseStatus {
  status?: HealthStatus;
}
/**
 * The status and the latest scheduler heartbeat.
 */
export interface SchedulerStatus {
  /**
   * The time the scheduler last did a heartbeat.
   */
  latest_scheduler_heartbeat?: string | null;
  status?: HealthStatus;
}
/**
 * The status and the latest triggerer heartbeat.
 *
 * *New in version 2.6.2*
 *
 */
export interface TriggererStatus {
  /**
   * The time the triggerer last did a heartbeat.
   */
  latest_triggerer_heartbeat?: string | null;
  status?: HealthStatus;
}
