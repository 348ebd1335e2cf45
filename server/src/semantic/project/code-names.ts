import { enclosingFunction, nearestAncestor, ownCode } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { onceEach, remembered } from '../../text/remembered';
import type { CodeSite } from './surroundings';

/**
 * Names for the functions and classes of a file that outlive its tree: Python's `__qualname__`, with
 * `#2` behind the second of one name. A lambda counts as a function called `<lambda>`.
 */
export class CodeNames {
  /** What functions and classes are called in the one that they stand in, or in the module. */
  readonly #namesIn = onceEach(namesOfCodeIn);
  readonly #codeIn = onceEach(
    (outer: SyntaxNode) => new Map([...this.#namesIn(outer)].map(([node, name]) => [name, node])),
  );
  /** The calls in a function's own code, or the module's, with their positions. */
  readonly #calls = onceEach((holder: SyntaxNode | undefined) => {
    const code = holder === undefined ? this.tree.root : (holder.child('body') ?? holder);
    const calls = [...ownCode(code)].filter(({ kind }) => kind === 'call');
    return new Map(calls.map((call, index) => [call, index]));
  });

  constructor(private readonly tree: SyntaxTree) {}

  of(definition: SyntaxNode): string | undefined {
    if (definition.tree !== this.tree || !isCode(definition)) return undefined;
    const parts: (string | undefined)[] = [];
    for (let inner: SyntaxNode | undefined = definition; inner !== undefined; ) {
      const outer = nearestAncestor(inner, ...codeKinds);
      parts.push(this.#namesIn(outer ?? this.tree.root).get(inner));
      if (outer !== undefined) parts.push(outer.kind === 'class_definition' ? '.' : '.<locals>.');
      inner = outer;
    }
    return parts.reverse().join('');
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
    let found: SyntaxNode | undefined;
    for (const part of name.split('.')) {
      if (part === '<locals>') continue;
      found = this.#codeIn(found ?? this.tree.root).get(part);
      if (found === undefined) return undefined;
    }
    return found !== undefined && this.of(found) === name ? found : undefined;
  }
}

function namesOfCodeIn(outer: SyntaxNode): ReadonlyMap<SyntaxNode, string> {
  const names = new Map<SyntaxNode, string>();
  const counts = new Map<string, number>();
  for (const node of ownCode(outer)) {
    if (node === outer || !isCode(node)) continue;
    const name = ownName(node);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(node, count === 1 ? name : `${name}#${count}`);
  }
  return names;
}

/** Those of a tree, which the files that import it ask for as well. */
export const codeNamesOf = remembered((tree: SyntaxTree) => new CodeNames(tree));

const codeKinds = ['class_definition', 'function_definition', 'lambda'] as const;

function isCode(node: SyntaxNode): boolean {
  // The word `lambda` is of the same kind.
  return node.isNamed && codeKinds.some((kind) => kind === node.kind);
}

function ownName(node: SyntaxNode): string {
  return node.kind === 'lambda' ? '<lambda>' : (node.child('name')?.text ?? '');
}
