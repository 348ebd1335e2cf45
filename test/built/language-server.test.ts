import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, inject, onTestFinished, test } from 'vitest';
import {
  createProtocolConnection,
  ExitNotification,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { folderWith } from '../cli/harness';
import { type ClientSetup, dag, TestClient } from '../lsp/harness/client';
import { endlessDag } from '../lsp/harness/texts';
import { startWorker } from './worker';

const dist = path.join(inject('staged'), 'dist');

function connect(
  reader: MessageReader,
  writer: MessageWriter,
  setup: ClientSetup = {},
): Promise<TestClient> {
  return TestClient.over(createProtocolConnection(reader, writer), setup);
}

function started(child: ChildProcess): ChildProcess {
  onTestFinished(() => {
    child.kill();
  });
  return child;
}

function overStdio(
  script: string,
  args: readonly string[],
  setup?: ClientSetup,
): Promise<TestClient> {
  const child = started(
    spawn(process.execPath, [path.join(dist, script), ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  if (child.stdout === null || child.stdin === null) throw new Error('the pipes are missing');
  return connect(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
    setup,
  );
}

test.each([
  ['server.js', ['--stdio']],
  ['server.js', []],
  ['cli.js', ['server', '--stdio']],
])('%s %j speaks the protocol on standard input and output', async (script, args) => {
  const client = await overStdio(script, args);
  await client.open(dag, endlessDag());
  expect(await client.pushed(dag)).toMatchObject([{ code: 'unbounded-loop' }]);
});

test('server.js speaks it over the channel of a parent process, and ends when told to', async () => {
  const child = started(fork(path.join(dist, 'server.js'), ['--node-ipc']));
  const client = await connect(new IPCMessageReader(child), new IPCMessageWriter(child));
  await client.open(dag, endlessDag());
  expect(await client.pushed(dag)).toMatchObject([{ code: 'unbounded-loop' }]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await client.connection.sendRequest(ShutdownRequest.type);
  await client.connection.sendNotification(ExitNotification.type);
  expect(await ended).toBe(0);
});

test('a server whose client is gone ends', async () => {
  const child = started(
    spawn(process.execPath, [path.join(dist, 'server.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  expect(await ended).toBe(1);
});

test('server-worker.js needs nothing but what a web worker has', async () => {
  const worker = startWorker(path.join(dist, 'server-worker.js'));
  const module = (name: string) => new Uint8Array(readFileSync(path.join(dist, name)));
  const client = await TestClient.over(createProtocolConnection(worker.reader, worker.writer), {
    initializationOptions: {
      select: ['unbounded-loop'],
      parserModules: {
        runtime: module('tree-sitter.wasm'),
        grammar: module('tree-sitter-python.wasm'),
      },
    },
  });
  await client.open(dag, endlessDag());
  expect(await client.pushed(dag)).toMatchObject([{ code: 'unbounded-loop' }]);
});

test('the bundles stay small enough for a package of two megabytes', () => {
  const packaged = [
    'client.js',
    'client-browser.js',
    'panel.js',
    'panel-browser.js',
    'server.js',
    'server-worker.js',
    'tree-sitter.wasm',
    'tree-sitter-python.wasm',
  ];
  const archive = path.join(folderWith({}), 'package.tar.gz');
  execFileSync('tar', ['-czf', archive, '-C', dist, ...packaged]);
  expect(readFileSync(archive).length).toBeLessThan(1_350_000);
});

test('the command line and the editor find the same in the same files', async () => {
  const workspace = folderWith({});
  const root = pathToFileURL(workspace).href;
  const files: Record<string, string> = {
    'dags/plain.py': endlessDag(),
    'dags/crlf.py': endlessDag('True', '\r\n'),
    'dags/planes.py': endlessDag('"🛩" and True'),
    'dags/fine.py': endlessDag('False'),
    'dags/quiet.py': endlessDag('True:  # airworthy: ignore[unbounded-loop]\n     '),
    'dags/broken.py': `${endlessDag()}\ndef (:\n`,
    'dags/old/skipped.py': endlessDag(),
    'strict/airworthy.toml': 'profile = "strict"\n[rules]\nunbounded-loop = "hint"\n',
    'strict/dag.py': endlessDag(),
    'plain.py': 'while True:\n    pass\n',
    'pyproject.toml': '[tool.airworthy]\nexclude = ["dags/old"]\n',
    '.git/HEAD': '',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
    writeFileSync(path.join(workspace, name), text);
  }
  const client = await overStdio('server.js', ['--stdio'], { initializationOptions: {} });
  const inEditor: unknown[] = [];
  for (const [name, text] of Object.entries(files).filter(([each]) => each.endsWith('.py'))) {
    const uri = `${root}/${name}`;
    await client.open(uri, text);
    const places = await client.pushed(uri);
    for (const { code, message, severity, range } of places) {
      const at = [range.start, range.end].map(({ line, character }) => [line + 1, character + 1]);
      inEditor.push([name, code, severity, message, ...at.flat()].join(' '));
    }
  }
  const severities = ['', 'error', 'warning', 'information', 'hint'];
  const report = JSON.parse(check(workspace)) as Report;
  const onCommandLine = report.findings.map(({ file, rule, severity, message, range }) => {
    const at = [range.start, range.end].map(({ line, column }) => [line, column]);
    return [file, rule, severities.indexOf(severity), message, ...at.flat()].join(' ');
  });
  expect(inEditor.length).toBeGreaterThan(4);
  expect(inEditor.sort()).toEqual(onCommandLine.sort());
});

interface Report {
  readonly findings: readonly {
    readonly file: string;
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly range: Record<'start' | 'end', { readonly line: number; readonly column: number }>;
  }[];
}

function check(workspace: string): string {
  const cli = path.join(dist, 'cli.js');
  const args = [cli, 'check', '--format', 'json', '--no-cache', '--fail-on', 'error', '.'];
  try {
    return execFileSync(process.execPath, args, { cwd: workspace, encoding: 'utf8' });
  } catch (error) {
    // Findings make the exit code 1.
    if (error instanceof Error && 'status' in error && error.status === 1 && 'stdout' in error) {
      return String(error.stdout);
    }
    throw error;
  }
}
