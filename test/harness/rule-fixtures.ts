import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../server/src/engine/analyze';
import { applyAllFixes } from '../../server/src/engine/apply-fixes';
import {
  type AnalysisConfiguration,
  defaultConfiguration,
} from '../../server/src/engine/configuration';
import type { Analysis } from '../../server/src/engine/finding';
import { allRules } from '../../server/src/rules/registry';
import type { Profile, Rule, RuleGroup } from '../../server/src/rules/rule';
import type { PythonParser } from '../../server/src/syntax/parser';
import { applyEdits } from '../../server/src/text/edit';
import { type FixtureCase, markerOf, parseFixture, renderCase } from './fixture';
import { testParser } from './parser';

// `npm test -- --update` (vitest's own flag) rewrites markers and snapshots.
const isUpdate = process.argv.includes('--update') || process.env.UPDATE_FIXTURES === '1';
const folder = path.join(import.meta.dirname, '../rules');
const bothSafeties = new Set(['safe', 'unsafe'] as const);

/** A case, and what the rule of its fixture says of it. */
interface JudgedCase {
  readonly fixture: FixtureCase;
  readonly configuration: AnalysisConfiguration;
  readonly own: Analysis;
}

let parser: PythonParser;

/**
 * Holds the rules of a group against their fixtures: exactly the marked findings, and fixes that
 * keep their laws. Each group has a file of its own, so that they can be tested at the same time.
 */
export function testFixturesOf(group: RuleGroup): void {
  beforeAll(async () => {
    parser = await testParser();
  });
  for (const rule of allRules.filter(({ meta }) => meta.group === group)) testFixtureOf(rule);
}

function testFixtureOf(rule: Rule): void {
  const { id } = rule.meta;
  describe(id, () => {
    const file = path.join(folder, `${id}.py`);
    const snapshot = path.join(folder, `${id}.fixed.py`);
    const source = readFileSync(file, 'utf8');
    const cases = parseFixture(source);
    let judged: readonly JudgedCase[] = [];
    beforeAll(() => {
      judged = cases.map((fixture) => judge(rule, fixture));
    });

    test('has a case with a finding and one without', () => {
      if (isUpdate) return;
      expect(cases.some((fixture) => fixture.markers.length > 0)).toBe(true);
      expect(cases.some((fixture) => fixture.markers.length === 0)).toBe(true);
      expect(new Set(cases.map((fixture) => fixture.title)).size).toBe(cases.length);
    });

    test('gives exactly the marked findings', () => {
      const actual = judged.map(render).join('\n');
      if (isUpdate) writeFileSync(file, actual);
      else expect(actual).toBe(source);
    });

    test('fixes converge, parse, remove their finding and add none', () => {
      for (const each of judged) checkFixLaws(rule, each);
    });

    test('fixed source matches its snapshot', () => {
      if (rule.meta.fix === 'none') {
        expect(existsSync(snapshot), 'a snapshot of a rule without a fix').toBe(false);
        return;
      }
      const fixed = judged.map(renderFixed).join('\n');
      if (isUpdate) writeFileSync(snapshot, fixed);
      else expect(fixed).toBe(existsSync(snapshot) ? readFileSync(snapshot, 'utf8') : undefined);
    });
  });
}

function judge(rule: Rule, fixture: FixtureCase): JudgedCase {
  const configuration: AnalysisConfiguration = {
    ...defaultConfiguration,
    profile: (fixture.profile ?? 'strict') as Profile,
    airflowVersion: fixture.airflowVersion,
    select: [rule.meta.id],
    now: new Date('2026-01-01T00:00:00Z'),
  };
  return { fixture, configuration, own: analysisOf(fixture.text, configuration) };
}

function render({ fixture, own }: JudgedCase): string {
  expect(own.notices).toEqual([]);
  const markers = own.findings.map((finding) => markerOf(finding, fixture.text));
  return renderCase(fixture, markers);
}

function renderFixed({ fixture, configuration, own }: JudgedCase): string {
  const analyzeText = (text: string) =>
    text === fixture.text ? own : analysisOf(text, configuration);
  const { text } = applyAllFixes(fixture.text, analyzeText, bothSafeties);
  return `# --- case: ${fixture.title}\n${text.replaceAll('\r\n', '\n')}`;
}

function checkFixLaws({ meta }: Rule, { fixture, configuration, own }: JudgedCase): void {
  if (own.findings.every(({ fixes }) => fixes.length === 0)) return;
  const everything = { ...configuration, select: undefined, profile: 'strict' as const };
  const before = analysisOf(fixture.text, everything).findings;
  for (const finding of own.findings) {
    for (const fix of finding.fixes) {
      const label = `${fixture.title}: ${fix.title}`;
      expect(meta.fix, `${label}: the rule's meta promises its fix`).not.toBe('none');
      if (meta.fix === 'safe') expect(fix.safety, label).toBe('safe');
      const text = applyEdits(fixture.text, fix.edits);
      expect(
        hasSyntaxError(text) && !hasSyntaxError(fixture.text),
        `${label} parses\n${text}`,
      ).toBe(false);
      const after = analysisOf(text, everything).findings;
      const ownAfter = after.filter((found) => found.rule === meta.id);
      const ownBefore = before.filter((found) => found.rule === meta.id);
      expect(ownAfter.length, `${label} removes its finding\n${text}`).toBeLessThan(
        ownBefore.length,
      );
      const added = countByRule(after);
      for (const [name, count] of added) {
        const was = before.filter((found) => found.rule === name).length;
        expect(count, `${label} adds a ${name}\n${text}`).toBeLessThanOrEqual(was);
      }
    }
  }
}

function analysisOf(text: string, configuration: AnalysisConfiguration): Analysis {
  return analyze({ path: 'dags/case.py', text }, configuration, parser);
}

function countByRule(findings: readonly { readonly rule: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function hasSyntaxError(text: string): boolean {
  return parser.parse(text).nodes.some((node) => node.kind === 'ERROR' || node.isMissing);
}
