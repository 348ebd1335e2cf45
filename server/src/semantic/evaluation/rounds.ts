import { defer, raiseMaybe, type Way, waysOf } from './branching';
import { type Completion, OutOfSteps } from './completion';
import type { Evaluator } from './evaluator';
import { now } from './made';
import { isNews } from './news';

/** How often the evaluation goes through a part of which nobody knows how often Python runs it. */
const mostRounds = 6;

/**
 * Runs an action that runs any number of times when Python runs it. Gives true where it may leave
 * the loop around it by `break`.
 *
 * What a round leaves may send the next one another way:
 *
 *     for row in rows:
 *         if seen:
 *             later.append(row)
 *         seen.append(row)
 *
 * so that the action runs again until it leaves no more than it began with, a fixed point.
 *
 * @param begin what was made since then is not there when the next round begins
 */
export function runRepeatedly(
  evaluator: Evaluator,
  action: () => Completion,
  begin = now(),
): boolean {
  let { hasNews, mayBreak } = runRound(evaluator, action, begin);
  for (let round = 1; hasNews && round < mostRounds; round++) {
    const next = evaluator.again(() => runRound(evaluator, action, begin));
    hasNews = next.hasNews;
    mayBreak ||= next.mayBreak;
  }
  // What is known of it by then may be wrong.
  if (hasNews) throw new OutOfSteps(evaluator.place);
  return mayBreak;
}

interface Round {
  /** Whether a round that follows it may do what it did not. */
  readonly hasNews: boolean;
  readonly mayBreak: boolean;
}

function runRound(evaluator: Evaluator, action: () => Completion, begin: number): Round {
  const { journal, misses } = evaluator;
  const all = waysOf(evaluator, action);
  const hasMissed = evaluator.misses > misses;
  const ways = all.map(staysInLoop);
  const rounds = ways.filter((way) => way.completion === undefined);
  journal.open();
  journal.join(rounds.map((way) => way.changes));
  const changes = journal.takeBack();
  raiseMaybe(evaluator, ways);
  for (const way of ways) if (way.completion?.kind === 'return') defer(evaluator, way);
  let hasNews = false;
  journal.joinRepeated(changes, ({ made }, before, after) => {
    hasNews ||= made < begin && isNews(before, after, begin, hasMissed);
  });
  return { hasNews, mayBreak: all.some((way) => way.completion?.kind === 'break') };
}

function staysInLoop(way: Way): Way {
  const kind = way.completion?.kind;
  return kind === 'break' || kind === 'continue' ? { ...way, completion: undefined } : way;
}
