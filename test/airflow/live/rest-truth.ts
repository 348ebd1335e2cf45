// What the REST API says, in the shape of the client, written apart from it.

import type * as v1 from '../../../client/src/airflow/generated/api-v1';
import type * as v2 from '../../../client/src/airflow/generated/api-v2';
import type {
  Dag,
  DagRun,
  ImportError,
  TaskInstance,
  TaskTry,
} from '../../../client/src/airflow/model';

/** What either version sends, where a field of the one may be missing from the other. */
type Raw<One, Other> = Required<One> & Required<Other>;
type RawDag = Raw<v1.DAG, v2.DAGResponse>;
type RawRun = Raw<v1.DAGRun, v2.DAGRunResponse>;
type RawInstance = Raw<v1.TaskInstance, v2.TaskInstanceResponse>;
type RawTry = Raw<v1.TaskInstanceHistory, v2.TaskInstanceHistoryResponse>;
type RawImportError = Raw<v1.ImportError, v2.ImportErrorResponse>;

export const expectedDag =
  (major: 2 | 3) =>
  (raw: RawDag): Dag => ({
    dagId: raw.dag_id,
    displayName: raw.dag_display_name,
    description: orUndefined(raw.description),
    fileloc: raw.fileloc,
    relativeFileloc: major === 3 ? orUndefined(raw.relative_fileloc) : undefined,
    bundleName: major === 3 ? orUndefined(raw.bundle_name) : undefined,
    isPaused: raw.is_paused,
    isStale: major === 3 ? raw.is_stale : !raw.is_active,
    hasImportErrors: raw.has_import_errors,
    schedule: orUndefined(raw.timetable_description),
    tags: raw.tags.map((tag) => tag.name ?? ''),
    nextRunAt: date(major === 3 ? raw.next_dagrun_run_after : raw.next_dagrun_create_after),
  });

export const expectedRun =
  (major: 2 | 3) =>
  (raw: RawRun): DagRun => ({
    dagId: raw.dag_id,
    runId: raw.dag_run_id,
    state: raw.state,
    runType: raw.run_type,
    logicalDate: date(raw.logical_date),
    runAfter: major === 3 ? date(raw.run_after) : undefined,
    startedAt: date(raw.start_date),
    endedAt: date(raw.end_date),
    note: orUndefined(raw.note),
  });

export function expectedInstance(raw: RawInstance): TaskInstance {
  return {
    dagId: raw.dag_id,
    runId: raw.dag_run_id,
    taskId: raw.task_id,
    mapIndex: raw.map_index === -1 ? undefined : raw.map_index,
    displayName: raw.task_display_name,
    mapName: orUndefined(raw.rendered_map_index),
    groups: expectedGroups[raw.task_id] ?? [],
    state: raw.state ?? 'none',
    operator: orUndefined(raw.operator),
    tryNumber: raw.try_number,
    maxTries: raw.max_tries + 1,
    queuedAt: date(raw.queued_when),
    startedAt: date(raw.start_date),
    endedAt: date(raw.end_date),
    durationSeconds: orUndefined(raw.duration),
    pool: raw.pool,
    hostname: orUndefined(raw.hostname),
    note: orUndefined(raw.note),
  };
}

export function expectedTry(raw: RawTry): TaskTry {
  return {
    tryNumber: raw.try_number,
    state: raw.state ?? 'none',
    startedAt: date(raw.start_date),
    endedAt: date(raw.end_date),
    durationSeconds: orUndefined(raw.duration),
  };
}

export const expectedImportError =
  (major: 2 | 3) =>
  (raw: RawImportError): ImportError => ({
    id: raw.import_error_id,
    filename: raw.filename,
    bundleName: major === 3 ? orUndefined(raw.bundle_name) : undefined,
    stackTrace: raw.stack_trace,
    at: date(raw.timestamp),
  });

/** The groups of the tasks in examples/live, as their source has them. */
const expectedGroups: Readonly<Record<string, readonly string[]>> = {
  'prepare.weigh': ['prepare'],
  'prepare.labels.label': ['prepare', 'prepare.labels'],
  'hand_over.by_train': ['hand_over'],
  'hand_over.by_van': ['hand_over'],
};

function date(text: string | null): number | undefined {
  return text === null ? undefined : new Date(text).getTime();
}

function orUndefined<T>(value: T | null): T | undefined {
  return value ?? undefined;
}
