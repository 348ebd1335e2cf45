import { ownCode } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { remembered } from '../../text/remembered';
import { assignTo } from './assignment';
import { caught, combine, endedWays, runAlternatives, type Way } from './branching';
import type { Completion } from './completion';
import type { Environment } from './environment';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { isNotIterable, someElement } from './iteration';
import { runRepeatedly } from './rounds';
import { executeBlock } from './statements';
import { changing } from './states';

/** How often a `while` runs before its end counts as not known. */
const mostRounds = 5_000;

export function executeFor(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Completion {
  const [target, written, body] = [node.child('left'), node.child('right'), node.child('body')];
  if (target === undefined || written === undefined) return undefined;
  const iterable = evaluate(evaluator, written, environment);
  if (isNotIterable(iterable)) evaluator.raise('TypeError', 'not iterable', written);
  const isAsync = node.part('async') !== undefined;
  const elements = isAsync ? undefined : evaluator.elements(iterable);
  const set = iterable.kind === 'set' && !iterable.mayHaveMore ? [...iterable.items.values()] : [];
  const mark = evaluator.frame.deferred.length;
  for (const item of elements?.items ?? set) {
    // The order in which a set gives its elements is not known, only that it gives them all.
    if (elements === undefined) forgetAssigned(evaluator, node, environment);
    const completion = oneRound(evaluator, mark, () => {
      assignTo(evaluator, target, item, environment);
      return executeBlock(evaluator, body, environment);
    });
    if (completion !== undefined) return leftLoop(evaluator, completion, mark);
  }
  const isWhole = elements === undefined ? set.length > 0 : !elements.mayHaveMore;
  if (elements === undefined && set.length > 0) forgetAssigned(evaluator, node, environment);
  let mayBreak = false;
  if (!isWhole) {
    evaluator.gap(written, 'a loop over what is not known');
    mayBreak = anyNumberOfTimes(evaluator, node, environment, () => {
      assignTo(evaluator, target, someElement(iterable, target), environment);
      return executeBlock(evaluator, body, environment);
    });
  }
  return atEnd(evaluator, node, environment, mark, mayBreak);
}

export function executeWhile(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Completion {
  const [condition, body] = [node.child('condition'), node.child('body')];
  if (condition === undefined) return undefined;
  const mark = evaluator.frame.deferred.length;
  let mayBreak = false;
  for (let round = 0; ; round++) {
    evaluator.place = condition;
    const truth =
      round < mostRounds ? evaluator.truth(evaluate(evaluator, condition, environment)) : undefined;
    // A loop that may have been left already says nothing certain any more.
    const isDoubtful = evaluator.frame.deferred.length > mark && round > 0;
    if (truth === false) break;
    if (truth === undefined || isDoubtful) {
      evaluator.gap(condition, 'a loop of which it is not known how often it runs');
      mayBreak = anyNumberOfTimes(evaluator, node, environment, () => {
        evaluate(evaluator, condition, environment);
        return executeBlock(evaluator, body, environment);
      });
      break;
    }
    const completion = oneRound(evaluator, mark, () => executeBlock(evaluator, body, environment));
    if (completion !== undefined) return leftLoop(evaluator, completion, mark);
  }
  return atEnd(evaluator, node, environment, mark, mayBreak);
}

/** One round of a loop: `continue` is no more than its end. */
function oneRound(evaluator: Evaluator, mark: number, round: () => Completion): Completion {
  const { deferred } = evaluator.frame;
  const before = deferred.length;
  const completion = caught(evaluator, round);
  if (completion?.kind === 'raise') {
    // Ways that left the round early live on, and where there is none the exception goes on.
    if (deferred.length === mark) throw completion.raised;
    return combine(evaluator, endedWays(evaluator, completion, mark).map(afterRound));
  }
  const isLeft = deferred.slice(before).some((way) => way.exit.kind === 'continue');
  if (isLeft) return combine(evaluator, endedWays(evaluator, completion, before).map(afterRound));
  return completion?.kind === 'continue' ? undefined : completion;
}

function afterRound(way: Way): Way {
  return way.completion?.kind === 'continue' ? { ...way, completion: undefined } : way;
}

/** The loop was surely left, while other ways may have left it before. */
function leftLoop(evaluator: Evaluator, completion: Completion, mark: number): Completion {
  const ways = endedWays(evaluator, completion, mark);
  return combine(evaluator, ways.map(afterBreak));
}

function afterBreak(way: Way): Way {
  const kind = way.completion?.kind;
  return kind === 'break' || kind === 'continue' ? { ...way, completion: undefined } : way;
}

/** The `else` of a loop runs on the ways that did not break. */
function atEnd(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
  mark: number,
  mayHaveBroken: boolean,
): Completion {
  const block = node.children.find((child) => child.kind === 'else_clause')?.child('body');
  const run = () => executeBlock(evaluator, block, environment);
  const completion = caught(evaluator, () =>
    mayHaveBroken ? runAlternatives(evaluator, [run, () => undefined]) : run(),
  );
  if (evaluator.frame.deferred.length > mark) return leftLoop(evaluator, completion, mark);
  if (completion?.kind === 'raise') throw completion.raised;
  return completion;
}

/**
 * A body that runs any number of times: what it assigns is not known, inside and afterwards. Gives
 * true where it may break.
 */
function anyNumberOfTimes(
  evaluator: Evaluator,
  loop: SyntaxNode,
  environment: Environment,
  round: () => Completion,
): boolean {
  forgetAssigned(evaluator, loop, environment);
  return runRepeatedly(evaluator, round);
}

/** Makes what the code of a loop assigns unknown. */
function forgetAssigned(evaluator: Evaluator, loop: SyntaxNode, environment: Environment): void {
  for (const name of assignedIn(loop)) {
    const held = environment.own(name);
    if (held?.value === undefined) continue;
    evaluator.journal.touch(held);
    held.value = changing(held.value);
  }
}

/** The names that the code of a loop assigns itself. */
const assignedIn = remembered((loop: SyntaxNode): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const node of ownCode(loop)) {
    const isTarget =
      node.kind === 'assignment' ||
      node.kind === 'augmented_assignment' ||
      node.kind === 'for_statement' ||
      node.kind === 'named_expression' ||
      node.kind === 'as_pattern';
    if (!isTarget) continue;
    const target = node.child('left') ?? node.child('name') ?? node.child('alias');
    for (const part of target === undefined ? [] : ownCode(target)) {
      if (part.kind === 'identifier') names.add(part.text);
    }
  }
  return names;
});
