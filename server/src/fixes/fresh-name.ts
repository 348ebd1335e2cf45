import type { FileModel } from '../semantic/file-model';
import type { SyntaxNode } from '../syntax/node';

/** The first of the names that means nothing at a place yet; with a number where all are taken. */
export function freshName(
  model: FileModel,
  at: SyntaxNode,
  ...candidates: readonly [string, ...string[]]
): string {
  const isFree = (name: string) => model.scopes.lookup(name, at).length === 0;
  const free = candidates.find(isFree);
  if (free !== undefined) return free;
  for (let number = 2; ; number++) {
    const name = `${candidates[0]}_${number}`;
    if (isFree(name)) return name;
  }
}
