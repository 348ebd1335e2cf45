import { beforeAll, expect, test } from 'vitest';
import { ParsedFiles } from '../../../server/src/semantic/project/parsed-files';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { testParser } from '../../harness/parser';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

// Files are not handed to 'expect', which would write whole trees where they differ.

/** A text of so many nodes that ten of its like are more than are kept of what is parsed in passing. */
const large = (name: string) =>
  Array.from({ length: 1_000 }, (_, i) => `${name} = ${i}\n`).join('');

test('what is parsed in passing takes the place of nothing that was asked for', () => {
  const files = new ParsedFiles(parser);
  const text = large('own');
  const own = files.get('/own.py', text);
  files.inPassing(() => {
    for (let i = 0; i < 110; i++) files.get(`/${i}.py`, large(`other_${i}`));
  });
  expect(files.get('/own.py', text) === own).toBe(true);
});

test('of what is parsed in passing, the last files are still there for whoever asks next', () => {
  const files = new ParsedFiles(parser);
  const parse = (name: string) => files.get(`/${name}.py`, large(name));
  const names = Array.from({ length: 20 }, (_, i) => `file_${i}`);
  const parsed = files.inPassing(() => names.map(parse));
  expect(parse('file_19') === parsed[19]).toBe(true);
  expect(parse('file_0') === parsed[0]).toBe(false);
  // Now it is one that was asked for.
  files.inPassing(() => names.map((name) => parse(`${name}_again`)));
  expect(parse('file_19') === parsed[19]).toBe(true);
});

test('work in passing that fails leaves everything as it was before', () => {
  const files = new ParsedFiles(parser);
  const failing = () =>
    files.inPassing(() => {
      throw new Error('out of luck');
    });
  expect(failing).toThrow('out of luck');
  const own = files.get('/own.py', 'a = 1\n');
  files.inPassing(() => {
    for (let i = 0; i < 20; i++) files.get(`/${i}.py`, large(`other_${i}`));
  });
  expect(files.get('/own.py', 'a = 1\n') === own).toBe(true);
});
