import { expect, test } from 'vitest';
import appendingWrites from '../../../server/src/knowledge/data/appending-writes.json' with {
  type: 'json',
};
import databaseConnections from '../../../server/src/knowledge/data/database-connections.json' with {
  type: 'json',
};
import exitCodes from '../../../server/src/knowledge/data/exit-codes.json' with { type: 'json' };
import futures from '../../../server/src/knowledge/data/futures.json' with { type: 'json' };
import httpResponses from '../../../server/src/knowledge/data/http-responses.json' with {
  type: 'json',
};
import { type Awaiting, usesOfResult } from '../../../server/src/semantic/flow/result-uses';
import { modelOf } from '../../harness/source';

/**
 * Where the value of the one call of `made()` is used: each use with what is around it, `*` in front
 * of one that stands for a collection.
 */
async function uses(text: string, awaiting?: Awaiting): Promise<string[] | undefined> {
  const model = await modelOf(text);
  const call = model.nodes('call').find((node) => node.child('function')?.text === 'made');
  if (call === undefined) throw new Error('the text has no call of made()');
  return usesOfResult(model, call, awaiting)?.map(
    ({ isCollection, node }) => `${isCollection ? '*' : ''}${node.parent?.text}`,
  );
}

test('a value that nothing takes has no use', async () => {
  expect(await uses('def f():\n    made()\n')).toEqual([]);
  expect(await uses('def f():\n    kept = made()\n')).toEqual([]);
  expect(await uses('def f():\n    [made() for i in range(3)]\n')).toEqual([]);
  expect(await uses('def f():\n    with made():\n        pass\n')).toEqual([]);
  expect(await uses('def f():\n    value = made()\n    print(value)\n')).toEqual([]);
});

test('a value is followed through names, in their order', async () => {
  const text =
    'def f():\n    a = b = made()\n    a.x\n    c = a\n    a = 1\n    a.y\n    c.z\n    b.w\n';
  expect(await uses(text)).toEqual(['a.x', 'c.z', 'b.w']);
});

test('a value is followed through with, walrus, conditions and parentheses', async () => {
  expect(await uses('def f():\n    with made() as m:\n        m.x\n')).toEqual(['m.x']);
  expect(await uses('def f():\n    g((m := made()))\n    m.x\n')).toEqual([
    '((m := made()))',
    'm.x',
  ]);
  expect(await uses('def f(c):\n    m = (made() if c else None)\n    m.x\n')).toEqual(['m.x']);
});

test('a value is followed into collections and out of them', async () => {
  const appended =
    'def f(n):\n    l = []\n    l.append(made())\n    for e in l:\n        e.x\n    l[0].y\n';
  expect(await uses(appended)).toEqual(['e.x', 'l[0].y']);
  const keyed =
    'def f(n):\n    d = {made(): i for i in n}\n    for k, v in d.items():\n        k.x\n';
  expect(await uses(keyed)).toEqual(['k.x']);
  const completed =
    'from concurrent.futures import as_completed\n' +
    'def f(n):\n    fs = [made() for i in n]\n    for e in as_completed(fs):\n        e.x\n';
  expect(await uses(completed)).toEqual(['e.x']);
  expect(await uses('def f(n):\n    l = [made()]\n    if l:\n        g(*l)\n')).toEqual([
    '*if l:\n        g(*l)',
    '**l',
  ]);
});

test('a value is followed through functions of the file that take or return it', async () => {
  const returned = 'def g():\n    return made()\ndef f():\n    v = g()\n    v.x\n';
  expect(await uses(returned)).toEqual(['v.x']);
  const taken = 'def g(a, b=1):\n    b.x\ndef f():\n    g(0, b=made())\n';
  expect(await uses(taken)).toEqual(['b.x']);
});

test('what is handed to the unknown is a use', async () => {
  expect(await uses('def f(g):\n    g(made())\n')).toEqual(['(made())']);
  expect(await uses('def f():\n    return made()\n')).toEqual(['return made()']);
  expect(await uses('class C:\n    def f(self):\n        self.x = made()\n')).toEqual([
    'self.x = made()',
  ]);
});

test('await gives the value, or is a use of it', async () => {
  const text = 'async def f():\n    v = made()\n    await v\n';
  expect(await uses(text)).toEqual([]);
  expect(await uses(text, 'use')).toEqual(['await v']);
});

test('every entry of the tables of results names its source', () => {
  const tables: { groups: { library: string; source: string }[] }[] = [
    appendingWrites,
    databaseConnections,
    exitCodes,
    futures,
    httpResponses,
  ];
  for (const group of tables.flatMap((table) => table.groups)) {
    expect(group.source, group.library).toMatch(/^https:|^apache-airflow/);
  }
});
