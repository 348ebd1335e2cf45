/** Runs an example in a real Airflow, within limits, and says what was seen. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensurePython } from '../../../scripts/airflow/setup.mjs';
import { markFailed, readStates, type Told } from './database';
import { endProcessesOf, processesOf } from './processes';
import { runBash, type Scene, setScene } from './scene';
import { airflowFolder, type ProofPlan } from './spec';
import { startWholeAirflow } from './whole-airflow';

/** What was seen of a run, in the words of an expectation. */
export interface Observation extends Told {
  readonly ends: boolean;
  /** Commands of the processes that lived on after the end. */
  readonly left: readonly string[];
  /** What Airflow said when it refused to load the file. */
  readonly refusal: string | undefined;
  readonly output: string;
  readonly inspected: string;
  /** Seconds from the moment in which the first task began, for a reader only. */
  readonly seconds: number;
}

/** Something that runs DAGs. */
export interface Running {
  /** The home whose database has the states. */
  readonly home: string;
  hasEnded(): boolean;
  output(): string;
  /** Ends what serves the runs, where they are not alone. */
  stop(): Promise<void>;
}

/** Seconds that Airflow has until the first task begins. */
const startLimit = 150;
/** Seconds that processes have to go after the run has ended. */
const goLimit = 4;
const mostProcesses = 96;
const mostBytes = 6 * 1024 ** 3;
const pollMilliseconds = 200;
const lastWords = 'ALL RUNS ENDED';
const isApart = new Set<ProofPlan['run']>(['supervised', 'parse']);

/** @throws where the run takes more memory or processes than it may. */
export async function runExample(
  major: 2 | 3,
  source: string,
  plan: ProofPlan,
): Promise<Observation> {
  const scene = await setScene(major, source, plan);
  try {
    if (plan.prepare !== undefined) runBash(plan.prepare, scene);
    const running = plan.run === 'scheduler' ? await startWholeAirflow(scene) : startRun(scene);
    try {
      const { ends, seconds } = await watch(scene, running);
      const told = readStates(major, running.home);
      const inspected = plan.inspect === undefined ? '' : runBash(plan.inspect, scene);
      const left = ends && plan.run !== 'scheduler' ? await leftOf(scene.run) : [];
      const output = stripVTControlCharacters(running.output() + logsBelow(scene.home));
      // An example that runs in a process of its own cannot have ended the harness.
      if (ends && isApart.has(plan.run) && !output.includes(lastWords)) {
        throw new Error(`the harness itself has failed:\n${output}`);
      }
      const refusal = /^REFUSED (.*?)^ALL RUNS ENDED/ms.exec(output)?.[1];
      return { ...told, ends, seconds, left, refusal, output, inspected };
    } finally {
      endProcessesOf(scene.run);
      await running.stop();
    }
  } finally {
    scene.dispose();
  }
}

/** The DAGs one after the other, in one process that ends with them. */
function startRun({ major, plan, home, dags, work, environment }: Scene): Running {
  const args = [path.join(airflowFolder, 'run_dags.py'), dags, plan.run, ...(plan.dags ?? [])];
  // Address space of each process, and a last limit on time, should nobody be left who watches.
  const most = startLimit + plan.seconds + 60;
  const limited = `ulimit -v ${8 * 1024 ** 2}; exec timeout --signal=KILL ${most} "$0" "$@"`;
  const child: ChildProcess = spawn('bash', ['-c', limited, ensurePython(major), ...args], {
    cwd: work,
    detached: true,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return {
    home,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    output: () => output,
    stop: async () => {},
  };
}

/** Waits until the run has ended, or its time is up. */
async function watch({ major, run, plan, marks }: Scene, running: Running) {
  const started = performance.now();
  let begun: number | undefined;
  let isMarked = plan.markFailedAfter === undefined;
  for (;;) {
    const now = performance.now();
    if (begun === undefined && existsSync(marks)) begun = now;
    const seconds = begun === undefined ? 0 : (now - begun) / 1000;
    if (running.hasEnded()) return { ends: true, seconds };
    if (seconds > plan.seconds || (begun === undefined && now - started > startLimit * 1000)) {
      return { ends: false, seconds };
    }
    if (!isMarked && seconds > (plan.markFailedAfter ?? 0)) {
      markFailed(major, running.home);
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

/** What tasks wrote to logs of their own. */
function logsBelow(home: string): string {
  const folder = path.join(home, 'logs');
  if (!existsSync(folder)) return '';
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.log'))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

/** The tail of a run's output, for a reader who wants to know why it was not as expected. */
export function tailOf(observation: Observation): string {
  return observation.output.split('\n').slice(-40).join('\n');
}
