import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { AirflowInstance } from '../../scripts/airflow/instance.mjs';
import * as workbench from '../../scripts/vscode/workbench.mjs';

/** Task instances with their states in words, as `prepare.weigh [2]: up for retry`. */
export type States = readonly string[];

/** What Airflow's REST API says of a run, without the client that is tested against it. */
export async function statesInAirflow(
  airflow: AirflowInstance,
  dagId: string,
  runId: string,
): Promise<States> {
  const path = `/dags/${dagId}/dagRuns/${encodeURIComponent(runId)}/taskInstances?limit=100`;
  const { task_instances: instances } = await airflow.rest(path);
  return instances
    .map((instance: { task_id: string; map_index: number; state: string | null }) => {
      const index = instance.map_index < 0 ? '' : ` [${instance.map_index}]`;
      const words = instance.state?.replaceAll('_', ' ') ?? 'no state yet';
      return `${instance.task_id}${index}: ${words}`;
    })
    .sort();
}

/** The same, read from the rows of the newest run in the tree, whose mapped tasks are opened for it. */
export async function statesInTree(tree: Locator): Promise<States> {
  await openAll(tree);
  const states: string[] = [];
  const path: string[] = [];
  let runs = 0;
  for (const { text, level } of await workbench.treeRows(tree)) {
    if (level === 2) runs += 1;
    if (level < 3 || runs > 1) continue;
    const [label = '', ...description] = text.split(', ');
    path.length = level - 3;
    path.push(label);
    const index = /^\[\d+\]/.exec(label)?.[0];
    const id = index === undefined ? path.join('.') : `${path.slice(0, -1).join('.')} ${index}`;
    const words =
      description
        .join(', ')
        .split(' · ')[0]
        ?.replace(/ since .*/, '') ?? '';
    // A row with counts is a group or a mapped task, whose instances have rows of their own.
    if (!/^\d/.test(words)) states.push(`${id}: ${words}`);
  }
  return states.sort();
}

/** Waits until the tree says of a run what Airflow says at the same time. */
export async function untilSame(
  tree: Locator,
  airflow: AirflowInstance,
  dagId: string,
  runId: string,
): Promise<States> {
  let states: States = [];
  await expect
    .poll(
      async () => {
        const shown = await statesInTree(tree);
        states = await statesInAirflow(airflow, dagId, runId);
        return { shown, isSame: JSON.stringify(shown) === JSON.stringify(states), states };
      },
      { timeout: 60_000, interval: 250 },
    )
    .toMatchObject({ isSame: true });
  return states;
}

/** Follows a run through all of its states, in each of which the tree has to be right, and gives all that were seen. */
export async function follow(
  tree: Locator,
  airflow: AirflowInstance,
  dagId: string,
  runId: string,
  isEnd: (states: States) => boolean,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const deadline = Date.now() + 150_000;
  for (;;) {
    const states = await untilSame(tree, airflow, dagId, runId);
    for (const state of states) seen.add(state);
    if (isEnd(states)) return seen;
    expect(Date.now(), `the run goes on as ${states.join(', ')}`).toBeLessThan(deadline);
  }
}

async function openAll(tree: Locator): Promise<void> {
  const closed = tree.locator('.monaco-list-row[aria-expanded="false"]:not([aria-level="2"])');
  for (let row = await closed.count(); row > 0; row = await closed.count()) {
    await closed.first().locator('.monaco-tl-twistie').click();
  }
}
