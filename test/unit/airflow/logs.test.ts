import { expect, test } from 'vitest';
import { LogTail, plainLine, structuredLines } from '../../../client/src/airflow/log-lines';
import { logTextOfPython } from '../../../client/src/airflow/python-pairs';
import { answerOf, clientOf, problemOf, secrets, untilEver } from '../../harness/airflow/client';
import { json, page, text } from '../../harness/airflow/replies';
import { type AirflowState, scriptedAirflow } from '../../harness/airflow/scripted-airflow';
import { scriptedFetch } from '../../harness/airflow/scripted-fetch';

const task = { dagId: 'orders', runId: 'one', taskId: 'load', mapIndex: undefined };

test.each([
  // Printed by CPython.
  [
    String.raw`[('worker-1', 'first\nsecond \'quoted\' "double"\ttab\\n not a break \x1b[31mred\x1b[0m é 秘 🚀 \x00 \ud800'), ('', "it's")]`,
    "first\nsecond 'quoted' \"double\"\ttab\\n not a break \x1b[31mred\x1b[0m é 秘 🚀 \x00 \ud800\nit's",
  ],
  ["[('', 'one'), ('host', '')]", 'one'],
  [String.raw`[('', '\U0001f680\r\n')]`, '🚀\r\n'],
  ['[]', ''],
])('%j is a log of Airflow 2', (content, expected) => {
  expect(logTextOfPython(content)).toBe(expected);
});

test.each([
  '',
  'plain text',
  "[('', 'cut",
  "[('', 'a') ('', 'b')]",
  "[('',)]",
  "('', 'a')",
  "[['', 'a']]",
  "[('', 'a')] and more",
])('%j is taken as it is', (content) => {
  expect(logTextOfPython(content)).toBe(content);
});

test('a long log in one fragment is read', () => {
  const line = `it's a "line" of \\ many\n`;
  const log = line.repeat(200_000);
  const literal = `'${log.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  expect(logTextOfPython(`[('', ${literal})]`) === log).toBe(true);
});

test('a line of Airflow 2 in the usual format tells when and how it was said', () => {
  const line = '[2026-01-31T04:05:06.789+0000] {taskinstance.py:1225} WARNING - Nobody is there';
  expect(plainLine(line)).toEqual({
    text: line,
    at: Date.UTC(2026, 0, 31, 4, 5, 6, 789),
    level: 'warning',
    source: undefined,
  });
  expect(plainLine('  File "x.py", line 3')).toMatchObject({ at: undefined, level: undefined });
});

test('a record of Airflow 3 with an exception is told as Python tells it', () => {
  const record = {
    timestamp: '2026-01-31T04:05:06.789Z',
    event: 'Task failed\nwith exception',
    level: 'error',
    logger: 'task',
    error_detail: [
      {
        exc_type: 'ValueError',
        exc_value: 'no crates',
        frames: [{ filename: '/dags/orders.py', lineno: 12, name: 'load' }],
        is_cause: false,
      },
    ],
  };
  const lines = structuredLines(JSON.stringify(record));
  expect(lines.map((line) => line.text)).toEqual([
    'Task failed',
    'with exception',
    'Traceback (most recent call last):',
    '  File "/dags/orders.py", line 12, in load',
    'ValueError: no crates',
  ]);
  expect(new Set(lines.map(({ level, source, at }) => [level, source, at].join()))).toEqual(
    new Set([['error', 'task', Date.UTC(2026, 0, 31, 4, 5, 6, 789)].join()]),
  );
});

test.each([
  ['{"event": "x", "timestamp": null, "level": 30, "error_detail": "odd"}', 'x'],
  ['"only a text"', 'only a text'],
  ['not JSON at all', 'not JSON at all'],
  ['{"message": "without an event"}', '{"message": "without an event"}'],
])('the record %s is shown all the same', (record, shown) => {
  expect(structuredLines(record).map((line) => line.text)).toEqual([shown]);
});

test('of a log without end the end is kept', () => {
  const tail = new LogTail();
  for (let n = 0; n < 200_000; n++) tail.add(plainLine(`line ${n}`));
  const { lines, isTruncated } = tail.log();
  expect(isTruncated).toBe(true);
  expect(lines).toHaveLength(50_000);
  expect(lines[0]?.text).toBe('line 150000');
  expect(lines.at(-1)?.text).toBe('line 199999');

  const wide = new LogTail();
  for (let n = 0; n < 30; n++) wide.add(plainLine(`${n}`.padEnd(1024 * 1024)));
  expect(wide.log().lines).toHaveLength(8);
  expect(wide.log().isTruncated).toBe(true);
});

test('Airflow 2 is asked fragment by fragment until one says nothing new', async () => {
  const fragments = ["[('', 'one\\ntwo')]", "[('', 'three\\n')]", "[('', '')]", "[('', 'never')]"];
  const asked: (string | null)[] = [];
  const { client } = scene({
    major: 2,
    fault: ({ url }) => {
      if (!url.pathname.endsWith('/logs/3')) return undefined;
      asked.push(url.searchParams.get('token'));
      return json({ content: fragments[asked.length - 1], continuation_token: `t${asked.length}` });
    },
  });
  const { lines } = answerOf(await client.log(task, 3, untilEver));
  expect(lines.map((line) => line.text)).toEqual(['one', 'two', 'three']);
  expect(asked).toEqual([null, 't1', 't2']);
});

test('Airflow 2 that has always something new is not asked for ever', async () => {
  let asked = 0;
  const { client } = scene({
    major: 2,
    fault: ({ url }) =>
      url.pathname.endsWith('/logs/1')
        ? json({ content: `[('', '${asked++}')]`, continuation_token: `t${asked}` })
        : undefined,
  });
  expect(answerOf(await client.log(task, 1, untilEver)).lines.length).toBeLessThanOrEqual(200);
  expect(asked).toBeLessThanOrEqual(200);
});

test('the log of Airflow 3 is read line by line, of the instance that was meant', async () => {
  const { client, web } = scene({
    runs: [{ dag_id: 'orders', dag_run_id: 'one', state: 'success', tasks: [] }],
  });
  const { lines } = answerOf(await client.log({ ...task, mapIndex: 4 }, 2, untilEver));
  expect(lines.map((line) => line.text)).toEqual(['one line', 'another']);
  const [log] = web.requests.slice(-1);
  expect(log?.url.pathname).toBe('/api/v2/dags/orders/dagRuns/one/taskInstances/load/logs/2');
  expect(log?.url.searchParams.get('map_index')).toBe('4');
  expect(log?.headers.accept).toBe('application/x-ndjson');
});

test('a page in place of a log is no log', async () => {
  const { client } = scene({
    fault: ({ url }) => (url.pathname.includes('/logs/') ? page('Welcome') : undefined),
  });
  expect(problemOf(await client.log(task, 1, untilEver)).kind).toBe('not-airflow');
});

test('a log in one line that never ends is kept in pieces', async () => {
  const { client } = scene({
    fault: ({ url }) =>
      url.pathname.includes('/logs/')
        ? text('x'.repeat(5 * 1024 * 1024), 'application/x-ndjson')
        : undefined,
  });
  const { lines } = answerOf(await client.log(task, 1, untilEver));
  expect(lines.reduce((sum, line) => sum + line.text.length, 0)).toBe(5 * 1024 * 1024);
});

function scene(changes: Partial<AirflowState>) {
  const airflow = scriptedAirflow({
    user: { username: 'ada', password: secrets.password },
    ...changes,
  });
  const web = scriptedFetch(airflow.script);
  return {
    web,
    client: clientOf({ url: 'https://airflow.example.com', surroundings: { fetch: web.fetch } }),
  };
}
