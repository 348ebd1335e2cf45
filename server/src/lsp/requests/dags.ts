import type { DagPlace, DagsParams, DagsResult, TaskPlace } from '../../protocol/dags';
import { ownPlace } from '../../semantic/dag/graph/places';
import type { LoadedTask } from '../../semantic/dag/graph/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import type { Analyses } from '../analyses';
import type { Arrivals } from '../arrivals';
import { toRange } from '../convert';

/** `airworthy/dags` */
export async function dagsOfDocument(
  { uri }: DagsParams,
  analyses: Analyses,
  arrivals: Arrivals,
): Promise<DagsResult> {
  await arrivals.settled();
  const analysis = await analyses.of(uri);
  if (analysis === undefined || analysis.problem !== undefined) return null;
  const model = await analyses.modelOf(analysis);
  return { version: analysis.version, dags: dagsOf(model), tasks: tasksOf(model) };
}

/** Those that a load of the file makes, and those that stand in it though a load was not seen to reach them. */
function dagsOf({ loaded, dags, lines, tree }: FileModel): DagPlace[] {
  const made = loaded.dags.map(({ dagId, node }) => ({ dagId, node }));
  const seen = new Set(made.map(({ node }) => node));
  const others = dags.all.filter(({ node }) => !seen.has(node));
  return distinct(
    [...made, ...others].map(({ dagId, node }) => ({
      dagId: dagId ?? null,
      // What code of another file makes has no place in this one but its beginning.
      range: toRange(lines, ownPlace(tree, [nameOf(node)]) ?? { start: 0, end: 0 }),
    })),
  );
}

function tasksOf({ loaded, tasks, lines, tree }: FileModel): TaskPlace[] {
  const made = loaded.dags.flatMap(({ dagId, tasks: all }) =>
    all.flatMap((task) => {
      const place = placeOf(task, tree);
      if (task.taskId === undefined || place === undefined) return [];
      const dagIds = dagId === undefined ? [] : [dagId];
      return [{ taskId: task.taskId, dagIds, range: toRange(lines, place) }];
    }),
  );
  const written = tasks.all.flatMap(({ taskIds, dags, anchor }) => {
    const dagIds = dags.map(({ dagId }) => dagId).filter((dagId) => dagId !== undefined);
    return taskIds.map((taskId) => ({ taskId, dagIds, range: toRange(lines, anchor) }));
  });
  return distinct([...made, ...written]);
}

/** The operator or the function that the task runs, or else the call in this file that leads to it. */
function placeOf({ node, call }: LoadedTask, tree: FileModel['tree']): SyntaxNode | undefined {
  return ownPlace(tree, [nameOf(node), nameOf(call)]);
}

/** The smallest node that names a call or definition. */
function nameOf(node: SyntaxNode): SyntaxNode {
  return node.child('name') ?? node.child('function') ?? node;
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
