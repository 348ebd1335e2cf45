import { expect, test } from 'vitest';
import { projectOf } from '../../harness/project';

const dag = `
from datetime import datetime
from airflow.decorators import dag, task
IMPORTS

@dag(schedule=None, start_date=datetime(2024, 1, 1), catchup=False)
def loading():
    @task
    def load():
        BODY
    load()

loading()
`;

interface Parts {
  readonly imports: string;
  readonly body: string;
  readonly helpers: Readonly<Record<string, string>>;
}

async function findings({ body, helpers, imports }: Parts, ...paths: string[]): Promise<string[]> {
  const text = dag.replace('IMPORTS', imports).replace('BODY', body);
  const project = await projectOf({ 'dags/a.py': text, ...helpers });
  return paths.flatMap((path) =>
    project
      .findings(path)
      .filter(({ rule, severity }) => /-timeout$/.test(rule) && severity === 'warning')
      .map(({ rule, tasks }) => `${path} ${rule} ${tasks.map(({ taskId }) => taskId)}`),
  );
}

const third = 'import requests\n\ndef fetch(url):\n    return requests.get(url).json()\n';
const second = 'from etl.http import fetch\n\ndef rates():\n    return fetch("https://a")\n';
const first = 'from etl.rates import rates\n\ndef refresh():\n    return rates()\n';

test('a call three helpers away is found where it stands, and named at the task', async () => {
  const helpers = {
    'dags/etl/http.py': third,
    'dags/etl/rates.py': second,
    'dags/etl/jobs.py': first,
  };
  const parts = { imports: 'from etl.jobs import refresh', body: 'refresh()', helpers };
  expect(await findings(parts, 'dags/a.py', 'dags/etl/http.py')).toEqual([
    'dags/a.py missing-execution-timeout load',
    'dags/etl/http.py request-without-timeout load',
  ]);
});

const open =
  'from urllib.request import urlopen\n\ndef fetch(url):\n    return urlopen(url).read()\n';

test('a limit for every socket counts wherever the DAG sets it', async () => {
  const helpers = { 'dags/etl/http.py': open };
  const imports = 'import socket\nfrom etl.http import fetch';
  const set = `${imports}\nsocket.setdefaulttimeout(30)`;
  const body = 'fetch("https://a")';
  const both = ['dags/a.py', 'dags/etl/http.py'];
  expect(await findings({ imports, body, helpers }, ...both)).toHaveLength(2);
  expect(await findings({ imports: set, body, helpers }, ...both)).toEqual([]);
  const lifted = { imports: `${imports}\nsocket.setdefaulttimeout(None)`, body, helpers };
  expect(await findings(lifted, ...both)).toHaveLength(2);
  const own = { 'dags/etl/http.py': `import socket\nsocket.setdefaulttimeout(30)\n${open}` };
  expect(await findings({ imports, body, helpers: own }, ...both)).toEqual([]);
});

test('a session that another file makes keeps the timeout of its adapter', async () => {
  const sessions = `
import requests
from mylib import TimeoutAdapter

def session():
    made = requests.Session()
    MOUNT
    return made
`;
  const imports = 'from etl.sessions import session';
  const body = 'session().get("https://a")';
  const withMount = (mount: string) => ({
    'dags/etl/sessions.py': sessions.replace('MOUNT', mount),
  });
  const wrapped = withMount('made.mount("https://", TimeoutAdapter(5))');
  expect(await findings({ imports, body, helpers: wrapped }, 'dags/a.py')).toEqual([]);
  const plain = withMount('made.headers.update({})');
  expect(await findings({ imports, body, helpers: plain }, 'dags/a.py')).toEqual([
    'dags/a.py missing-execution-timeout load',
    'dags/a.py request-without-timeout load',
  ]);
});

test('a session that is handed to a helper may be the one that was wrapped', async () => {
  const helper =
    'import requests\n\ndef fetch(session: requests.Session):\n    return session.get("https://a")\n';
  const helpers = { 'dags/etl/http.py': helper };
  const imports =
    'import requests\nfrom etl.http import fetch\nfrom mylib import TimeoutAdapter\nsession = requests.Session()';
  const body = 'fetch(session)';
  const mounted = `${imports}\nsession.mount("https://", TimeoutAdapter(5))`;
  expect(await findings({ imports, body, helpers }, 'dags/etl/http.py')).toHaveLength(1);
  expect(await findings({ imports: mounted, body, helpers }, 'dags/etl/http.py')).toEqual([]);
});

test('a limit around the call of a helper counts for what the helper does', async () => {
  const helpers = {
    'dags/etl/http.py': third,
    'dags/etl/rates.py': second,
  };
  const imports = 'from airflow.utils.timeout import timeout\nfrom etl.rates import rates';
  const limited = { imports, body: 'with timeout(60):\n            rates()', helpers };
  expect(await findings(limited, 'dags/etl/http.py')).toEqual([]);
  const twice = { ...limited, body: `${limited.body}\n        rates()` };
  expect(await findings(twice, 'dags/etl/http.py')).toEqual([
    'dags/etl/http.py request-without-timeout load',
  ]);
});

test('a client that another file limits is limited', async () => {
  const clients = (argument: string) =>
    `import redis\n\ndef cache():\n    return redis.Redis("cache"${argument})\n`;
  const imports = 'from etl.clients import cache';
  const body = 'cache().get("a")';
  const open = { imports, body, helpers: { 'dags/etl/clients.py': clients('') } };
  expect(await findings(open, 'dags/etl/clients.py')).toEqual([
    'dags/etl/clients.py client-without-timeout load',
  ]);
  const limited = { 'dags/etl/clients.py': clients(', socket_timeout=5') };
  expect(await findings({ imports, body, helpers: limited }, 'dags/etl/clients.py')).toEqual([]);
});

test.each([
  ['request-without-timeout', 'client().get("https://a")', 'httpx.Client(timeout=None)'],
  [
    'request-without-timeout',
    'client().request("GET", "https://a")',
    'urllib3.PoolManager(timeout=None)',
  ],
  ['subprocess-without-timeout', 'client().expect("ok")', 'pexpect.spawn("a", timeout=None)'],
  ['subprocess-without-timeout', 'client().wait()', 'subprocess.Popen(["a"])'],
  ['wait-without-timeout', 'client().wait()', 'threading.Barrier(2)'],
])('%s names and edits what is written in its own file: %s', async (rule, body, made) => {
  const modules = 'import httpx, pexpect, subprocess, threading, urllib3\n';
  // No place of the other file is one of this file.
  const far = `# ${'.'.repeat(dag.length * 2)}\n`;
  const client = `${far}${modules}\ndef client():\n    return ${made}\n`;
  const text = dag
    .replace('IMPORTS', 'import httpx\nfrom etl.made import client')
    .replace('BODY', body);
  const project = await projectOf({ 'dags/a.py': text, 'dags/etl/made.py': client });
  const found = project.findings('dags/a.py', rule);
  expect(found.map(({ severity }) => severity)).toEqual(['warning']);
  const edits = found.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.edits));
  expect(edits.length).toBeGreaterThan(0);
  expect(edits.filter(({ end }) => end > text.length)).toEqual([]);
});

test('a retry that another file makes is found where it decorates, and left to that file', async () => {
  const helpers = {
    'dags/etl/retries.py': `# ${'.'.repeat(dag.length * 2)}\nfrom tenacity import retry\npatient = retry()\n`,
  };
  const imports = 'from etl.retries import patient\n\n@patient\ndef fetch():\n    pass\n';
  const text = dag.replace('IMPORTS', imports).replace('BODY', 'fetch()');
  const project = await projectOf({ 'dags/a.py': text, ...helpers });
  const found = project.findings('dags/a.py', 'unbounded-poll');
  expect(found.map(({ fixes }) => fixes.length)).toEqual([0]);
});

test('options of another file are not edited', async () => {
  const far = `# ${'.'.repeat(dag.length * 2)}\n`;
  const options = `${far}options = {"check_response": False}\n`;
  const operator = 'HttpOperator(task_id="get", endpoint="a", extra_options=options)';
  const text = [
    'from airflow import DAG',
    'from airflow.providers.http.operators.http import HttpOperator',
    'from etl.options import options',
    `with DAG("d", schedule=None):\n    ${operator}\n`,
  ].join('\n');
  const project = await projectOf({ 'dags/a.py': text, 'dags/etl/options.py': options });
  const found = project.findings('dags/a.py', 'request-without-timeout');
  expect(found.map(({ fixes }) => fixes.length)).toEqual([0]);
});
