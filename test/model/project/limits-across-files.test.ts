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
