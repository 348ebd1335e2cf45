// What the load of a file says of one place in it, which may make several DAGs and tasks.

import type { SyntaxNode } from '../../../syntax/node';
import { groupBy } from '../../../text/groups';
import { remembered } from '../../../text/remembered';
import type { LoadedDag, LoadedFile, LoadedGroup, LoadedTask, LoadedValue } from './types';

/**
 * The ids that the DAGs, tasks or groups of a call or definition have, without those of the groups
 * around; `undefined` among them for what is not known. Empty where the load does not get there.
 */
export function loadedIds(
  file: LoadedFile,
  node: SyntaxNode,
  kind: 'dag' | 'task' | 'group',
): readonly (string | undefined)[] {
  const { dags, groups, tasks } = placesOf(file);
  switch (kind) {
    case 'dag':
      return (dags.get(node) ?? []).map(({ dagId }) => dagId);
    case 'task':
      return (tasks.get(node) ?? []).map(ownIdOf);
    case 'group':
      return (groups.get(node) ?? []).map(({ groupId, parent }) => withoutPrefix(groupId, parent));
  }
}

/** The id of a task without those of the groups around. */
export function ownIdOf({ group, taskId }: LoadedTask): string | undefined {
  return withoutPrefix(taskId, group);
}

/** The values of an argument in the DAGs that a call or definition makes; as above. */
export function loadedArguments(
  file: LoadedFile,
  node: SyntaxNode,
  name: string,
): readonly (LoadedValue | undefined)[] {
  return dagsMadeBy(file, node).map((dag) => dag.arguments.get(name)?.value);
}

/** The DAGs that a call or definition makes. */
export function dagsMadeBy(file: LoadedFile, node: SyntaxNode): readonly LoadedDag[] {
  return placesOf(file).dags.get(node) ?? [];
}

/** What was made at each call or definition. */
interface Places {
  readonly dags: ReadonlyMap<SyntaxNode, readonly LoadedDag[]>;
  readonly tasks: ReadonlyMap<SyntaxNode, readonly LoadedTask[]>;
  readonly groups: ReadonlyMap<SyntaxNode, readonly LoadedGroup[]>;
}

const placesOf = remembered(
  ({ dags }: LoadedFile): Places => ({
    dags: groupBy(dags, ({ node }) => node),
    tasks: groupBy(
      dags.flatMap((dag) => dag.tasks),
      ({ node }) => node,
    ),
    groups: groupBy(
      dags.flatMap((dag) => dag.groups),
      ({ node }) => node,
    ),
  }),
);

function withoutPrefix(id: string | undefined, group: LoadedGroup | undefined): string | undefined {
  const prefix = group?.groupId === undefined ? '' : `${group.groupId}.`;
  return id?.startsWith(prefix) === true ? id.slice(prefix.length) : id;
}
