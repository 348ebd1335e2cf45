// How Airflow numbers what would have an id that is taken.

import type { GraphDag, GraphGroup } from './nodes';
import type { World } from './world';

/**
 * The id of a TaskFlow task without those of its groups: `load`, `load__1`, `load__2`. Undefined
 * where a task that may not be there may have taken it (`get_unique_task_id` in
 * airflow/decorators/base.py and airflow/sdk/bases/decorator.py).
 */
export function uniqueTaskId(
  dag: GraphDag | undefined,
  group: GraphGroup | undefined,
  label: string,
): string | undefined {
  if (dag === undefined) return label;
  const full = group === undefined ? label : group.childId(label);
  if (full === undefined) return undefined;
  const prefix = `${withoutNumber(full)}__`;
  const taken = dag.tasks.filter(
    ({ facts: { taskId } }) =>
      taskId !== undefined && (taskId === full || numberBehind(taskId, prefix) !== undefined),
  );
  if (!taken.some((task) => task.facts.taskId === full)) return label;
  if (taken.some((task) => !task.isCertain)) return undefined;
  const numbers = taken.flatMap((task) => numberBehind(task.facts.taskId ?? '', prefix) ?? []);
  return `${withoutNumber(label)}__${Math.max(0, ...numbers) + 1}`;
}

/**
 * The id of a group that may be numbered, without those of the groups around. Airflow 2 looks for the
 * bare id among the full ones, Airflow 3 for the full one (`_check_for_group_id_collisions` in
 * airflow/utils/task_group.py and airflow/sdk/definitions/taskgroup.py).
 */
export function uniqueGroupId(
  world: World,
  dag: GraphDag,
  parent: GraphGroup,
  label: string,
): string | undefined {
  const inside = parent.childId(label);
  const full = inside === label || !world.release.isAtLeast('3.0') ? label : inside;
  if (full === undefined) return undefined;
  const used = new Set<string>();
  const uncertain = new Set<string>();
  for (const { facts, isCertain } of dag.tasks) note(facts.taskId, isCertain);
  for (const group of dag.groups) {
    note(group.groupId, group.facts.isCertain);
    note(group.groupId && `${group.groupId}.downstream_join_id`, group.facts.isCertain);
    note(group.groupId && `${group.groupId}.upstream_join_id`, group.facts.isCertain);
  }
  if (!used.has(full)) return uncertain.has(full) ? undefined : label;
  const prefix = `${withoutNumber(label)}__`;
  if ([...uncertain].some((id) => numberBehind(id, prefix) !== undefined)) return undefined;
  const numbers = [...used].flatMap((id) => numberBehind(id, prefix) ?? []);
  return numbers.length === 0 ? `${label}__1` : `${prefix}${Math.max(...numbers) + 1}`;

  function note(id: string | undefined, isCertain: boolean): void {
    if (id !== undefined) (isCertain ? used : uncertain).add(id);
  }
}

function withoutNumber(id: string): string {
  return id.replace(/__\d+$/, '');
}

function numberBehind(id: string, prefix: string): number | undefined {
  if (!id.startsWith(prefix)) return undefined;
  const rest = id.slice(prefix.length);
  return /^\d+$/.test(rest) ? Number(rest) : undefined;
}
