// Which tasks a branch may go on with, as its function or its arguments say.

import { branchArguments, isBranching } from '../../knowledge/branching';
import { positionalValue } from '../../syntax/calls';
import { enclosingFunction, isInside, ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { isListLike } from '../elements';
import type { FileModel } from '../file-model';
import { mappedText } from '../mapped-text';
import { hole } from '../shell/lexer';
import type { LoadedDag, LoadedTask } from './graph/types';

/** The tasks that one decision of a branch goes on with; none where it skips everything. */
export type BranchChoice = ReadonlySet<LoadedTask>;

/**
 * Every decision that a branch can come to. Undefined where one of them is not known, or is no task of
 * the DAG, for which Airflow fails the branch.
 */
export function branchChoices(
  model: FileModel,
  dag: LoadedDag,
  branch: LoadedTask,
): readonly BranchChoice[] | undefined {
  if (!isBranching(branch.operator)) return undefined;
  const decisions = decisionsOf(model, branch);
  if (decisions === undefined || decisions.length === 0) return undefined;
  const choices: BranchChoice[] = [];
  for (const decision of decisions.flatMap((one) => alternativesOf(model, one))) {
    for (const value of model.values.of(decision)) {
      // A list that has a name may have been added to since.
      if (isListLike(value) && !isInside(value, decision)) return undefined;
      const found = choicesOf(model, dag, value);
      if (found === undefined) return undefined;
      choices.push(...found);
    }
  }
  return choices;
}

/** The expressions whose values are the ids to go on with. */
function decisionsOf(model: FileModel, branch: LoadedTask): readonly SyntaxNode[] | undefined {
  const { callable, operatorClass } = branch;
  const chooser =
    callable ?? (operatorClass && model.names.methodOf(operatorClass, 'choose_branch'));
  if (chooser !== undefined) return returnedBy(chooser);
  const task = model.tasks.at(branch.node);
  if (task?.arguments.isComplete !== true) return undefined;
  const named = branchArguments.map((name) => task.arguments.entries.get(name));
  return named.every((value) => value !== undefined) ? named : undefined;
}

function returnedBy(chooser: SyntaxNode): readonly SyntaxNode[] | undefined {
  const body = chooser.child('body');
  if (body === undefined) return undefined;
  if (chooser.kind === 'lambda') return [body];
  const returned: SyntaxNode[] = [];
  for (const node of ownCode(body)) {
    if (node.kind === 'yield') return undefined;
    // A bare `return` skips everything, as does the end of the function.
    if (node.kind === 'return_statement' && node.parts[0] !== undefined) {
      returned.push(node.parts[0]);
    }
  }
  return returned;
}

/** `random.choice([…])`, with which examples decide, stands for each of its elements. */
function alternativesOf(model: FileModel, decision: SyntaxNode): readonly SyntaxNode[] {
  const [call, ...others] = model.values.of(decision);
  if (call?.kind !== 'call' || others.length > 0) return [decision];
  const given = positionalValue(call, 0);
  if (model.names.calleeName(call) !== 'random.choice' || given === undefined) return [decision];
  const [list, ...more] = model.values.of(given);
  if (list === undefined || more.length > 0 || !isListLike(list)) return [decision];
  const isUnchanged = list === given || mentions(model, given) === 2;
  return isUnchanged ? list.parts : [decision];
}

/** How often the function around a name mentions it: twice where it is only bound and used. */
function mentions(model: FileModel, name: SyntaxNode): number {
  const code = enclosingFunction(name);
  if (name.kind !== 'identifier' || code === undefined) return 0;
  return model.identifiersNamed(name.text).filter((node) => isInside(node, code)).length;
}

/** What one value stands for: one choice, or one of several where only a part of its text is known. */
function choicesOf(
  model: FileModel,
  dag: LoadedDag,
  value: SyntaxNode,
): readonly BranchChoice[] | undefined {
  if (model.constants.isNone(value)) return [new Set()];
  if (!isListLike(value)) return candidates(model, dag, value);
  const chosen = new Set<LoadedTask>();
  for (const part of value.parts) {
    const [only, ...others] = model.values.of(part);
    const found = only === undefined || others.length > 0 ? [] : candidates(model, dag, only);
    const [single, ...more] = found ?? [];
    if (single === undefined || more.length > 0) return undefined;
    for (const task of single) chosen.add(task);
  }
  return [chosen];
}

/** The tasks, and the roots of groups, that an id may name. */
function candidates(
  model: FileModel,
  dag: LoadedDag,
  value: SyntaxNode,
): readonly BranchChoice[] | undefined {
  const named = taskWithId(model, dag, value);
  if (named !== undefined) return [new Set([named])];
  const id = mappedText(model, value);
  if (id === undefined || id.text.includes('{{')) return undefined;
  const pattern = new RegExp(`^${id.text.split(hole).map(escaped).join('.+')}$`, 's');
  const choices: BranchChoice[] = [];
  for (const task of dag.tasks) {
    if (task.taskId !== undefined && pattern.test(task.taskId)) choices.push(new Set([task]));
  }
  for (const { groupId } of dag.groups) {
    if (groupId === undefined || !pattern.test(groupId)) continue;
    choices.push(rootsOf(dag, groupId));
  }
  return choices.length === 0 ? undefined : choices;
}

/** `task.task_id`. */
function taskWithId(model: FileModel, dag: LoadedDag, value: SyntaxNode): LoadedTask | undefined {
  if (value.kind !== 'attribute' || value.child('attribute')?.text !== 'task_id') return undefined;
  const object = value.child('object');
  const [node, ...others] = object === undefined ? [] : model.values.of(object);
  const made = dag.tasks.filter((task) => task.node === node || task.call === node);
  return others.length === 0 && made.length === 1 ? made[0] : undefined;
}

/** The tasks of a group that wait for none of the group (`_expand_task_group_roots`). */
function rootsOf(dag: LoadedDag, groupId: string): BranchChoice {
  const isMember = ({ group }: LoadedTask): boolean => {
    for (let at = group; at !== undefined; at = at.parent) if (at.groupId === groupId) return true;
    return false;
  };
  const waiting = new Set(dag.edges.filter(({ from }) => isMember(from)).map(({ to }) => to));
  return new Set(dag.tasks.filter((task) => isMember(task) && !waiting.has(task)));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
