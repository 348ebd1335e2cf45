import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinCommandLine, splitCommandLine } from '../../../client/src/environments/command-line';

test.each([
  ['gcloud auth print-access-token', ['gcloud', 'auth', 'print-access-token']],
  ['  "/opt/my tools/token"  --for "a \'b\'" ', ['/opt/my tools/token', '--for', "a 'b'"]],
  ['C:\\tools\\token.exe $HOME;ls', ['C:\\tools\\token.exe', '$HOME;ls']],
  ["--name=''", ['--name=']],
  ['', []],
])('%s is split into its words', (line, words) => {
  expect(splitCommandLine(line)).toEqual(words);
});

test('a quote that is not closed is no command line', () => {
  expect(splitCommandLine('token "a b')).toBeUndefined();
});

test('what was joined is split into the same words', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(splitCommandLine(joinCommandLine(words))).toEqual(words);
    }),
  );
});
