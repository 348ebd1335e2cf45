import { expect, test } from 'vitest';
import type { OwnBlockingCall } from '../../../server/src/knowledge/blocking-calls';
import { projectOf } from '../../harness/project';

const dag = `
from datetime import datetime
from airflow.decorators import dag, task
from acme import Client
from etl.warehouse import Loads, wait_for_load
import etl.warehouse as warehouse

@dag(schedule=None, start_date=datetime(2024, 1, 1), catchup=False)
def loading():
    @task
    def load():
        REPLACE
    load()

loading()
`;

const helpers = `
class Loads:
    def last(self, patience=None):
        return other(self, patience)

def wait_for_load(name, timeout=None):
    return other(name, timeout)
`;

async function findings(code: string, ...blockingCalls: OwnBlockingCall[]) {
  const files = { 'dags/a.py': dag.replace('REPLACE', code), 'dags/etl/warehouse.py': helpers };
  const project = await projectOf(files, { blockingCalls });
  return project
    .findings('dags/a.py')
    .filter(({ rule }) => /timeout/.test(rule))
    .map(
      ({ message, rule, severity }) => `${severity} ${rule}: ${/`[^`]*\(\)`/.exec(message)?.[0]}`,
    );
}

const own = (call: string, kind: OwnBlockingCall['kind'], timeout?: string): OwnBlockingCall => ({
  call,
  kind,
  timeout,
});

test('a call of the project that nobody names is none', async () => {
  expect(await findings('wait_for_load("a")')).toEqual([
    'information missing-execution-timeout: undefined',
  ]);
});

test.each([
  ['wait_for_load("a")', own('etl.warehouse.wait_for_load', 'network')],
  ['warehouse.wait_for_load("a")', own('etl.warehouse.wait_for_load', 'network')],
  ['wait_for_load("a")', own('warehouse.wait_for_load', 'network')],
  ['Loads().last()', own('etl.warehouse.Loads.last', 'database')],
  ['Client().export()', own('acme.Client.export', 'request')],
])('one without a timeout to pass is a reason for a limit of the task: %s', async (code, call) => {
  expect(await findings(code, call)).toEqual([
    `warning missing-execution-timeout: \`${code.replace(/\(("a")?\)$/, '')}()\``,
  ]);
});

test.each([
  ['wait_for_load("a")', own('etl.warehouse.wait_for_load', 'request', 'timeout@1'), 'request'],
  ['wait_for_load("a")', own('etl.warehouse.wait_for_load', 'process', 'timeout@1'), 'subprocess'],
  ['wait_for_load("a")', own('etl.warehouse.wait_for_load', 'wait', 'timeout@1'), 'wait'],
  [
    'wait_for_load("a", None)',
    own('etl.warehouse.wait_for_load', 'network', 'timeout@1'),
    'client',
  ],
  ['Loads().last()', own('etl.warehouse.Loads.last', 'database', 'patience'), 'client'],
])('%s without the timeout of %o: %s', async (code, call, rule) => {
  expect(
    (await findings(code, call)).filter((found) => found.includes(`${rule}-without`)),
  ).toHaveLength(1);
});

test.each([
  ['wait_for_load("a", 5)', own('etl.warehouse.wait_for_load', 'network', 'timeout@1')],
  ['Loads().last(patience=5)', own('etl.warehouse.Loads.last', 'database', 'patience')],
  ['wait_for_load("a")', own('other.wait_for_load', 'network', 'timeout@1')],
  ['wait_for_load("a")', own('load.wait_for_load', 'network', 'timeout@1')],
])('%s is limited, or another one than %o', async (code, call) => {
  expect(await findings(code, call)).toEqual(['information missing-execution-timeout: undefined']);
});
