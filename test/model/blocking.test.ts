import { describe, expect, test } from 'vitest';
import databases from '../../server/src/knowledge/data/blocking-calls/databases.json' with {
  type: 'json',
};
import network from '../../server/src/knowledge/data/blocking-calls/network.json' with {
  type: 'json',
};
import pauses from '../../server/src/knowledge/data/blocking-calls/pauses.json' with {
  type: 'json',
};
import processes from '../../server/src/knowledge/data/blocking-calls/processes.json' with {
  type: 'json',
};
import requests from '../../server/src/knowledge/data/blocking-calls/requests.json' with {
  type: 'json',
};
import waits from '../../server/src/knowledge/data/blocking-calls/waits.json' with { type: 'json' };
import clients from '../../server/src/knowledge/data/clients.json' with { type: 'json' };
import streams from '../../server/src/knowledge/data/endless-streams.json' with { type: 'json' };
import type { BlockingCall } from '../../server/src/semantic/flow/blocking';
import { modelOf } from '../harness/source';

/** The blocking calls of a text in source order, `name` for endless and `name*` for limited ones. */
async function blocking(text: string): Promise<string[]> {
  const model = await modelOf(text);
  return model.nodes('call').flatMap((call) => describeCall(model.blocking.of(call)));
}

function describeCall(call: BlockingCall | undefined): string[] {
  return call === undefined ? [] : [call.isLimited ? `${call.name}*` : call.name];
}

test('every client and stream names its source, and what limits it or what to do', () => {
  for (const client of clients.clients) {
    expect(client.source, client.library).toMatch(/^https:\/\/|^\w+ [\d.]+: /);
    expect('connect' in client || 'read' in client, client.library).toBe(true);
  }
  for (const stream of streams.streams) {
    expect(stream.source, stream.library).toMatch(/^https:\/\/|^\w+ [\d.]+: /);
    expect('limits' in stream || 'instead' in stream, stream.library).toBe(true);
  }
});

test('every entry of the tables names its source', () => {
  const tables: { groups: { library: string; source: string }[] }[] = [
    databases,
    network,
    pauses,
    processes,
    requests,
    waits,
  ];
  for (const group of tables.flatMap((table) => table.groups)) {
    expect(group.source, group.library).toMatch(
      /^https:\/\/|airflow\/providers\/|^\w[\w.-]* \d|: /,
    );
    expect('functions' in group || 'classes' in group, group.library).toBe(true);
  }
});

describe('limits', () => {
  test.each([
    ['import subprocess\nsubprocess.run(["a"])', ['subprocess.run']],
    ['import subprocess\nsubprocess.run(["a"], timeout=5)', ['subprocess.run*']],
    ['import subprocess\nsubprocess.run(["a"], timeout=None)', ['subprocess.run']],
    ['import subprocess\nsubprocess.run(["a"], **options)', ['subprocess.run*']],
    ['from subprocess import Popen\nPopen("a").wait(5)', ['subprocess.Popen.wait*']],
    ['from subprocess import Popen\nPopen("a").communicate(b"")', ['subprocess.Popen.communicate']],
    [
      'from subprocess import Popen\nPopen("a").communicate(None, 5)',
      ['subprocess.Popen.communicate*'],
    ],
    ['import requests\nrequests.get(url, timeout=(5, None))', ['requests.get']],
    ['import requests\nrequests.get(url, timeout=(5, 30))', ['requests.get*']],
    ['import time\ntime.sleep(5)', ['time.sleep*']],
    ['import sh\nsh.rsync("a", "b")', ['sh.rsync']],
    ['import sh\nsh.rsync("a", "b", _timeout=5)', ['sh.rsync*']],
    ['import sh\nsh.rsync("a", "b", _bg=True)', []],
    ['import sh\nsh.Command("a")', []],
    ['import sh\nsh.tail("-f", "a", _iter=True)', []],
    ['import pexpect\npexpect.spawn("a").expect("b")', ['pexpect.spawn.expect*']],
    ['import pexpect\npexpect.spawn("a").expect("b", timeout=-1)', ['pexpect.spawn.expect*']],
    ['import pexpect\npexpect.spawn("a").expect("b", timeout=None)', ['pexpect.spawn.expect']],
    ['import pexpect\npexpect.spawn("a", timeout=None).expect("b", -1)', ['pexpect.spawn.expect']],
    ['import pexpect\npexpect.run("a", timeout=None)', ['pexpect.run']],
    [
      'from pexpect import pxssh\npxssh.pxssh(timeout=None).prompt()',
      ['pexpect.pxssh.pxssh.prompt'],
    ],
    ['import invoke\ninvoke.run("a")', ['invoke.run']],
  ])('of a call: %s', async (text, expected) => {
    expect(await blocking(text)).toEqual(expected);
  });

  test.each([
    ['import httpx\nhttpx.get(url)', ['httpx.get*']],
    ['import httpx\nhttpx.get(url, timeout=None)', ['httpx.get']],
    ['import httpx\nhttpx.get(url, timeout=httpx.Timeout(None))', ['httpx.get']],
    ['import httpx\nhttpx.get(url, timeout=httpx.Timeout(10))', ['httpx.get*']],
    ['import httpx\nhttpx.get(url, timeout=httpx.Timeout(10, read=None))', ['httpx.get']],
    ['import httpx\nhttpx.get(url, timeout=httpx.Timeout(None, read=10))', ['httpx.get*']],
    [
      'import httpx\nwith httpx.Client(timeout=None) as client:\n    client.get(url)',
      ['httpx.Client.get'],
    ],
    [
      'import httpx\nwith httpx.Client(timeout=None) as client:\n    client.get(url, timeout=5)',
      ['httpx.Client.get*'],
    ],
    [
      'import urllib3\npool = urllib3.PoolManager(timeout=5)\npool.request("GET", url)',
      ['urllib3.PoolManager.request*'],
    ],
    [
      'import urllib3\npool = urllib3.PoolManager()\npool.request("GET", url)',
      ['urllib3.PoolManager.request'],
    ],
    [
      'import urllib3\nlimit = urllib3.Timeout(connect=5)\npool = urllib3.PoolManager(timeout=limit)\npool.request("GET", url)',
      ['urllib3.PoolManager.request'],
    ],
    [
      'from http.client import HTTPSConnection\nHTTPSConnection("h", timeout=5).getresponse()',
      ['http.client.HTTPSConnection.getresponse*'],
    ],
    ['import socket\ns = socket.socket()\ns.settimeout(5)\ns.recv(10)', ['socket.socket.recv*']],
    ['import socket\ns = socket.socket()\ns.recv(10)', ['socket.socket.recv']],
    ['import ftplib\nftp = ftplib.FTP()\nftp.connect("h", timeout=5)', ['ftplib.FTP.connect*']],
    ['import ftplib\nftp = ftplib.FTP("h")\nftp.login()', ['ftplib.FTP', 'ftplib.FTP.login']],
    [
      'import aiohttp\nasync def f():\n    async with aiohttp.ClientSession() as s:\n        await s.get(url)',
      ['aiohttp.ClientSession.get*'],
    ],
    [
      'import aiohttp\nasync def f():\n    limit = aiohttp.ClientTimeout(total=None)\n    async with aiohttp.ClientSession(timeout=limit) as s:\n        await s.get(url)',
      ['aiohttp.ClientSession.get'],
    ],
    [
      'import boto3\nboto3.client("s3").upload_file(a, b, c)',
      ['botocore.client.BaseClient.upload_file*'],
    ],
  ])('of an object: %s', async (text, expected) => {
    expect(await blocking(text)).toEqual(expected);
  });

  test.each([
    [
      'from airflow.providers.http.hooks.http import HttpHook\nHttpHook().run("/a")',
      ['airflow.HttpHook.run'],
    ],
    [
      'from airflow.providers.http.hooks.http import HttpHook\nHttpHook().run("/a", extra_options={"verify": False})',
      ['airflow.HttpHook.run'],
    ],
    [
      'from airflow.providers.http.hooks.http import HttpHook\nHttpHook().run("/a", extra_options={"timeout": 5})',
      ['airflow.HttpHook.run*'],
    ],
    [
      'from airflow.providers.http.hooks.http import HttpHook\nHttpHook().run("/a", extra_options=options)',
      ['airflow.HttpHook.run*'],
    ],
    [
      'from airflow.providers.http.hooks.http import HttpHook\nHttpHook().get_conn().get("/a")',
      ['requests.Session.get'],
    ],
    [
      'from airflow.providers.postgres.hooks.postgres import PostgresHook\nPostgresHook().get_records("select 1")',
      ['airflow.PostgresHook.get_records'],
    ],
    [
      'from airflow.providers.amazon.aws.hooks.s3 import S3Hook\nS3Hook().load_file("a", "b")',
      ['airflow.S3Hook.load_file*'],
    ],
  ])('of a hook: %s', async (text, expected) => {
    expect(await blocking(text)).toEqual(expected);
  });

  test.each([
    ['lock.acquire(False)', []],
    ['lock.acquire(blocking=False)', []],
    ['lock.acquire()', ['threading.Lock.acquire']],
    ['lock.acquire(timeout=-1)', ['threading.Lock.acquire']],
    ['lock.acquire(True, 5)', ['threading.Lock.acquire*']],
  ])('of a lock: %s', async (text, expected) => {
    expect(await blocking(`import threading\nlock = threading.Lock()\n${text}`)).toEqual(expected);
  });

  test.each([
    ['socket.setdefaulttimeout(5)\nurlopen(url)', ['urllib.request.urlopen*']],
    ['socket.setdefaulttimeout(None)\nurlopen(url)', ['urllib.request.urlopen']],
    ['with timeout(seconds=5):\n    urlopen(url)', ['urllib.request.urlopen*']],
    ['def f():\n    signal.alarm(5)\n    urlopen(url)', ['urllib.request.urlopen*']],
    ['def f():\n    urlopen(url)\n    signal.alarm(0)', ['urllib.request.urlopen']],
    ['@timeout_decorator.timeout(5)\ndef f():\n    urlopen(url)', ['urllib.request.urlopen*']],
  ])('around a call: %s', async (text, expected) => {
    const imports =
      'import signal, socket, timeout_decorator\nfrom urllib.request import urlopen\n' +
      'from airflow.utils.timeout import timeout\n';
    expect(await blocking(imports + text)).toEqual(expected);
  });
});

describe('sessions', () => {
  const cases: readonly (readonly [string, string, string[]])[] = [
    ['a plain one', 's = requests.Session()\ns.get(url)', ['requests.Session.get']],
    [
      'a plain adapter',
      's = requests.Session()\ns.mount("https://", HTTPAdapter(max_retries=3))\ns.get(url)',
      ['requests.Session.get'],
    ],
    [
      'an adapter of its own',
      's = requests.Session()\ns.mount("https://", TimeoutAdapter())\ns.get(url)',
      ['requests.Session.get*'],
    ],
    [
      'another session is wrapped',
      's = requests.Session()\nt = requests.Session()\nt.mount("https://", TimeoutAdapter())\ns.get(url)',
      ['requests.Session.get'],
    ],
    [
      'a helper wraps it',
      'def make():\n    s = requests.Session()\n    s.mount("https://", TimeoutAdapter())\n    return s\nt = make()\nt.get(url)',
      ['requests.Session.get*'],
    ],
    [
      'a replaced method',
      's = requests.Session()\ns.request = functools.partial(s.request, timeout=5)\ns.get(url)',
      ['requests.Session.get*'],
    ],
    [
      'a subclass that sends',
      'class S(requests.Session):\n    def request(self, *a, **k):\n        return super().request(*a, timeout=5, **k)\ns = S()\ns.get(url)',
      ['requests.Session.get*'],
    ],
    [
      'an attribute',
      'class C:\n    def __init__(self):\n        self.s = requests.Session()\n    def f(self):\n        self.s.get(url)',
      ['requests.Session.get'],
    ],
    ['a parameter', 'def f(s: requests.Session):\n    s.get(url)', ['requests.Session.get']],
  ];
  test.each(cases)('%s', async (_title, text, expected) => {
    const imports =
      'import functools, requests\nfrom requests.adapters import HTTPAdapter\n' +
      'class TimeoutAdapter(HTTPAdapter):\n    pass\n';
    expect(await blocking(imports + text)).toEqual(expected);
  });
});

test('objects are followed through parameters and loops over what the file shows', async () => {
  const text = `
import requests, subprocess
def fetch(session, other):
    session.get("/a")
    other.get("/a")
def work(other):
    fetch(requests.Session(), other)
    for other in other.parts:
        other.run()
    for process in [subprocess.Popen("a"), subprocess.Popen("b")]:
        process.wait()
`;
  expect(await blocking(text)).toEqual(['requests.Session.get', 'subprocess.Popen.wait']);
});

describe('reach', () => {
  const text = `
import requests, time

class Client:
    def __init__(self):
        requests.get("/login")
    def fetch(self):
        return requests.post("/data")

def helper():
    client = Client()
    return client.fetch()

def unused():
    requests.put("/x")

def task():
    time.sleep(1)
    def nested():
        requests.delete("/x")
    return helper()
`;

  test('within leaves nested functions and helpers out', async () => {
    const model = await modelOf(text);
    const body = model.nodes('function_definition').at(-2)?.child('body');
    expect(body && model.blocking.within(body).map((call) => call.name)).toEqual(['time.sleep']);
  });

  test('reachableFrom follows functions, constructors and methods', async () => {
    const model = await modelOf(text);
    const body = model.nodes('function_definition').at(-2)?.child('body');
    expect(body && model.blocking.reachableFrom(body).map((call) => call.name)).toEqual([
      'time.sleep',
      'requests.get',
      'requests.post',
    ]);
  });
});
