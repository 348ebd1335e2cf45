import type { SyntaxNode, SyntaxTree } from '../../syntax/node';
import { groupBy } from '../../text/groups';
import { methodName } from '../clean-up';

/** The calls of files, each file looked through once. */
export class CallsOfTrees {
  readonly #calls = new Map<SyntaxTree, readonly SyntaxNode[]>();
  readonly #byMethod = new Map<SyntaxTree, ReadonlyMap<string, readonly SyntaxNode[]>>();

  in(tree: SyntaxTree): readonly SyntaxNode[] {
    let calls = this.#calls.get(tree);
    if (calls === undefined) {
      calls = tree.nodes.filter((node) => node.kind === 'call');
      this.#calls.set(tree, calls);
    }
    return calls;
  }

  /** The calls of methods of any of these names, on whatever object. */
  ofMethods(methods: readonly string[], trees: readonly SyntaxTree[]): readonly SyntaxNode[] {
    return trees.flatMap((tree) => {
      const byMethod = this.#methodsOf(tree);
      const found = methods.flatMap((method) => byMethod.get(method) ?? []);
      return methods.length > 1 ? found.sort((a, b) => a.index - b.index) : found;
    });
  }

  /** The names of all methods that a file calls. */
  methodNames(tree: SyntaxTree): readonly string[] {
    return [...this.#methodsOf(tree).keys()];
  }

  #methodsOf(tree: SyntaxTree): ReadonlyMap<string, readonly SyntaxNode[]> {
    let byMethod = this.#byMethod.get(tree);
    if (byMethod === undefined) {
      byMethod = groupBy(this.in(tree), methodName);
      this.#byMethod.set(tree, byMethod);
    }
    return byMethod;
  }
}
