import path from 'node:path';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { exampleDags, fileOfLines, lineCount, manyFiles } from '../../../bench/dag-files';
import { keystrokes } from '../../../bench/keystrokes';
import { FileModel } from '../../../server/src/semantic/file-model';
import { firstSyntaxError } from '../../../server/src/syntax/errors';
import { testParser } from '../../harness/parser';

const dags = exampleDags(path.join(import.meta.dirname, '../../..'));

test.each([150, 1000])(
  'a file of about %i lines is Python, and no id of a DAG is in it twice',
  async (lines) => {
    const text = fileOfLines(lines, dags);
    expect(lineCount(text)).toBeGreaterThan(lines * 0.9);
    expect(lineCount(text)).toBeLessThan(lines * 1.1 + 100);
    const tree = (await testParser()).parse(text);
    expect(firstSyntaxError(tree)).toBeUndefined();
    const ids = new FileModel(tree).loaded.dags.flatMap(({ dagId }) => dagId ?? []);
    expect(ids.length).toBeGreaterThan(lines / 100);
    expect(new Set(ids).size).toBe(ids.length);
  },
);

test('what is made of a file again is another text', () => {
  const files = manyFiles(dags.length * 2, dags);
  expect(new Set(files.map(({ text }) => text)).size).toBe(files.length);
});

test('what is typed becomes statements of its own, and leaves all else as it was', () => {
  const text = fileOfLines(300, dags);
  const document = TextDocument.create('file:///dag.py', 'python', 1, text);
  const changes = [...keystrokes(text, 1000)];
  for (const [i, change] of changes.entries()) TextDocument.update(document, [change], i + 2);
  const before = new Set(text.split('\n'));
  const typed = document
    .getText()
    .split('\n')
    .filter((line) => !before.has(line));
  expect(typed.map((line) => line.trim().split(' ')[0])).toEqual(['rows', 'while', 'response']);
  expect(lineCount(document.getText())).toBe(lineCount(text) + typed.length);
  expect(changes.length).toBeGreaterThan(100);
});

test('as many keystrokes are made as are asked for, at all places', () => {
  const changes = [...keystrokes(fileOfLines(300, dags), 30)];
  expect(changes.length).toBe(30);
  expect(changes.filter(({ text }) => text.startsWith('\n')).length).toBe(3);
});
