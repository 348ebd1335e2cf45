import path from 'node:path';
import { expect, test } from 'vitest';
import { airworthy, checkJson, folderWith } from './harness';
import { bareYield, endless } from './sources';

async function severities(cwd: string, ...flags: string[]): Promise<Record<string, string>> {
  const { report } = await checkJson(['--select', 'unbounded-loop', ...flags], { cwd });
  return Object.fromEntries(report.findings.map(({ file, severity }) => [file, severity]));
}

test('the nearest configuration file counts, for every file its own', async () => {
  const cwd = folderWith({
    'pyproject.toml': '[tool.airworthy.rules]\nunbounded-loop = "warning"\n',
    'a.py': endless,
    'team/airworthy.toml': 'rules = { unbounded-loop = "information" }\n',
    'team/deep/b.py': endless,
    'other/pyproject.toml': '[project]\nname = "not-ours"\n',
    'other/c.py': endless,
  });
  expect(await severities(cwd)).toEqual({
    'a.py': 'warning',
    'other/c.py': 'warning',
    'team/deep/b.py': 'information',
  });
  expect(await severities(path.join(cwd, 'other'))).toEqual({ 'c.py': 'warning' });
});

test('the search ends at the root of the repository', async () => {
  const cwd = folderWith({
    'airworthy.toml': 'rules = { unbounded-loop = "hint" }\n',
    'repository/.git/HEAD': '',
    'repository/a.py': endless,
  });
  expect(await severities(cwd)).toEqual({ 'repository/a.py': 'error' });
});

test('airworthy.toml goes before pyproject.toml', async () => {
  const cwd = folderWith({
    'pyproject.toml': '[tool.airworthy]\nrules = { unbounded-loop = "hint" }\n',
    'airworthy.toml': 'rules = { unbounded-loop = "warning" }\n',
    'a.py': endless,
  });
  expect(await severities(cwd)).toEqual({ 'a.py': 'warning' });
});

test('the command line goes before the file', async () => {
  const cwd = folderWith({
    'airworthy.toml': 'select = ["resource"]\n\n[rules]\nunbounded-loop = "off"\n',
    'a.py': endless,
    'b.py': bareYield,
  });
  const { report } = await checkJson([], { cwd });
  expect(report.findings.map((finding) => finding.rule)).toEqual([
    'context-manager-without-finally',
  ]);
  expect(await severities(cwd)).toEqual({ 'a.py': 'error' });
});

test('exclude is relative to its file, and holds for named files too', async () => {
  const cwd = folderWith({
    'airworthy.toml': 'exclude = ["dags/old", "skip_*.py"]\n',
    'dags/a.py': endless,
    'dags/old/b.py': endless,
    'dags/skip_c.py': endless,
  });
  expect(await severities(cwd)).toEqual({ 'dags/a.py': 'error' });
  const dags = path.join(cwd, 'dags');
  expect(await severities(dags)).toEqual({ 'a.py': 'error' });
  const named = await airworthy(['check', 'old/b.py'], { cwd: dags });
  expect(named.code).toBe(0);
  expect(named.stderr).toContain('old/b.py is left out: the configuration excludes it');
});

test.each([
  ['broken TOML', 'profile = \n', 'airworthy.toml:1: This is not valid TOML'],
  ['a wrong type', '# first\nexclude = "dags"\n', 'airworthy.toml:2: `exclude` must be a list'],
  [
    'a wrong value',
    'profile = "lax"\n',
    'airworthy.toml:1: `profile` must be one of "recommended"',
  ],
  [
    'a wrong severity',
    '[rules]\n\nunbounded-loop = "loud"\n',
    'airworthy.toml:3: `rules.unbounded-loop`',
  ],
  [
    'a version without quotes',
    'airflowVersion = 2.10\n',
    'airworthy.toml:1: `airflowVersion` must be',
  ],
])('%s ends with 2, and says where', async (_, text, message) => {
  const cwd = folderWith({ 'airworthy.toml': text, 'a.py': endless });
  const run = await airworthy(['check', '--format', 'json'], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(message);
  expect(run.stderr).toContain('nothing was checked');
  expect(run.stdout).toBe('');
});

test('the line of a mistake in pyproject.toml is that of our table', async () => {
  const cwd = folderWith({
    'pyproject.toml': '[tool.other]\nprofile = 1\n\n[tool.airworthy]\nprofile = 1\n',
    'a.py': endless,
  });
  const run = await airworthy(['check'], { cwd });
  expect(run.stderr).toContain('pyproject.toml:5: `profile`');
});

test('unknown keys and rules are worth a warning', async () => {
  const cwd = folderWith({
    'pyproject.toml':
      '[tool.airworthy]\nspeed = "fast"\n\n[tool.airworthy.rules]\nno-such-rule = "error"\n',
    'a.py': endless,
  });
  const run = await airworthy(['check', '--select', 'unbounded-loop'], { cwd });
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('warning: pyproject.toml:2: Unknown setting `speed`');
  expect(run.stderr).toContain('warning: pyproject.toml:5: ');
});

test('a byte order mark does no harm', async () => {
  const cwd = folderWith({
    'airworthy.toml': '\ufeffrules = { unbounded-loop = "hint" }\n',
    'a.py': endless,
  });
  expect(await severities(cwd)).toEqual({ 'a.py': 'hint' });
});
