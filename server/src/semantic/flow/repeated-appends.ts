import { type AppendingFact, appendingFact } from '../../knowledge/appending-writes';
import { argumentValue, hasDictionarySplat, keywordValue } from '../../syntax/calls';
import {
  ancestors,
  descendants,
  enclosingFunction,
  isStatement,
  ownCode,
} from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { methodName } from '../clean-up';
import { retriesOf } from '../dag/retries';
import type { Task } from '../dag/types';
import type { FileModel } from '../file-model';
import { isRemark } from '../remarks';
import { rememberedByUnit, rememberedOfFile } from '../remembered-of-file';
import { addsRows, sqlText } from '../sql-statements';

/** A write that adds to what is there, in a task that is tried again when it fails behind it. */
export interface RepeatedAppend {
  readonly call: SyntaxNode;
  readonly fact: AppendingFact;
  /** Where the retries of a task that runs it are set. */
  readonly retries: SyntaxNode;
}

/** How many callers are followed to see whether something is done behind a write. */
const maximumCalls = 3;

/** The writes of a file that a second try of their task repeats. */
export function* repeatedAppends(model: FileModel): Generator<RepeatedAppend> {
  for (const { call, fact, kept, tasks } of appends(model)) {
    const retries = tasks
      .map((task) => retriesAt(model, task))
      .find((found) => found !== undefined);
    if (retries === undefined || !isFollowedByWork(model, kept, 0)) continue;
    yield { call, fact, retries };
  }
}

/** True for tasks of which one has a write that a second try would repeat. */
export function wouldAppendAgain(model: FileModel, among: readonly Task[]): boolean {
  const repeated = tasksThatRepeat(model);
  return among.some((task) => repeated.has(task));
}

const tasksThatRepeat = rememberedOfFile(
  (model: FileModel): ReadonlySet<Task> => new Set(repeatingTasks(model)),
);

const repeatingTasks = rememberedByUnit(function* (model: FileModel): Generator<Task> {
  for (const { kept, tasks } of appends(model)) if (isFollowedByWork(model, kept, 0)) yield* tasks;
});

interface Append extends Pick<RepeatedAppend, 'call' | 'fact'> {
  /** The call from which on what was written stays: the commit of a transaction. */
  readonly kept: SyntaxNode;
  readonly tasks: readonly Task[];
}

function* appends(model: FileModel): Generator<Append> {
  for (const { name, node } of model.calls) {
    const fact = appendingFact(name, methodName(node));
    if (fact === undefined || !adds(model, node, fact) || startsAnew(model, node, fact)) continue;
    const kept = fact.keptBy === undefined ? node : firstCallBehind(node, fact.keptBy);
    if (kept !== undefined) yield { call: node, fact, kept, tasks: model.reach(node).tasks };
  }
}

/** The first call of a method behind a place of the same function. */
function firstCallBehind(place: SyntaxNode, method: string): SyntaxNode | undefined {
  const body = enclosingFunction(place)?.child('body');
  if (body === undefined) return undefined;
  for (const node of ownCode(body)) {
    if (node.kind === 'call' && node.start >= place.end && methodName(node) === method) return node;
  }
  return undefined;
}

/** Where it is set that a task is tried again; undefined where it is not, or not known. */
function retriesAt(model: FileModel, task: Task): SyntaxNode | undefined {
  const loaded = retriesOf(model, task);
  if (loaded !== undefined) return loaded.count > 0 ? loaded.countFrom?.origin : undefined;
  // A task that no DAG of the file is seen to have.
  const given = model.tasks.effectiveArgument(task, 'retries')?.value;
  return (model.constants.number(given) ?? 0) > 0 ? given : undefined;
}

function adds(model: FileModel, call: SyntaxNode, fact: AppendingFact): boolean {
  const isReplacing = fact.unless.some((name) => {
    const value = keywordValue(call, name);
    return value !== undefined && model.constants.truth(value) !== false;
  });
  if (isReplacing || (fact.unless.length > 0 && hasDictionarySplat(call))) return false;
  if (fact.sql !== undefined) {
    const sql = sqlText(model, argumentValue(call, fact.sql.name, fact.sql.position));
    return sql !== undefined && addsRows(sql);
  }
  if (fact.argument === undefined) return true;
  const given = argumentValue(call, fact.argument.name, fact.argument.position);
  if (given === undefined) return false;
  // `"w" if first else "a"` begins anew.
  return model.values
    .of(given)
    .every((value) => fact.values.has(model.constants.string(value) ?? ''));
}

const removingCalls: ReadonlySet<string> = new Set([
  'os.remove',
  'os.unlink',
  'pathlib.Path.unlink',
  'shutil.rmtree',
  'tempfile.NamedTemporaryFile',
  'tempfile.TemporaryDirectory',
  'tempfile.mkdtemp',
  'tempfile.mkstemp',
]);

/** Words of a path that is another one in each try, or of a file that is meant to grow. */
const ownPath = /log|uuid|try_number|now\(|time\(|tmp_|temp_/i;

/** SQL by which the function takes away what an earlier try has left, or looks for it. */
const clearingSql = /\b(?:DELETE\s+FROM|TRUNCATE|DROP\s+TABLE|CREATE\s+OR\s+REPLACE)\b/i;

/** True where the function begins with an empty file or table, or with one of this try alone. */
function startsAnew(model: FileModel, call: SyntaxNode, fact: AppendingFact): boolean {
  const definition = enclosingFunction(call);
  if (definition === undefined) return true;
  if (fact.what === 'file' && ownPath.test(call.child('arguments')?.text ?? '')) return true;
  for (const node of descendants(definition)) {
    if (node.kind === 'string' && clearingSql.test(node.text)) return true;
    if (node.kind !== 'call') continue;
    const name = model.names.calleeName(node);
    if (name !== undefined && removingCalls.has(name)) return true;
    const isWriting = fact.what === 'file' && methodName(node) === methodName(call);
    const mode = isWriting ? model.constants.string(argumentValue(node, 'mode', 1)) : undefined;
    if (mode?.startsWith('w') === true) return true;
  }
  return false;
}

/** True where something that can fail is done when some of the writes are made already. */
function isFollowedByWork(model: FileModel, call: SyntaxNode, calls: number): boolean {
  let below = call;
  for (const above of ancestors(call)) {
    switch (above.kind) {
      case 'for_statement':
      case 'while_statement':
        if (below.field === 'body') return true;
        break;
      case 'with_statement':
        if (below.field !== 'body' && hasLoop(above)) return true;
        break;
      case 'block':
        if (statementsBehind(above, below).some((next) => canFail(model, next))) return true;
        break;
      case 'function_definition':
        if (below.field !== 'body' || calls > maximumCalls) return false;
        return model.callSites.of(above).some((site) => isFollowedByWork(model, site, calls + 1));
      default:
    }
    below = above;
  }
  return false;
}

function hasLoop(statement: SyntaxNode): boolean {
  return [...ownCode(statement)].some(({ kind }) => kind === 'for_statement');
}

function statementsBehind(block: SyntaxNode, statement: SyntaxNode): readonly SyntaxNode[] {
  const index = block.parts.indexOf(statement);
  return index < 0 ? [] : block.parts.slice(index + 1).filter(isStatement);
}

const harmlessMethods: ReadonlySet<string> = new Set(['append', 'close', 'commit', 'flush']);
const harmlessFunctions: ReadonlySet<string> = new Set([
  'builtins.len',
  'builtins.str',
  'builtins.sum',
]);

function canFail(model: FileModel, statement: SyntaxNode): boolean {
  for (const node of ownCode(statement)) {
    if (node.kind === 'raise_statement' || node.kind === 'assert_statement') return true;
    if (node.kind !== 'call' || isRemark(model, node)) continue;
    const method = methodName(node);
    if (method !== undefined && harmlessMethods.has(method)) continue;
    if (!harmlessFunctions.has(model.names.calleeName(node) ?? '')) return true;
  }
  return false;
}
