import { operatorTaskMethods } from '../../knowledge/airflow-objects';
import type { BlockingKind } from '../../knowledge/blocking-calls';
import { enclosingFunction } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import type { BlockingCall } from '../flow/blocking';
import type { Loop } from '../flow/loops';
import { waitsForEndingWork } from '../flow/pooled-work';
import { waitsForEndedProcess } from '../flow/process-waits';
import { isStuck } from '../flow/stuck-loops';
import { isTimeLimited } from '../flow/time-limits';
import { runsEndingCommand } from '../shell/quick';
import type { Task } from './types';

/** What can keep a task from ending. */
export type Wait = (
  | {
      readonly kind: 'call';
      /** The smallest node that names the call. */
      readonly node: SyntaxNode;
      /** The callee as written, or its qualified name where that is long. */
      readonly name: string;
    }
  | { readonly kind: 'loop'; readonly node: SyntaxNode }
) & { readonly rank: number };

/** A query mostly ends; what is missing here comes first. */
const ranks: Readonly<Partial<Record<BlockingKind, number>>> = { network: 1, database: 2 };

/** A callee longer than this is named by what it is, not by how it is written. */
const maximumNameLength = 40;

/**
 * The calls that can wait without limit, and the loops that are never left, in a task's own code:
 * first what waits for processes and other people's servers, and of each kind in source order.
 */
export function waitsOf(model: FileModel, task: Task): readonly Wait[] {
  const loops = model.loops.filter(
    ({ endless, node }) => endless !== undefined && model.reach(node).tasks.includes(task),
  );
  return waitsIn(model, codeOf(model, task), loops);
}

/** The same for code that no task of the file is seen to run. */
export function waitsOfCode(model: FileModel, definition: SyntaxNode): readonly Wait[] {
  const loops = model.loops.filter(({ node }) => enclosingFunction(node) === definition);
  return waitsIn(model, [definition], loops);
}

function waitsIn(
  model: FileModel,
  definitions: readonly SyntaxNode[],
  loops: readonly Loop[],
): readonly Wait[] {
  const waits: Wait[] = [];
  for (const body of definitions.map((definition) => definition.child('body') ?? definition)) {
    for (const call of model.blocking.reachableFrom(body)) {
      if (call.isLimited || endsByItself(model, call)) continue;
      const callee = call.node.child('function') ?? call.node;
      const isShort = callee.text.length <= maximumNameLength && !/\s/.test(callee.text);
      const name = isShort ? callee.text : call.name;
      waits.push({ kind: 'call', node: callee, name, rank: ranks[call.fact.kind] ?? 0 });
    }
  }
  for (const loop of loops) {
    if (loop.endless === undefined || !isStuck(model, loop)) continue;
    waits.push({ kind: 'loop', node: loop.endless.node, rank: 0 });
  }
  return waits.sort((a, b) => a.rank - b.rank || a.node.start - b.node.start);
}

function endsByItself(model: FileModel, call: BlockingCall): boolean {
  if (isTimeLimited(model, call.node) || waitsForEndingWork(model, call)) return true;
  if (call.fact.kind !== 'process') return false;
  return waitsForEndedProcess(model, call.node) || runsEndingCommand(model, call);
}

/** The functions that Airflow calls when it runs the task. */
export function codeOf(model: FileModel, task: Task): readonly SyntaxNode[] {
  const { operatorClass } = task;
  if (operatorClass === undefined) return task.callables;
  const methods = [...operatorTaskMethods]
    .map((name) => model.names.methodOf(operatorClass, name))
    .filter((method) => method !== undefined);
  return [...task.callables, ...methods];
}
