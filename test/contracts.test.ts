// What every rule owes: a page that keeps its word, and a place in everything that is written of
// the rules elsewhere.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import manifest from '../package.json';
import { settingsSchema, withHead, withTable } from '../scripts/rules/documents.mjs';
import { proofSummary, provenGroups, withProofs } from '../scripts/rules/proofs.mjs';
import { analyze } from '../server/src/engine/analyze';
import {
  type AnalysisConfiguration,
  defaultConfiguration,
} from '../server/src/engine/configuration';
import { parseConfigurationFile } from '../server/src/engine/configuration-file';
import { allRules } from '../server/src/rules/registry';
import type { Rule } from '../server/src/rules/rule';
import type { PythonParser } from '../server/src/syntax/parser';
import { testParser } from './harness/parser';

const root = path.join(import.meta.dirname, '..');
const pagesFolder = path.join(root, 'docs/rules');
const rulesFolder = path.join(root, 'server/src/rules');
const sections = [
  'What it does',
  'Why it matters in Airflow',
  'Bad',
  'Good',
  'Fix',
  'When not to use it',
];
const update = 'run `npm run docs`';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

test('the registry names every rule on disk and no other', () => {
  const onDisk = readdirSync(rulesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(path.join(rulesFolder, name)).map(
        (file) => `${name}/${path.basename(file, '.ts')}`,
      ),
    );
  const registered = allRules.map(({ meta }) => `${meta.group}/${meta.id}`);
  expect(registered.sort(), 'run `npm run registry`').toEqual(onDisk.sort());
});

test('every page and every fixture belongs to a rule', () => {
  const ids = new Set(allRules.map(({ meta }) => meta.id));
  const pages = readdirSync(pagesFolder).map((file) => path.basename(file, '.md'));
  const fixtures = readdirSync(path.join(root, 'test/rules'))
    .filter((file) => file.endsWith('.py'))
    .map((file) => file.replace(/(?:\.fixed)?\.py$/, ''));
  expect([...pages, ...fixtures].filter((name) => !ids.has(name))).toEqual([]);
});

test('the table of the README is up to date', () => {
  const readme = read('README.md');
  expect(readme, update).toBe(
    withTable(
      allRules.map(({ meta }) => meta),
      readme,
    ),
  );
});

test('the table of the proofs is up to date', () => {
  const page = read('docs/proofs.md');
  const summaries = allRules.map(({ meta }) => proofSummary(meta.id));
  expect(page, update).toBe(withProofs(summaries, page));
});

test('every proof belongs to a rule', () => {
  const ids = new Set(allRules.map(({ meta }) => meta.id));
  const proofs = ['rules', 'records'].flatMap((folder) =>
    readdirSync(path.join(root, 'test/proofs', folder)).map((file) => path.basename(file, '.json')),
  );
  expect(proofs.filter((name) => !ids.has(name))).toEqual([]);
});

test('nine in ten rules of hang and failure are proven in both versions', () => {
  const owing = allRules.filter(({ meta }) => provenGroups.includes(meta.group));
  const unproven = owing
    .map(({ meta }) => proofSummary(meta.id))
    .filter((proof) => proof === undefined || proof.whyNot !== undefined || proof.left.length > 0);
  expect(unproven.length).toBeLessThanOrEqual(owing.length / 10);
});

test('the configuration that the README shows is one', () => {
  const example = /^```toml\n(\[tool\.airworthy\].*?)^```$/ms.exec(read('README.md'))?.[1] ?? '';
  const { isOurs, problems } = parseConfigurationFile('pyproject.toml', example);
  expect({ isOurs, problems }).toEqual({ isOurs: true, problems: [] });
});

test.each([
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
])('the links of %s lead somewhere', (file) => {
  const text = read(file);
  const targets = [
    ...[...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((link) => link[1] ?? ''),
    ...[...text.matchAll(/ (?:src|srcset)="([^"]+)"/g)].map((image) => image[1] ?? ''),
  ];
  const lost = targets.filter(
    (target) =>
      !/^https?:/.test(target) && !existsSync(path.join(root, path.dirname(file), target)),
  );
  expect(lost).toEqual([]);
});

test('the setting airworthy.rules knows every rule', () => {
  const setting = manifest.contributes.configuration.properties['airworthy.rules'];
  expect(setting.properties, update).toEqual(settingsSchema(allRules.map(({ meta }) => meta)));
});

for (const rule of allRules) {
  describe(rule.meta.id, () => {
    test('has a meta that can be shown', () => {
      const { meta } = rule;
      expect(meta.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(meta.summary).toMatch(/^[A-Z`].*[^.\s]$/);
      expect(meta.since).toMatch(/^\d+\.\d+\.\d+$/);
      const ids = allRules.map((other) => other.meta.id);
      expect(ids).toEqual(expect.arrayContaining([...(meta.yieldsTo ?? [])]));
    });

    test('has a page with its head and sections', () => {
      const page = pageOf(rule);
      expect(page, update).toBe(withHead(rule.meta, page, proofSummary(rule.meta.id)));
      expect([...page.matchAll(/^## (.*)$/gm)].map((heading) => heading[1])).toEqual(sections);
      expect(page).not.toMatch(/\bTODO\b/);
      for (const section of sections) {
        expect(sectionOf(page, section).trim(), `"${section}" says something`).not.toBe('');
      }
    });

    if (provenGroups.includes(rule.meta.group)) {
      test('has its proof on record', () => {
        const proof = proofSummary(rule.meta.id);
        expect(proof, `test/proofs/rules/${rule.meta.id}.json says how it is proven`).toBeDefined();
        expect(proof?.missing, 'run `npm run proofs`').toEqual([]);
      });
    }

    test('has a page whose links lead somewhere', () => {
      for (const [, target] of pageOf(rule).matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
        if (target === undefined || /^https?:/.test(target)) continue;
        expect(existsSync(path.join(pagesFolder, target)), target).toBe(true);
      }
    });

    test('finds the bad example, and nothing else does', () => {
      const examples = examplesOf(rule, 'Bad');
      for (const example of examples) {
        const own = findings(example, { select: [rule.meta.id], profile: 'strict' });
        expect(own.length, `the rule is silent about\n${example}`).toBeGreaterThan(0);
        expect(othersThan(rule, example)).toEqual([]);
      }
    });

    test('is silent about the good example, and so is every other', () => {
      for (const example of examplesOf(rule, 'Good')) {
        expect(findings(example, { select: [rule.meta.id], profile: 'strict' })).toEqual([]);
        expect(othersThan(rule, example)).toEqual([]);
      }
    });
  });
}

/** What the profile that has the rule says of an example, besides hints and the rule itself. */
function othersThan(rule: Rule, example: string): string[] {
  const profile = rule.meta.profile === 'strict' ? 'strict' : 'recommended';
  return findings(example, { profile })
    .filter((finding) => finding.rule !== rule.meta.id && finding.severity !== 'hint')
    .map((finding) => `${finding.rule}: ${finding.message}`);
}

function findings(text: string, configuration: Partial<AnalysisConfiguration>) {
  const whole = { ...defaultConfiguration, ...configuration };
  const analysis = analyze({ path: 'dags/example.py', text }, whole, parser);
  expect(analysis.notices).toEqual([]);
  return analysis.findings;
}

function examplesOf(rule: Rule, section: string): string[] {
  const blocks = sectionOf(pageOf(rule), section).matchAll(/^```python\n(.*?)^```$/gms);
  const examples = [...blocks].map((block) => block[1] ?? '');
  expect(examples.length, `"${section}" has an example in Python`).toBeGreaterThan(0);
  return examples;
}

function sectionOf(page: string, title: string): string {
  return (
    page
      .split(/^## /m)
      .find((section) => section.startsWith(`${title}\n`))
      ?.slice(title.length) ?? ''
  );
}

function pageOf(rule: Rule): string {
  return read(`docs/rules/${rule.meta.id}.md`);
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
