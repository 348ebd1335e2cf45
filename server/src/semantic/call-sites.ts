import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { addTo } from '../text/groups';
import type { Names } from './names';
import type { CodeNames } from './project/code-names';
import type { Surroundings } from './project/surroundings';

/** Which calls of a file call which functions and classes of the project. */
export class CallSites {
  readonly #calls = new Map<SyntaxNode, SyntaxNode[]>();
  readonly #targets = new Map<SyntaxNode, SyntaxNode | undefined>();
  readonly #taskUses = new Map<SyntaxNode, SyntaxNode[]>();
  readonly #calledElsewhere: ReadonlySet<string>;
  readonly #testedElsewhere: ReadonlySet<string>;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly codeNames: CodeNames,
    surroundings: Surroundings | undefined,
  ) {
    const incoming = surroundings?.incoming ?? [];
    const tested = incoming.filter(({ isResultTested }) => isResultTested === true);
    this.#calledElsewhere = new Set(incoming.map((reach) => reach.function));
    this.#testedElsewhere = new Set(tested.map((reach) => reach.function));
    for (const node of tree.nodes) {
      if (node.kind !== 'call') continue;
      const target = this.targetOf(node);
      if (target !== undefined) {
        addTo(this.#calls, target, node);
        continue;
      }
      const callee = node.child('function');
      const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
      if (method === undefined || !taskMethods.has(method)) continue;
      const decorated = names.definition(callee?.child('object'));
      if (decorated?.kind === 'function_definition') addTo(this.#taskUses, decorated, node);
    }
  }

  /** The calls in this file of a function or class, in source order. */
  of(definition: SyntaxNode): readonly SyntaxNode[] {
    return this.#calls.get(definition) ?? [];
  }

  /** The functions of other files that this one calls, or makes tasks of. */
  definitionsElsewhere(): readonly SyntaxNode[] {
    const called = new Set([...this.#calls.keys(), ...this.#taskUses.keys()]);
    return [...called].filter(
      ({ kind, tree }) => kind === 'function_definition' && tree !== this.tree,
    );
  }

  /** True for a function of this file that code of other files runs, with arguments of its own. */
  isCalledElsewhere(definition: SyntaxNode): boolean {
    return this.#isAmong(this.#calledElsewhere, definition);
  }

  /** True for a function of this file whose result code of other files looks at. */
  isResultTestedElsewhere(definition: SyntaxNode): boolean {
    return this.#isAmong(this.#testedElsewhere, definition);
  }

  #isAmong(names: ReadonlySet<string>, definition: SyntaxNode): boolean {
    if (names.size === 0 || definition.tree !== this.tree) return false;
    return names.has(this.codeNames.of(definition) ?? '');
  }

  /** The function or class of the project that a call calls, in whichever file the call stands. */
  targetOf(call: SyntaxNode): SyntaxNode | undefined {
    if (!this.#targets.has(call)) {
      this.#targets.set(call, this.names.definition(call.child('function')));
    }
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
