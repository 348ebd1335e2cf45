// What was read of a sample of findings on code that nobody here wrote stays on record, and what was wrong stays mended.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { allRules } from '../../server/src/rules/registry';
import { parseFixture } from '../harness/fixture';

/** Where a finding is, and what its reader saw there. */
const place = {
  /** `github/<owner>__<name>/<path>` or `pypi/<distribution>-<version>/<path>`. */
  file: z.string().regex(/^(?:github\/[\w.-]+__[\w.-]+|pypi\/\w+-[\w.]+)\/[^/\\].*\.py$/),
  line: z.int().positive(),
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  why: z.string().min(20),
};

const sampleSchema = z.strictObject({
  drawnFrom: z.strictObject({
    /** DAG files of public sources that were analyzed. */
    files: z.int(),
    /** Errors and warnings of the groups in them. */
    findings: z.int(),
    groups: z.array(z.string()),
    seed: z.string(),
    date: z.iso.date(),
  }),
  findings: z.array(
    z.discriminatedUnion('verdict', [
      z.strictObject({ ...place, verdict: z.literal('right') }),
      z.strictObject({
        ...place,
        verdict: z.literal('wrong'),
        /** The case of the rule's fixture that is now silent. */
        mended: z.string(),
      }),
    ]),
  ),
});

const file = path.join(import.meta.dirname, 'sample.json');
const { drawnFrom, findings } = sampleSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const wrong = findings.filter((finding) => finding.verdict === 'wrong');

test('enough findings were read, of enough files, and enough of them were right', () => {
  expect(drawnFrom.files).toBeGreaterThanOrEqual(1500);
  expect(drawnFrom.findings).toBeGreaterThanOrEqual(findings.length);
  expect(findings.length).toBeGreaterThanOrEqual(200);
  expect(wrong.length / findings.length).toBeLessThanOrEqual(0.05);
});

test('no finding was read twice, and all are of rules that there are, in the groups named', () => {
  const names = findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
  expect(names.length).toBe(new Set(names).size);
  const groups = new Map(allRules.map(({ meta }) => [meta.id, meta.group]));
  const isOther = (rule: string) => !drawnFrom.groups.includes(groups.get(rule) ?? 'none');
  expect(findings.filter(({ rule }) => isOther(rule))).toEqual([]);
});

test('what was wrong is silent now', () => {
  for (const { rule, file, mended } of wrong) {
    const fixture = readFileSync(path.join(import.meta.dirname, `../rules/${rule}.py`), 'utf8');
    const found = parseFixture(fixture).find(({ title }) => title === mended);
    const loud = found?.markers.filter(({ text }) => /^(?:\.\.\. )?(?:error|warning): /.test(text));
    expect(loud, `${rule} in ${file}: a case "${mended}" without errors and warnings`).toEqual([]);
  }
});
