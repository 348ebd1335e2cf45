import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../server/src/engine/analyze';
import { applyAllFixes } from '../../server/src/engine/apply-fixes';
import {
  type AnalysisConfiguration,
  defaultConfiguration,
} from '../../server/src/engine/configuration';
import { allRules } from '../../server/src/rules/registry';
import type { Profile } from '../../server/src/rules/rule';
import type { PythonParser } from '../../server/src/syntax/parser';
import { applyEdits } from '../../server/src/text/edit';
import {
  type FixtureCase,
  markerOf,
  parseFixture,
  renderCase,
  renderMarker,
} from '../harness/fixture';
import { testParser } from '../harness/parser';

// `npm test -- --update` (vitest's own flag) rewrites markers and snapshots.
const isUpdate = process.argv.includes('--update') || process.env.UPDATE_FIXTURES === '1';
const folder = import.meta.dirname;
const bothSafeties = new Set(['safe', 'unsafe'] as const);

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

const fixtureFiles = readdirSync(folder).filter(
  (name) => name.endsWith('.py') && !name.endsWith('.fixed.py'),
);

test('every rule has a fixture and every fixture a rule', () => {
  const ids = allRules.map((rule) => `${rule.meta.id}.py`).sort();
  expect([...fixtureFiles].sort()).toEqual(ids);
});

for (const fileName of fixtureFiles) {
  const id = path.basename(fileName, '.py');
  describe(id, () => {
    const source = readFileSync(path.join(folder, fileName), 'utf8');
    const cases = parseFixture(source);

    test('has a case with a finding and one without', () => {
      if (isUpdate) return;
      expect(cases.some((fixture) => fixture.markers.length > 0)).toBe(true);
      expect(cases.some((fixture) => fixture.markers.length === 0)).toBe(true);
      expect(new Set(cases.map((fixture) => fixture.title)).size).toBe(cases.length);
    });

    test('gives exactly the marked findings', () => {
      const actual = cases.map((fixture) => render(id, fixture)).join('\n');
      if (isUpdate) writeFileSync(path.join(folder, fileName), actual);
      else expect(actual).toBe(source);
    });

    test('fixes converge, parse, remove their finding and add none', () => {
      for (const fixture of cases) checkFixLaws(id, fixture);
    });

    test('fixed source matches its snapshot', () => {
      const fixed = cases
        .map((fixture) => {
          const configuration = configurationOf(id, fixture);
          const { path: name, text: original } = file(fixture);
          const result = applyAllFixes(
            original,
            (text) => analyze({ path: name, text }, configuration, parser),
            bothSafeties,
          );
          return `# --- case: ${fixture.title}\n${result.text.replaceAll('\r\n', '\n')}`;
        })
        .join('\n');
      const hasFix = allRules.some((rule) => rule.meta.id === id && rule.meta.fix !== 'none');
      const snapshot = path.join(folder, `${id}.fixed.py`);
      if (!hasFix) {
        expect(existsSync(snapshot), 'a snapshot of a rule without a fix').toBe(false);
        return;
      }
      if (isUpdate) writeFileSync(snapshot, fixed);
      else expect(fixed).toBe(existsSync(snapshot) ? readFileSync(snapshot, 'utf8') : undefined);
    });
  });
}

function render(id: string, fixture: FixtureCase): string {
  const { findings, notices } = analyze(file(fixture), configurationOf(id, fixture), parser);
  expect(notices).toEqual([]);
  const markers = findings.map((finding) => markerOf(finding, fixture.text));
  return renderCase(fixture, markers);
}

function checkFixLaws(id: string, fixture: FixtureCase): void {
  const rule = allRules.find((candidate) => candidate.meta.id === id);
  const configuration = configurationOf(id, fixture);
  const everything = { ...configuration, select: undefined, profile: 'strict' as const };
  const before = analyze(file(fixture), everything, parser).findings;
  for (const finding of analyze(file(fixture), configuration, parser).findings) {
    for (const fix of finding.fixes) {
      const label = `${fixture.title}: ${fix.title}`;
      expect(rule?.meta.fix, `${label}: the rule's meta promises its fix`).not.toBe('none');
      if (rule?.meta.fix === 'safe') expect(fix.safety, label).toBe('safe');
      const text = applyEdits(fixture.text, fix.edits);
      expect(
        hasSyntaxError(text) && !hasSyntaxError(fixture.text),
        `${label} parses\n${text}`,
      ).toBe(false);
      const after = analyze({ path: 'dags/case.py', text }, everything, parser).findings;
      const own = after.filter((found) => found.rule === id);
      const ownBefore = before.filter((found) => found.rule === id);
      expect(own.length, `${label} removes its finding\n${text}`).toBeLessThan(ownBefore.length);
      const added = countByRule(after);
      for (const [name, count] of added) {
        const was = before.filter((found) => found.rule === name).length;
        expect(count, `${label} adds a ${name}\n${text}`).toBeLessThanOrEqual(was);
      }
    }
  }
}

function countByRule(findings: readonly { readonly rule: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function hasSyntaxError(text: string): boolean {
  return parser.parse(text).nodes.some((node) => node.kind === 'ERROR' || node.isMissing);
}

function file(fixture: FixtureCase) {
  return { path: 'dags/case.py', text: fixture.text };
}

function configurationOf(id: string, fixture: FixtureCase): AnalysisConfiguration {
  return {
    ...defaultConfiguration,
    profile: (fixture.profile ?? 'strict') as Profile,
    airflowVersion: fixture.airflowVersion,
    select: [id],
    now: new Date('2026-01-01T00:00:00Z'),
  };
}

test('a marker reads as it is written', () => {
  const marker = { line: 1, column: 4, length: 3, text: 'warning: text' };
  expect(renderMarker(marker)).toBe('#   ^^^ warning: text');
});
