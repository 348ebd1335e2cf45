import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { addTo } from '../text/groups';
import type { Names } from './names';

/** Which calls of a file call which of its own functions and classes. */
export class CallSites {
  readonly #calls = new Map<SyntaxNode, SyntaxNode[]>();
  readonly #targets = new Map<SyntaxNode, SyntaxNode>();
  readonly #taskUses = new Map<SyntaxNode, SyntaxNode[]>();

  constructor(tree: SyntaxTree, names: Names) {
    for (const node of tree.nodes) {
      if (node.kind !== 'call') continue;
      const callee = node.child('function');
      const target = names.definition(callee);
      if (target !== undefined) {
        this.#targets.set(node, target);
        addTo(this.#calls, target, node);
        continue;
      }
      const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
      if (method === undefined || !taskMethods.has(method)) continue;
      const decorated = names.definition(callee?.child('object'));
      if (decorated?.kind === 'function_definition') addTo(this.#taskUses, decorated, node);
    }
  }

  /** The calls of a function or class of the file, in source order. */
  of(definition: SyntaxNode): readonly SyntaxNode[] {
    return this.#calls.get(definition) ?? [];
  }

  /** The function or class of the file that a call calls. */
  targetOf(call: SyntaxNode): SyntaxNode | undefined {
    return this.#targets.get(call);
  }

  /** `f.override(…)`, `f.partial(…)`, `f.expand(…)` and `f.expand_kwargs(…)` of a function `f`. */
  taskMethodCallsOf(definition: SyntaxNode): readonly SyntaxNode[] {
    return this.#taskUses.get(definition) ?? [];
  }
}

const taskMethods: ReadonlySet<string> = new Set([
  'expand',
  'expand_kwargs',
  'override',
  'partial',
]);
