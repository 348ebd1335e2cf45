import { expect, test, vi } from 'vitest';
import {
  CancellationTokenSource,
  DiagnosticSeverity,
  LSPErrorCodes,
} from 'vscode-languageserver-protocol/node';
import { homepage } from '../../package.json';
import { capabilities, dag, TestClient } from './harness/client';
import { endlessDag } from './harness/texts';

test('says at once what it can do, and that positions are UTF-16', async () => {
  const client = await TestClient.start();
  expect(client.initialized).toMatchObject({
    serverInfo: { name: 'airworthy' },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      codeActionProvider: { resolveProvider: true },
    },
  });
  expect(client.initialized?.capabilities.diagnosticProvider).toBeUndefined();
  await vi.waitFor(() => expect(client.statuses).toEqual([{ state: 'ready' }]));
});

test('pushes the diagnostics of a document that is opened, with their version', async () => {
  const client = await TestClient.start({
    initializationOptions: {
      select: ['unbounded-loop'],
      ruleDocumentationBase: 'vscode://airworthy.airworthy/rules/',
    },
  });
  await client.open(dag, endlessDag(), 7);
  const [diagnostic, ...others] = await client.pushed(dag);
  expect(others).toEqual([]);
  expect(diagnostic).toMatchObject({
    severity: DiagnosticSeverity.Error,
    source: 'airworthy',
    code: 'unbounded-loop',
    codeDescription: { href: 'vscode://airworthy.airworthy/rules/unbounded-loop' },
    range: { start: { line: 5, character: 10 }, end: { line: 5, character: 14 } },
  });
});

test('links to the homepage where the client has no pages of its own', async () => {
  const client = await TestClient.start({ initializationOptions: { select: ['unbounded-loop'] } });
  await client.open(dag, endlessDag());
  const [diagnostic] = await client.pushed(dag);
  expect(diagnostic?.codeDescription?.href).toBe(
    `${homepage}/blob/main/docs/rules/unbounded-loop.md`,
  );
});

test('leaves the link out for clients that show none', async () => {
  const { textDocument, ...rest } = capabilities();
  const client = await TestClient.start({
    capabilities: { ...rest, textDocument: { ...textDocument, publishDiagnostics: {} } },
    initializationOptions: {
      select: ['unbounded-loop'],
      ruleDocumentationBase: 'https://example.org/rules',
    },
  });
  await client.open(dag, endlessDag());
  const [diagnostic] = await client.pushed(dag);
  expect(diagnostic).toBeDefined();
  expect(diagnostic?.codeDescription).toBeUndefined();
});

test('follows every change and clears what was closed', async () => {
  const client = await TestClient.start();
  await client.open(dag, endlessDag());
  expect(await client.pushed(dag)).toHaveLength(1);
  await client.change(dag, { range: client.rangeOf(dag, 'True'), text: 'False' });
  expect(await client.pushed(dag)).toEqual([]);
  await client.change(dag, { range: client.rangeOf(dag, 'False'), text: '1' });
  expect(await client.pushed(dag)).toHaveLength(1);
  await client.close(dag);
  await vi.waitFor(() => {
    expect(client.published.at(-1)).toEqual({ uri: dag, diagnostics: [] });
  });
});

test('a document that is opened again starts afresh', async () => {
  const client = await TestClient.start();
  await client.open(dag, endlessDag());
  expect(await client.pushed(dag)).toHaveLength(1);
  await client.close(dag);
  client.published.length = 0;
  await client.open(dag, endlessDag('False'));
  expect(await client.pushed(dag)).toEqual([]);
});

test('a burst of changes is answered once, for the last of them', async () => {
  const client = await TestClient.start();
  await client.open(dag, endlessDag());
  await client.pushed(dag);
  client.published.length = 0;
  const start = { line: 0, character: 0 };
  for (let i = 0; i < 40; i++) {
    void client.change(dag, { range: { start, end: start }, text: '#\n' });
  }
  const [diagnostic] = await client.pushed(dag);
  expect(diagnostic?.range.start.line).toBe(45);
  expect(client.published.map((params) => params.version)).toEqual([41]);
});

test('changes of one notification are each made in the text that the one before left', async () => {
  const client = await TestClient.start();
  await client.open(dag, endlessDag('not_yet'));
  expect(await client.pushed(dag)).toEqual([]);
  const header = client.rangeOf(dag, 'not_yet');
  const behindOne = { line: header.start.line, character: header.start.character + 1 };
  await client.change(
    dag,
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n\n' },
    { range: shifted(header, 2), text: '1' },
    { range: shifted({ start: behindOne, end: behindOne }, 2), text: ' or True' },
  );
  expect(client.text(dag)).toBe(`\n\n${endlessDag('1 or True')}`);
  const [diagnostic] = await client.pushed(dag);
  expect(diagnostic && client.covered(dag, diagnostic)).toBe('1 or True');
});

test('positions are right in a text with CRLF', async () => {
  const client = await TestClient.start();
  await client.open(dag, endlessDag('True', '\r\n'));
  const [diagnostic] = await client.pushed(dag);
  expect(diagnostic?.range.start).toEqual({ line: 5, character: 10 });
});

test('columns count surrogate pairs as two', async () => {
  const client = await TestClient.start();
  const text = endlessDag('True').replace('    while', '    x = "🛩🛩"; \n    while "🛩" and');
  await client.open(dag, text);
  const [diagnostic] = await client.pushed(dag);
  expect(diagnostic && client.covered(dag, diagnostic)).toBe('"🛩" and True');
  expect(diagnostic?.range.end.character).toBe('    while "🛩" and True'.length);
  const behindPlane = client.rangeOf(dag, '" and');
  await client.change(dag, { range: behindPlane, text: '🛩" and ' });
  const [moved] = await client.pushed(dag);
  expect(moved && client.covered(dag, moved)).toBe('"🛩🛩" and  True');
});

test('answers pulls, and says when nothing has changed', async () => {
  const client = await TestClient.start({ pull: true });
  expect(client.initialized?.capabilities.diagnosticProvider).toEqual({
    identifier: 'airworthy',
    interFileDependencies: true,
    workspaceDiagnostics: false,
  });
  await client.open(dag, endlessDag());
  const first = await client.pull(dag);
  expect(first).toMatchObject({ kind: 'full', items: [{ code: 'unbounded-loop' }] });
  expect(await client.pull(dag, first.resultId)).toEqual({
    kind: 'unchanged',
    resultId: first.resultId,
  });
  await client.change(dag, { range: client.rangeOf(dag, 'True'), text: 'False' });
  const second = await client.pull(dag, first.resultId);
  expect(second).toMatchObject({ kind: 'full', items: [] });
  expect(second.resultId).not.toBe(first.resultId);
  expect(client.published, 'nothing is pushed as well').toEqual([]);
});

test('a pull for a document that is not open is answered', async () => {
  const client = await TestClient.start({ pull: true });
  expect(await client.pulled(dag)).toEqual([]);
});

test('an outdated pull is answered for the newest version', async () => {
  const client = await TestClient.start({ pull: true });
  await client.open(dag, endlessDag());
  const early = client.pulled(dag);
  void client.change(dag, { range: client.rangeOf(dag, 'True'), text: 'False' });
  expect(await early).toEqual([]);
});

test('a pull that the client gave up is answered with its cancellation', async () => {
  const client = await TestClient.start({ pull: true });
  await client.open(dag, endlessDag());
  const cancellation = new CancellationTokenSource();
  const pull = client.pull(dag, undefined, cancellation.token);
  cancellation.cancel();
  await expect(pull).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
});

test('text that is no Python, and none at all, gets an answer', async () => {
  const client = await TestClient.start();
  const nested = `x = ${'('.repeat(3000)}${')'.repeat(3000)}\n`;
  for (const [i, text] of ['', '\ufeff', 'def (:\n  )"""', nested, '🛩'.repeat(99)].entries()) {
    const uri = `${dag}-${i}.py`;
    await client.open(uri, text);
    expect(await client.pushed(uri)).toEqual([]);
  }
});

test('what is too large or holds a NUL is not analyzed, and does not look clean', async () => {
  const client = await TestClient.start();
  await client.open(dag, endlessDag() + '#'.repeat(5 * 1024 * 1024));
  expect(await client.pushed(dag)).toMatchObject([
    { severity: DiagnosticSeverity.Information, message: expect.stringContaining('MiB') },
  ]);
  await client.change(dag, { text: `${endlessDag()}# \0` });
  expect(await client.pushed(dag)).toMatchObject([
    { severity: DiagnosticSeverity.Information, message: expect.stringContaining('NUL') },
  ]);
  expect(await client.actions(dag, client.rangeOf(dag, 'True'))).toEqual([]);
});

function shifted<R extends { start: { line: number }; end: { line: number } }>(
  range: R,
  by: number,
) {
  const moved = (position: R['start']) => ({ ...position, line: position.line + by });
  return { start: moved(range.start), end: moved(range.end) } as R;
}
