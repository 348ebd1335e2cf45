// Airflow's answer and the model's for one file, side by side.

import { plainValue } from '../../server/src/semantic/dag/graph/plain-value';
import type {
  Load,
  LoadedDag,
  LoadedFile,
  LoadedTask,
} from '../../server/src/semantic/dag/graph/types';
import type { SyntaxNode } from '../../server/src/syntax/node';
import type { ObservedDag, ObservedFile, ObservedFunction, ObservedTask } from './observe.mjs';

/** What is compared, and of how much of it the model is certain. */
export const subjects = [
  'dags',
  'groups',
  'tasks',
  'edges',
  'labels',
  'arguments',
  'functions',
] as const;
export type Subject = (typeof subjects)[number];

export interface Difference {
  /** `wrong`: claimed as certain, and not so. `unknown`: so, and not claimed. */
  readonly kind: 'wrong' | 'unknown';
  readonly subject: Subject;
  readonly what: string;
}

export interface Verdict {
  readonly differences: readonly Difference[];
  /** How many there are in Airflow, and how many of them the model is certain of, rightly. */
  readonly totals: Readonly<Record<Subject, { readonly all: number; readonly known: number }>>;
}

type Totals = Record<Subject, { all: number; known: number }>;

/** Compares what came of a file that loads in Airflow. */
export function compare(
  observed: Exclude<ObservedFile, { error: string }>,
  loaded: Load,
  functions: FunctionsOfFile,
): Verdict {
  const differences: Difference[] = [];
  const totals = Object.fromEntries(
    subjects.map((subject) => [subject, { all: 0, known: 0 }]),
  ) as Totals;
  const judge = new Judge(differences, totals);
  for (const dag of observed.dags) {
    const candidates = loaded.dags.filter((candidate) => candidate.dagId === dag.dagId);
    judge.compareDag(
      dag,
      candidates.find((candidate) => candidate.isCertain) ?? candidates[0],
      loaded,
    );
  }
  for (const dag of loaded.dags) {
    if (!dag.isCertain || observed.dags.some(({ dagId }) => dagId === dag.dagId)) continue;
    judge.wrong('dags', `${dag.dagId}: Airflow has no such DAG`);
  }
  judge.compareFunctions(observed.functions, functions, loaded);
  return { differences, totals };
}

/** The functions of the compared file, and which of them the model says run while it is loaded. */
export interface FunctionsOfFile {
  readonly path: string;
  /** By the line, from one, on which CPython says that they begin. */
  readonly byLine: ReadonlyMap<number, readonly SyntaxNode[]>;
  runsAtParse(definition: SyntaxNode): boolean;
  /** The model does not say when the function runs. */
  isOpen(definition: SyntaxNode): boolean;
}

class Judge {
  constructor(
    private readonly differences: Difference[],
    private readonly totals: Totals,
  ) {}

  wrong(subject: Subject, what: string): void {
    this.differences.push({ kind: 'wrong', subject, what });
  }

  unknown(subject: Subject, what: string): void {
    this.differences.push({ kind: 'unknown', subject, what });
  }

  #count(subject: Subject, all: number, known: number): void {
    this.totals[subject].all += all;
    this.totals[subject].known += known;
  }

  compareDag(observed: ObservedDag, loaded: LoadedDag | undefined, file: LoadedFile): void {
    const name = observed.dagId;
    this.#count('dags', 1, loaded?.isCertain === true ? 1 : 0);
    if (loaded === undefined) {
      if (file.isComplete && !file.dags.some(({ dagId }) => dagId === undefined)) {
        this.wrong('dags', `${name} is missing, though the file is said to be complete`);
      } else this.unknown('dags', name);
      for (const subject of ['tasks', 'edges', 'groups', 'labels'] as const) {
        this.#count(subject, observed[subject].length, 0);
      }
      this.#count('arguments', 3 * observed.tasks.length, 0);
      return;
    }
    if (!loaded.isCertain) this.unknown('dags', name);
    this.#compareTasks(observed, loaded);
    this.#compareGroups(observed, loaded);
    this.#compareEdges(observed, loaded);
  }

  #missing(subject: Subject, dag: LoadedDag, what: string, mayBeUnnamed: boolean): void {
    // A DAG that is said to be complete shows everything, be it without its id.
    if (dag.isComplete && dag.isCertain && !mayBeUnnamed) {
      this.wrong(subject, `${what} is missing, though the DAG is said to be complete`);
    } else this.unknown(subject, what);
  }

  #compareTasks(observed: ObservedDag, loaded: LoadedDag): void {
    const hasUnnamed = loaded.tasks.some(({ taskId }) => taskId === undefined);
    for (const task of observed.tasks) {
      const name = `${observed.dagId}: ${task.taskId}`;
      const found = withId(loaded, task.taskId);
      const isKnown = found?.isCertain === true && loaded.isCertain;
      this.#count('tasks', 1, isKnown ? 1 : 0);
      this.#count('arguments', 3, 0);
      if (found === undefined) this.#missing('tasks', loaded, name, hasUnnamed);
      else if (!isKnown) this.unknown('tasks', name);
      if (isKnown) this.#compareTask(name, task, found);
    }
    for (const task of loaded.tasks) {
      if (!task.isCertain || !loaded.isCertain) continue;
      if (observed.tasks.some(({ taskId }) => taskId === task.taskId)) continue;
      this.wrong('tasks', `${observed.dagId}: Airflow has no task ${task.taskId}`);
    }
  }

  #compareTask(name: string, observed: ObservedTask, loaded: LoadedTask): void {
    const facts: readonly (readonly [string, unknown, unknown])[] = [
      ['group', observed.group, loaded.group?.groupId ?? null],
      ['role', observed.role, loaded.role],
      ['mapped', observed.isMapped, loaded.isMapped],
      ['operator', observed.operator, operatorName(loaded)],
    ];
    for (const [what, actual, claimed] of facts) {
      if (actual === claimed) continue;
      this.wrong('tasks', `${name}: ${what} is ${String(actual)}, not ${String(claimed)}`);
    }
    this.#compareArgument(name, 'execution_timeout', observed.executionTimeout, null, loaded);
    this.#compareArgument(name, 'retries', observed.retries, 0, loaded);
    this.#compareArgument(name, 'trigger_rule', observed.triggerRule, 'all_success', loaded);
  }

  #compareArgument(
    task: string,
    name: string,
    actual: unknown,
    ifUnset: unknown,
    loaded: LoadedTask,
  ): void {
    const effective = loaded.effective(name);
    const value =
      effective === 'unset'
        ? ifUnset
        : effective === 'unknown'
          ? undefined
          : plainValue(effective.value);
    // Airflow takes `retries=None` for none at all.
    const claimed = value === null && name === 'retries' ? 0 : value;
    if (claimed === undefined) {
      this.unknown('arguments', `${task}: ${name}`);
    } else if (claimed !== actual) {
      this.wrong('arguments', `${task}: ${name} is ${String(actual)}, not ${String(claimed)}`);
    } else this.#count('arguments', 0, 1);
  }

  #compareGroups(observed: ObservedDag, loaded: LoadedDag): void {
    const hasUnnamed = loaded.groups.some(({ groupId }) => groupId === undefined);
    for (const { groupId, parent } of observed.groups) {
      const name = `${observed.dagId}: ${groupId}`;
      const found = loaded.groups.find((group) => group.groupId === groupId);
      const isKnown = found?.isCertain === true && loaded.isCertain;
      this.#count('groups', 1, isKnown ? 1 : 0);
      if (found === undefined) this.#missing('groups', loaded, name, hasUnnamed);
      else if (!isKnown) this.unknown('groups', name);
      else if ((found.parent?.groupId ?? null) !== parent) {
        this.wrong('groups', `${name} is in ${parent}, not in ${found.parent?.groupId}`);
      }
    }
    for (const group of loaded.groups) {
      if (!group.isCertain || !loaded.isCertain) continue;
      if (observed.groups.some(({ groupId }) => groupId === group.groupId)) continue;
      this.wrong('groups', `${observed.dagId}: Airflow has no group ${group.groupId}`);
    }
  }

  #compareEdges(observed: ObservedDag, loaded: LoadedDag): void {
    const actual = new Set(observed.edges.map(pairName));
    const labels = new Map(
      observed.labels.map(([from, to, label]) => [pairName([from, to]), label]),
    );
    const hasUnnamed = loaded.tasks.some(({ taskId }) => taskId === undefined);
    const claimed = new Map(
      loaded.edges.map((edge) => [pairName([edge.from.taskId, edge.to.taskId]), edge]),
    );
    for (const pair of actual) {
      const name = `${observed.dagId}: ${pair}`;
      const edge = claimed.get(pair);
      const isKnown = edge?.isCertain === true && loaded.isCertain;
      this.#count('edges', 1, isKnown ? 1 : 0);
      if (edge === undefined) this.#missing('edges', loaded, name, hasUnnamed);
      else if (!isKnown) this.unknown('edges', name);
      const label = labels.get(pair);
      if (label === undefined) {
        if (isKnown && edge.label !== undefined) this.wrong('labels', `${name} has no label`);
        continue;
      }
      this.#count('labels', 1, isKnown && edge.label === label ? 1 : 0);
      if (isKnown && edge.label !== label) {
        if (edge.label === undefined) this.unknown('labels', name);
        else this.wrong('labels', `${name} is labeled ${label}, not ${edge.label}`);
      }
    }
    for (const [pair, edge] of claimed) {
      if (edge.isCertain && loaded.isCertain && !actual.has(pair)) {
        this.wrong('edges', `${observed.dagId}: Airflow has no edge ${pair}`);
      }
    }
  }

  /** Which functions of the file ran while Airflow loaded it, and which ones the model says run. */
  compareFunctions(
    observed: readonly ObservedFunction[],
    functions: FunctionsOfFile,
    loaded: Load,
  ): void {
    const ran = new Set<SyntaxNode>();
    for (const { file, line, name } of observed) {
      if (file !== functions.path) continue;
      const found = functions.byLine.get(line) ?? [];
      for (const definition of found) ran.add(definition);
      const isKnown = found.some((one) => functions.runsAtParse(one));
      this.#count('functions', 1, isKnown ? 1 : 0);
      const what = `${name} runs while the file is loaded`;
      const isClaimed = !found.some((one) => functions.isOpen(one));
      if (!isKnown && isClaimed && loaded.isComplete) this.wrong('functions', what);
      else if (!isKnown) this.unknown('functions', what);
    }
    for (const definitions of functions.byLine.values()) {
      for (const definition of definitions) {
        if (ran.has(definition) || !functions.runsAtParse(definition)) continue;
        const name = definition.child('name')?.text ?? '<lambda>';
        // Where a condition was not known, what stands under it may or may not run.
        const isSure =
          loaded.calledFunctions.has(definition) && loaded.isComplete && loaded.gaps.length === 0;
        if (isSure) this.wrong('functions', `${name} does not run while the file is loaded`);
        else this.unknown('functions', `${name} does not run while the file is loaded`);
      }
    }
  }
}

function withId(dag: LoadedDag, taskId: string): LoadedTask | undefined {
  const found = dag.tasks.filter((task) => task.taskId === taskId);
  return found.find((task) => task.isCertain) ?? found[0];
}

function pairName([from, to]: readonly (string | undefined)[]): string {
  return `${from} >> ${to}`;
}

/** The operator as Airflow names it: the class, or `@task.<flavor>`. */
function operatorName(task: LoadedTask): string {
  const own = task.operatorClass?.child('name')?.text;
  if (own !== undefined) return own;
  if (/^airflow\.task(?:\.|$)/.test(task.operator)) {
    const decorator = `@${task.operator.slice('airflow.'.length)}`;
    return decorator === '@task.python' ? '@task' : decorator;
  }
  if (task.operator === 'airflow.sdk.asset') return '_AssetMainOperator';
  const name = task.operator.slice(task.operator.lastIndexOf('.') + 1);
  // Since 2.4 the one is only another name for the other (airflow/operators/dummy.py).
  return name === 'DummyOperator' ? 'EmptyOperator' : name;
}
