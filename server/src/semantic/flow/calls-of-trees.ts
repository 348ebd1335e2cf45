import type { SyntaxNode, SyntaxTree } from '../../syntax/node';

/** The calls of files, each file looked through once. */
export class CallsOfTrees {
  readonly #calls = new Map<SyntaxTree, readonly SyntaxNode[]>();

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
    if (methods.length === 0) return [];
    const calls = trees.flatMap((tree) => this.in(tree));
    return calls.filter((call) => {
      const callee = call.child('function');
      const name = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
      return name !== undefined && methods.includes(name);
    });
  }
}
