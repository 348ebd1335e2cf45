/** A whole Airflow, with scheduler, triggerer and API, that runs the DAGs of an example. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startAirflow } from '../../../scripts/airflow/instance.mjs';
import { allowManyWriters, readStates } from './database';
import type { Running } from './run-example';
import type { Scene } from './scene';

/** States in which nothing more comes of a run. */
const lastStates = new Set(['success', 'failed']);
/** Milliseconds between two looks at the database. */
const lookInterval = 1000;

export async function startWholeAirflow(scene: Scene): Promise<Running> {
  const { major, plan, home, dags, environment } = scene;
  // The instance has a home of its own; its database is the scene's, which the plan may have prepared.
  const { AIRFLOW_HOME: _home, AIRFLOW__CORE__EXECUTOR: _executor, ...shared } = environment;
  const database = `sqlite:///${path.join(home, 'airflow.db')}?timeout=60`;
  const variables = { ...shared, AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: database };
  if (major === 2) allowManyWriters(home);
  const instance = await startAirflow(major, { dags, variables });
  const { dags: found } = await instance.rest('/dags');
  const ids: readonly string[] = plan.dags ?? found.map((dag: { dag_id: string }) => dag.dag_id);
  for (const id of ids) await instance.trigger(id);
  let lookedAt = 0;
  let hasEnded = false;
  let isStopped: Promise<void> | undefined;
  return {
    home,
    hasEnded: () => {
      if (performance.now() - lookedAt < lookInterval) return hasEnded;
      lookedAt = performance.now();
      const { runs } = readStates(major, home);
      hasEnded = ids.every((id) => lastStates.has(runs[id] ?? ''));
      return hasEnded;
    },
    output: () =>
      readdirSync(instance.home)
        .filter((name) => name.endsWith('.log'))
        .map((name) => readFileSync(path.join(instance.home, name), 'utf8'))
        .join('\n'),
    stop: () => (isStopped ??= instance.stop()),
  };
}
