// Runs, task instances and the like, as both versions of Airflow write them.

import * as z from 'zod/mini';
import type * as v1 from './generated/api-v1';
import type * as v2 from './generated/api-v2';
import type {
  AirflowHealth,
  DagRun,
  Health,
  ImportError,
  RunKey,
  TaskInstance,
  TaskInstanceKey,
  TaskTry,
} from './model';
import { count, fieldsOf, instant, mapIndex, taskState, text } from './schema';

const runFields = {
  dag_id: z.string(),
  dag_run_id: z.string(),
  state: z.string(),
  run_type: text,
  logical_date: instant,
  start_date: instant,
  end_date: instant,
  note: text,
};

/** A run of Airflow 2. */
export const runOfV1 = z.pipe(
  fieldsOf<v1.DAGRun>()(runFields),
  z.transform((run): DagRun => dagRun({ ...run, run_after: undefined })),
);

/** A run of Airflow 3. */
export const runOfV2 = z.pipe(
  fieldsOf<v2.DAGRunResponse>()({ ...runFields, run_after: instant }),
  z.transform(dagRun),
);

function dagRun(
  run: { readonly [Name in keyof typeof runFields]: z.output<(typeof runFields)[Name]> } & {
    readonly run_after: number | undefined;
  },
): DagRun {
  return {
    dagId: run.dag_id,
    runId: run.dag_run_id,
    state: run.state,
    runType: run.run_type,
    logicalDate: run.logical_date,
    runAfter: run.run_after,
    startedAt: run.start_date,
    endedAt: run.end_date,
    note: run.note,
  };
}

export const taskInstance = z.pipe(
  fieldsOf<v1.TaskInstance | v2.TaskInstanceResponse>()({
    dag_id: z.string(),
    dag_run_id: z.string(),
    task_id: z.string(),
    map_index: mapIndex,
    task_display_name: text,
    rendered_map_index: text,
    state: taskState,
    operator: text,
    try_number: count,
    max_tries: count,
    queued_when: instant,
    start_date: instant,
    end_date: instant,
    duration: count,
    pool: text,
    hostname: text,
    note: text,
  }),
  z.transform(
    (task): TaskInstance => ({
      dagId: task.dag_id,
      runId: task.dag_run_id,
      taskId: task.task_id,
      mapIndex: task.map_index,
      displayName: task.task_display_name ?? task.task_id,
      mapName: task.rendered_map_index,
      groups: groupsOf(task.task_id),
      state: task.state,
      operator: task.operator,
      tryNumber: task.try_number ?? 0,
      maxTries: (task.max_tries ?? 0) + 1,
      queuedAt: task.queued_when,
      startedAt: task.start_date,
      endedAt: task.end_date,
      durationSeconds: task.duration,
      pool: task.pool,
      hostname: task.hostname,
      note: task.note,
    }),
  ),
);

/** One try. Airflow 2's document calls the list of them by another name than its answers do: see `dialect.ts`. */
export const taskTry = z.pipe(
  fieldsOf<v1.TaskInstanceHistory | v2.TaskInstanceHistoryResponse>()({
    try_number: z.number(),
    state: taskState,
    start_date: instant,
    end_date: instant,
    duration: count,
  }),
  z.transform(
    (one): TaskTry => ({
      tryNumber: one.try_number,
      state: one.state,
      startedAt: one.start_date,
      endedAt: one.end_date,
      durationSeconds: one.duration,
    }),
  ),
);

const importErrorFields = {
  import_error_id: z.number(),
  filename: z.string(),
  stack_trace: text,
  timestamp: instant,
};

export const importErrorOfV1 = z.pipe(
  fieldsOf<v1.ImportError>()(importErrorFields),
  z.transform((error): ImportError => importError({ ...error, bundle_name: undefined })),
);

export const importErrorOfV2 = z.pipe(
  fieldsOf<v2.ImportErrorResponse>()({ ...importErrorFields, bundle_name: text }),
  z.transform(importError),
);

function importError(
  error: {
    readonly [Name in keyof typeof importErrorFields]: z.output<(typeof importErrorFields)[Name]>;
  } & { readonly bundle_name: string | undefined },
): ImportError {
  return {
    id: error.import_error_id,
    filename: error.filename,
    bundleName: error.bundle_name,
    stackTrace: error.stack_trace ?? '',
    at: error.timestamp,
  };
}

const part = z.nullish(z.object({ status: text }));

export const health = z.pipe(
  fieldsOf<v1.HealthInfo | v2.HealthInfoResponse>()({
    metadatabase: part,
    scheduler: z.nullish(z.object({ status: text, latest_scheduler_heartbeat: instant })),
    triggerer: part,
    dag_processor: part,
  }),
  z.transform(
    (report): AirflowHealth => ({
      metadatabase: healthOf(report.metadatabase?.status),
      scheduler: healthOf(report.scheduler?.status),
      triggerer: healthOf(report.triggerer?.status),
      dagProcessor: healthOf(report.dag_processor?.status),
      schedulerHeartbeatAt: report.scheduler?.latest_scheduler_heartbeat,
    }),
  ),
);

function healthOf(status: string | undefined): Health {
  return status === 'healthy' || status === 'unhealthy' ? status : 'unknown';
}

export function runName({ dagId, runId }: RunKey): string {
  return JSON.stringify([dagId, runId]);
}

export function taskInstanceName({ dagId, runId, taskId, mapIndex }: TaskInstanceKey): string {
  return JSON.stringify([dagId, runId, taskId, mapIndex]);
}

/** The ids of the groups that prefix a task's id, the outermost first. */
function groupsOf(taskId: string): readonly string[] {
  const parts = taskId.split('.');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('.'));
}
