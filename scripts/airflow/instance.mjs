// A real Airflow on this machine with DAGs of ours, on the local interface only, that leaves nothing behind.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../vscode/server.mjs';
import { readableEnvironment } from './processes.mjs';
import { airflowVariables, ensurePython, fillHome } from './setup.mjs';

const user = { username: 'admin', password: 'admin-of-airworthy' };

/** The example DAGs that runs are made of, and what Airflow needs to have found before it is ready. */
export const liveDags = path.resolve(import.meta.dirname, '../../examples/live/dags');

/**
 * Starts an Airflow with its scheduler, triggerer and REST API, and waits until it has read its DAGs.
 *
 * @param {2 | 3} major
 * @param {object} [options]
 * @param {number} [options.port] a free one unless given
 * @param {string} [options.dags] the folder of the DAGs
 * @param {Record<string, string>} [options.variables] further settings of Airflow
 * @param {AbortSignal} [options.signal] ends what is starting
 * @returns {Promise<AirflowInstance>}
 */
export async function startAirflow(major, options = {}) {
  const port = await freePort(options.port);
  const dags = options.dags ?? liveDags;
  const python = ensurePython(major);
  const home = mkdtempSync(path.join(tmpdir(), `airworthy-airflow-${major}-`));
  fillHome(major, home);
  const env = {
    ...foreignVariables(),
    PATH: `${path.dirname(python)}${path.delimiter}${process.env.PATH}`,
    ...readableEnvironment,
    ...airflowVariables(home),
    ...sharedVariables(dags),
    ...versions[major].variables(port, home),
    ...options.variables,
  };
  const airflow = path.join(path.dirname(python), 'airflow');
  try {
    versions[major].prepare(airflow, env, home);
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
  const parts = versions[major].parts.map((args) => [airflow, ...args]);
  const leash = path.join(import.meta.dirname, 'leash.mjs');
  const child = spawn(process.execPath, [leash, home, JSON.stringify(parts)], {
    // The leash itself is no process of this Airflow.
    env: { ...env, AIRFLOW_HOME: '' },
    stdio: ['pipe', 'inherit', 'inherit'],
    // Out of our process group: where that is killed as a whole, the leash must live to end the others.
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.stdin.end();
    await ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const url = `http://127.0.0.1:${port}`;
  const instance = { major, url, ...user, home, dags, ended, stop, ...restOf(major, url) };
  try {
    await untilReady(instance, child, options.signal);
    return instance;
  } catch (error) {
    const logs = logTails(home);
    await stop();
    throw new Error(`Airflow ${major} did not start: ${error.message}\n${logs}`);
  }
}

/**
 * @typedef {object} AirflowInstance
 * @property {2 | 3} major
 * @property {string} url
 * @property {string} username
 * @property {string} password
 * @property {string} home
 * @property {string} dags the folder of the DAGs
 * @property {Promise<unknown>} ended when it has ended, for whichever reason
 * @property {() => Promise<void>} stop ends all its processes and removes its home
 * @property {(path: string, init?: RequestInit) => Promise<any>} rest asks the REST API, below its version's path, and gives the JSON
 * @property {(dagId: string, runId?: string) => Promise<string>} trigger makes a run; gives its id
 */

/** The environment without what would configure an Airflow, or send requests to it through a proxy. */
function foreignVariables() {
  const local = '127.0.0.1,localhost';
  const others = Object.entries(process.env).filter(([name]) => !/^_?AIRFLOW_/.test(name));
  return { ...Object.fromEntries(others), NO_PROXY: local, no_proxy: local };
}

function sharedVariables(dags) {
  return {
    AIRFLOW__CORE__DAGS_FOLDER: dags,
    AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION: 'False',
    AIRFLOW__CORE__EXECUTOR: 'LocalExecutor',
    AIRFLOW__CORE__PARALLELISM: '6',
    AIRFLOW__CORE__DAG_DISCOVERY_SAFE_MODE: 'False',
    AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC: '2',
    AIRFLOW__API__MAXIMUM_PAGE_LIMIT: '100',
    PYTHONDONTWRITEBYTECODE: '1',
    NO_COLOR: '1',
  };
}

const versions = {
  2: {
    parts: [['webserver'], ['scheduler', '--skip-serve-logs'], ['triggerer', '--skip-serve-logs']],
    variables: (port, home) => ({
      AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: `sqlite:///${path.join(home, 'airflow.db')}?timeout=60`,
      AIRFLOW__WEBSERVER__WEB_SERVER_HOST: '127.0.0.1',
      AIRFLOW__WEBSERVER__WEB_SERVER_PORT: String(port),
      AIRFLOW__WEBSERVER__WORKERS: '1',
      AIRFLOW__WEBSERVER__SECRET_KEY: secret(),
      AIRFLOW__API__AUTH_BACKENDS: 'airflow.api.auth.backend.basic_auth',
      // Some tasks at a time, which Airflow 2 otherwise does on other databases only.
      _AIRFLOW__SKIP_DATABASE_EXECUTOR_COMPATIBILITY_CHECK: '1',
      // SQLite locks no rows: a task that ends and the scheduler would both schedule what comes next,
      // and count a try each, so that the first try of a task is shown as its second.
      AIRFLOW__SCHEDULER__SCHEDULE_AFTER_TASK_EXECUTION: 'False',
    }),
    prepare: (airflow, env, home) => {
      // Else a task that waits for the database too long dies and is shown as running for minutes.
      const journal = 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(sys.argv[2])';
      const python = path.join(path.dirname(airflow), 'python');
      const database = path.join(home, 'airflow.db');
      run(python, ['-c', journal, database, 'PRAGMA journal_mode=WAL'], env);
      const person = ['--firstname', 'Ada', '--lastname', 'Airworthy', '--email', 'ada@localhost'];
      const { username, password } = user;
      run(
        airflow,
        ['users', 'create', '--role', 'Admin', ...person, '-u', username, '-p', password],
        env,
      );
    },
  },
  3: {
    parts: [
      ['api-server'],
      ['scheduler', '--skip-serve-logs'],
      ['dag-processor'],
      ['triggerer', '--skip-serve-logs'],
    ],
    variables: (port) => ({
      AIRFLOW__API__HOST: '127.0.0.1',
      AIRFLOW__API__PORT: String(port),
      AIRFLOW__API__WORKERS: '1',
      AIRFLOW__API__SECRET_KEY: secret(),
      AIRFLOW__API_AUTH__JWT_SECRET: secret(),
      AIRFLOW__CORE__EXECUTION_API_SERVER_URL: `http://127.0.0.1:${port}/execution/`,
      AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS: `${user.username}:admin`,
      AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL: '10',
    }),
    prepare: (_airflow, _env, home) => {
      const file = path.join(home, 'simple_auth_manager_passwords.json.generated');
      writeFileSync(file, JSON.stringify({ [user.username]: user.password }));
    },
  },
};

/** The REST API as anyone may ask it, without the client that is tested against it. */
function restOf(major, url) {
  let token;
  const authorization = async () => {
    if (major === 2) {
      return `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
    }
    token ??= await newToken(url);
    return `Bearer ${token}`;
  };
  const rest = async (below, init = {}) => {
    const ask = async () =>
      fetch(`${url}/api/v${major - 1}${below}`, {
        ...init,
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/json',
          Authorization: await authorization(),
          ...init.headers,
        },
      });
    let response = await ask();
    if (response.status === 401) {
      token = undefined;
      response = await ask();
    }
    if (!response.ok) throw new Error(`${below} answered with ${response.status}`);
    return response.json();
  };
  const trigger = async (dagId, runId) => {
    const body = {
      ...(runId === undefined ? {} : { dag_run_id: runId }),
      ...(major === 3 ? { logical_date: null } : {}),
    };
    const path = `/dags/${encodeURIComponent(dagId)}/dagRuns`;
    const run = await rest(path, { method: 'POST', body: JSON.stringify(body) });
    return run.dag_run_id;
  };
  return { rest, trigger };
}

async function newToken(url) {
  const response = await fetch(`${url}/auth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(user),
  });
  if (!response.ok) throw new Error(`/auth/token answered with ${response.status}`);
  return (await response.json()).access_token;
}

/** Until scheduler and triggerer work, and every file was read: as a DAG, or as one that cannot be loaded. */
async function untilReady(instance, child, signal) {
  const files = readdirSync(instance.dags).filter((name) => name.endsWith('.py'));
  const deadline = Date.now() + 180_000;
  let last = 'nothing was answered';
  for (;;) {
    if (child.exitCode !== null) throw new Error('a part of it has ended');
    signal?.throwIfAborted();
    if (Date.now() > deadline) throw new Error(`it took too long; ${last}`);
    try {
      const health = await instance.rest(instance.major === 2 ? '/health' : '/monitor/health');
      const found = (await instance.rest('/dags')).total_entries;
      const broken = (await instance.rest('/importErrors')).total_entries;
      last = `${found + broken} of ${files.length} files were read`;
      const works = [health.scheduler, health.triggerer].every(
        ({ status }) => status === 'healthy',
      );
      if (works && found + broken >= files.length) return;
    } catch (error) {
      last = error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function logTails(home) {
  try {
    return readdirSync(home)
      .filter((name) => name.endsWith('.log'))
      .map((name) => `--- ${name}\n${readFileSync(path.join(home, name), 'utf8').slice(-2000)}`)
      .join('\n');
  } catch {
    return '';
  }
}

function run(command, args, env) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env,
    timeout: 120_000,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}\n${stdout}${stderr}`);
}

function secret() {
  return randomBytes(32).toString('hex');
}
