import { expect, test } from 'vitest';
import { runCommand } from '../../../client/src/environments/run-command';

const limits = { milliseconds: 20_000, bytes: 1000, signal: new AbortController().signal };
const node = (script: string) => [process.execPath, '-e', script];

test('what a command prints is its result, with its exit code', async () => {
  expect(await runCommand(node('console.log("token")'), limits)).toEqual({
    kind: 'ended',
    exitCode: 0,
    stdout: 'token\n',
  });
  expect(await runCommand(node('process.exit(3)'), limits)).toMatchObject({ exitCode: 3 });
});

test('no shell sees it: what would be expanded stays as it is', async () => {
  const result = await runCommand([...node('console.log(process.argv[1])'), '$HOME;`id`'], limits);
  expect(result).toMatchObject({ stdout: '$HOME;`id`\n' });
});

test('a program that is not there is told apart', async () => {
  expect(await runCommand(['no-such-program-anywhere'], limits)).toEqual({ kind: 'not-found' });
});

test('one that never ends is ended, with what it started', async () => {
  const script = `
    const { spawn } = require('node:child_process');
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    setInterval(() => {}, 1000);
  `;
  const short = { ...limits, milliseconds: 500 };
  expect(await runCommand(node(script), short)).toEqual({ kind: 'timed-out' });
});

test('one that prints without end is ended', async () => {
  const script = 'setInterval(() => console.log("x".repeat(500)), 1)';
  expect(await runCommand(node(script), limits)).toEqual({ kind: 'too-much-output' });
});

test('one that is no longer wanted is ended', async () => {
  const controller = new AbortController();
  const result = runCommand(node('setInterval(() => {}, 1000)'), {
    ...limits,
    signal: controller.signal,
  });
  controller.abort();
  expect(await result).toEqual({ kind: 'timed-out' });
});
