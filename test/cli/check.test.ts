import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { airworthy, checkJson, folderWith } from './harness';
import { bareYield, clean, endless } from './sources';

test('clean files end with 0', async () => {
  const cwd = folderWith({ 'dags/add.py': clean });
  const run = await airworthy(['check', 'dags'], { cwd });
  expect(run).toEqual({ code: 0, stdout: 'Nothing found in 1 file.\n', stderr: '' });
});

test('the report for people shows place, line, carets, rule and task', async () => {
  const cwd = folderWith({ 'dags/live.py': endless });
  const run = await airworthy(['check', 'dags', '--select', 'unbounded-loop'], { cwd });
  expect(run.code).toBe(1);
  const lines = run.stdout.split('\n');
  expect(lines[0]).toMatch(/^dags\/live\.py:7:11: error: .* \[unbounded-loop\]$/);
  expect(lines.slice(1, 6)).toEqual([
    '  6 │ def stream():',
    '  7 │     while True:',
    '    │           ^^^^',
    '  8 │         time.sleep(5)',
    '  task: live.stream',
  ]);
  expect(run.stdout).toContain('1 error in 1 of 1 file.');
});

test('the JSON report, version 1', async () => {
  const cwd = folderWith({ 'dags/live.py': endless, 'dags/add.py': clean, 'a.py': bareYield });
  const { code, report } = await checkJson(['.'], { cwd });
  expect(code).toBe(1);
  expect(report.files).toBe(3);
  expect(report.errors).toEqual([]);
  const loop = report.findings.find((finding) => finding.rule === 'unbounded-loop');
  expect(loop).toMatchObject({
    severity: 'error',
    file: 'dags/live.py',
    range: { start: { line: 7, column: 11 }, end: { line: 7, column: 15 } },
    phases: ['task'],
    tasks: [{ dag_id: 'live', task_id: 'stream' }],
  });
  const manager = report.findings.find(
    (finding) => finding.rule === 'context-manager-without-finally',
  );
  expect(manager?.fixes[0]?.safety).toBe('safe');
  expect(manager?.fixes[0]?.edits.every((edit) => edit.file === 'a.py')).toBe(true);
  const files = report.findings.map((finding) => finding.file);
  expect(files).toEqual([...files].sort());
});

test('columns count UTF-16 units from 1', async () => {
  const cwd = folderWith({ 'live.py': endless.replace('while True:', 'while "😀":') });
  const { report } = await checkJson(['--select', 'unbounded-loop', 'live.py'], { cwd });
  expect(report.findings[0]?.range).toEqual({
    start: { line: 7, column: 11 },
    end: { line: 7, column: 15 },
  });
});

test('a file outside the working directory has an absolute path', async () => {
  const cwd = folderWith({ 'here/a.py': clean, 'there/live.py': endless });
  const { report } = await checkJson(['../there/live.py', '--select', 'hang'], {
    cwd: path.join(cwd, 'here'),
  });
  expect(path.isAbsolute(report.findings[0]?.file ?? '')).toBe(true);
  expect(report.findings[0]?.file).toMatch(/\/there\/live\.py$/);
});

test('--fail-on decides what makes the exit code 1', async () => {
  const cwd = folderWith({ 'a.py': 'from airflow import DAG\n\nDAG("x"\n' });
  const code = async (...flags: string[]) => (await airworthy(['check', ...flags], { cwd })).code;
  // One finding of severity information.
  expect(await code()).toBe(0);
  expect(await code('--fail-on', 'error')).toBe(0);
  expect(await code('--fail-on', 'information')).toBe(1);
  expect(await code('--fail-on', 'hint')).toBe(1);
});

test('--select and --ignore take rules and groups, and can be repeated', async () => {
  const cwd = folderWith({ 'live.py': endless, 'load.py': bareYield });
  const rules = async (...flags: string[]) => {
    const { report } = await checkJson(flags, { cwd });
    return [...new Set(report.findings.map((finding) => finding.rule))].sort();
  };
  expect(await rules('--select', 'unbounded-loop')).toEqual(['unbounded-loop']);
  expect(await rules('--select', 'resource,unbounded-loop')).toEqual([
    'context-manager-without-finally',
    'unbounded-loop',
  ]);
  expect(await rules('--select', 'unbounded-loop', '--select', 'resource')).toHaveLength(2);
  const withoutHang = await rules('--ignore', 'hang');
  expect(withoutHang).toContain('context-manager-without-finally');
  expect(withoutHang).not.toContain('unbounded-loop');
});

test('--profile all speaks of code that no DAG reaches', async () => {
  const cwd = folderWith({ 'helper.py': 'def wait():\n    while True:\n        pass\n' });
  const flags = ['--select', 'unbounded-loop'];
  expect((await checkJson(flags, { cwd })).report.findings).toEqual([]);
  const { code, report } = await checkJson([...flags, '--profile', 'all'], { cwd });
  expect(report.findings).toHaveLength(1);
  expect(code).toBe(1);
});

test('--statistics counts by rule', async () => {
  const cwd = folderWith({ 'a.py': endless, 'b.py': endless, 'c.py': bareYield });
  const select = ['--select', 'unbounded-loop,context-manager-without-finally'];
  const run = await airworthy(['check', '--statistics', ...select], { cwd });
  expect(run.code).toBe(1);
  expect(run.stdout).toMatch(/^2 error unbounded-loop/);
  expect(run.stdout).toMatch(/^1 \w+ context-manager-without-finally \(1 with a fix\)$/m);
  expect(run.stdout).not.toContain('│');
  const json = await checkJson(['--statistics', ...select], { cwd });
  expect(json.report.findings).toHaveLength(3);
  expect(json.stderr).toContain('unbounded-loop');
});

test('--no-cache and --jobs are taken', async () => {
  const cwd = folderWith({ 'a.py': clean });
  expect((await airworthy(['check', '--no-cache', '--jobs', '4'], { cwd })).code).toBe(0);
});

test.each([
  [['--format', 'xml'], "argument 'xml' is invalid"],
  [['--profile', 'lax'], "argument 'lax' is invalid"],
  [['--fail-on', 'never'], "argument 'never' is invalid"],
  [['--jobs', '0'], 'number'],
  [['--jobs', 'many'], 'number'],
  [['--select', 'unbounded-lop'], 'Did you mean "unbounded-loop"?'],
  [['--ignore', 'nonsense'], 'airworthy rules'],
  [['--airflow-version', 'new'], '2.10'],
  [['--no-such-flag'], 'unknown option'],
  [['--diff', '--format', 'json'], '--diff'],
  [['-', 'a.py'], 'Standard input'],
])('wrong usage ends with 2 and says what is wrong: %j', async (flags, message) => {
  const cwd = folderWith({ 'a.py': clean });
  const run = await airworthy(['check', ...flags], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(message);
  expect(run.stdout).toBe('');
});

test('an unknown command ends with 2', async () => {
  const cwd = folderWith({});
  const run = await airworthy(['chek'], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('check');
});

test('a path that does not exist ends with 2, and the others are checked all the same', async () => {
  const cwd = folderWith({ 'live.py': endless });
  const run = await checkJson(['gone.py', 'live.py', '--select', 'unbounded-loop'], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toBe('airworthy: gone.py: does not exist\n');
  expect(run.report.errors).toEqual([
    { file: 'gone.py', kind: 'unreadable', message: 'The path does not exist.' },
  ]);
  expect(run.report.findings).toHaveLength(1);
});

test('a folder without Python files is worth a warning', async () => {
  const cwd = folderWith({ 'README.md': '' });
  const run = await airworthy(['check'], { cwd });
  expect(run.code).toBe(0);
  expect(run.stderr).toContain('no Python files in .');
});

test('colors are for terminals, FORCE_COLOR and not for NO_COLOR', async () => {
  const cwd = folderWith({ 'live.py': endless });
  const output = async (environment: Record<string, string>) =>
    (await airworthy(['check', '--select', 'hang'], { cwd, environment })).stdout;
  const escapeCode = '\u001b[';
  expect(await output({})).not.toContain(escapeCode);
  expect(await output({ FORCE_COLOR: '1' })).toContain(escapeCode);
  expect(await output({ FORCE_COLOR: '0' })).not.toContain(escapeCode);
  expect(await output({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain(escapeCode);
});

test('control characters of a file do not reach the terminal', async () => {
  const text = endless.replace('while True:', 'while True:  # \u001b[2J\u202e');
  const cwd = folderWith({ 'live.py': text });
  const run = await airworthy(['check', '--select', 'hang'], { cwd });
  expect(run.stdout).toContain('while True:  # ␛[2J�');
});

test('carets stand under wide characters and tabs', async () => {
  const text = endless
    .replace('    while True:', '\twhile "日本":')
    .replace('        time', '\t\ttime');
  const cwd = folderWith({ 'live.py': text });
  const run = await airworthy(['check', '--select', 'unbounded-loop'], { cwd });
  expect(run.stdout).toContain('  7 │     while "日本":\n    │           ^^^^^^\n');
});

test('a suppressed finding is none', async () => {
  const text = endless.replace('while True:', 'while True:  # airworthy: ignore[unbounded-loop]');
  const cwd = folderWith({ 'live.py': text });
  const run = await airworthy(['check', '--select', 'unbounded-loop'], { cwd });
  expect(run.code).toBe(0);
});

test('a named file is the same finding as one that was found', async () => {
  const cwd = folderWith({ 'dags/live.py': endless });
  const named = await checkJson(['dags/live.py'], { cwd });
  const found = await checkJson(['.'], { cwd });
  const absolute = await checkJson([path.join(cwd, 'dags')], { cwd });
  expect(found.report).toEqual(named.report);
  expect(absolute.report).toEqual(named.report);
});

test('whatever is on the command line twice is checked once', async () => {
  const cwd = folderWith({ 'dags/live.py': endless });
  writeFileSync(path.join(cwd, 'dags/add.py'), clean);
  const { report } = await checkJson(['dags', 'dags/live.py', './dags'], { cwd });
  expect(report.files).toBe(2);
});
