import type { TaskInstance } from '../airflow/model';

/** A run's task instances in their groups, mapped ones under their task. */
export type OutlineEntry =
  | {
      readonly kind: 'group';
      readonly groupId: string;
      readonly entries: readonly OutlineEntry[];
      /** All instances in it, however deep. */
      readonly instances: readonly TaskInstance[];
    }
  | { readonly kind: 'task'; readonly taskId: string; readonly instances: readonly TaskInstance[] }
  | { readonly kind: 'instance'; readonly instance: TaskInstance };

/**
 * Builds the outline in the order in which things began, what has not begun last and by its id: so it reads as the run
 * went.
 */
export function outlineOf(instances: readonly TaskInstance[]): readonly OutlineEntry[] {
  return entriesAt(instances, 0);
}

/** The entry of a group; undefined when there is no such group. */
export function groupIn(
  entries: readonly OutlineEntry[],
  groupId: string,
): Extract<OutlineEntry, { kind: 'group' }> | undefined {
  for (const entry of entries) {
    if (entry.kind !== 'group') continue;
    if (entry.groupId === groupId) return entry;
    if (groupId.startsWith(`${entry.groupId}.`)) return groupIn(entry.entries, groupId);
  }
  return undefined;
}

/** @param depth how many groups are around the entries */
function entriesAt(instances: readonly TaskInstance[], depth: number): readonly OutlineEntry[] {
  const parts = new Map<string, TaskInstance[]>();
  for (const instance of instances) {
    const group = instance.groups[depth];
    const key = group === undefined ? `task ${instance.taskId}` : `group ${group}`;
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [instance]);
    else part.push(instance);
  }
  return [...parts.values()].sort(byBeginning).flatMap((part) => entryOf(part, depth));
}

function entryOf(part: readonly TaskInstance[], depth: number): readonly OutlineEntry[] {
  const [first] = part;
  if (first === undefined) return [];
  const groupId = first.groups[depth];
  if (groupId !== undefined) {
    return [{ kind: 'group', groupId, entries: entriesAt(part, depth + 1), instances: part }];
  }
  const isMapped = part.length > 1 || first.mapIndex !== undefined;
  if (!isMapped) return [{ kind: 'instance', instance: first }];
  const instances = [...part].sort((one, other) => (one.mapIndex ?? -1) - (other.mapIndex ?? -1));
  return [{ kind: 'task', taskId: first.taskId, instances }];
}

function byBeginning(one: readonly TaskInstance[], other: readonly TaskInstance[]): number {
  const [a, b] = [beginningOf(one), beginningOf(other)];
  if (a !== b) return a < b ? -1 : 1;
  return (one[0]?.taskId ?? '') < (other[0]?.taskId ?? '') ? -1 : 1;
}

function beginningOf(instances: readonly TaskInstance[]): number {
  return Math.min(...instances.map(({ startedAt }) => startedAt ?? Number.POSITIVE_INFINITY));
}
