import { inSourceOrder } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { unitsOf } from '../syntax/units';
import { once, onceEach } from '../text/remembered';
import type { Names } from './names';
import type { CodeNames } from './project/code-names';
import type { IncomingReach, Surroundings } from './project/surroundings';
import { keyedNodes } from './tree-index';
import { UnitIndex } from './unit-index';

/** Which calls of a file call which functions and classes of the project. */
export class CallSites {
  readonly #calls = this.#indexOf((call) => this.targetOf(call));
  readonly #taskUses = this.#indexOf((call) => this.#decoratedFunction(call));
  readonly #targets = onceEach((call: SyntaxNode) => this.names.definition(call.child('function')));
  readonly #calledElsewhere = once(() => this.#functionsRunElsewhere(() => true));
  readonly #testedElsewhere = once(() =>
    this.#functionsRunElsewhere(({ isResultTested }) => isResultTested === true),
  );

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly codeNames: CodeNames,
    private readonly surroundings: Surroundings | undefined,
  ) {}

  /** The calls in this file of a function or class, in source order. */
  of(definition: SyntaxNode): readonly SyntaxNode[] {
    return this.#calls.valuesOf(definition);
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

  #isAmong(names: () => ReadonlySet<string>, definition: SyntaxNode): boolean {
    if (definition.tree !== this.tree || names().size === 0) return false;
    return names().has(this.codeNames.of(definition) ?? '');
  }

  #functionsRunElsewhere(isMeant: (reach: IncomingReach) => boolean): ReadonlySet<string> {
    const incoming = this.surroundings?.incoming ?? [];
    return new Set(incoming.filter(isMeant).map((reach) => reach.function));
  }

  /** The function or class of the project that a call calls, in whichever file the call stands. */
  targetOf(call: SyntaxNode): SyntaxNode | undefined {
    return this.#targets(call);
  }

  /** `f.override(…)`, `f.partial(…)`, `f.expand(…)` and `f.expand_kwargs(…)` of a function `f`. */
  taskMethodCallsOf(definition: SyntaxNode): readonly SyntaxNode[] {
    return this.#taskUses.valuesOf(definition);
  }

  /** The function `f` of a call of `f.expand` or the like. */
  #decoratedFunction(call: SyntaxNode): SyntaxNode | undefined {
    const callee = call.child('function');
    const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
    if (method === undefined || !taskMethods.has(method)) return undefined;
    if (this.targetOf(call) !== undefined) return undefined;
    const decorated = this.names.definition(callee?.child('object'));
    return decorated?.kind === 'function_definition' ? decorated : undefined;
  }

  /** The calls of the file by a definition that is found for each. */
  #indexOf(
    definitionOf: (call: SyntaxNode) => SyntaxNode | undefined,
  ): UnitIndex<SyntaxNode, SyntaxNode> {
    return new UnitIndex(
      () => unitsOf(this.tree),
      (unit) => keyedNodes(unit, 'call', definitionOf),
      inSourceOrder,
    );
  }
}

const taskMethods: ReadonlySet<string> = new Set([
  'expand',
  'expand_kwargs',
  'override',
  'partial',
]);
