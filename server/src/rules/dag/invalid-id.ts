// An id with characters or of a length that Airflow refuses keeps the file from loading.

import { type AirflowVersion, parseAirflowVersion } from '../../knowledge/airflow-versions';
import { isReached } from '../../knowledge/removals';
import { isAirflowsOwn } from '../../semantic/dag/dags';
import { loadedIds, ownIdOf } from '../../semantic/dag/graph/loaded-values';
import { placeOfDag, placeOfTask } from '../../semantic/dag/graph/places';
import { type IdKind, type IdMistake, idMistake, textMistake } from '../../semantic/dag/ids';
import type { Group, KnownArguments, Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import { parameterName } from '../../semantic/scopes';
import { writtenValues } from '../../semantic/written-values';
import { positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'invalid-id',
  group: 'dag',
  summary: 'An id of a DAG, task or group that Airflow refuses',
  severity: 'error',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const harm = 'loading the file fails, and its DAGs are gone from the UI.';

const messages = {
  characters: (kind: IdKind, wrong: string, id = 'this') =>
    `${kinds[kind]} has only letters, digits, ${allowed[kind]}, and ${id} has ${wrong}: ${harm} ` +
    'Write `_` instead.',
  length: (kind: IdKind, length: number, most: number) =>
    `${kinds[kind]} has ${most} characters at most, and this has ${length}: ${harm} Shorten it.`,
  total: (length: number) =>
    `With the ids of its groups in front, the id of this task has ${length} characters, and Airflow ` +
    `takes 250: ${harm} Shorten one of them.`,
  type: (kind: IdKind, type: string) =>
    `${kinds[kind]} is a text, not of type \`${type}\`: ${harm}`,
  empty: (kind: IdKind) => `${kinds[kind]} cannot be empty: ${harm}`,
  unprefixed: 'Airflow 2 takes such an id of a group that prefixes nothing; from Airflow 3.0 on: ',
};

const kinds = { dag: 'A DAG id', task: 'A task id', group: 'A group id' } as const;
const allowed = {
  dag: '`-`, `_` and `.`',
  task: '`-`, `_` and `.`',
  group: '`-` and `_`',
} as const;

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  const seen = new Set<SyntaxNode>();
  const told = new Set<SyntaxNode>();
  for (const problem of writtenProblems(model, version)) {
    told.add(problem.subject);
    if (seen.has(problem.node)) continue;
    seen.add(problem.node);
    yield problem;
  }
  for (const problem of loadedProblems(model)) {
    if (told.has(problem.subject) || seen.has(problem.node)) continue;
    seen.add(problem.node);
    yield problem;
  }
}

/** A problem of what a call or definition makes. */
type IdProblem = Problem & { readonly subject: SyntaxNode };

function* writtenProblems(
  model: FileModel,
  version: AirflowVersion | undefined,
): Generator<IdProblem> {
  yield* dagProblems(model);
  for (const task of model.tasks.all) yield* taskProblems(model, task, version);
  for (const group of model.groups.all) yield* groupProblems(model, group, version);
}

function* dagProblems(model: FileModel): Generator<IdProblem> {
  for (const dag of model.dags.all.filter((one) => isAirflowsOwn(one, model.names))) {
    yield* idProblems(model, idArgument(dag.arguments, 'dag_id', dag.call), 'dag', dag.node);
  }
}

function* taskProblems(
  model: FileModel,
  task: Task,
  version: AirflowVersion | undefined,
): Generator<IdProblem> {
  if (makesIdsItself(model, task)) return;
  const given = [task.arguments, ...task.overrides.map((call) => model.arguments.ofCall(call))];
  const ids = given.map(({ entries }) => entries.get('task_id'));
  const own = ids.flatMap((id) => [...idProblems(model, id, 'task', task.node)]);
  yield* own;
  // Before 2.10 only the id without its groups is looked at (airflow/models/baseoperator.py).
  const looksAtWhole = version === undefined || isReached(version, '2.10');
  if (own.length > 0 || !looksAtWhole) return;
  const mistake = task.taskIds
    .map((id) => textMistake(id, 'task'))
    .find((one) => one !== undefined);
  if (mistake?.kind !== 'length') return;
  const node = ids[0] === undefined ? task.anchor : placeOf(model, ids[0], ids[0]);
  yield { message: messages.total(mistake.length), node, subject: task.node };
}

/** `validate_group_key` is for prefixes only in 2.x, and for every group in 3.x. */
function* groupProblems(
  model: FileModel,
  group: Group,
  version: AirflowVersion | undefined,
): Generator<IdProblem> {
  const prefix = group.arguments.entries.get('prefix_group_id');
  const isPrefix = prefix === undefined || model.constants.truth(prefix) === true;
  const isFunction = group.node.kind === 'function_definition';
  const ids = [idArgument(group.arguments, 'group_id', isFunction ? undefined : group.call)];
  for (const call of isFunction ? model.callSites.taskMethodCallsOf(group.node) : []) {
    ids.push(model.arguments.ofCall(call).entries.get('group_id'));
  }
  if (!isPrefix && version?.major === 2) return;
  const isOnlyLater = !isPrefix && version === undefined;
  for (const problem of ids.flatMap((id) => [...idProblems(model, id, 'group', group.node)])) {
    if (!isOnlyLater) yield problem;
    else {
      const { message } = problem;
      const text = messages.unprefixed + message.charAt(0).toLowerCase() + message.slice(1);
      yield { ...problem, message: text, severity: 'information' };
    }
  }
}

/** Ids that only the load of the file shows, such as those that loops put together. */
function* loadedProblems(model: FileModel): Generator<IdProblem> {
  for (const dag of model.loaded.dags) {
    yield* loadedProblem(model, dag.dagId, 'dag', placeOfDag(dag), dag.node);
    for (const task of dag.tasks) {
      // The id of a group is the group's own trouble.
      yield* loadedProblem(model, ownIdOf(task), 'task', placeOfTask(task), task.node);
    }
  }
}

function* loadedProblem(
  model: FileModel,
  id: string | undefined,
  kind: IdKind,
  place: SyntaxNode,
  subject: SyntaxNode,
): Generator<IdProblem> {
  const mistake = id === undefined ? undefined : textMistake(id, kind);
  if (mistake?.kind !== 'characters' || place.tree !== model.tree) return;
  const message = messages.characters(kind, namesOf(mistake.characters), `\`${id}\``);
  yield { message, node: place, subject };
}

function idArgument(
  given: KnownArguments,
  name: string,
  call: SyntaxNode | undefined,
): SyntaxNode | undefined {
  return given.entries.get(name) ?? (call === undefined ? undefined : positionalValue(call, 0));
}

/** An operator class of the project may make a valid id of what it is given. */
function makesIdsItself(model: FileModel, { operatorClass }: Task): boolean {
  const initializer = operatorClass && model.names.methodOf(operatorClass, '__init__');
  const parameters = initializer?.child('parameters')?.parts ?? [];
  return parameters.some((parameter) => parameterName(parameter)?.text === 'task_id');
}

function* idProblems(
  model: FileModel,
  id: SyntaxNode | undefined,
  kind: IdKind,
  subject: SyntaxNode,
): Generator<IdProblem> {
  if (id === undefined) return;
  const whole = idMistake(model, id, kind);
  if (whole !== undefined) {
    yield { message: messageFor(whole, kind), node: placeOf(model, id, id), subject };
    return;
  }
  if (isFineWhenLoaded(model, subject, kind)) return;
  for (const value of writtenValues(model, id)) {
    const mistake = idMistake(model, value, kind);
    const node = placeOf(model, value, id);
    if (mistake !== undefined) yield { message: messageFor(mistake, kind), node, subject };
  }
}

/** True where code in between makes valid ids of what is written. */
function isFineWhenLoaded(model: FileModel, subject: SyntaxNode, kind: IdKind): boolean {
  const ids = loadedIds(model.loaded, subject, kind);
  return ids.length > 0 && ids.every((id) => id !== undefined && !textMistake(id, kind));
}

/** Where the id is written, or passed on where another file writes it. */
function placeOf(model: FileModel, value: SyntaxNode, id: SyntaxNode): SyntaxNode {
  const [only, ...others] = value === id ? writtenValues(model, id) : [value];
  const written = others.length === 0 && only !== undefined ? only : value;
  return written.tree === model.tree ? written : id;
}

function messageFor(mistake: IdMistake, kind: IdKind): string {
  switch (mistake.kind) {
    case 'characters':
      return messages.characters(kind, namesOf(mistake.characters));
    case 'length':
      return messages.length(kind, mistake.length, mistake.most);
    case 'type':
      return messages.type(kind, mistake.type);
    case 'empty':
      return messages.empty(kind);
  }
}

function namesOf(characters: string): string {
  return [...characters].map((one) => characterNames.get(one) ?? `\`${one}\``).join(', ');
}

const characterNames: ReadonlyMap<string, string> = new Map([
  [' ', 'a space'],
  ['\t', 'a tab'],
  ['\n', 'a line break'],
  ['\u00a0', 'a no-break space'],
  ['`', 'a backtick'],
]);

export const invalidId: Rule = { meta, check };
