import { runMomentKeys } from '../../knowledge/airflow-context';
import { enclosingFunction, isInside, nearestAncestor } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addTo } from '../../text/groups';
import { type ContextUse, ContextUses } from '../dag/context-uses';
import type { FileModel } from '../file-model';
import { rememberedOfFile } from '../remembered-of-file';
import { identifiersInside } from '../tree-index';

/**
 * Where a function asks Airflow's context for the moment of its run, and then uses the answer in a
 * loop: however long the loop goes on, the answer stays that of the task's beginning.
 */
export function momentsUsedIn(model: FileModel, loop: SyntaxNode): readonly SyntaxNode[] {
  const uses = momentsByFunction(model).get(enclosingFunction(loop)) ?? [];
  return uses
    .filter((use) => isUsedIn(loop, use))
    .map(({ node }) => node)
    .sort((a, b) => a.start - b.start);
}

const momentsByFunction = rememberedOfFile((model: FileModel) => {
  const uses = new Map<SyntaxNode | undefined, ContextUse[]>();
  for (const use of new ContextUses(model).all(runMomentKeys)) addTo(uses, functionOf(use), use);
  return uses;
});

function functionOf({ binding, node }: ContextUse): SyntaxNode | undefined {
  return binding === undefined ? enclosingFunction(node) : binding.scope.node;
}

function isUsedIn(loop: SyntaxNode, { binding, node }: ContextUse): boolean {
  if (isInside(node, loop)) return true;
  const name = binding?.name ?? assignedName(node);
  if (name === undefined) return false;
  return identifiersInside(loop, name).some(
    (use) => enclosingFunction(use) === enclosingFunction(loop),
  );
}

/** `day = context["ds"]` */
function assignedName(key: SyntaxNode): string | undefined {
  const target = nearestAncestor(key, 'assignment')?.child('left');
  return target?.kind === 'identifier' ? target.text : undefined;
}
