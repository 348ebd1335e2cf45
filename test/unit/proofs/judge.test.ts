/** What a proof takes for harm, and that none is taken for granted. */

import { expect, test } from 'vitest';
import { proofLines, withProofs } from '../../../scripts/rules/proofs.mjs';
import { differences } from '../../proofs/harness/judge';
import type { Observation } from '../../proofs/harness/run-example';
import { isProvable, planFor, readSpec } from '../../proofs/harness/spec';

const seen: Observation = {
  ends: true,
  seconds: 3,
  states: { load: 'success' },
  runs: { sales: 'success' },
  tries: { load: 1 },
  left: [],
  refusal: undefined,
  output: 'first line\nrows: 0\nlast line',
  inspected: 'closed\n',
};

test('what is as expected has no difference', () => {
  const expected = {
    ends: true,
    states: { load: 'success' },
    runs: { sales: 'success' },
    tries: { load: 1 },
    leavesProcess: false,
    refused: false,
    says: ['^rows: \\d$', 'first.*last'],
    saysNot: ['ERROR'],
    inspected: '^closed$',
  } as const;
  expect(differences({ ...expected, says: [...expected.says], saysNot: ['ERROR'] }, seen)).toEqual(
    [],
  );
});

test.each([
  [{ ends: false }, 'it ends, after 3.0 s'],
  [{ states: { load: 'failed' } }, 'state of load is success, not failed'],
  [{ states: { publish: 'skipped' } }, 'state of publish is none, not skipped'],
  [{ runs: { sales: 'failed' } }, 'run of sales is success, not failed'],
  [{ tries: { load: 2 } }, 'load has 1 tries, not 2'],
  [{ leavesProcess: true }, 'no process lives on'],
  [{ refused: 'must be' }, 'it is not refused with must be, but loaded'],
  [{ says: ['^0$'] }, 'the output lacks ^0$'],
  [{ saysNot: ['rows'] }, 'the output has rows'],
  [{ inspected: 'open' }, 'what was inspected is "closed\\n", not open'],
])('%j is told apart', (expected, difference) => {
  expect(differences(expected, seen)).toEqual([difference]);
});

test('what a version overrides leaves the rest as both versions share it', () => {
  const spec = readSpec('exit-in-task');
  if (!isProvable(spec)) throw new Error('it can be proven');
  const both = { ...spec, scale: { hours: 'seconds' }, seconds: 33 };
  expect(planFor(both, 3)).toMatchObject({ scale: { hours: 'seconds' }, seconds: 33 });
});

test('a page tells versions apart whose harm differs', () => {
  const one = { versions: ['2.10.5'], harm: 'it hangs', repair: 'it ends', by: 'fix' };
  const other = { versions: ['3.3.2'], harm: 'it fails', repair: 'it ends', by: 'good example' };
  const summary = { rule: 'a-rule', missing: [], proven: [one, other], left: [] };
  expect(proofLines(summary)).toBe(
    '[Proven by a run](../proofs.md#a-rule) in Airflow 2.10.5: with the bad example it hangs; after the fix it ends. In Airflow 3.3.2: with the bad example it fails; with the good example it ends.\n\n',
  );
  expect(() => withProofs([summary], 'a page without marks')).toThrow('marks');
});
