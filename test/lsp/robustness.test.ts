import { expect, test } from 'vitest';
import { dag, TestClient } from './harness/client';
import { endlessDag } from './harness/texts';

test('messages about documents that are not open, and junk, are survived', async () => {
  const client = await TestClient.start();
  const { connection } = client;
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 9, character: 9 } };
  const textDocument = { uri: dag, version: 3 };
  await connection.sendNotification('textDocument/didChange', {
    textDocument,
    contentChanges: [{ text: 'x' }],
  });
  await connection.sendNotification('textDocument/didClose', { textDocument });
  await connection.sendNotification('airworthy/unheardOf', { a: 1 });
  await connection.sendNotification('$/optional', {});
  expect(await client.actions(dag, nowhere)).toEqual([]);
  for (const data of [undefined, 7, { uri: dag }, { analysis: 'x', uri: dag, unsafe: true }]) {
    const answer = connection.sendRequest('codeAction/resolve', { title: 'x', data });
    await answer.catch((error: Error) => expect(error.message).toContain('has changed'));
  }
  await expect(connection.sendRequest('airworthy/unheardOf', {})).rejects.toThrow();
  await client.open(dag, endlessDag());
  expect(await client.pushed(dag)).toHaveLength(1);
});

test('ranges outside of the text are cut to it', async () => {
  const client = await TestClient.start();
  await client.open(dag, endlessDag());
  const everything = { start: { line: 0, character: 900 }, end: { line: 900, character: 900 } };
  const actions = await client.actions(dag, everything);
  expect(actions.map((action) => action.title)).toContain('Ignore unbounded-loop on this line');
  await client.change(dag, { range: everything, text: '' });
  expect(client.text(dag)).toBe('from airflow.decorators import task');
  expect(await client.pushed(dag)).toEqual([]);
});

test('a document whose address is no file has diagnostics too', async () => {
  const client = await TestClient.start();
  for (const uri of [
    'untitled:Untitled-1',
    'vscode-vfs://github/team/project/dag.py',
    'inmemory:/dag.py',
    'file:///C%3A/team/my%20dags/dag.py',
  ]) {
    await client.open(uri, endlessDag());
    expect(await client.pushed(uri), uri).toHaveLength(1);
  }
});

test('fifty thousand lines get an answer', async () => {
  const client = await TestClient.start();
  const tasks = Array.from({ length: 7_200 }, (_, i) => {
    const condition = i === 7_199 ? 'True' : 'False';
    return `\n\n@task\ndef work_${i}():\n    while ${condition}:\n        x = ${i}\n\n`;
  });
  await client.open(dag, `from airflow.decorators import task\n${tasks.join('')}`);
  const report = await client.pushed(dag, 60_000);
  expect(report).toMatchObject([{ code: 'unbounded-loop' }]);
  expect(report[0]?.range.start.line).toBeGreaterThan(50_000);
}, 90_000);
