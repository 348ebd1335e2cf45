// What rules find unit by unit is what they find in the whole file, in whichever order the units are looked at.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { isAskedByUnit } from '../../../server/src/engine/unit-rules';
import { allRules } from '../../../server/src/rules/registry';
import type { Problem, Rule } from '../../../server/src/rules/rule';
import { FileModel } from '../../../server/src/semantic/file-model';
import { SyntaxNode } from '../../../server/src/syntax/node';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { unitsOf } from '../../../server/src/syntax/units';
import { parseFixture } from '../../harness/fixture';
import { testParser } from '../../harness/parser';
import { someOf } from '../../harness/tries';

const fixtures = path.join(import.meta.dirname, '../../rules');
const sources = readdirSync(fixtures)
  .filter((name) => name.endsWith('.py') && !name.endsWith('.fixed.py'))
  .map((name) => readFileSync(path.join(fixtures, name), 'utf8'));
const unitRules = allRules.filter(isAskedByUnit);
const now = new Date('2026-01-01T00:00:00Z');

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

test('the cases of all fixtures', () => {
  let found = 0;
  const cases = someOf(sources.flatMap(parseFixture));
  for (const { airflowVersion, text, title } of cases) {
    found += expectSameByUnit(text, airflowVersion, title);
  }
  expect(found).toBeGreaterThan(cases.length);
}, 120_000);

test('fixtures whose cases are all in one file, where they bind the names of each other', () => {
  for (const source of someOf(sources)) expectSameByUnit(source, '2.10.5', source.slice(0, 100));
}, 120_000);

test('code in statements that are taken apart', () => {
  const text = `
import requests, time
from airflow import DAG
from airflow.decorators import task

def fetch(host):
    return requests.get(host)

class Client:
    cache = []
    if True:
        def ask(self, host):
            self.cache.append(fetch(host))
            try:
                return requests.post(host)
            except Exception:
                pass

for name in ["a", "b"]:
    try:
        with DAG(name, default_args={"password": "hunter2xx9!"}):
            @task
            def load():
                Client().ask(name)
                while not fetch(name).ok:
                    time.sleep(10)
                print("done")
            load()
    except Exception:
        value = open("x")
    else:
        for other in range(3):
            while True:
                fetch(other)
`;
  expect(expectSameByUnit(text, undefined, 'taken apart')).toBeGreaterThan(4);
});

test('fixtures whose functions are statements that are taken apart', () => {
  let found = 0;
  const some = someOf(sources);
  for (const source of some) {
    const text = source
      .replace(/^ *@.*\n/gm, '')
      .replace(/^( *)(?:async )?def \w+\(.*\)(?: -> .*)?:$/gm, '$1if condition:');
    found += expectSameByUnit(text, '2.10.5', source.slice(0, 100));
  }
  expect(found).toBeGreaterThan(2.5 * some.length);
}, 120_000);

test('what is remembered of a model is remembered of the whole file', () => {
  const server = path.join(import.meta.dirname, '../../../server/src');
  for (const room of ['semantic', 'fixes']) {
    for (const name of readdirSync(path.join(server, room), {
      recursive: true,
      encoding: 'utf8',
    })) {
      if (!name.endsWith('.ts') || name.endsWith('remembered-of-file.ts')) continue;
      const text = readFileSync(path.join(server, room, name), 'utf8');
      expect(text, name).not.toMatch(/\bremembered(?:By)?\(\s*\(?model\b/);
    }
  }
});

// For a list of real files, one path on each line.
const list = process.env.UNIT_RULES_FILES;
if (list !== undefined) {
  for (const file of readFileSync(list, 'utf8').trim().split('\n')) {
    test(file, () => {
      expectSameByUnit(readFileSync(file, 'utf8'), '2.10.5', file);
    }, 300_000);
  }
}

/** Returns how many problems there are. */
function expectSameByUnit(text: string, airflowVersion: string | undefined, label: string): number {
  const tree = parser.parse(text);
  const models = [0, 1, 2].map(() => new FileModel(tree, undefined, { airflowVersion }));
  const [whole, forwards, backwards] = models;
  if (whole === undefined || forwards === undefined || backwards === undefined) return 0;
  const units = unitsOf(tree);
  const inOrder = units.map((unit) => forwards.within(unit));
  const reversed = units.toReversed().map((unit) => backwards.within(unit));
  const expected = problemsByRule([whole], airflowVersion);
  expect(problemsByRule(inOrder, airflowVersion), label).toEqual(expected);
  expect(problemsByRule(reversed, airflowVersion), label).toEqual(expected);
  return [...expected.values()].flat().length;
}

/** Of all rules that have some at once: so many comparisons of their own would take longer than the rules. */
function problemsByRule(
  models: readonly FileModel[],
  airflowVersion: string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const rule of unitRules) {
    const problems = problemsOf(rule, models, airflowVersion);
    if (problems.length > 0) found.set(rule.meta.id, problems);
  }
  return found;
}

function problemsOf(
  rule: Rule,
  models: readonly FileModel[],
  airflowVersion: string | undefined,
): readonly string[] {
  return models
    .flatMap((model) => [...rule.check({ airflowVersion, model, now })])
    .map(described)
    .sort();
}

/** All of a problem, with nodes as places: models that are asked apart make objects of their own. */
function described(problem: Problem): string {
  return JSON.stringify(problem, (_, value: unknown) =>
    value instanceof SyntaxNode ? [value.kind, value.start, value.end] : value,
  );
}
