import { ancestors, enclosingFunction, ownCode } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { remembered } from '../../text/remembered';
import type { CodeSite } from './surroundings';

/**
 * Names for the functions and classes of a file that outlive its tree: Python's `__qualname__`, with
 * `#2` behind the second of one name. A lambda counts as a function called `<lambda>`.
 */
export class CodeNames {
  readonly #names = new Map<SyntaxNode, string>();
  readonly #nodes = new Map<string, SyntaxNode>();
  readonly #counts = new Map<string, number>();

  readonly #calls = new Map<SyntaxNode | undefined, ReadonlyMap<SyntaxNode, number>>();

  constructor(private readonly tree: SyntaxTree) {
    for (const node of tree.nodes) {
      if (!isCode(node)) continue;
      const name = this.#free(this.#outerName(node) + ownName(node));
      this.#names.set(node, name);
      this.#nodes.set(name, node);
    }
  }

  of(definition: SyntaxNode): string | undefined {
    return this.#names.get(definition);
  }

  /** Where a call stands, or the function that it is. */
  siteOf(node: SyntaxNode): CodeSite | undefined {
    if (node.kind !== 'call') {
      const name = this.of(node);
      return name === undefined ? undefined : { function: name, call: undefined };
    }
    const holder = enclosingFunction(node);
    const call = this.#callsOf(holder).get(node);
    const name = holder === undefined ? undefined : this.of(holder);
    return call === undefined ? undefined : { function: name, call };
  }

  /** The calls in a function's own code, or the module's, with their positions. */
  #callsOf(holder: SyntaxNode | undefined): ReadonlyMap<SyntaxNode, number> {
    let calls = this.#calls.get(holder);
    if (calls === undefined) {
      const code = holder === undefined ? this.tree.root : (holder.child('body') ?? holder);
      const found = [...ownCode(code)].filter(({ kind }) => kind === 'call');
      calls = new Map(found.map((call, index) => [call, index]));
      this.#calls.set(holder, calls);
    }
    return calls;
  }

  find(name: string): SyntaxNode | undefined {
    return this.#nodes.get(name);
  }

  #outerName(node: SyntaxNode): string {
    for (const above of ancestors(node)) {
      if (!isCode(above)) continue;
      const outer = this.#names.get(above) ?? '';
      return above.kind === 'class_definition' ? `${outer}.` : `${outer}.<locals>.`;
    }
    return '';
  }

  #free(name: string): string {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  }
}

/** Those of a tree, which the files that import it ask for as well. */
export const codeNamesOf = remembered((tree: SyntaxTree) => new CodeNames(tree));

function isCode(node: SyntaxNode): boolean {
  return (
    node.kind === 'function_definition' ||
    node.kind === 'class_definition' ||
    (node.kind === 'lambda' && node.isNamed)
  );
}

function ownName(node: SyntaxNode): string {
  return node.kind === 'lambda' ? '<lambda>' : (node.child('name')?.text ?? '');
}
