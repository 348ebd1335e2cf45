/** Compares what was seen with what was expected. */

import type { Observation } from './run-example';
import type { Expectation } from './spec';

/** What differs, in words; nothing where all is as expected. */
export function differences(expected: Expectation, seen: Observation): string[] {
  return [...generateDifferences(expected, seen)];
}

function* generateDifferences(expected: Expectation, seen: Observation): Generator<string> {
  const { ends, leavesProcess, refused, inspected } = expected;
  if (ends !== undefined && ends !== seen.ends) {
    yield ends ? 'it does not end in its time' : `it ends, after ${seen.seconds.toFixed(1)} s`;
  }
  yield* unequal('state of', expected.states, seen.states);
  yield* unequal('run of', expected.runs, seen.runs);
  for (const [task, least] of Object.entries(expected.tries ?? {})) {
    const tries = seen.tries[task] ?? 0;
    if (tries < least) yield `${task} has ${tries} tries, not ${least}`;
  }
  if (leavesProcess !== undefined && leavesProcess !== seen.left.length > 0) {
    yield leavesProcess ? 'no process lives on' : `what lives on: ${seen.left.join('; ')}`;
  }
  if (refused === false && seen.refusal !== undefined) yield `it is refused: ${seen.refusal}`;
  if (typeof refused === 'string' && !matches(refused, seen.refusal ?? '')) {
    yield `it is not refused with ${refused}, but ${seen.refusal ?? 'loaded'}`;
  }
  for (const text of expected.says ?? []) {
    if (!matches(text, seen.output)) yield `the output lacks ${text}`;
  }
  for (const text of expected.saysNot ?? []) {
    if (matches(text, seen.output)) yield `the output has ${text}`;
  }
  if (inspected !== undefined && !matches(inspected, seen.inspected)) {
    yield `what was inspected is ${JSON.stringify(seen.inspected)}, not ${inspected}`;
  }
}

function* unequal(
  what: string,
  expected: Readonly<Record<string, string>> = {},
  seen: Readonly<Record<string, string>>,
): Generator<string> {
  for (const [name, state] of Object.entries(expected)) {
    if (seen[name] !== state) yield `${what} ${name} is ${seen[name] ?? 'none'}, not ${state}`;
  }
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'ms').test(text);
}
