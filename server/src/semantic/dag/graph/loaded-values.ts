// What the load of a file says of one place in it, which may make several DAGs and tasks.

import type { SyntaxNode } from '../../../syntax/node';
import type { LoadedFile, LoadedGroup, LoadedTask, LoadedValue } from './types';

/**
 * The ids that the DAGs, tasks or groups of a call or definition have, without those of the groups
 * around; `undefined` among them for what is not known. Empty where the load does not get there.
 */
export function loadedIds(
  { dags }: LoadedFile,
  node: SyntaxNode,
  kind: 'dag' | 'task' | 'group',
): readonly (string | undefined)[] {
  switch (kind) {
    case 'dag':
      return dags.filter((dag) => dag.node === node).map(({ dagId }) => dagId);
    case 'task':
      return dags
        .flatMap(({ tasks }) => tasks)
        .filter((task) => task.node === node)
        .map(ownIdOf);
    case 'group':
      return dags
        .flatMap(({ groups }) => groups)
        .filter((group) => group.node === node)
        .map(({ groupId, parent }) => withoutPrefix(groupId, parent));
  }
}

/** The id of a task without those of the groups around. */
export function ownIdOf({ group, taskId }: LoadedTask): string | undefined {
  return withoutPrefix(taskId, group);
}

/** The values of an argument in the DAGs that a call or definition makes; as above. */
export function loadedArguments(
  { dags }: LoadedFile,
  node: SyntaxNode,
  name: string,
): readonly (LoadedValue | undefined)[] {
  return dags.filter((dag) => dag.node === node).map((dag) => dag.arguments.get(name)?.value);
}

function withoutPrefix(id: string | undefined, group: LoadedGroup | undefined): string | undefined {
  const prefix = group?.groupId === undefined ? '' : `${group.groupId}.`;
  return id?.startsWith(prefix) === true ? id.slice(prefix.length) : id;
}
