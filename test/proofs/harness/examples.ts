/** The code that is tried: the example of a rule's page, and what becomes of it. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '../../../server/src/engine/analyze';
import { applyAllFixes } from '../../../server/src/engine/apply-fixes';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import type { PythonParser } from '../../../server/src/syntax/parser';

const root = path.join(import.meta.dirname, '../../..');

export interface Examples {
  readonly bad: string;
  readonly repaired: string;
  /** Whether our own fix made the repaired example of the bad one, or the page shows it. */
  readonly by: 'fix' | 'good example';
}

/** The page of a rule below its generated head. */
export function pageText(rule: string): string {
  const page = readFileSync(path.join(root, 'docs/rules', `${rule}.md`), 'utf8');
  return page.slice(Math.max(0, page.search(/^## /m)));
}

export function ruleText(rule: string): string {
  const folder = path.join(root, 'server/src/rules');
  for (const group of readdirSync(folder, { withFileTypes: true })) {
    if (!group.isDirectory()) continue;
    const file = path.join(folder, group.name, `${rule}.ts`);
    if (readdirSync(path.dirname(file)).includes(`${rule}.ts`)) return readFileSync(file, 'utf8');
  }
  throw new Error(`there is no rule ${rule}`);
}

export function examplesOf(
  rule: string,
  airflowVersion: string,
  parser: PythonParser,
  usesFix: boolean,
): Examples {
  const page = pageText(rule);
  const bad = firstExample(rule, page, 'Bad');
  if (usesFix) {
    const repaired = afterFixes(rule, airflowVersion, bad, parser);
    if (repaired !== bad) return { bad, repaired, by: 'fix' };
  }
  return { bad, repaired: firstExample(rule, page, 'Good'), by: 'good example' };
}

/** The text in which long times of an example are short ones. */
export function scaled(
  texts: readonly string[],
  scale: Readonly<Record<string, string>>,
): readonly string[] {
  for (const original of Object.keys(scale)) {
    if (!texts.some((text) => text.includes(original))) {
      throw new Error(`no example has the text to be scaled, ${JSON.stringify(original)}`);
    }
  }
  return texts.map((text) =>
    Object.entries(scale).reduce(
      (changed, [original, short]) => changed.replaceAll(original, short),
      text,
    ),
  );
}

function afterFixes(rule: string, airflowVersion: string, source: string, parser: PythonParser) {
  const configuration = {
    ...defaultConfiguration,
    select: [rule],
    profile: 'all',
    airflowVersion,
  } as const;
  const analyzeText = (text: string) =>
    analyze({ path: 'dags/example.py', text }, configuration, parser);
  const fixed = applyAllFixes(source, analyzeText, new Set(['safe', 'unsafe']));
  const left = analyzeText(fixed.text).findings;
  if (fixed.applied > 0 && left.length > 0) {
    throw new Error(`${rule} still finds something after its fix: ${left[0]?.message}`);
  }
  return fixed.text;
}

function firstExample(rule: string, page: string, section: string): string {
  const text = page.split(/^## /m).find((candidate) => candidate.startsWith(`${section}\n`)) ?? '';
  const example = /^```python\n(.*?)^```$/ms.exec(text)?.[1];
  if (example === undefined) throw new Error(`the page of ${rule} has no example in "${section}"`);
  return example;
}
