// In what the two versions of the REST API differ, apart from their path.

import * as z from 'zod/mini';
import type * as v1 from './generated/api-v1';
import type * as v2 from './generated/api-v2';
import { LogTail, plainLine, structuredLines } from './log-lines';
import type { AirflowMajor, Dag, DagRun, ImportError, TaskInstanceKey, TaskLog } from './model';
import type { Answer } from './problem';
import { logTextOfPython } from './python-pairs';
import { importErrorOfV1, importErrorOfV2, runOfV1, runOfV2 } from './records';
import { fieldsOf, flag, instant, text } from './schema';
import { aboutV1, aboutV2, idsOf, type Question, type Transport } from './transport';

export interface Dialect {
  readonly path: '/api/v1' | '/api/v2';
  readonly dag: z.ZodMiniType<Dag>;
  readonly run: z.ZodMiniType<DagRun>;
  readonly importError: z.ZodMiniType<ImportError>;
  readonly health: Question;
  /** DAGs that are still defined somewhere, by their ids. */
  dags(limit: number, offset: number): Question;
  newestRuns(dagId: string, limit: number, offset: number): Question;
  importErrors(limit: number, offset: number): Question;
  readLog(
    transport: Transport,
    task: TaskInstanceKey,
    tryNumber: number,
    signal: AbortSignal,
  ): Promise<Answer<TaskLog>>;
}

const dagFields = {
  dag_id: z.string(),
  dag_display_name: text,
  description: text,
  fileloc: text,
  is_paused: flag,
  has_import_errors: flag,
  timetable_description: text,
  tags: z.nullish(z.array(z.object({ name: z.optional(z.string()) }))),
};

const dagOfV1 = z.pipe(
  fieldsOf<v1.DAG>()({
    ...dagFields,
    is_active: z.nullish(z.boolean()),
    next_dagrun_create_after: instant,
  }),
  z.transform(
    (dag): Dag => ({
      ...sharedDag(dag),
      relativeFileloc: undefined,
      bundleName: undefined,
      isStale: dag.is_active === false,
      nextRunAt: dag.next_dagrun_create_after,
    }),
  ),
);

const dagOfV2 = z.pipe(
  fieldsOf<v2.DAGResponse>()({
    ...dagFields,
    is_stale: flag,
    relative_fileloc: text,
    bundle_name: text,
    next_dagrun_run_after: instant,
  }),
  z.transform(
    (dag): Dag => ({
      ...sharedDag(dag),
      relativeFileloc: dag.relative_fileloc,
      bundleName: dag.bundle_name,
      isStale: dag.is_stale,
      nextRunAt: dag.next_dagrun_run_after,
    }),
  ),
);

function sharedDag(
  dag: {
    readonly [Name in keyof typeof dagFields]?: z.output<(typeof dagFields)[Name]> | undefined;
  } & { readonly dag_id: string },
) {
  return {
    dagId: dag.dag_id,
    displayName: dag.dag_display_name ?? dag.dag_id,
    description: dag.description,
    fileloc: dag.fileloc,
    isPaused: dag.is_paused ?? false,
    hasImportErrors: dag.has_import_errors ?? false,
    schedule: dag.timetable_description,
    tags: dag.tags?.flatMap(({ name }) => name ?? []) ?? [],
  };
}

const instances = '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances';

const dialectOfV1: Dialect = {
  path: '/api/v1',
  dag: dagOfV1,
  run: runOfV1,
  importError: importErrorOfV1,
  health: aboutV1('/health', {}, {}),
  dags: (limit, offset) =>
    aboutV1('/dags', {}, { only_active: true, order_by: 'dag_id', limit, offset }),
  newestRuns: (dagId, limit, offset) =>
    aboutV1(
      '/dags/{dag_id}/dagRuns',
      { dag_id: dagId },
      { order_by: '-execution_date', limit, offset },
    ),
  importErrors: (limit, offset) =>
    aboutV1('/importErrors', {}, { order_by: 'import_error_id', limit, offset }),
  readLog: readLogOfV1,
};

const dialectOfV2: Dialect = {
  path: '/api/v2',
  dag: dagOfV2,
  run: runOfV2,
  importError: importErrorOfV2,
  health: aboutV2('/monitor/health', {}, {}),
  dags: (limit, offset) =>
    aboutV2('/dags', {}, { exclude_stale: true, order_by: ['dag_id'], limit, offset }),
  newestRuns: (dagId, limit, offset) =>
    aboutV2(
      '/dags/{dag_id}/dagRuns',
      { dag_id: dagId },
      { order_by: ['-run_after'], limit, offset },
    ),
  importErrors: (limit, offset) =>
    aboutV2('/importErrors', {}, { order_by: ['id'], limit, offset }),
  readLog: readLogOfV2,
};

export const dialects: Readonly<Record<AirflowMajor, Dialect>> = { 2: dialectOfV1, 3: dialectOfV2 };

const logSchema = fieldsOf<
  v1.QuestionsOfV1[`${typeof instances}/{task_id}/logs/{task_try_number}`]['answer']
>()({
  content: text,
  continuation_token: text,
});

/** The most fragments of a log that are fetched; a handler of files gives all in one. */
const mostFragments = 200;

/** Fragment by fragment: Airflow 2 does not say which is the last, but one without text is. */
async function readLogOfV1(
  transport: Transport,
  task: TaskInstanceKey,
  tryNumber: number,
  signal: AbortSignal,
): Promise<Answer<TaskLog>> {
  const tail = new LogTail();
  let token: string | undefined;
  for (let fragments = 0; fragments < mostFragments; fragments++) {
    const question = aboutV1(
      `${instances}/{task_id}/logs/{task_try_number}`,
      { ...idsOf(task), task_try_number: tryNumber },
      { map_index: task.mapIndex ?? -1, ...(token === undefined ? {} : { token }) },
    );
    const answer = await transport.json(question, logSchema, 'task logs', signal);
    if (!answer.ok) return answer;
    const { content = '', continuation_token: next } = answer.value;
    const fragment = logTextOfPython(content);
    const lines = fragment.split(/\r?\n/);
    // What ends with a line break has no line after it.
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) tail.add(plainLine(line));
    if (fragment === '' || next === undefined || next === token) break;
    token = next;
  }
  return { ok: true, value: tail.log() };
}

/** Airflow 3 streams the log as lines of JSON, so that a long one need not be kept as a whole. */
async function readLogOfV2(
  transport: Transport,
  task: TaskInstanceKey,
  tryNumber: number,
  signal: AbortSignal,
): Promise<Answer<TaskLog>> {
  const tail = new LogTail();
  const question = aboutV2(
    `${instances}/{task_id}/logs/{try_number}`,
    { ...idsOf(task), try_number: tryNumber },
    { map_index: task.mapIndex ?? -1, full_content: true },
  );
  const answer = await transport.lines(question, 'task logs', signal, (record) => {
    for (const line of structuredLines(record)) tail.add(line);
  });
  return answer.ok ? { ok: true, value: tail.log() } : answer;
}
