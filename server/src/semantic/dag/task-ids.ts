import type { SyntaxNode } from '../../syntax/node';
import { remembered } from '../../text/remembered';
import type { Constants } from '../constants';
import type { Values } from '../values';
import type { TaskContext } from './types';

/** The ids under which Airflow knows what one place in the file makes. */
export interface TaskIds {
  readonly known: readonly string[];
  /** False where there may be others. */
  readonly isComplete: boolean;
}

const noIds: TaskIds = { known: [], isComplete: false };

/** The ids that a `task_id` may stand for, such as those that all calls of a factory pass. */
export function idsOf(
  values: Values,
  constants: Constants,
  expression: SyntaxNode | undefined,
): TaskIds {
  if (expression === undefined) return noIds;
  const direct = constants.string(expression);
  if (direct !== undefined) return { known: [direct], isComplete: true };
  const ids = values.of(expression).map((value) => constants.string(value));
  const known = ids.filter((id) => id !== undefined);
  return { known: [...new Set(known)], isComplete: known.length === ids.length };
}

/** With the ids of the groups around in front, unless a group prefixes nothing. */
export function prefixedIds(ids: TaskIds, contexts: readonly TaskContext[]): TaskIds {
  if (contexts.length === 0) return ids;
  const known = new Set<string>();
  let { isComplete } = ids;
  for (const prefix of prefixesOf(contexts)) {
    if (prefix === undefined) isComplete = false;
    else for (const id of ids.known) known.add(prefix + id);
  }
  return { known: [...known], isComplete };
}

export function allIds(parts: readonly TaskIds[]): TaskIds {
  return {
    known: [...new Set(parts.flatMap(({ known }) => known))],
    isComplete: parts.every(({ isComplete }) => isComplete),
  };
}

/** The distinct prefixes of places; tasks without a DAG share one list of them. */
const prefixesOf = remembered(
  (contexts: readonly TaskContext[]): ReadonlySet<string | undefined> =>
    new Set(contexts.map(prefixOf)),
);

function prefixOf({ groups }: TaskContext): string | undefined {
  let prefix = '';
  for (const group of groups) {
    if (group.arguments.entries.get('prefix_group_id')?.kind === 'false') continue;
    if (group.groupId === undefined) return undefined;
    prefix = `${group.groupId}.${prefix}`;
  }
  return prefix;
}
