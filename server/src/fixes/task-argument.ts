import type { Dag, DefaultArgs, Task } from '../semantic/dag/types';
import type { FileModel } from '../semantic/file-model';
import { keywordArgument, keywordValue } from '../syntax/calls';
import { isInside } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { placeOfDagArgument, setDagArgument } from './dag-argument';
import { setDictionaryEntry } from './dictionary-entry';
import { setKeywordArguments } from './keyword-argument';
import { replaceNode } from './replace';

/** The place at which an argument of a task is written, for the names that its value needs. */
export function placeOfTaskArgument(task: Task): SyntaxNode | undefined {
  return task.call ?? task.decorator;
}

/**
 * Gives a task an argument of its own: in the operator call, in `@task(…)`, or by turning a bare
 * `@task` into `@task(…)`. No edits where that would not reach the task.
 */
export function setTaskArgument(
  model: FileModel,
  task: Task,
  name: string,
  valueText: string,
): TextEdit[] {
  return setTaskArguments(model, task, [[name, valueText]]);
}

/** Several arguments at once, each with the text of its value; all of them or none. */
export function setTaskArguments(
  model: FileModel,
  task: Task,
  given: readonly (readonly [name: string, valueText: string])[],
): TextEdit[] {
  const { call, decorator } = task;
  if (!given.every(([name]) => canBeSet(model, task, name))) return [];
  if (call !== undefined) return setKeywordArguments(model, call, given);
  if (decorator === undefined) return [];
  const list = given.map(([name, valueText]) => `${name}=${valueText}`).join(', ');
  return [{ start: decorator.end, end: decorator.end, text: `(${list})` }];
}

function canBeSet(model: FileModel, task: Task, name: string): boolean {
  const { call, operatorClass, overrides } = task;
  if (overrides.some((override) => keywordArgument(override, name) !== undefined)) return false;
  if (operatorClass !== undefined && !model.operatorClasses.takes(operatorClass, name)) {
    return false;
  }
  // A spread that already holds the argument must not meet it a second time.
  return (
    call === undefined ||
    keywordArgument(call, name) !== undefined ||
    !task.arguments.entries.has(name)
  );
}

/** Where an entry of a DAG's `default_args` would be written; undefined where none can be. */
export function placeOfDefaultArgument(model: FileModel, dag: Dag): SyntaxNode | undefined {
  // A DAG of another file is that file's to mend.
  if (dag.node.tree !== model.tree) return undefined;
  const { defaultArgs } = dag;
  if (defaultArgs === undefined || passesNone(dag)) return placeOfDagArgument(model, dag);
  return defaultArgs.literal ?? importedDefaults(model, dag);
}

/** Gives the tasks of a DAG an argument through its `default_args`, which are made if need be. */
export function setDefaultArgument(
  model: FileModel,
  dag: Dag,
  name: string,
  valueText: string,
): TextEdit[] {
  const { defaultArgs } = dag;
  if (defaultArgs !== undefined && !passesNone(dag)) {
    if (dag.node.tree !== model.tree) return [];
    const imported = importedDefaults(model, dag);
    if (imported === undefined) return setEntry(model, defaultArgs, name, valueText);
    return replaceNode(imported, `{**${imported.text}, "${name}": ${valueText}}`);
  }
  return setDagArgument(model, dag, 'default_args', `{"${name}": ${valueText}}`);
}

/**
 * The name by which a DAG is given `default_args` of another file, all of which are known: they are
 * for other DAGs as well, so that what is added is added here.
 */
function importedDefaults(model: FileModel, { call, defaultArgs }: Dag): SyntaxNode | undefined {
  const value = call === undefined ? undefined : keywordValue(call, 'default_args');
  const isName = value?.kind === 'identifier' || value?.kind === 'attribute';
  if (!isName || defaultArgs?.isComplete !== true || defaultArgs.literal !== undefined) {
    return undefined;
  }
  const [dictionary, ...others] = model.values.of(value);
  const isElsewhere = dictionary !== undefined && dictionary.tree !== model.tree;
  return isElsewhere && others.length === 0 ? value : undefined;
}

function passesNone({ call }: Dag): boolean {
  return call !== undefined && keywordValue(call, 'default_args')?.kind === 'none';
}

function setEntry(
  model: FileModel,
  { entries, literal }: DefaultArgs,
  name: string,
  valueText: string,
): TextEdit[] {
  if (literal === undefined) return [];
  const edits = setDictionaryEntry(model, literal, name, valueText);
  const present = entries.get(name);
  // A value that a later statement or a spread writes would win over the literal's own.
  const isOwn = present === undefined || isInside(present, literal);
  return isOwn ? edits : [];
}
