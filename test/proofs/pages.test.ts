/**
 * Every rule that has a file in `test/proofs/rules` is tried in real Airflows: the bad example of
 * its page does the harm, and what our fix makes of it does not. What is recorded as it is now is
 * not run again, unless all is asked for. `npm run proofs` records.
 */

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testParser } from '../harness/parser';
import { type Proof, proofOf, prove } from './harness/proof';
import { isRecorded, writeOutcome } from './harness/records';
import { isProvable, planFor, proofsFolder, readSpec } from './harness/spec';

const named = process.env.PROOFS_OF?.split(',');
const runsAll = process.env.PROOFS_ALL === '1' || named !== undefined;
const records = process.env.PROOFS_RECORD === '1';
const shows = process.env.PROOFS_SHOW === '1';
const lists = process.env.PROOFS_LIST === '1';

const parser = await testParser();
const rules = readdirSync(path.join(proofsFolder, 'rules'))
  .map((file) => path.basename(file, '.json'))
  .filter((rule) => named?.includes(rule) ?? true);

it('there is something to prove', () => {
  expect(rules).not.toEqual([]);
  expect(named?.filter((rule) => !rules.includes(rule)) ?? []).toEqual([]);
});

for (const rule of rules) {
  const spec = readSpec(rule);
  if (!isProvable(spec)) continue;
  describe(rule, () => {
    for (const major of [2, 3] as const) {
      const plan = planFor(spec, major);
      if ('whyNot' in plan) continue;
      const title = `in Airflow ${major} the bad example does harm, the repaired one none`;
      const limit = 5 * 60_000 + 2 * plan.seconds * 1000;
      it.concurrent(title, () => holds(proofOf(rule, major, spec, plan, parser)), limit);
    }
  });
}

async function holds(proof: Proof): Promise<void> {
  if (shows) return console.log(`${proof.bad}\n# ${proof.by}:\n\n${proof.repaired}`);
  if (!runsAll && isRecorded(proof)) return;
  if (lists) return console.log(`TO RUN ${proof.rule} in Airflow ${proof.version}`);
  const outcome = await prove(proof);
  if (records) writeOutcome(proof, outcome);
}
