import { operatorTaskMethods } from '../../knowledge/airflow-objects';
import type { BlockingKind } from '../../knowledge/blocking-calls';
import { enclosingFunction, inSourceOrder } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addTo } from '../../text/groups';
import type { FileModel } from '../file-model';
import type { BlockingCall } from '../flow/blocking';
import type { Loop } from '../flow/loops';
import { waitsForEndingWork } from '../flow/pooled-work';
import { waitsForEndedProcess } from '../flow/process-waits';
import { shownCallee } from '../flow/shown-callee';
import { isStuck } from '../flow/stuck-loops';
import { isTimeLimited } from '../flow/time-limits';
import { rememberedByUnit, rememberedOfFile, rememberedOfFileBy } from '../remembered-of-file';
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

/**
 * The calls that can wait without limit, and the loops that are never left, in a task's own code:
 * first what waits for processes and other people's servers, and of each kind what stands in the model's file, then what
 * stands in others, in the order in which they are reached; that of one file in source order.
 */
export function waitsOf(model: FileModel, task: Task): readonly Wait[] {
  return waitsIn(model, codeOf(model, task), endlessLoopsOf(model, task));
}

/** The loops in all code that the task reaches, in source order. */
function endlessLoopsOf(model: FileModel, task: Task): readonly Loop[] {
  return endlessLoopsByTask(model).get(task) ?? [];
}

const endlessLoopsByTask = rememberedOfFile(
  (model: FileModel): ReadonlyMap<Task, readonly Loop[]> => {
    const loops = new Map<Task, Loop[]>();
    for (const loop of stuckLoops(model)) {
      for (const task of model.reach(loop.node).tasks) addTo(loops, task, loop);
    }
    return loops;
  },
);

const stuckLoops = rememberedByUnit((unit) =>
  unit.loops.filter((loop) => loop.endless !== undefined && isStuck(unit, loop)),
);

/** The same for code that no task of the file is seen to run. */
export function waitsOfCode(model: FileModel, definition: SyntaxNode): readonly Wait[] {
  const loops = model.whole.loops.filter(
    (loop) => enclosingFunction(loop.node) === definition && isStuck(model, loop),
  );
  return waitsIn(model, [definition], loops);
}

function waitsIn(
  model: FileModel,
  definitions: readonly SyntaxNode[],
  loops: readonly Loop[],
): readonly Wait[] {
  const waits = definitions.flatMap((definition) => waitingCallsOf(model, definition));
  for (const { endless } of loops) {
    if (endless !== undefined) waits.push({ kind: 'loop', node: endless.node, rank: 0 });
  }
  // Places of different files have no order of their own.
  const trees = [...new Set([model.tree, ...waits.map(({ node }) => node.tree)])];
  const fileOf = (wait: Wait) => trees.indexOf(wait.node.tree);
  return waits.sort(
    (a, b) => a.rank - b.rank || fileOf(a) - fileOf(b) || inSourceOrder(a.node, b.node),
  );
}

/** Remembered by function: thousands of tasks can run the same one. */
const waitingCallsOf = rememberedOfFileBy((model: FileModel, definition: SyntaxNode) => [
  ...findWaitingCalls(model, definition),
]);

function* findWaitingCalls(model: FileModel, definition: SyntaxNode): Generator<Wait> {
  for (const call of model.blocking.reachableFrom(definition.child('body') ?? definition)) {
    if (call.isLimited || endsByItself(model, call)) continue;
    yield { kind: 'call', ...shownCallee(call), rank: ranks[call.fact.kind] ?? 0 };
  }
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
