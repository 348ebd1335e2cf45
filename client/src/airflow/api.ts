// The questions that are asked of an Airflow, in either version of its REST API.

import * as z from 'zod/mini';
import type { Dialect } from './dialect';
import type {
  AirflowHealth,
  Dag,
  DagRun,
  ImportError,
  Listing,
  RunKey,
  Running,
  TaskInstance,
  TaskInstanceKey,
  TaskLog,
  TaskTry,
} from './model';
import { allPages } from './pages';
import type { Answer, Subject } from './problem';
import { health, runName, taskInstance, taskInstanceName, taskTry } from './records';
import { count } from './schema';
import { about, idsOf, type Question, type Transport } from './transport';

export interface Api {
  /** Asks for little that needs the sign-in. */
  probe(signal: AbortSignal): Promise<Answer<unknown>>;
  dags(signal: AbortSignal): Promise<Answer<Listing<Dag>>>;
  dag(dagId: string, signal: AbortSignal): Promise<Answer<Dag>>;
  runs(dagId: string, limit: number, signal: AbortSignal): Promise<Answer<Listing<DagRun>>>;
  taskInstances(run: RunKey, signal: AbortSignal): Promise<Answer<Listing<TaskInstance>>>;
  tries(task: TaskInstanceKey, signal: AbortSignal): Promise<Answer<readonly TaskTry[]>>;
  running(signal: AbortSignal): Promise<Answer<Running>>;
  log(task: TaskInstanceKey, tryNumber: number, signal: AbortSignal): Promise<Answer<TaskLog>>;
  importErrors(signal: AbortSignal): Promise<Answer<Listing<ImportError>>>;
  health(signal: AbortSignal): Promise<Answer<AirflowHealth>>;
}

/** The most items that are fetched of a kind: more nobody reads, and a server must not be kept busy with it. */
const bounds = { dags: 10_000, taskInstances: 10_000, running: 2_000, importErrors: 1_000 };

const runsPath = '/dags/{dag_id}/dagRuns';
const instancesPath = '/dags/{dag_id}/dagRuns/{dag_run_id}/taskInstances';
/** What the API takes for all DAGs, and for all runs. */
const all = '~';

const dagsPage = (dialect: Dialect) =>
  z.object({ dags: z.array(dialect.dag), total_entries: count });
const runsPage = (dialect: Dialect) =>
  z.object({ dag_runs: z.array(dialect.run), total_entries: count });
const instancesPage = z.object({ task_instances: z.array(taskInstance), total_entries: count });
const importErrorsPage = (dialect: Dialect) =>
  z.object({ import_errors: z.array(dialect.importError), total_entries: count });
/** Airflow 2's document has `task_instances_history`; what it sends is this (`task_instance_schema.py`, 2.10.5). */
const triesAnswer = z.object({ task_instances: z.array(taskTry) });

export function createApi(transport: Transport, dialect: Dialect): Api {
  const runs = (
    question: (limit: number, offset: number) => Question,
    most: number,
    signal: AbortSignal,
  ) =>
    allPages(most, runName, async (limit, offset) => {
      const answer = await transport.json(
        question(limit, offset),
        runsPage(dialect),
        'runs',
        signal,
      );
      return mapped(answer, (page) => ({ items: page.dag_runs, total: page.total_entries }));
    });

  const taskInstances = (
    run: RunKey,
    filter: { state?: string[] },
    most: number,
    signal: AbortSignal,
  ) =>
    allPages(most, taskInstanceName, async (limit, offset) => {
      const ids = { dag_id: run.dagId, dag_run_id: run.runId };
      const question = about(instancesPath, ids, { ...filter, limit, offset });
      const answer = await transport.json(question, instancesPage, 'task instances', signal);
      return mapped(answer, (page) => ({ items: page.task_instances, total: page.total_entries }));
    });

  return {
    probe: (signal) => transport.json(dialect.dags(1, 0), dagsPage(dialect), 'DAGs', signal),

    dags: (signal) =>
      allPages(
        bounds.dags,
        (dag) => dag.dagId,
        async (limit, offset) => {
          const question = dialect.dags(limit, offset);
          const answer = await transport.json(question, dagsPage(dialect), 'DAGs', signal);
          return mapped(answer, (page) => ({ items: page.dags, total: page.total_entries }));
        },
      ),

    dag: (dagId, signal) =>
      dagId === all
        ? unknown('DAGs')
        : transport.json(
            about('/dags/{dag_id}', { dag_id: dagId }, {}),
            dialect.dag,
            'DAGs',
            signal,
          ),

    runs: (dagId, limit, signal) =>
      dagId === all
        ? unknown('runs')
        : runs((size, offset) => dialect.newestRuns(dagId, size, offset), limit, signal),

    taskInstances: (run, signal) =>
      run.dagId === all || run.runId === all
        ? unknown('task instances')
        : taskInstances(run, {}, bounds.taskInstances, signal),

    running: async (signal) => {
      const filter = { state: ['running'] };
      const runningRuns = await runs(
        (limit, offset) => about(runsPath, { dag_id: all }, { ...filter, limit, offset }),
        bounds.running,
        signal,
      );
      if (!runningRuns.ok) return runningRuns;
      const everything = { dagId: all, runId: all };
      const tasks = await taskInstances(everything, filter, bounds.running, signal);
      return mapped(tasks, (running) => ({ runs: runningRuns.value, tasks: running }));
    },

    tries: async (task, signal) => {
      const question =
        task.mapIndex === undefined
          ? about(`${instancesPath}/{task_id}/tries`, idsOf(task), {})
          : about(
              `${instancesPath}/{task_id}/{map_index}/tries`,
              { ...idsOf(task), map_index: task.mapIndex },
              {},
            );
      const answer = await transport.json(question, triesAnswer, 'tries', signal);
      return mapped(answer, (tries) => inOrder(tries.task_instances));
    },

    log: (task, tryNumber, signal) => dialect.readLog(transport, task, tryNumber, signal),

    importErrors: (signal) =>
      allPages(
        bounds.importErrors,
        (error) => String(error.id),
        async (limit, offset) => {
          const question = dialect.importErrors(limit, offset);
          const answer = await transport.json(
            question,
            importErrorsPage(dialect),
            'import errors',
            signal,
          );
          return mapped(answer, (page) => ({
            items: page.import_errors,
            total: page.total_entries,
          }));
        },
      ),

    health: (signal) => transport.json(dialect.health, health, 'the health report', signal),
  };
}

/** A try that is both in the history and the current one is told once, as it is now; 0 is before the first. */
function inOrder(tries: readonly TaskTry[]): readonly TaskTry[] {
  const byNumber = new Map(tries.map((one) => [one.tryNumber, one]));
  return [...byNumber.values()]
    .filter((one) => one.tryNumber > 0)
    .sort((one, other) => one.tryNumber - other.tryNumber);
}

async function unknown(what: Subject): Promise<Answer<never>> {
  return { ok: false, problem: { kind: 'not-found', what } };
}

function mapped<T, Result>(answer: Answer<T>, map: (value: T) => Result): Answer<Result> {
  return answer.ok ? { ok: true, value: map(answer.value) } : answer;
}
