// Several ways through the code, of which it is not known which one is taken.

import type { Completion, Exit } from './completion';
import { PythonRaise } from './completion';
import type { Evaluator } from './evaluator';
import { joined } from './join';
import { type Changes, following, noChanges } from './journal';
import { none, type Value } from './values';

/** One way: how it ended, and what it changed. */
export interface Way {
  readonly completion: Completion;
  readonly changes: Changes;
}

/** A way that was left early, while the code goes on for the other ways. */
export interface Deferred {
  readonly exit: Exit;
  readonly changes: Changes;
}

/** Runs each action from the same state, and goes on with what is common to all that may follow. */
export function runAlternatives(
  evaluator: Evaluator,
  actions: readonly (() => Completion)[],
): Completion {
  const ways: Way[] = [];
  for (const action of actions) ways.push(...waysOf(evaluator, action));
  return combine(evaluator, ways);
}

/** The value that one of the actions gives, of which it is not known which one runs. */
export function evaluateAlternatives(
  evaluator: Evaluator,
  actions: readonly (() => Value)[],
): Value {
  const completion = runAlternatives(
    evaluator,
    actions.map((action) => () => ({ kind: 'return', value: action() })),
  );
  return completion?.kind === 'return' ? completion.value : none();
}

/**
 * Runs an action and says on which ways it ends. The state is then as it was before. What runs
 * surely does not make things that may not be there.
 */
export function waysOf(evaluator: Evaluator, action: () => Completion, runsSurely = false): Way[] {
  const { journal } = evaluator;
  const mark = evaluator.frame.deferred.length;
  journal.open();
  if (!runsSurely) evaluator.maybeDepth++;
  evaluator.depth++;
  try {
    const ways = endedWays(evaluator, caught(evaluator, action), mark);
    const changes = journal.takeBack();
    evaluator.step(evaluator.place, changes.size);
    return ways.map((way) => ({ ...way, changes: following(changes, way.changes) }));
  } finally {
    if (!runsSurely) evaluator.maybeDepth--;
    evaluator.depth--;
  }
}

/**
 * All the ways on which a part of the code ended: the one that came to its end, and those that left
 * it early since the mark. The state is then the one in which the first of them left.
 */
export function endedWays(evaluator: Evaluator, completion: Completion, mark: number): Way[] {
  const { deferred } = evaluator.frame;
  let ways: Way[] = [{ completion, changes: noChanges }];
  while (deferred.length > mark) {
    const left = deferred.pop();
    if (left === undefined) break;
    evaluator.maybeDepth--;
    evaluator.step(evaluator.place, ways.length);
    const changes = evaluator.journal.takeBack();
    ways = ways.map((way) => ({ ...way, changes: following(changes, way.changes) }));
    ways.push({ completion: left.exit, changes: left.changes });
  }
  return ways;
}

/** An exception as a completion. */
export function caught(evaluator: Evaluator, action: () => Completion): Completion {
  const { depth } = evaluator;
  try {
    return action();
  } catch (error) {
    if (!(error instanceof PythonRaise)) throw error;
    evaluator.depth = depth;
    return { kind: 'raise', raised: error };
  }
}

/** Goes on after several ways: those that end early wait for the end of the loop or function. */
export function combine(evaluator: Evaluator, all: readonly Way[]): Completion {
  const { journal } = evaluator;
  // Mostly all of them come to their end.
  if (all.length > 0 && all.every((way) => way.completion === undefined)) {
    journal.join(all.map((way) => way.changes));
    return undefined;
  }
  const ways = all.filter((way) => way.completion?.kind !== 'raise');
  if (ways.length === 0) return raiseSurely(evaluator, all);
  raiseMaybe(evaluator, all);
  const following = ways.filter((way) => way.completion === undefined);
  const kind = following.length > 0 ? undefined : ways.at(-1)?.completion?.kind;
  const goingOn = ways.filter((way) => way.completion?.kind === kind);
  for (const way of ways) if (!goingOn.includes(way)) defer(evaluator, way);
  journal.join(goingOn.map((way) => way.changes));
  const values = goingOn.flatMap(({ completion }) =>
    completion?.kind === 'return' ? [completion.value] : [],
  );
  if (kind === 'return') return { kind, value: joined(values) };
  return kind === 'break' || kind === 'continue' ? { kind } : undefined;
}

/** What was left early waits with its changes, until the loop or function that it leaves ends. */
export function defer(evaluator: Evaluator, way: Way): void {
  if (way.completion === undefined) return;
  evaluator.frame.deferred.push({ exit: way.completion, changes: way.changes });
  evaluator.maybeDepth++;
  evaluator.journal.open();
}

function raiseSurely(evaluator: Evaluator, ways: readonly Way[]): Completion {
  evaluator.journal.join(ways.map((way) => way.changes));
  const last = ways.at(-1)?.completion;
  if (last?.kind === 'raise') throw last.raised;
  return undefined;
}

/**
 * A way that ends in an exception ends the load of the file, unless a handler is around. What is
 * said of the file is said of a load that succeeds, so that such a way is not taken.
 */
export function raiseMaybe(evaluator: Evaluator, ways: readonly Way[]): void {
  for (const { completion, changes } of ways) {
    if (completion?.kind !== 'raise') continue;
    const { exception } = completion.raised;
    // Of what nobody knows it may be that a module is missing.
    const isKnown = exception.kind === 'result' && exception.callee.startsWith('builtins.');
    const isImport = !isKnown || /\.(Import|ModuleNotFound)Error$/.test(exception.callee);
    evaluator.mayRaise(changes, isImport);
  }
}
