import { enclosingFunction, nearestAncestor, ownCode } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { once, onceEach, remembered } from '../../text/remembered';
import { nodesOfKinds } from '../tree-index';
import type { CodeSite } from './surroundings';

/**
 * Names for the functions and classes of a file that outlive its tree: Python's `__qualname__`, with
 * `#2` behind the second of one name. A lambda counts as a function called `<lambda>`.
 */
export class CodeNames {
  readonly #names = once(() => namesOfCode(this.tree));
  readonly #nodes = once(() => new Map([...this.#names()].map(([node, name]) => [name, node])));
  /** The calls in a function's own code, or the module's, with their positions. */
  readonly #calls = onceEach((holder: SyntaxNode | undefined) => {
    const code = holder === undefined ? this.tree.root : (holder.child('body') ?? holder);
    const calls = [...ownCode(code)].filter(({ kind }) => kind === 'call');
    return new Map(calls.map((call, index) => [call, index]));
  });

  constructor(private readonly tree: SyntaxTree) {}

  of(definition: SyntaxNode): string | undefined {
    return this.#names().get(definition);
  }

  /** Where a call stands, or the function that it is. */
  siteOf(node: SyntaxNode): CodeSite | undefined {
    if (node.kind !== 'call') {
      const name = this.of(node);
      return name === undefined ? undefined : { function: name, call: undefined };
    }
    const holder = enclosingFunction(node);
    const call = this.#calls(holder).get(node);
    const name = holder === undefined ? undefined : this.of(holder);
    return call === undefined ? undefined : { function: name, call };
  }

  find(name: string): SyntaxNode | undefined {
    return this.#nodes().get(name);
  }
}

function namesOfCode(tree: SyntaxTree): ReadonlyMap<SyntaxNode, string> {
  const names = new Map<SyntaxNode, string>();
  const counts = new Map<string, number>();
  // What is around comes first.
  for (const node of nodesOfKinds(tree, ...codeKinds)) {
    const name = outerName(node, names) + ownName(node);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(node, count === 1 ? name : `${name}#${count}`);
  }
  return names;
}

function outerName(node: SyntaxNode, names: ReadonlyMap<SyntaxNode, string>): string {
  const outer = nearestAncestor(node, ...codeKinds);
  if (outer === undefined) return '';
  const name = names.get(outer) ?? '';
  return outer.kind === 'class_definition' ? `${name}.` : `${name}.<locals>.`;
}

/** Those of a tree, which the files that import it ask for as well. */
export const codeNamesOf = remembered((tree: SyntaxTree) => new CodeNames(tree));

const codeKinds = ['class_definition', 'function_definition', 'lambda'] as const;

function ownName(node: SyntaxNode): string {
  return node.kind === 'lambda' ? '<lambda>' : (node.child('name')?.text ?? '');
}
