import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EditorWindow } from './window';

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open();
});

afterEach((context) => window.afterTest(context));

afterAll(() => window?.dispose());

test.each([
  {
    what: 'try/except that logs and raises again',
    file: 'read_orders.py',
    at: 'open(path)',
    severity: 'hint',
    title: 'try/except',
  },
  {
    what: 'an execution timeout with its import',
    file: 'load_orders.py',
    at: 'PythonOperator(\n',
    severity: 'warning',
    title: 'on this task',
  },
  {
    what: 'a chunked pandas read',
    file: 'double_prices.py',
    at: 'read_csv',
    severity: 'warning',
    title: 'chunk',
  },
  {
    what: 'try/finally around the yield of a context manager',
    file: 'follow_log.py',
    at: 'yield process',
    severity: 'error',
    title: 'try/finally',
  },
  {
    what: 'with around what is opened',
    file: 'write_report.py',
    at: 'open(',
    severity: 'warning',
    title: '`with` block',
  },
] as const)('$what', async ({ file, at, severity, title }) => {
  await window.openFile(file);
  await window.squiggles(severity).first().waitFor();
  await window.goTo(file, at);
  await window.chooseQuickFix(title);
  await window.save();
  await window.expectOnDisk(file, fixed(file));
});

test('try/except around any selected statements, as a refactoring', async () => {
  await window.openFile('copy_rows.py');
  await window.status('Airworthy: ready');
  await window.goTo('copy_rows.py', '    rows =');
  await window.page.keyboard.press('Shift+ArrowDown');
  await window.page.keyboard.press('Shift+ArrowDown');
  await window.chooseRefactoring('try/except');
  await window.save();
  await window.expectOnDisk('copy_rows.py', fixed('copy_rows.py'));
});

test('suppression of one finding, on its line', async () => {
  await window.openFile('endless_loop.py');
  await window.squiggles('error').first().waitFor();
  await window.goTo('endless_loop.py', 'True');
  await window.chooseQuickFix('on this line');
  await window.squiggles('error').waitFor({ state: 'detached' });
  await window.save();
  await window.expectOnDisk('endless_loop.py', fixed('endless_loop.py'));
});

test('what is safe to fix is fixed on saving, for those who want it', async () => {
  window.write(
    '.vscode/settings.json',
    '{ "editor.codeActionsOnSave": { "source.fixAll.airworthy": "explicit" } }',
  );
  await window.openFile('on_save.py');
  await window.squiggles('error').first().waitFor();
  const saved = async () => {
    await window.save();
    return window.read('on_save.py');
  };
  await expect.poll(saved, { timeout: 20_000 }).toBe(fixed('on_save.py'));
});

function fixed(file: string): string {
  return readFileSync(path.join(import.meta.dirname, 'fixed', file), 'utf8');
}
