// The formats that other programs read.

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { airworthy, folderWith } from './harness';
import { bareYield, clean, endless } from './sources';

const select = ['--select', 'unbounded-loop,context-manager-without-finally,syntax-error'];

function project(): string {
  return folderWith({
    'dags/add.py': clean,
    'dags/live one.py': endless,
    'dags/load.py': bareYield,
    'dags/wide.py': Buffer.from(clean, 'utf16le'),
    'dags/broken.py': 'from airflow import DAG\n\nDAG("x"\n',
  });
}

test.each([['dags'], ['dags/add.py'], ['dags/wide.py']])(
  'JSON is written as everybody writes it: %s',
  async (path) => {
    const { stdout } = await airworthy(['check', '--format', 'json', path], { cwd: project() });
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
  },
);

test('SARIF 2.1.0', async () => {
  const run = await airworthy(['check', '--format', 'sarif', ...select], { cwd: project() });
  expect(run.code).toBe(1);
  const log: Log = JSON.parse(run.stdout);
  expect(log.version).toBe('2.1.0');
  const [only] = log.runs;
  expect(only?.columnKind).toBe('utf16CodeUnits');
  const rules = only?.tool.driver.rules ?? [];
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  for (const result of only?.results ?? []) {
    expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
    const region = result.locations?.[0]?.physicalLocation?.region;
    expect(region?.startLine).toBeGreaterThan(0);
    expect(region?.startColumn).toBeGreaterThan(0);
  }
  const loop = only?.results?.find((result) => result.ruleId === 'unbounded-loop');
  expect(loop).toMatchObject({
    level: 'error',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'dags/live%20one.py', uriBaseId: 'SRCROOT' },
          region: { startLine: 7, startColumn: 11, endLine: 7, endColumn: 15 },
        },
      },
    ],
  });
  const manager = only?.results?.find((result) => result.ruleId?.startsWith('context-manager'));
  expect(manager?.fixes?.[0]?.artifactChanges[0]?.replacements.length).toBeGreaterThan(0);
  expect(only?.results?.find((result) => result.ruleId === 'syntax-error')?.level).toBe('note');
  const [invocation] = only?.invocations ?? [];
  expect(invocation?.executionSuccessful).toBe(true);
  expect(invocation?.toolExecutionNotifications).toMatchObject([
    { level: 'error', descriptor: { id: 'encoding' } },
  ]);
});

test('GitHub annotations', async () => {
  const run = await airworthy(['check', '--format', 'github', ...select], { cwd: project() });
  const lines = run.stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^::error file=dags\/live one\.py,line=7,endLine=7,col=11,endColumn=15,title=airworthy%3A unbounded-loop::/,
    ),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^::notice file=dags\/broken\.py,/));
  expect(lines).toContainEqual(
    expect.stringMatching(/^::error file=dags\/wide\.py,title=airworthy%3A not analyzed::/),
  );
});

test('JUnit XML', async () => {
  const run = await airworthy(['check', '--format', 'junit', ...select], { cwd: project() });
  expect(XMLValidator.validate(run.stdout)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  const { testsuites } = parser.parse(run.stdout);
  expect(testsuites).toMatchObject({ name: 'airworthy', tests: '5', failures: '2', errors: '1' });
  const suites: { name: string; testcase: Record<string, unknown>[] }[] = testsuites.testsuite;
  expect(suites.map((suite) => suite.name)).toEqual([
    'dags/add.py',
    'dags/broken.py',
    'dags/live one.py',
    'dags/load.py',
    'dags/wide.py',
  ]);
  const cases = suites.flatMap((suite) => suite.testcase);
  // A finding below --fail-on fails no build.
  expect(cases[1]).toHaveProperty('system-out');
  expect(cases[2]).toMatchObject({ line: '7', failure: { type: 'error' } });
  expect(cases[4]).toMatchObject({ error: { type: 'encoding' } });
});

test('JUnit XML survives what XML cannot hold', async () => {
  const text = endless.replace('while True:', 'while ["\u0001<&>", 1]:');
  const cwd = folderWith({ 'a"<&>.py': text });
  const run = await airworthy(['check', '--format', 'junit', ...select], { cwd });
  expect(XMLValidator.validate(run.stdout)).toBe(true);
  expect(run.stdout).not.toContain('\u0001');
});

test('the text report shows no secret, also beside other findings', async () => {
  const secret = 'kX9vQ2mL7rT4wZ8n';
  const cwd = folderWith({
    'dag.py': `from airflow.decorators import dag, task
import requests

@dag(schedule=None)
def orders():
    @task
    def load():
        requests.get("https://shop.example.org", auth=("reader", "plain"), headers={"x": "y"})
        connect(user="reader", password="${secret}"); requests.get("https://shop.example.org")

    load()

orders()
`,
  });
  const { stdout } = await airworthy(['check', 'dag.py'], { cwd });
  expect(stdout).toContain('[hardcoded-secret]');
  expect(stdout).toContain('[request-without-timeout]');
  expect(stdout).toMatch(/password=.?•{16}/);
  expect(stdout).not.toContain(secret);
});
