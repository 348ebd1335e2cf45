import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { airworthy, checkJson, folderWith, read } from './harness';
import { bareYield, clean, endless } from './sources';

const select = ['--select', 'context-manager-without-finally,unbounded-loop'];
const repaired = bareYield.replace(
  '    yield handle\n    handle.close()\n',
  '    try:\n        yield handle\n    finally:\n        handle.close()\n',
);

test('--fix applies safe fixes, and what is left decides the exit code', async () => {
  const cwd = folderWith({ 'load.py': bareYield });
  const first = await airworthy(['check', '--fix', ...select], { cwd });
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toBe('1 fix applied in 1 file. Nothing found in 1 file.\n');
  expect(read(cwd, 'load.py')).toBe(repaired);
  const second = await airworthy(['check', '--fix', ...select], { cwd });
  expect(second.stdout).toBe('Nothing found in 1 file.\n');
  expect(read(cwd, 'load.py')).toBe(repaired);
});

test('unsafe fixes are applied only on request', async () => {
  const cwd = folderWith({ 'live.py': endless });
  const safe = await airworthy(['check', '--fix', ...select], { cwd });
  expect(safe.code).toBe(1);
  expect(safe.stdout).toContain('with --fix --unsafe-fixes');
  expect(read(cwd, 'live.py')).toBe(endless);
  const alone = await airworthy(['check', '--unsafe-fixes', ...select], { cwd });
  expect(alone.stderr).toContain('does nothing without --fix or --diff');
  expect(read(cwd, 'live.py')).toBe(endless);
  const unsafe = await airworthy(['check', '--fix', '--unsafe-fixes', ...select], { cwd });
  expect(unsafe.code).toBe(0);
  expect(read(cwd, 'live.py')).not.toBe(endless);
});

test('--diff shows what patch and git take, and changes nothing', async () => {
  const files = { 'dags/load.py': bareYield, 'dags/add.py': clean };
  const cwd = folderWith(files);
  const run = await airworthy(['check', '--diff', ...select], { cwd });
  expect(run.code).toBe(1);
  expect(run.stdout).toContain('--- a/dags/load.py\n+++ b/dags/load.py\n@@ ');
  expect(run.stdout).not.toContain('add.py');
  expect(run.stderr).toBe('1 fix would be applied in 1 file.\n');
  expect(read(cwd, 'dags/load.py')).toBe(bareYield);
  spawnSync('git', ['init', '-q'], { cwd });
  const { status, stderr } = spawnSync('git', ['apply'], {
    cwd,
    input: run.stdout,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(read(cwd, 'dags/load.py')).toBe(repaired);
});

test('--diff without anything to change prints nothing', async () => {
  const cwd = folderWith({ 'add.py': clean });
  const run = await airworthy(['check', '--diff'], { cwd });
  expect(run).toEqual({ code: 0, stdout: '', stderr: '0 fixes would be applied in 0 files.\n' });
});

test('a fix keeps byte order mark and CRLF', async () => {
  const bytes = Buffer.from(`\ufeff${bareYield.replaceAll('\n', '\r\n')}`);
  const cwd = folderWith({ 'load.py': bytes });
  expect((await airworthy(['check', '--fix', ...select], { cwd })).code).toBe(0);
  expect(read(cwd, 'load.py')).toBe(`\ufeff${repaired.replaceAll('\n', '\r\n')}`);
});

test('a fix keeps a declared encoding', async () => {
  const head = '# -*- coding: cp1252 -*-\n# Größe in €\n';
  const bytes = (text: string) =>
    Buffer.from([...text].map((character) => (character === '€' ? 0x80 : character.charCodeAt(0))));
  const cwd = folderWith({ 'load.py': bytes(head + bareYield) });
  expect((await airworthy(['check', '--fix', ...select], { cwd })).code).toBe(0);
  expect(readFileSync(path.join(cwd, 'load.py'))).toEqual(bytes(head + repaired));
});

test('a fix keeps the mode of a file and leaves nothing beside it', async () => {
  const cwd = folderWith({ 'load.py': bareYield });
  chmodSync(path.join(cwd, 'load.py'), 0o750);
  await airworthy(['check', '--fix', ...select], { cwd });
  expect(statSync(path.join(cwd, 'load.py')).mode & 0o777).toBe(0o750);
  expect(readdirSync(cwd)).toEqual(['load.py']);
});

test('a fix goes through a named link to its file, and the link stays', async () => {
  const cwd = folderWith({ 'real/load.py': bareYield });
  symlinkSync('real/load.py', path.join(cwd, 'link.py'));
  expect((await airworthy(['check', '--fix', 'link.py', ...select], { cwd })).code).toBe(0);
  expect(lstatSync(path.join(cwd, 'link.py')).isSymbolicLink()).toBe(true);
  expect(read(cwd, 'real/load.py')).toBe(repaired);
});

test('a fix never follows a link out of the folder that was asked for', async () => {
  const cwd = folderWith({ 'dags/add.py': clean, 'library/load.py': bareYield });
  symlinkSync('../library/load.py', path.join(cwd, 'dags/load.py'));
  const run = await airworthy(['check', '--fix', 'dags', ...select], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('dags/load.py is a link to a file outside the folder');
  expect(read(cwd, 'library/load.py')).toBe(bareYield);
});

test('with --fix the JSON report tells what is left', async () => {
  const cwd = folderWith({ 'load.py': bareYield, 'live.py': endless });
  const { code, report } = await checkJson(['--fix', ...select], { cwd });
  expect(code).toBe(1);
  expect(report.findings.map((finding) => finding.rule)).toEqual(['unbounded-loop']);
});

test('the edits of the JSON report make the text that --fix writes', async () => {
  const cwd = folderWith({ 'load.py': bareYield });
  const { report } = await checkJson([...select], { cwd });
  const lines = bareYield.split('\n');
  const offset = ({ line, column }: { line: number; column: number }) =>
    lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  let text = bareYield;
  for (const edit of (report.findings[0]?.fixes[0]?.edits ?? []).toReversed()) {
    text = text.slice(0, offset(edit.range.start)) + edit.text + text.slice(offset(edit.range.end));
  }
  expect(text).toBe(repaired);
});

test('a finding that is suppressed is not fixed', async () => {
  const text = `# airworthy: ignore-file[context-manager-without-finally]\n${bareYield}`;
  const cwd = folderWith({ 'load.py': text });
  await airworthy(['check', '--fix', ...select], { cwd });
  expect(read(cwd, 'load.py')).toBe(text);
});
