/** Runs an example in a real Airflow, within limits, and says what was seen. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensurePython } from '../../../scripts/airflow/setup.mjs';
import { makeAirflowHome } from '../../harness/python';
import { endProcessesOf, markOf, processesOf } from './processes';
import { type ProofPlan, proofsFolder } from './spec';
import { type StandInHosts, startStandIns } from './stand-in-hosts';

/** What was seen of a run, in the words of an expectation. */
export interface Observation {
  readonly ends: boolean;
  readonly states: Readonly<Record<string, string>>;
  readonly runs: Readonly<Record<string, string>>;
  readonly tries: Readonly<Record<string, number>>;
  /** Commands of the processes that lived on after the end. */
  readonly left: readonly string[];
  /** What Airflow said when it refused to load the file. */
  readonly refusal: string | undefined;
  readonly output: string;
  readonly inspected: string;
  /** Seconds from the moment in which the first task began, for a reader only. */
  readonly seconds: number;
}

const airflowFolder = path.join(proofsFolder, 'harness/airflow');
/** Seconds that Airflow has until the first task begins. */
const startLimit = 120;
/** Seconds that processes have to go after the run has ended. */
const goLimit = 4;
const mostProcesses = 64;
const mostBytes = 4 * 1024 ** 3;
const pollMilliseconds = 200;

/** @throws where the run took more than it may, or ended before any task began. */
export async function runExample(
  major: 2 | 3,
  source: string,
  plan: ProofPlan,
): Promise<Observation> {
  const hosts = await startStandIns(plan.hosts);
  const home = makeAirflowHome(major);
  const run = randomUUID();
  const scene: Scene = { major, home, run, plan, marks: path.join(home.folder, 'marks') };
  try {
    const file = path.join(home.dags, 'example.py');
    writeFileSync(file, source);
    const work = path.join(home.folder, 'work');
    const environment = setTheScene(scene, work, hosts);
    if (plan.prepare !== undefined) bash(plan.prepare, work, environment);
    const script = path.join(airflowFolder, 'run_dags.py');
    const mode = plan.run;
    const args = [script, file, mode, ...(plan.dags ?? [])];
    // Address space of each process; what all of them hold together is watched besides.
    const limited = `ulimit -v ${8 * 1024 ** 2}; exec "$0" "$@"`;
    const child = spawn('bash', ['-c', limited, ensurePython(major), ...args], {
      cwd: work,
      detached: true,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const { ends, seconds } = await watch(scene, child);
    const left = ends ? await leftOf(run) : [];
    const inspected = plan.inspect === undefined ? '' : bash(plan.inspect, work, environment);
    endProcessesOf(run);
    const told = stripVTControlCharacters(output);
    return {
      ends,
      left,
      seconds,
      inspected,
      output: told,
      refusal: /^REFUSED (.*?)^ALL RUNS ENDED/ms.exec(told)?.[1],
      ...observe(scene),
    };
  } finally {
    endProcessesOf(run);
    hosts.stop();
    home.dispose();
  }
}

interface Scene {
  readonly major: 2 | 3;
  readonly home: ReturnType<typeof makeAirflowHome>;
  readonly run: string;
  readonly plan: ProofPlan;
  /** The file in which tasks write down that they begin. */
  readonly marks: string;
}

/** Makes the working folder with all that the example meets, and gives the run's environment. */
function setTheScene({ major, home, run, plan, marks }: Scene, work: string, hosts: StandInHosts) {
  const programs = path.join(work, 'bin');
  const modules = path.join(work, 'modules');
  for (const folder of [programs, modules]) mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries(plan.programs)) {
    writeFileSync(path.join(programs, name), `#!/usr/bin/env bash\n${script}\n`);
    chmodSync(path.join(programs, name), 0o755);
  }
  for (const name of plan.modules) {
    cpSync(path.join(proofsFolder, 'stand-ins', name), modules, { recursive: true });
  }
  const plugins = path.join(home.folder, 'plugins');
  cpSync(path.join(airflowFolder, 'plugins'), plugins, { recursive: true });
  const curl = Object.entries(hosts.ports).flatMap(([host, port]) =>
    [80, 443].map((asked) => `connect-to = "${host}:${asked}:127.0.0.1:${port}"\n`),
  );
  writeFileSync(path.join(work, '.curlrc'), curl.join(''));
  const bundle = path.join(work, 'certificate.pem');
  if (hosts.certificate !== undefined) writeFileSync(bundle, hosts.certificate);
  const trust = hosts.certificate === undefined ? {} : trusting(bundle);
  const { PATH, LANG = 'C.UTF-8' } = process.env;
  const python = path.dirname(ensurePython(major));
  return {
    LANG,
    HOME: work,
    PATH: [programs, python, PATH].join(path.delimiter),
    PYTHONPATH: [path.join(airflowFolder, 'site'), modules].join(path.delimiter),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    NO_COLOR: '1',
    ...home.variables,
    AIRFLOW__CORE__PLUGINS_FOLDER: plugins,
    AIRFLOW__CORE__EXECUTOR: major === 2 ? 'SequentialExecutor' : 'LocalExecutor',
    // So that a task that is marked failed is ended within seconds.
    AIRFLOW__SCHEDULER__JOB_HEARTBEAT_SEC: '1',
    AIRFLOW__SCHEDULER__LOCAL_TASK_JOB_HEARTBEAT_SEC: '1',
    AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL: '1',
    AIRWORTHY_MARKS: marks,
    AIRWORTHY_HOSTS: JSON.stringify(hosts.ports),
    ...trust,
    ...plan.environment,
    ...markOf(run),
  };
}

function trusting(bundle: string): Record<string, string> {
  return { REQUESTS_CA_BUNDLE: bundle, SSL_CERT_FILE: bundle, CURL_CA_BUNDLE: bundle };
}

/** Waits until the run has ended, or its time is up. */
async function watch({ major, home, run, plan, marks }: Scene, child: ChildProcess) {
  const started = performance.now();
  let begun: number | undefined;
  let isMarked = plan.markFailedAfter === undefined;
  for (;;) {
    const now = performance.now();
    if (begun === undefined && existsSync(marks)) begun = now;
    const seconds = begun === undefined ? 0 : (now - begun) / 1000;
    if (child.exitCode !== null || child.signalCode !== null) return { ends: true, seconds };
    if (begun === undefined && now - started > startLimit * 1000) {
      // A file that is never loaded is a hang of its own kind; else no task has come to run.
      return { ends: false, seconds: startLimit };
    }
    if (seconds > plan.seconds) return { ends: false, seconds };
    if (!isMarked && seconds > (plan.markFailedAfter ?? 0)) {
      python(major, 'mark_failed.py', [database(home.folder)]);
      isMarked = true;
    }
    const processes = processesOf(run);
    const bytes = processes.reduce((sum, { resident }) => sum + resident, 0);
    if (processes.length > mostProcesses || bytes > mostBytes) {
      throw new Error(`the run took ${processes.length} processes and ${bytes} bytes of memory`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
}

/** What of the run still lives when what ends by itself has had the time to do so. */
async function leftOf(run: string): Promise<string[]> {
  const deadline = performance.now() + goLimit * 1000;
  for (;;) {
    const left = processesOf(run).map(({ command }) => command);
    if (left.length === 0 || performance.now() > deadline) return left;
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
}

function observe({ major, home }: Scene): Pick<Observation, 'states' | 'runs' | 'tries'> {
  return JSON.parse(python(major, 'observe.py', [database(home.folder)]));
}

function database(home: string): string {
  return path.join(home, 'airflow.db');
}

function python(major: 2 | 3, script: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    ensurePython(major),
    [path.join(airflowFolder, script), ...args],
    { encoding: 'utf8', timeout: 60_000 },
  );
  if (status !== 0) throw new Error(`${script} ended with ${status}\n${stderr}`);
  return stdout;
}

function bash(command: string, cwd: string, env: Record<string, string>): string {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (status !== 0) throw new Error(`${command}\nended with ${status}\n${stderr}`);
  return stdout;
}

/** The tail of a run's output, for a reader who wants to know why it was not as expected. */
export function tailOf(observation: Observation): string {
  return observation.output.split('\n').slice(-40).join('\n');
}
