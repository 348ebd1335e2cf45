import { ancestors } from '../../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../../syntax/node';

/**
 * Names for the functions and classes of a file that outlive its tree: Python's `__qualname__`, with
 * `#2` behind the second of one name. A lambda counts as a function called `<lambda>`.
 */
export class CodeNames {
  readonly #names = new Map<SyntaxNode, string>();
  readonly #nodes = new Map<string, SyntaxNode>();
  readonly #counts = new Map<string, number>();

  constructor(tree: SyntaxTree) {
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
