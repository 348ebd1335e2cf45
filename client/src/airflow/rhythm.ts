// When to look again. All of it is milliseconds and instants.

import type { Problem } from './problem';
import type { Fact, Topic } from './run-store';

interface Rhythm {
  /** After a look that found news. */
  readonly fastest: number;
  /** After many looks that found none, while something is under way. */
  readonly moving: number;
  /** After many looks that found none, while nothing is. */
  readonly slowest: number;
}

const second = 1000;
const minute = 60 * second;

const ofRuns: Rhythm = { fastest: 3 * second, moving: 10 * second, slowest: minute };
const ofAccounts: Rhythm = { fastest: 30 * second, moving: minute, slowest: 2 * minute };
const ofDags: Rhythm = { fastest: minute, moving: 5 * minute, slowest: 5 * minute };

const rhythms: Readonly<Record<Topic['kind'], Rhythm>> = {
  connection: ofAccounts,
  running: { ...ofRuns, slowest: 20 * second },
  runs: ofRuns,
  'task-instances': ofRuns,
  dag: ofDags,
  dags: ofDags,
  'import-errors': ofAccounts,
  health: ofAccounts,
};

/** Between two looks at what moves, while the effect of something that was done is awaited. */
const hurried = second;

const growth = 1.5;

/** How long to wait after a look that went well, given how long was waited before it. */
export function nextInterval(
  fact: Fact,
  previous: number | undefined,
  isNews: boolean,
  isHurried: boolean,
): number {
  const { fastest, moving, slowest } = rhythms[fact.kind];
  if (isHurried && isAboutRuns(fact)) return hurried;
  if (isNews || previous === undefined) return fastest;
  return Math.min(Math.max(previous, fastest) * growth, isMoving(fact) ? moving : slowest);
}

export function isAboutRuns({ kind }: Topic | Fact): boolean {
  return kind === 'running' || kind === 'runs' || kind === 'task-instances';
}

const finished = new Set(['success', 'failed', 'skipped', 'upstream_failed', 'removed']);

function isMoving(fact: Fact): boolean {
  switch (fact.kind) {
    case 'running':
      return fact.value.runs.items.length + fact.value.tasks.items.length > 0;
    case 'runs':
    case 'task-instances':
      return fact.value.items.some(({ state }) => !finished.has(state));
    default:
      return false;
  }
}

/** The first of the waits that double, what they add up to at most, and the least that is always waited. */
const backOff = { first: 2 * second, most: 2 * minute, least: second };
/** Every try with a wrong password counts where accounts are locked after a few. */
const afterRefusal = 10 * minute;

/**
 * How long to wait after the nth failure in a row: a random part of a time that doubles, so that many
 * editors do not come back to a struggling server at once. Undefined where waiting mends nothing.
 *
 * @param random at least 0 and less than 1
 */
export function retryDelay(
  problem: Problem,
  failures: number,
  random: number,
  now: number,
): number | undefined {
  switch (problem.kind) {
    case 'invalid-url':
      return undefined;
    case 'wrong-credentials':
    case 'signed-out':
    case 'malformed-secret':
      return afterRefusal * (1 + random / 2);
    default: {
      const longest = Math.min(backOff.most, backOff.first * 2 ** Math.min(failures - 1, 30));
      const wanted = 'retryAt' in problem ? (problem.retryAt ?? now) - now : 0;
      return Math.max(wanted, 0) + backOff.least + random * longest;
    }
  }
}

/** Whether a problem is about one question, so that others may still have answers. */
export function isAboutOneQuestion(problem: Problem): boolean {
  switch (problem.kind) {
    case 'forbidden':
    case 'not-found':
    case 'server-error':
    case 'unexpected-answer':
    case 'too-large':
    case 'refused-request':
      // Without these two nothing else can be asked.
      return problem.what !== 'the version' && problem.what !== 'a token';
    default:
      return false;
  }
}
