/** Where an example runs: its folders, what stands in for others, and its environment. */

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readableEnvironment } from '../../../scripts/airflow/processes.mjs';
import { ensurePython } from '../../../scripts/airflow/setup.mjs';
import { makeAirflowHome } from '../../harness/python';
import { endProcessesOf, markOf } from './processes';
import { airflowFolder, type ProofPlan } from './spec';
import { type StandInHosts, startStandIns } from './stand-in-hosts';

/** Stands for the working folder in the texts that take the place of others. */
const workToken = '@WORK@';

export interface Scene {
  readonly major: 2 | 3;
  readonly plan: ProofPlan;
  /** By this its processes are known. */
  readonly run: string;
  readonly home: string;
  readonly dags: string;
  /** The working folder. */
  readonly work: string;
  /** The file in which tasks write down that they begin. */
  readonly marks: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Ends all that the run has started, and removes all that it has written. */
  dispose(): void;
}

export async function setScene(major: 2 | 3, source: string, plan: ProofPlan): Promise<Scene> {
  const run = randomUUID();
  const hosts = await startStandIns(major, plan.hosts, markOf(run));
  const home = makeAirflowHome(major);
  const work = path.join(home.folder, 'work');
  const marks = path.join(home.folder, 'marks');
  writeFiles(home.dags, { ...plan.beside, 'example.py': source.replaceAll(workToken, work) });
  writeFiles(path.join(work, 'modules'), plan.modules);
  writePrograms(path.join(work, 'bin'), plan.programs);
  cpSync(path.join(airflowFolder, 'plugins'), path.join(home.folder, 'plugins'), {
    recursive: true,
  });
  return {
    major,
    plan,
    run,
    home: home.folder,
    dags: home.dags,
    work,
    marks,
    environment: {
      ...shellVariables(major, work, home.dags, hosts),
      ...home.variables,
      ...airflowSettings(major, home.folder),
      AIRWORTHY_MARKS: marks,
      AIRWORTHY_HOSTS: JSON.stringify(hosts.ports),
      ...plan.environment,
      ...readableEnvironment,
      ...markOf(run),
    },
    dispose: () => {
      endProcessesOf(run);
      hosts.stop();
      home.dispose();
    },
  };
}

/** Runs a Bash command of the plan in the working folder, and gives what it prints. */
export function runBash(command: string, { work, environment }: Scene): string {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: work,
    env: environment,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`${command}\nended with ${status}\n${stderr}`);
  return stdout;
}

function shellVariables(
  major: 2 | 3,
  work: string,
  dags: string,
  { ports, certificate }: StandInHosts,
): Record<string, string> {
  const { PATH, LANG = 'C.UTF-8' } = process.env;
  const python = path.dirname(ensurePython(major));
  // Python is led to the stand-ins by its site, curl by its own configuration.
  const ways = Object.entries(ports).flatMap(([host, port]) =>
    [80, 443].map((asked) => `connect-to = "${host}:${asked}:127.0.0.1:${port}"\n`),
  );
  writeFileSync(path.join(work, '.curlrc'), ways.join(''));
  const bundle = path.join(work, 'certificate.pem');
  if (certificate !== undefined) writeFileSync(bundle, certificate);
  return {
    LANG,
    HOME: work,
    PATH: [path.join(work, 'bin'), python, PATH].join(path.delimiter),
    // With the DAGs, so that a triggerer finds the triggers of an example.
    PYTHONPATH: [path.join(airflowFolder, 'site'), path.join(work, 'modules'), dags].join(
      path.delimiter,
    ),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    NO_COLOR: '1',
    ...(certificate === undefined
      ? {}
      : { REQUESTS_CA_BUNDLE: bundle, SSL_CERT_FILE: bundle, CURL_CA_BUNDLE: bundle }),
  };
}

function airflowSettings(major: 2 | 3, home: string): Record<string, string> {
  return {
    AIRFLOW__CORE__PLUGINS_FOLDER: path.join(home, 'plugins'),
    AIRFLOW__CORE__EXECUTOR: major === 2 ? 'SequentialExecutor' : 'LocalExecutor',
    // Airflow 2 else skips files without the words "dag" and "airflow".
    AIRFLOW__CORE__DAG_DISCOVERY_SAFE_MODE: 'False',
    // So that a task that is marked failed is ended within seconds.
    AIRFLOW__SCHEDULER__JOB_HEARTBEAT_SEC: '1',
    AIRFLOW__SCHEDULER__LOCAL_TASK_JOB_HEARTBEAT_SEC: '1',
    AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL: '1',
  };
}

function writeFiles(folder: string, texts: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(texts)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function writePrograms(folder: string, scripts: Readonly<Record<string, string>>): void {
  writeFiles(
    folder,
    Object.fromEntries(
      Object.entries(scripts).map(([name, text]) => [name, `#!/usr/bin/env bash\n${text}\n`]),
    ),
  );
  for (const name of Object.keys(scripts)) chmodSync(path.join(folder, name), 0o755);
}
