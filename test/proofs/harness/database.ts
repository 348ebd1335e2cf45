/** What the metadata database of a run tells, and the one thing that is changed in it. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensurePython } from '../../../scripts/airflow/setup.mjs';
import { airflowFolder } from './spec';

export interface Told {
  /** States of tasks, by their ids. */
  readonly states: Readonly<Record<string, string>>;
  /** States of the latest run of each DAG. */
  readonly runs: Readonly<Record<string, string>>;
  readonly tries: Readonly<Record<string, number>>;
}

export function readStates(major: 2 | 3, home: string): Told {
  return JSON.parse(python(major, 'observe.py', home));
}

/** Marks as failed what runs, as a user does in the interface of Airflow. */
export function markFailed(major: 2 | 3, home: string): void {
  python(major, 'mark_failed.py', home);
}

/** Lets several processes write, which Airflow 2 else does on other databases only. */
export function allowManyWriters(home: string): void {
  python(2, 'allow_many_writers.py', home);
}

function python(major: 2 | 3, script: string, home: string): string {
  const { status, stdout, stderr } = spawnSync(
    ensurePython(major),
    [path.join(airflowFolder, script), path.join(home, 'airflow.db')],
    { encoding: 'utf8', timeout: 60_000 },
  );
  if (status !== 0) throw new Error(`${script} ended with ${status}\n${stderr}`);
  return stdout;
}
