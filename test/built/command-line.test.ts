// What the command line's process itself does: its streams, its exit code, its end. What the commands say is tested
// where they run without a process of their own (test/cli).

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import {
  createProtocolConnection,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { checkJson, folderWith } from '../cli/harness';
import { bareYield, clean, endless } from '../cli/sources';
import { airworthy, cli } from './command';

const hang = ['--select', 'unbounded-loop'];

test.each([
  [0, ['check', 'clean.py'], 'Nothing found in 1 file.\n', ''],
  [1, ['check', 'endless.py', ...hang], '1 error in 1 of 1 file.', ''],
  [2, ['check', 'missing.py'], '', 'missing.py: does not exist'],
  [2, ['chek'], '', 'unknown command'],
])('the process ends with %i after %j', async (code, args, said, complaint) => {
  const cwd = folderWith({ 'clean.py': clean, 'endless.py': endless });
  const run = await airworthy(args, { cwd });
  expect(run.code).toBe(code);
  expect(run.stdout.toString()).toContain(said);
  expect(run.stderr).toContain(complaint);
});

test('a report longer than a pipe holds arrives whole, and is what the command says', async () => {
  const files = Array.from({ length: 100 }, (_, number) => [`dags/live_${number}.py`, endless]);
  const cwd = folderWith(Object.fromEntries(files));
  const { stdout } = await airworthy(['check', '--format', 'json', ...hang], { cwd });
  expect(stdout.length).toBeGreaterThan(65_536);
  expect(JSON.parse(stdout.toString())).toEqual((await checkJson(hang, { cwd })).report);
});

test('a reader that goes before everything is said ends the process quietly', async () => {
  const files = Array.from({ length: 100 }, (_, number) => [`dags/live_${number}.py`, endless]);
  const cwd = folderWith(Object.fromEntries(files));
  const child = spawn(process.execPath, [cli, 'check', '--no-cache', '--format', 'json'], { cwd });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  child.stdout.destroy();
  await once(child, 'close');
  expect(complaint).toBe('');
});

test('bytes on standard input come back as they were, but for the fixes', async () => {
  const head = Buffer.from('# -*- coding: latin-1 -*-\n# caf\u00e9\n', 'latin1');
  const input = Buffer.concat([head, Buffer.from(bareYield)]);
  const run = await airworthy(
    ['check', '--fix', '-', '--select', 'context-manager-without-finally'],
    { cwd: folderWith({}), input },
  );
  expect(run.code).toBe(0);
  expect(run.stdout.subarray(0, head.length)).toEqual(head);
  expect(run.stdout.toString('latin1')).toContain('    finally:\n        handle.close()\n');
});

test('colors are for those who ask for them', async () => {
  const cwd = folderWith({ 'endless.py': endless });
  const output = async (environment: Record<string, string>) =>
    (await airworthy(['check', ...hang], { cwd, environment })).stdout.toString();
  expect(await output({})).not.toContain('\u001b[');
  expect(await output({ FORCE_COLOR: '1' })).toContain('\u001b[');
});

test('server speaks the protocol on standard input and output', async () => {
  const child = spawn(process.execPath, [cli, 'server', '--stdio'], { cwd: folderWith({}) });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const params = { processId: null, rootUri: null, capabilities: {} };
  const { capabilities } = await connection.sendRequest(InitializeRequest.type, params);
  expect(capabilities.textDocumentSync).toBeDefined();
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendRequest(ShutdownRequest.type);
  const ended = once(child, 'exit');
  await connection.sendNotification(ExitNotification.type);
  expect(await ended).toEqual([0, null]);
});
