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
import { proofsFolder } from './harness/spec';

const named = process.env.PROOFS_OF?.split(',');
const runsAll = process.env.PROOFS_ALL === '1' || named !== undefined;
const records = process.env.PROOFS_RECORD === '1';

const parser = await testParser();
const rules = readdirSync(path.join(proofsFolder, 'rules'))
  .map((file) => path.basename(file, '.json'))
  .filter((rule) => named?.includes(rule) ?? true);

it('there is something to prove', () => {
  expect(rules).not.toEqual([]);
  expect(named?.filter((rule) => !rules.includes(rule)) ?? []).toEqual([]);
});

for (const rule of rules) {
  describe(rule, () => {
    for (const major of [2, 3] as const) {
      const proof = proofOf(rule, major, parser);
      if (proof === undefined) continue;
      const title = `in Airflow ${proof.version} the bad example does harm, the repaired one none`;
      const limit = 4 * 60_000 + 2 * proof.plan.seconds * 1000;
      it.concurrent(title, () => holds(proof), limit);
    }
  });
}

async function holds(proof: Proof): Promise<void> {
  if (!runsAll && isRecorded(proof)) return;
  const outcome = await prove(proof);
  if (records) writeOutcome(proof, outcome);
}
