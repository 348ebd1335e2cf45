import {
  argumentNames,
  argumentNamesEver,
  removedArgument,
} from '../../knowledge/airflow-arguments';
import { callableArguments, callbackArguments } from '../../knowledge/airflow-objects';
import { type AirflowVersion, describedVersions } from '../../knowledge/airflow-versions';
import type { ValueLimit } from '../../knowledge/argument-values';
import { providerArguments } from '../../knowledge/provider-arguments';
import { nearestAncestor } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { nearestWord } from '../../text/nearest-word';
import type { FileModel } from '../file-model';
import { AcceptedArguments, type ArgumentTaker } from './accepted-arguments';
import { DefaultUses } from './default-uses';
import { durationKind } from './duration-arguments';
import { dagsMadeBy } from './graph/loaded-values';
import { type PassedArgument, passedArguments } from './passed-arguments';
import type { Task } from './types';
import { wrongValue } from './wrong-values';

interface Mistake {
  readonly argument: PassedArgument;
  /** What was probably meant. */
  readonly nearest: string | undefined;
  /** True where what was meant can be written without looking at what else follows from it. */
  readonly isRepairable: boolean;
}

/** An argument that its class or decorator does not take. */
export interface UnknownName extends Mistake {
  readonly kind: 'unknown';
  /** The first version that takes it, which is later than the project's. */
  readonly since: string | undefined;
  /** Who takes an argument of the name instead. */
  readonly belongsTo: 'dag' | 'task' | undefined;
}

/** A key of `default_args` that no task of the DAGs takes. */
export interface UnusedDefault extends Mistake {
  readonly kind: 'unused';
  readonly isOfDag: boolean;
}

/** A value that Airflow refuses. */
export interface WrongValue extends Mistake {
  readonly kind: 'value';
  /** The value as it is written, shortened, or the name of the trigger rule. */
  readonly written: string;
  /** Undefined for a trigger rule, of which there are too many to name. */
  readonly limit: ValueLimit | undefined;
}

export type ArgumentMistake = UnknownName | UnusedDefault | WrongValue;

/** What the given versions of Airflow all refuse or ignore among the arguments of a file. */
export function* argumentMistakes(
  model: FileModel,
  versions: readonly AirflowVersion[],
): Generator<ArgumentMistake> {
  if (versions.length === 0) return;
  const all = passedArguments(model).filter(({ nameNode }) => nameNode.tree === model.tree);
  const accepted = new AcceptedArguments(model.names);
  const uses = new DefaultUses(model, accepted, all);
  for (const argument of all.filter(({ nameNode }) => !isCaught(nameNode))) {
    const mistake = argument.isDefault
      ? unusedDefault(model, argument, uses)
      : unknownName(model, accepted, argument, versions);
    const found = mistake ?? wrongValue(model, argument, versions, uses);
    if (found !== undefined) yield found;
  }
}

const ofDags: ReadonlySet<string> = new Set(['airflow.DAG', 'airflow.dag']);
const ofGroups = 'airflow.TaskGroup';

function takerOf({ callee, call, task }: PassedArgument): ArgumentTaker | undefined {
  if (task === undefined) {
    const isOwn = ofDags.has(callee) || callee === ofGroups;
    return isOwn ? callee : undefined;
  }
  const definition = task.operatorClass;
  // `.partial(…)` asks the initializers of all classes above.
  const isPartial = call?.child('function')?.child('attribute')?.text === 'partial';
  return definition !== undefined && isPartial ? undefined : (definition ?? callee);
}

function unknownName(
  model: FileModel,
  accepted: AcceptedArguments,
  argument: PassedArgument,
  versions: readonly AirflowVersion[],
): UnknownName | undefined {
  const { callee, given, name, nameNode, task } = argument;
  const taker = takerOf(argument);
  if (taker === undefined) return undefined;
  if (task !== undefined && !isMade(model, task)) return undefined;
  const here = versions.flatMap((version) => accepted.of(taker, version) ?? []);
  if (here.length === 0 || here.some((names) => names.has(name))) return undefined;
  const others = describedVersions(undefined);
  const since = others.find((version) => accepted.of(taker, version)?.has(name));
  const own = versions[0];
  if (since !== undefined) {
    // What earlier versions took is another rule's; the standard provider has versions of its own.
    const isLater = own !== undefined && (since.major - own.major || since.minor - own.minor) > 0;
    if (!isLater || !isOfCore(callee, name, since) || isConditional(nameNode)) return undefined;
    const text = `${since.major}.${since.minor}`;
    return { kind: 'unknown', argument, belongsTo: undefined, since: text, ...nothingNear };
  }
  const candidates = [...(here.at(-1) ?? [])].filter(
    (one) => !given.entries.has(one) && removedArgument(callee, one) === undefined,
  );
  const near = nearName(model, argument, candidates);
  // A newer release of a provider may take more than the tables know, and hardly what looks mistyped.
  if (near.nearest === undefined && isOfProvider(argument)) return undefined;
  const belongsTo = task === undefined ? taskArgument(name) : dagArgument(name);
  return { kind: 'unknown', argument, since: undefined, belongsTo, ...near };
}

const nothingNear = { nearest: undefined, isRepairable: false };

/** What only other rules can judge once Airflow takes it, or what brings code of its own to run. */
const judgedElsewhere: ReadonlySet<string> = new Set([
  ...callableArguments,
  ...callbackArguments,
  'bash_command',
  'catchup',
  'dag_id',
  'group_id',
  'schedule',
  'start_date',
  'task_id',
]);

function nearName(
  model: FileModel,
  argument: PassedArgument,
  candidates: readonly string[],
): Pick<Mistake, 'nearest' | 'isRepairable'> {
  const nearest = nearestWord(argument.name, candidates, mostMistypes(argument.name));
  if (nearest === undefined) return nothingNear;
  const isLimit = nearest === 'execution_timeout' || nearest === 'dagrun_timeout';
  const isRepairable = isLimit
    ? durationKind(model, argument.value)?.kind === 'duration'
    : !judgedElsewhere.has(nearest);
  return { nearest, isRepairable };
}

/** Letters that a mistyped name may differ in. */
function mostMistypes(name: string): number {
  return name.length < 5 ? 1 : 2;
}

function isOfProvider({ callee, task }: PassedArgument): boolean {
  // Of a class of the project, the callee is the class of Airflow's that it derives from.
  if (task === undefined) return false;
  return argumentNamesEver(callee) === undefined || providerArguments(callee) !== undefined;
}

function dagArgument(name: string): 'dag' | undefined {
  return argumentNamesEver('airflow.DAG')?.has(name) === true ? 'dag' : undefined;
}

function taskArgument(name: string): 'task' | undefined {
  return argumentNamesEver('airflow.BaseOperator')?.has(name) === true ? 'task' : undefined;
}

/** True for what Airflow's own packages give a version; other packages have versions of their own. */
function isOfCore(callee: string, name: string, version: AirflowVersion): boolean {
  if (ofDags.has(callee) || callee === ofGroups) return true;
  return argumentNames('airflow.BaseOperator', version)?.has(name) === true;
}

/** A function under `@task` is given its arguments when it is called. */
function isMade(model: FileModel, task: Task): boolean {
  if (task.kind === 'operator') return true;
  return (
    model.taskInstances.of(task).length > 0 || model.taskInstances.forOtherFiles(task).length > 0
  );
}

/** What raises there may be meant to, as when it is tried out which version runs. */
function isCaught(node: SyntaxNode): boolean {
  return nearestAncestor(node, 'try_statement') !== undefined;
}

/** Where it may be asked first which version runs. */
function isConditional(node: SyntaxNode): boolean {
  return nearestAncestor(node, 'if_statement', 'conditional_expression') !== undefined;
}

function unusedDefault(
  model: FileModel,
  argument: PassedArgument,
  uses: DefaultUses,
): UnusedDefault | undefined {
  const { name, value, given } = argument;
  const holders = uses.dagsWith(name, value);
  if (holders === undefined) return undefined;
  const loaded = holders.map((holder) => dagsMadeBy(model.loaded, holder.node));
  if (loaded.length === 0 || loaded.some((dags) => dags.length === 0)) return undefined;
  const taken = loaded.flat().map((dag) => uses.takenByTasks(dag));
  // The DAG itself reads them (airflow/models/dag.py).
  if (name === 'params' || taken.some((names) => names === undefined || names.has(name))) {
    return undefined;
  }
  const isOfDag = dagArgument(name) !== undefined;
  // As a keyword, an argument of the DAG may well be there too.
  if (uses.mayBeRead(name, isOfDag ? 'as a key or attribute' : 'anywhere')) return undefined;
  if (isOfDag) return { kind: 'unused', argument, isOfDag, ...nothingNear };
  const candidates = [...(taken[0] ?? [])].filter(
    (one) => !given.entries.has(one) && removedArgument('airflow.BaseOperator', one) === undefined,
  );
  const near = nearName(model, argument, candidates);
  // Other keys are there for someone who reads them.
  return near.nearest === undefined ? undefined : { kind: 'unused', argument, isOfDag, ...near };
}
