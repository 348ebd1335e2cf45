// Written by scripts/airflow/generate-types.mjs from openapi/airflow-3.3.2.json.

/**
 * All possible states that a DagRun can be in.
 *
 * These are "shared" with TaskInstanceState in some parts of the code,
 * so please ensure that their values always match the ones with the
 * same name in TaskInstanceState.
 */
export type DagRunState = 'queued' | 'running' | 'success' | 'failed';
/**
 * Class with DagRun types.
 */
export type DagRunType =
  | 'backfill'
  | 'scheduled'
  | 'manual'
  | 'operator_triggered'
  | 'asset_triggered'
  | 'asset_materialization';
/**
 * Class with TriggeredBy types for DagRun.
 */
export type DagRunTriggeredByType =
  'cli' | 'operator' | 'rest_api' | 'ui' | 'test' | 'timetable' | 'asset' | 'backfill';
/**
 * All possible states that a Task Instance can be in.
 *
 * Note that None is also allowed, so always use this in a type hint with Optional.
 */
export type TaskInstanceState =
  | 'removed'
  | 'scheduled'
  | 'queued'
  | 'running'
  | 'success'
  | 'restarting'
  | 'failed'
  | 'up_for_retry'
  | 'up_for_reschedule'
  | 'upstream_failed'
  | 'skipped'
  | 'deferred'
  | 'awaiting_input';

/**
 * What is asked with GET, by the path below the API, with the query and the answer.
 */
export interface QuestionsOfV2 {
  '/version': {
    query: {};
    answer: VersionInfo;
  };
  '/dags': {
    query: {
      limit?: number;
      offset?: number;
      tags?: string[];
      tags_match_mode?: ('any' | 'all') | null;
      owners?: string[];
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `dag_id_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      dag_id_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      dag_id_prefix_pattern?: string | null;
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `dag_display_name_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      dag_display_name_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      dag_display_name_prefix_pattern?: string | null;
      exclude_stale?: boolean;
      paused?: boolean | null;
      /**
       * Filter Dags by having import errors. Only Dags that have been successfully loaded before will be returned.
       */
      has_import_errors?: boolean | null;
      last_dag_run_state?: DagRunState | null;
      bundle_name?: string | null;
      bundle_version?: string | null;
      /**
       * Filter Dags with asset-based scheduling
       */
      has_asset_schedule?: boolean | null;
      /**
       * Filter Dags by asset dependency (name or URI)
       */
      asset_dependency?: string | null;
      dag_run_start_date_gte?: string | null;
      dag_run_start_date_gt?: string | null;
      dag_run_start_date_lte?: string | null;
      dag_run_start_date_lt?: string | null;
      dag_run_end_date_gte?: string | null;
      dag_run_end_date_gt?: string | null;
      dag_run_end_date_lte?: string | null;
      dag_run_end_date_lt?: string | null;
      dag_run_state?: string[];
      /**
       * Attributes to order by, multi criteria sort is supported. Prefix with `-` for descending order. Supported attributes: `dag_id, dag_display_name, next_dagrun, state, start_date, last_run_state, last_run_start_date`
       */
      order_by?: string[];
      is_favorite?: boolean | null;
      timetable_type?: string[];
    };
    answer: DAGCollectionResponse;
  };
  '/dags/{dag_id}': {
    query: {};
    answer: DAGResponse;
  };
  '/dags/{dag_id}/dagRuns': {
    query: {
      /**
       * Inclusive lower bound of the partition_date window, interpreted as a local calendar day in the Dag's timetable timezone. Runs from the start of this day onwards match.
       */
      partition_date_gte?: string | null;
      /**
       * Inclusive upper bound of the partition_date window, interpreted as a local calendar day in the Dag's timetable timezone. The whole day is included: runs up to the end of this day match.
       */
      partition_date_lte?: string | null;
      /**
       * Cursor for keyset-based pagination. Pass an empty string for the first page, then use ``next_cursor`` from the response. When ``cursor`` is provided, ``offset`` is ignored.
       */
      cursor?: string | null;
      limit?: number;
      offset?: number;
      run_after_gte?: string | null;
      run_after_gt?: string | null;
      run_after_lte?: string | null;
      run_after_lt?: string | null;
      logical_date_gte?: string | null;
      logical_date_gt?: string | null;
      logical_date_lte?: string | null;
      logical_date_lt?: string | null;
      start_date_gte?: string | null;
      start_date_gt?: string | null;
      start_date_lte?: string | null;
      start_date_lt?: string | null;
      end_date_gte?: string | null;
      end_date_gt?: string | null;
      end_date_lte?: string | null;
      end_date_lt?: string | null;
      duration_gte?: number | null;
      duration_gt?: number | null;
      duration_lte?: number | null;
      duration_lt?: number | null;
      updated_at_gte?: string | null;
      updated_at_gt?: string | null;
      updated_at_lte?: string | null;
      updated_at_lt?: string | null;
      conf_contains?: string;
      run_type?: string[];
      state?: string[];
      dag_version?: number[];
      bundle_version?: string | null;
      /**
       * Attributes to order by, multi criteria sort is supported. Prefix with `-` for descending order. Supported attributes: `id, state, dag_id, run_id, logical_date, partition_date, run_after, start_date, end_date, updated_at, conf, duration, dag_run_id`
       */
      order_by?: string[];
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `run_id_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      run_id_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      run_id_prefix_pattern?: string | null;
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `triggering_user_name_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      triggering_user_name_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      triggering_user_name_prefix_pattern?: string | null;
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `dag_id_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      dag_id_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      dag_id_prefix_pattern?: string | null;
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Here `|` is matched literally, not as OR. Slower than `partition_key_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      partition_key_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. Here `|` is matched literally, not as OR. See "Filtering with pattern parameters".
       */
      partition_key_prefix_pattern?: string | null;
      /**
       * Case-insensitive substring match against the consuming asset name or URI. Unlike the wildcard `*_pattern` parameters, `%` and `_` are matched literally, `|` is not an OR separator, and `~` does not match everything.
       */
      consuming_asset_pattern?: string | null;
    };
    answer: DAGRunCollectionResponse;
  };
  '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances': {
    query: {
      /**
       * Cursor for keyset-based pagination. Pass an empty string for the first page, then use ``next_cursor`` from the response. When ``cursor`` is provided, ``offset`` is ignored.
       */
      cursor?: string | null;
      task_id?: string | null;
      run_after_gte?: string | null;
      run_after_gt?: string | null;
      run_after_lte?: string | null;
      run_after_lt?: string | null;
      logical_date_gte?: string | null;
      logical_date_gt?: string | null;
      logical_date_lte?: string | null;
      logical_date_lt?: string | null;
      start_date_gte?: string | null;
      start_date_gt?: string | null;
      start_date_lte?: string | null;
      start_date_lt?: string | null;
      end_date_gte?: string | null;
      end_date_gt?: string | null;
      end_date_lte?: string | null;
      end_date_lt?: string | null;
      updated_at_gte?: string | null;
      updated_at_gt?: string | null;
      updated_at_lte?: string | null;
      updated_at_lt?: string | null;
      duration_gte?: number | null;
      duration_gt?: number | null;
      duration_lte?: number | null;
      duration_lt?: number | null;
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `task_display_name_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      task_display_name_pattern?: string | null;
      /**
       * Case-sensitive prefix match on task display name (`_task_display_property_value` else `task_id`). Index-friendly alternative to `task_display_name_pattern`; on large databases combine with `dag_id_prefix_pattern` (or a specific Dag in the path) so composite indexes apply. See "Filtering with pattern parameters".
       */
      task_display_name_prefix_pattern?: string | null;
      /**
       * Filter by exact task group ID. Returns all tasks within the specified task group.
       */
      task_group_id?: string | null;
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `dag_id_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      dag_id_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      dag_id_prefix_pattern?: string | null;
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `run_id_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      run_id_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      run_id_prefix_pattern?: string | null;
      state?: string[];
      pool?: string[];
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `pool_name_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      pool_name_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      pool_name_prefix_pattern?: string | null;
      queue?: string[];
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `queue_name_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      queue_name_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      queue_name_prefix_pattern?: string | null;
      executor?: string[];
      version_number?: number[];
      try_number?: number[];
      operator?: string[];
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `operator_name_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      operator_name_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      operator_name_prefix_pattern?: string | null;
      map_index?: number[];
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `rendered_map_index_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      rendered_map_index_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      rendered_map_index_prefix_pattern?: string | null;
      limit?: number;
      offset?: number;
      /**
       * Attributes to order by, multi criteria sort is supported. Prefix with `-` for descending order. Supported attributes: `id, state, duration, start_date, end_date, map_index, try_number, logical_date, run_after, data_interval_start, data_interval_end, rendered_map_index, operator`
       */
      order_by?: string[];
    };
    answer: TaskInstanceCollectionResponse;
  };
  '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances/{task_id}/tries': {
    query: {
      map_index?: number;
    };
    answer: TaskInstanceHistoryCollectionResponse;
  };
  '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances/{task_id}/{map_index}/tries': {
    query: {};
    answer: TaskInstanceHistoryCollectionResponse;
  };
  '/importErrors': {
    query: {
      limit?: number;
      offset?: number;
      /**
       * Attributes to order by, multi criteria sort is supported. Prefix with `-` for descending order. Supported attributes: `id, timestamp, filename, bundle_name, stacktrace, import_error_id`
       */
      order_by?: string[];
      /**
       * Case-insensitive substring match (SQL `ILIKE`). Slower than `filename_prefix_pattern` on large tables — see "Filtering with pattern parameters".
       */
      filename_pattern?: string | null;
      /**
       * Case-sensitive, index-friendly prefix match. See "Filtering with pattern parameters".
       */
      filename_prefix_pattern?: string | null;
      /**
       * Exact filename match. Returns only the import error for this specific file path.
       */
      filename?: string | null;
      /**
       * Exact bundle name match. Returns only import errors from this specific bundle.
       */
      bundle_name?: string | null;
    };
    answer: ImportErrorCollectionResponse;
  };
  '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances/{task_id}/logs/{try_number}': {
    query: {
      full_content?: boolean;
      map_index?: number;
      token?: string | null;
    };
    answer: TaskInstancesLogResponse;
  };
  '/monitor/health': {
    query: {};
    answer: HealthInfoResponse;
  };
}
/**
 * Version information serializer for responses.
 */
export interface VersionInfo {
  version: string;
  git_version: string | null;
}
/**
 * Dag Collection serializer for responses.
 */
export interface DAGCollectionResponse {
  dags: DAGResponse[];
  total_entries: number;
}
/**
 * Dag serializer for responses.
 */
export interface DAGResponse {
  dag_id: string;
  dag_display_name: string;
  is_paused: boolean;
  is_stale: boolean;
  last_parsed_time: string | null;
  last_parse_duration: number | null;
  last_expired: string | null;
  bundle_name: string | null;
  bundle_version: string | null;
  relative_fileloc: string | null;
  fileloc: string;
  description: string | null;
  timetable_summary: string | null;
  timetable_description: string | null;
  timetable_partitioned: boolean;
  timetable_periodic: boolean;
  tags: DagTagResponse[];
  max_active_tasks: number;
  max_active_runs: number | null;
  max_consecutive_failed_dag_runs: number;
  has_task_concurrency_limits: boolean;
  has_import_errors: boolean;
  next_dagrun_logical_date: string | null;
  next_dagrun_data_interval_start: string | null;
  next_dagrun_data_interval_end: string | null;
  next_dagrun_run_after: string | null;
  allowed_run_types: DagRunType[] | null;
  owners: string[];
  /**
   * Whether this Dag's schedule supports backfilling.
   */
  is_backfillable: boolean;
  /**
   * Return file token.
   */
  file_token: string;
}
/**
 * Dag Tag serializer for responses.
 */
export interface DagTagResponse {
  name: string;
  dag_id: string;
  dag_display_name: string;
}
/**
 * Dag Run collection response supporting both offset and cursor pagination.
 *
 * A single flat model is used instead of a discriminated union
 * (``Annotated[Offset | Cursor, Field(discriminator=...)]``) because
 * the OpenAPI ``oneOf`` + ``discriminator`` construct is not handled
 * correctly by ``@hey-api/openapi-ts`` / ``@7nohe/openapi-react-query-codegen``:
 * return types degrade to ``unknown`` in JSDoc and can produce
 * incorrect TypeScript types (see hey-api/openapi-ts#1613, #3270).
 */
export interface DAGRunCollectionResponse {
  dag_runs: DAGRunResponse[];
  /**
   * Number of matching items. For offset pagination this is the exact total. For cursor pagination it is capped at ``total_entries_limit``; a value equal to that limit means at least that many items match.
   */
  total_entries?: number | null;
  /**
   * Cap applied to ``total_entries`` under cursor pagination. ``null`` for offset pagination, where ``total_entries`` is exact.
   */
  total_entries_limit?: number | null;
  /**
   * Token pointing to the next page. Populated for cursor pagination, ``null`` when using offset pagination or when there is no next page.
   */
  next_cursor?: string | null;
  /**
   * Token pointing to the previous page. Populated for cursor pagination, ``null`` when using offset pagination or when on the first page.
   */
  previous_cursor?: string | null;
}
/**
 * Dag Run serializer for responses.
 */
export interface DAGRunResponse {
  dag_run_id: string;
  dag_id: string;
  logical_date: string | null;
  queued_at: string | null;
  start_date: string | null;
  end_date: string | null;
  duration: number | null;
  data_interval_start: string | null;
  data_interval_end: string | null;
  run_after: string;
  last_scheduling_decision: string | null;
  run_type: DagRunType;
  state: DagRunState;
  triggered_by: DagRunTriggeredByType | null;
  triggering_user_name: string | null;
  conf: {
    [k: string]: unknown;
  } | null;
  note: string | null;
  dag_versions: DagVersionResponse[];
  bundle_version: string | null;
  dag_display_name: string;
  partition_key: string | null;
  partition_date: string | null;
}
/**
 * Dag Version serializer for responses.
 */
export interface DagVersionResponse {
  id: string;
  version_number: number;
  dag_id: string;
  bundle_name: string | null;
  bundle_version: string | null;
  created_at: string;
  dag_display_name: string;
  bundle_url: string | null;
}
/**
 * Task instance collection response supporting both offset and cursor pagination.
 *
 * A single flat model is used instead of a discriminated union
 * (``Annotated[Offset | Cursor, Field(discriminator=...)]``) because
 * the OpenAPI ``oneOf`` + ``discriminator`` construct is not handled
 * correctly by ``@hey-api/openapi-ts`` / ``@7nohe/openapi-react-query-codegen``:
 * return types degrade to ``unknown`` in JSDoc and can produce
 * incorrect TypeScript types (see hey-api/openapi-ts#1613, #3270).
 */
export interface TaskInstanceCollectionResponse {
  task_instances: TaskInstanceResponse[];
  /**
   * Number of matching items. For offset pagination this is the exact total. For cursor pagination it is capped at ``total_entries_limit``; a value equal to that limit means at least that many items match.
   */
  total_entries?: number | null;
  /**
   * Cap applied to ``total_entries`` under cursor pagination. ``null`` for offset pagination, where ``total_entries`` is exact.
   */
  total_entries_limit?: number | null;
  /**
   * Token pointing to the next page. Populated for cursor pagination, ``null`` when using offset pagination or when there is no next page.
   */
  next_cursor?: string | null;
  /**
   * Token pointing to the previous page. Populated for cursor pagination, ``null`` when using offset pagination or when on the first page.
   */
  previous_cursor?: string | null;
}
/**
 * TaskInstance serializer for responses.
 */
export interface TaskInstanceResponse {
  id: string;
  task_id: string;
  dag_id: string;
  dag_run_id: string;
  map_index: number;
  logical_date: string | null;
  run_after: string;
  start_date: string | null;
  end_date: string | null;
  duration: number | null;
  state: TaskInstanceState | null;
  try_number: number;
  max_tries: number;
  task_display_name: string;
  dag_display_name: string;
  hostname: string | null;
  unixname: string | null;
  pool: string;
  pool_slots: number;
  queue: string | null;
  priority_weight: number | null;
  operator: string | null;
  operator_name: string | null;
  queued_when: string | null;
  scheduled_when: string | null;
  pid: number | null;
  executor: string | null;
  executor_config: string;
  note: string | null;
  rendered_map_index: string | null;
  rendered_fields?: {
    [k: string]: unknown;
  };
  trigger: TriggerResponse | null;
  triggerer_job: JobResponse | null;
  dag_version: DagVersionResponse | null;
}
/**
 * Trigger serializer for responses.
 */
export interface TriggerResponse {
  id: number;
  classpath: string;
  /**
   * @deprecated
   */
  kwargs: string;
  created_date: string;
  queue: string | null;
  triggerer_id: number | null;
}
/**
 * Job serializer for responses.
 */
export interface JobResponse {
  id: number;
  dag_id: string | null;
  state: string | null;
  job_type: string | null;
  start_date: string | null;
  end_date: string | null;
  latest_heartbeat: string | null;
  executor_class: string | null;
  hostname: string | null;
  unixname: string | null;
  dag_display_name?: string | null;
}
/**
 * TaskInstanceHistory Collection serializer for responses.
 */
export interface TaskInstanceHistoryCollectionResponse {
  task_instances: TaskInstanceHistoryResponse[];
  total_entries: number;
}
/**
 * TaskInstanceHistory serializer for responses.
 */
export interface TaskInstanceHistoryResponse {
  task_id: string;
  dag_id: string;
  dag_run_id: string;
  map_index: number;
  start_date: string | null;
  end_date: string | null;
  duration: number | null;
  state: TaskInstanceState | null;
  try_number: number;
  max_tries: number;
  task_display_name: string;
  dag_display_name: string;
  hostname: string | null;
  unixname: string | null;
  pool: string;
  pool_slots: number;
  queue: string | null;
  priority_weight: number | null;
  operator: string | null;
  operator_name: string | null;
  queued_when: string | null;
  scheduled_when: string | null;
  pid: number | null;
  executor: string | null;
  executor_config: string;
  dag_version: DagVersionResponse | null;
}
/**
 * Import Error Collection Response.
 */
export interface ImportErrorCollectionResponse {
  import_errors: ImportErrorResponse[];
  total_entries: number;
}
/**
 * Import Error Response.
 */
export interface ImportErrorResponse {
  import_error_id: number;
  timestamp: string;
  filename: string;
  bundle_name: string | null;
  stack_trace: string;
}
/**
 * Log serializer for responses.
 */
export interface TaskInstancesLogResponse {
  content: StructuredLogMessage[] | string[];
  continuation_token: string | null;
}
/**
 * An individual log message.
 */
export interface StructuredLogMessage {
  timestamp?: string;
  event: string;
  [k: string]: unknown;
}
/**
 * Health serializer for responses.
 */
export interface HealthInfoResponse {
  metadatabase: BaseInfoResponse;
  scheduler: SchedulerInfoResponse;
  triggerer: TriggererInfoResponse;
  dag_processor?: DagProcessorInfoResponse | null;
}
/**
 * Base info serializer for responses.
 */
export interface BaseInfoResponse {
  status: string | null;
}
/**
 * Scheduler info serializer for responses.
 */
export interface SchedulerInfoResponse {
  status: string | null;
  latest_scheduler_heartbeat: string | null;
}
/**
 * Triggerer info serializer for responses.
 */
export interface TriggererInfoResponse {
  status: string | null;
  latest_triggerer_heartbeat: string | null;
}
/**
 * DagProcessor info serializer for responses.
 */
export interface DagProcessorInfoResponse {
  status: string | null;
  latest_dag_processor_heartbeat: string | null;
}
