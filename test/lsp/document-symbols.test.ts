import { expect, test } from 'vitest';
import {
  type DocumentSymbol,
  DocumentSymbolRequest,
  SymbolKind,
} from 'vscode-languageserver-protocol/node';
import { dag, TestClient } from './harness/client';

const source = `from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator
from airflow.utils.task_group import TaskGroup

with DAG("orders") as orders:
    start = BashOperator(task_id="start", bash_command="true")
    with TaskGroup("load"):
        with TaskGroup("inner"):
            for table in ("a", "b", "c"):
                BashOperator(task_id=f"copy_{table}", bash_command="true")


@dag(schedule=None)
def report():
    @task
    def extract():
        return []

    extract()


report()
`;

async function symbols(client: TestClient): Promise<DocumentSymbol[]> {
  const found = await client.connection.sendRequest(DocumentSymbolRequest.type, {
    textDocument: { uri: dag },
  });
  return (found ?? []).filter((symbol): symbol is DocumentSymbol => 'selectionRange' in symbol);
}

/** Names with their details, indented by how deep they stand. */
function outline(found: readonly DocumentSymbol[], depth = 0): string[] {
  return found.flatMap((symbol) => [
    `${'  '.repeat(depth)}${symbol.name}: ${symbol.detail}`,
    ...outline(symbol.children ?? [], depth + 1),
  ]);
}

test('the outline of a document has its DAGs, groups and tasks', async () => {
  const client = await TestClient.start();
  await client.open(dag, source);
  const found = await symbols(client);
  expect(outline(found)).toEqual([
    'orders: DAG',
    '  start: BashOperator',
    '  load: TaskGroup',
    '    inner: TaskGroup',
    '      copy_a (+2): BashOperator',
    'report: DAG',
    '  extract: @task',
  ]);
  expect(found.map(({ kind }) => kind)).toEqual([SymbolKind.Class, SymbolKind.Class]);
});

test('every entry lies in the one around it, and its name in itself', async () => {
  const client = await TestClient.start();
  await client.open(dag, source);
  const contains = (outer: DocumentSymbol['range'], inner: DocumentSymbol['range']) =>
    (outer.start.line < inner.start.line ||
      (outer.start.line === inner.start.line && outer.start.character <= inner.start.character)) &&
    (outer.end.line > inner.end.line ||
      (outer.end.line === inner.end.line && outer.end.character >= inner.end.character));
  const check = (symbol: DocumentSymbol) => {
    expect(contains(symbol.range, symbol.selectionRange)).toBe(true);
    for (const child of symbol.children ?? []) {
      expect(contains(symbol.range, child.range)).toBe(true);
      check(child);
    }
  };
  const found = await symbols(client);
  expect(found).toHaveLength(2);
  for (const symbol of found) check(symbol);
});

test('a document without DAGs has no outline', async () => {
  const client = await TestClient.start();
  await client.open(dag, 'print("no DAG")\n');
  expect(await symbols(client)).toEqual([]);
});
