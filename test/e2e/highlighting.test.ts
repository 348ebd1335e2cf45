import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EditorWindow } from './window';

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open();
  await window.openFile('templates.py');
});

afterEach((context) => window.afterTest(context));

afterAll(() => window?.dispose());

test('Jinja stands out from its string in a templated argument, and nowhere else', async () => {
  await expect.poll(() => colorsIn('bash_command')).toHaveLength(2);
  // Brackets are red until the editor knows that they stand in a string.
  await expect.poll(() => colorsIn('doc_md')).toHaveLength(1);
});

/** The different colors of the words `echo`, `ds` and `done`, and of the braces, on the line of an argument. */
async function colorsIn(argument: string): Promise<string[]> {
  const line = window.page.locator('.view-line', { hasText: argument });
  const value = await line
    .locator('span span')
    .evaluateAll((spans) =>
      spans
        .filter((span) => /echo|ds|done|[{}]{2}/.test(span.textContent ?? ''))
        .map((span) => getComputedStyle(span).color),
    );
  return [...new Set(value)];
}
