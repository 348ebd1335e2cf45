/** One proof: the bad example does its harm in one version of Airflow, the repaired one does not. */

import { createHash } from 'node:crypto';
import { environments } from '../../../scripts/airflow/setup.mjs';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { type Examples, examplesOf, pageText, ruleText, scaled } from './examples';
import { differences } from './judge';
import { type Observation, runExample, tailOf } from './run-example';
import type { Expectation, ProofPlan, Provable } from './spec';

export interface Proof {
  readonly rule: string;
  readonly major: 2 | 3;
  readonly version: string;
  readonly plan: ProofPlan;
  readonly by: Examples['by'];
  readonly bad: string;
  readonly repaired: string;
  /** Of all that the proof depends on but the harness itself. */
  readonly digest: string;
}

/** What is written down of a proof that held. */
export interface Outcome {
  readonly digest: string;
  readonly by: Examples['by'];
  readonly bad: Facts;
  readonly repaired: Facts;
}

export type Facts = Pick<Observation, 'ends' | 'states' | 'runs'> & {
  readonly leavesProcess?: boolean;
  readonly refused?: boolean;
};

/** @throws where the page has no such examples, or not what is to be scaled. */
export function proofOf(
  rule: string,
  major: 2 | 3,
  spec: Provable,
  plan: ProofPlan,
  parser: PythonParser,
): Proof {
  const version = environments[major].name.replace('airflow-', '');
  const examples = examplesOf(rule, version, parser, spec.whyNotTheFix === undefined);
  const [bad = '', repaired = ''] = scaled([examples.bad, examples.repaired], plan.scale);
  const digest = digestOf([
    version,
    ruleText(rule),
    pageText(rule),
    JSON.stringify(plan),
    bad,
    repaired,
  ]);
  return { rule, major, version, plan, by: examples.by, bad, repaired, digest };
}

/** @throws with what was seen, where the bad example does no harm or the repaired one does. */
export async function prove(proof: Proof): Promise<Outcome> {
  const { digest, by, plan, major } = proof;
  const bad = await runExample(major, proof.bad, plan);
  demand('the bad example', plan.bad, bad);
  const repaired = await runExample(major, proof.repaired, plan);
  demand(`what the ${by} makes of it`, plan.repaired, repaired);
  if (differences(plan.bad, repaired).length === 0) {
    throw new Error('what is expected of the bad example is true of the repaired one as well');
  }
  return { digest, by, bad: factsOf(plan.bad, bad), repaired: factsOf(plan.repaired, repaired) };
}

function demand(what: string, expected: Expectation, seen: Observation): void {
  const wrong = differences(expected, seen);
  if (wrong.length === 0) return;
  throw new Error(`${what} is not as expected: ${wrong.join(', ')}\n${tailOf(seen)}`);
}

/** What a second run would show too: no times, no paths. */
function factsOf(expected: Expectation, seen: Observation): Facts {
  return {
    ends: seen.ends,
    states: seen.states,
    runs: seen.runs,
    ...(expected.leavesProcess === undefined ? {} : { leavesProcess: seen.left.length > 0 }),
    ...(expected.refused === undefined ? {} : { refused: seen.refusal !== undefined }),
  };
}

function digestOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}\n${part}`);
  return hash.digest('hex').slice(0, 16);
}
