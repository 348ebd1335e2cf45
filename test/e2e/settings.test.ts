import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { EditorWindow } from './window';

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open();
  await window.openFile('endless_loop.py');
  await window.squiggles('error').first().waitFor();
});

afterEach((context) => window.afterTest(context));

afterAll(() => window?.dispose());

test('a setting of the workspace counts at once', async () => {
  window.write('.vscode/settings.json', '{ "airworthy.rules": { "unbounded-loop": "off" } }');
  await window.squiggles('error').waitFor({ state: 'detached' });
  window.write('.vscode/settings.json', '{}');
  await window.squiggles('error').first().waitFor();
});

test('so does the configuration file of the project, which settings override', async () => {
  window.write('pyproject.toml', '[tool.airworthy.rules]\nunbounded-loop = "warning"\n');
  await window.squiggles('warning').first().waitFor();
  await window.squiggles('error').waitFor({ state: 'detached' });
  window.write(
    '.vscode/settings.json',
    '{ "airworthy.rules": { "unbounded-loop": "information" } }',
  );
  await window.squiggles('info').first().waitFor();
  await window.squiggles('warning').waitFor({ state: 'detached' });
});
