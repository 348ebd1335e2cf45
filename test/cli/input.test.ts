// What a file can be: any bytes, of any size, from disk or from standard input.

import { expect, test } from 'vitest';
import { airworthy, checkJson, folderWith } from './harness';
import { bareYield, clean, endless } from './sources';

const hang = ['--select', 'unbounded-loop'];

test('standard input is checked under the name that is given', async () => {
  const cwd = folderWith({});
  const run = await checkJson(['--stdin-filename', 'dags/live.py', ...hang], {
    cwd,
    input: endless,
  });
  expect(run.code).toBe(1);
  expect(run.report).toMatchObject({ files: 1, findings: [{ file: 'dags/live.py' }] });
});

test('"-" is standard input too', async () => {
  const cwd = folderWith({});
  const run = await checkJson(['-', ...hang], { cwd, input: endless });
  expect(run.report).toMatchObject({ files: 1, findings: [{ file: 'stdin.py' }] });
  const named = await checkJson(['-', '--stdin-filename', 'a.py', ...hang], {
    cwd,
    input: endless,
  });
  expect(named.report.findings[0]?.file).toBe('a.py');
});

test('fixes to standard input are printed, and the report goes to stderr', async () => {
  const cwd = folderWith({});
  const flags = [
    'check',
    '--fix',
    '-',
    '--select',
    'context-manager-without-finally,unbounded-loop',
  ];
  const run = await airworthy(flags, { cwd, input: bareYield });
  expect(run.code).toBe(0);
  expect(run.stdout).toContain('    finally:\n        handle.close()\n');
  expect(run.stderr).toContain('1 fix applied');
  const unchanged = await airworthy(flags, { cwd, input: endless });
  expect(unchanged).toMatchObject({ code: 1, stdout: endless });
});

test('--diff of standard input', async () => {
  const cwd = folderWith({});
  const flags = ['check', '--diff', '--stdin-filename', 'load.py', '--select', 'resource'];
  const run = await airworthy(flags, { cwd, input: bareYield });
  expect(run.stdout).toContain('+++ b/load.py');
});

test('the name of standard input decides its configuration', async () => {
  const cwd = folderWith({ 'dags/airworthy.toml': 'exclude = ["live.py"]\n' });
  const flags = ['--stdin-filename', 'dags/live.py', ...hang];
  const run = await checkJson(flags, { cwd, input: endless });
  expect(run).toMatchObject({ code: 0, report: { files: 0, findings: [] } });
  const fixed = await airworthy(['check', '--fix', ...flags], { cwd, input: endless });
  expect(fixed.stdout).toBe(endless);
});

test('an empty file is clean', async () => {
  const cwd = folderWith({ 'empty.py': '', 'mark.py': '\ufeff', 'blank.py': '\n\n' });
  const run = await checkJson([], { cwd });
  expect(run).toMatchObject({ code: 0, report: { files: 3, findings: [], errors: [] } });
});

const latin1 = Buffer.from(`# caf\u00e9\n${endless}`, 'latin1');

test.each([
  ['UTF-16 with a mark', Buffer.from(`\ufeff${clean}`, 'utf16le'), /UTF-16/],
  ['UTF-16 without a mark', Buffer.from(clean, 'utf16le'), /UTF-16/],
  ['a NUL byte', Buffer.from(clean.replace('a + b', 'a +\0 b')), /NUL byte on line 6/],
  ['Latin-1 that nothing declares', latin1, /line 1 that are not UTF-8.*Python refuses/],
  ['an unknown encoding', Buffer.from(`# coding: klingon\n${clean}`), /"klingon"/],
  ['a wrong encoding behind a mark', Buffer.from(`\ufeff# coding: cp1252\n${clean}`), /byte order/],
  [
    'bytes that the encoding lacks',
    Buffer.from(`# coding: ascii\n# \u00e9\n${clean}`),
    /line 2.*ascii/,
  ],
])('%s is an encoding error, and never clean', async (_, bytes, message) => {
  const cwd = folderWith({ 'a.py': bytes, 'good.py': clean });
  const run = await checkJson([], { cwd });
  expect(run.code).toBe(1);
  expect(run.report).toMatchObject({ files: 2, findings: [] });
  expect(run.report.errors).toHaveLength(1);
  expect(run.report.errors[0]).toMatchObject({ file: 'a.py', kind: 'encoding' });
  expect(run.report.errors[0]?.message).toMatch(message);
});

test.each([
  ['latin-1', 'first', latin1],
  ['iso-8859-15', 'first', latin1],
  ['cp1252', 'second', latin1],
  ['koi8-r', 'second', latin1],
])('%s declared on the %s line is read', async (name, line, bytes) => {
  const head = `${line === 'second' ? '#!/usr/bin/env python\n' : ''}# -*- coding: ${name} -*-\n`;
  const cwd = folderWith({ 'a.py': Buffer.concat([Buffer.from(head), bytes]) });
  const { report } = await checkJson(hang, { cwd });
  expect(report.errors).toEqual([]);
  expect(report.findings).toHaveLength(1);
});

test('a file of more than five MiB is over the limit', async () => {
  const cwd = folderWith({ 'a.py': `${'x = 1\n'.repeat(900_000)}` });
  const run = await checkJson([], { cwd });
  expect(run.code).toBe(1);
  expect(run.report.errors[0]).toMatchObject({ file: 'a.py', kind: 'limit' });
});

test.each([
  ['brackets', '('.repeat(3000)],
  ['closed brackets', `${'['.repeat(3000)}${']'.repeat(3000)}`],
  ['unary operators', `x = ${'-'.repeat(3000)}1`],
  ['attributes', `x = a${'.b'.repeat(20_000)}`],
  ['calls', `x = ${'f('.repeat(3000)}${')'.repeat(3000)}`],
])('3,000 and more nested %s give an answer', async (_, text) => {
  const cwd = folderWith({ 'a.py': `${endless}\n${text}\n` });
  const run = await checkJson(hang, { cwd });
  expect(run.report.files).toBe(1);
  expect(run.report.errors.filter((error) => error.kind === 'internal')).toEqual([]);
  expect(run.report.findings).toHaveLength(1);
});

test('deep indentation gives an answer', async () => {
  const body = Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('');
  const cwd = folderWith({ 'a.py': `${body}${' '.repeat(400)}pass\n${endless}` });
  const run = await checkJson(hang, { cwd });
  expect(run.report.errors).toEqual([]);
  expect(run.report.findings).toHaveLength(1);
});

test('50,000 lines give an answer', async () => {
  const tasks = Array.from(
    { length: 10_000 },
    (_, index) => `@task\ndef task_${index}(a):\n    return a + ${index}\n\n`,
  );
  const text = `${tasks.join('\n')}${endless}`;
  expect(text.split('\n').length).toBeGreaterThan(50_000);
  const cwd = folderWith({ 'a.py': text });
  const run = await checkJson(hang, { cwd });
  expect(run.report).toMatchObject({ errors: [], findings: [{ rule: 'unbounded-loop' }] });
});

test.each([
  ['an open bracket', 'x = foo(\n', 'x = foo('],
  ['a merge conflict', '<<<<<<< HEAD\n=======\n>>>>>>> other\n', '<<<<<<<'],
  ['a lost colon', 'def f()\n    pass\n', 'def f()'],
])('broken Python is analyzed and never silently clean: %s', async (_, text) => {
  const cwd = folderWith({ 'a.py': `${endless}\n${text}` });
  const { report } = await checkJson([], { cwd });
  expect(report.errors).toEqual([]);
  expect(report.findings.map((finding) => finding.rule)).toEqual(
    expect.arrayContaining(['unbounded-loop', 'syntax-error']),
  );
});

test('a broken file whose DAG cannot be seen is not clean either', async () => {
  const cwd = folderWith({ 'a.py': 'from airflow import DAG\n\nwith DAG("x" as dag:\n    pass\n' });
  const { report } = await checkJson([], { cwd });
  expect(report.findings).toMatchObject([{ rule: 'syntax-error', severity: 'information' }]);
});

test.each([['\r'], ['\r\n']])('line breaks %j count as lines', async (lineBreak) => {
  const cwd = folderWith({ 'a.py': endless.replaceAll('\n', lineBreak) });
  const { report } = await checkJson(hang, { cwd });
  expect(report.findings[0]?.range.start).toEqual({ line: 7, column: 11 });
});
