// Which files a folder stands for.

import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { airworthy, checkJson, folderWith } from './harness';
import { clean, endless } from './sources';

/** The files with a finding: every file of these tests has one, so these are the checked ones. */
async function checked(cwd: string, ...flags: string[]): Promise<string[]> {
  const { report } = await checkJson(['--select', 'unbounded-loop', ...flags], { cwd });
  expect(report.files).toBe(report.findings.length);
  return report.findings.map((finding) => finding.file);
}

function folder(...names: string[]): string {
  return folderWith(Object.fromEntries(names.map((name) => [name, endless])));
}

function ignoring(files: Readonly<Record<string, string>>, ...names: string[]): string {
  return folderWith({ ...files, ...Object.fromEntries(names.map((name) => [name, endless])) });
}

test('Python files at any depth, in the order of their paths', async () => {
  const cwd = folder('b.py', 'a/z.py', 'a/deep/er/x.py', 'c.pyi', 'notes.txt', 'd.py.bak');
  expect(await checked(cwd)).toEqual(['a/deep/er/x.py', 'a/z.py', 'b.py']);
});

test('no hidden folders, environments, caches or node_modules', async () => {
  const cwd = ignoring(
    { 'env/pyvenv.cfg': '' },
    'a.py',
    '.hidden/b.py',
    'node_modules/c.py',
    'env/lib/d.py',
    '__pycache__/e.py',
  );
  expect(await checked(cwd)).toEqual(['a.py']);
  // What is named is taken, whatever it is.
  expect(await checked(cwd, '.hidden', 'env/lib/d.py')).toEqual(['.hidden/b.py', 'env/lib/d.py']);
});

describe('.gitignore', () => {
  test('counts in its folder and below; the innermost decides', async () => {
    const cwd = ignoring(
      {
        '.gitignore': 'build/\n*_generated.py\n/top.py\n',
        'dags/.gitignore': '!keep_generated.py\nlocal.py\n',
      },
      'top.py',
      'dags/top.py',
      'build/a.py',
      'dags/build/a.py',
      'dags/x_generated.py',
      'dags/keep_generated.py',
      'dags/local.py',
      'dags/sub/local.py',
      'local.py',
    );
    expect(await checked(cwd)).toEqual(['dags/keep_generated.py', 'dags/top.py', 'local.py']);
  });

  test('of the folders above counts inside a repository', async () => {
    const cwd = ignoring(
      { '.gitignore': 'skip.py\n', '.git/info/exclude': 'own.py\n' },
      'dags/a.py',
      'dags/skip.py',
      'dags/own.py',
    );
    expect(await checked(path.join(cwd, 'dags'))).toEqual(['a.py']);
  });

  test('does not keep out what is named', async () => {
    const cwd = ignoring({ '.gitignore': 'build/\n' }, 'build/a.py', 'build/b.py');
    expect(await checked(cwd, 'build/a.py')).toEqual(['build/a.py']);
    expect(await checked(cwd, 'build')).toEqual(['build/a.py', 'build/b.py']);
  });
});

describe('.airflowignore', () => {
  const names = [
    'dags/a.py',
    'dags/helpers/b.py',
    'dags/project_a/c.py',
    'dags/tenant_1.py',
  ] as const;

  test('is read as regular expressions for Airflow 2', async () => {
    const cwd = ignoring({ 'dags/.airflowignore': 'help\ntenant_[\\d] # a comment\n' }, ...names);
    expect(await checked(cwd, '--airflow-version', '2.10')).toEqual([
      'dags/a.py',
      'dags/project_a/c.py',
    ]);
  });

  test('is read as globs for Airflow 3', async () => {
    const cwd = ignoring({ 'dags/.airflowignore': 'help\nproject_*/\n!tenant_1.py\n' }, ...names);
    expect(await checked(cwd, '--airflow-version', '3.0')).toEqual([
      'dags/a.py',
      'dags/helpers/b.py',
      'dags/tenant_1.py',
    ]);
  });

  test('tells its syntax itself where no version does', async () => {
    const regexp = ignoring({ 'dags/.airflowignore': 'tenant_.*\\.py\nhelpers\n' }, ...names);
    expect(await checked(regexp)).toEqual(['dags/a.py', 'dags/project_a/c.py']);
    const glob = ignoring({ 'dags/.airflowignore': 'tenant_*.py\n**/helpers\n' }, ...names);
    expect(await checked(glob)).toEqual(['dags/a.py', 'dags/project_a/c.py']);
    // Plain names leave out no more than a file or folder of that very name.
    const plain = ignoring({ 'dags/.airflowignore': 'help\nproject_a\n' }, ...names);
    expect(await checked(plain)).toEqual(['dags/a.py', 'dags/helpers/b.py', 'dags/tenant_1.py']);
  });

  test('sees paths in the DAGs folder, also from below it', async () => {
    const cwd = ignoring(
      { '.git/HEAD': '', 'dags/.airflowignore': '^sub/old/\n' },
      'dags/sub/old/a.py',
      'dags/sub/new/b.py',
    );
    expect(await checked(path.join(cwd, 'dags/sub'), '--airflow-version', '2.9')).toEqual([
      'new/b.py',
    ]);
  });

  test('with a broken pattern does without it', async () => {
    const cwd = ignoring({ 'dags/.airflowignore': '(\nhelpers\n' }, ...names);
    expect(await checked(cwd, '--airflow-version', '2.10')).not.toContain('dags/helpers/b.py');
  });
});

test('links that lead in circles are walked once', async () => {
  const cwd = folder('dags/a.py');
  symlinkSync('..', path.join(cwd, 'dags/up'));
  symlinkSync('self', path.join(cwd, 'dags/self'));
  symlinkSync('nowhere.py', path.join(cwd, 'dags/lost.py'));
  expect(await checked(cwd)).toEqual(['dags/a.py']);
});

test('a linked folder and a linked file are checked, every real file once', async () => {
  const cwd = folder('library/shared.py', 'dags/a.py');
  symlinkSync('../library', path.join(cwd, 'dags/linked'));
  symlinkSync('a.py', path.join(cwd, 'dags/0_link.py'));
  expect(await checked(cwd, 'dags')).toEqual(['dags/a.py', 'dags/linked/shared.py']);
});

test('what cannot be read is never clean', async () => {
  const cwd = folderWith({ 'dags/a.py': clean, 'dags/closed/b.py': clean, 'dags/c.py': clean });
  chmodSync(path.join(cwd, 'dags/a.py'), 0);
  chmodSync(path.join(cwd, 'dags/closed'), 0);
  const isRoot = process.getuid?.() === 0;
  const found = await checkJson(['dags'], { cwd });
  const named = await checkJson(['dags/a.py'], { cwd });
  chmodSync(path.join(cwd, 'dags/closed'), 0o700);
  if (isRoot) {
    // Permission bits do not bind root: everything can be read.
    expect(found.report).toMatchObject({ files: 3, errors: [] });
    return;
  }
  expect(found.code).toBe(1);
  expect(found.report.errors.map(({ file, kind }) => ({ file, kind }))).toEqual([
    { file: 'dags/closed', kind: 'unreadable' },
    { file: 'dags/a.py', kind: 'unreadable' },
  ]);
  expect(named.code).toBe(2);
});

test('a folder called like a Python file is a folder', async () => {
  const cwd = folder('sensor.py/inner.py');
  mkdirSync(path.join(cwd, 'empty.py'));
  expect(await checked(cwd)).toEqual(['sensor.py/inner.py']);
});

test('a part of a path that is a file does not exist', async () => {
  const cwd = folder('a.py');
  const run = await airworthy(['check', 'a.py/b.py'], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('a.py/b.py: does not exist');
});
