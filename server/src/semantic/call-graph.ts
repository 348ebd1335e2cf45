import { callableArguments, callbackArguments } from '../knowledge/airflow-objects';
import { ancestors, descendants, enclosingClass, enclosingFunction } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { type Unit, unitsOf } from '../syntax/units';
import { onceEach } from '../text/remembered';
import type { CallSites } from './call-sites';
import { withItems } from './dag/contexts';
import type { Tasks } from './dag/tasks';
import { decoratorsOf } from './decorators';
import type { Names } from './names';
import { nodesOfKindIn, propertyDecorators } from './tree-index';
import { UnitIndex } from './unit-index';

/** That one function, when it runs, leads to another. */
interface Edge {
  /** Undefined for what runs when the file is loaded, `script` for what Airflow never runs. */
  readonly caller: SyntaxNode | 'script' | undefined;
  readonly target: SyntaxNode;
  readonly isHandedOn: boolean;
}

const enteringMethods = ['__enter__', '__exit__', '__aenter__', '__aexit__'];
const iteratingMethods = ['__iter__', '__next__'];

/** The functions of a file by who calls them: calls, methods, decorators, what is handed on. */
export class CallGraph {
  readonly #edges = onceEach((unit: Unit) => [...this.#edgesIn(unit)]);
  readonly #called = this.#index((unit) => targetsByCaller(this.#edges(unit), false));
  readonly #handedOn = this.#index((unit) => targetsByCaller(this.#edges(unit), true));
  /** Methods of the file by the methods of its base classes that they override. */
  readonly #overrides = this.#index((unit) =>
    nodesOfKindIn(unit, 'class_definition').flatMap((node) => [...this.#overridesOf(node)]),
  );

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly callSites: CallSites,
    private readonly tasks: Tasks,
  ) {}

  /** What a function runs itself; for `undefined`, what runs when the file is loaded. */
  calledBy(caller: SyntaxNode | undefined): readonly SyntaxNode[] {
    return this.#called.valuesOf(caller);
  }

  /** The functions that a function hands to others, such as `Thread(target=f)` or `pool.map(f, …)`. */
  handedOnBy(caller: SyntaxNode): readonly SyntaxNode[] {
    return this.#handedOn.valuesOf(caller);
  }

  /** What the code under `if __name__ == "__main__":` calls. */
  get calledByScript(): readonly SyntaxNode[] {
    return this.#called.valuesOf('script');
  }

  /** Which functions call, or hand on, which functions of the project. */
  *edges(): Generator<{ caller: SyntaxNode; target: SyntaxNode; isHandedOn: boolean }> {
    for (const [isHandedOn, edges] of [
      [false, this.#called],
      [true, this.#handedOn],
    ] as const) {
      for (const caller of edges.keys()) {
        if (caller === undefined || caller === 'script') continue;
        for (const target of new Set(edges.valuesOf(caller))) yield { caller, target, isHandedOn };
      }
    }
  }

  *#edgesIn({ nodes }: Unit): Generator<Edge> {
    for (const node of nodes) {
      // Most nodes lead to nothing: a generator for each of them would be felt.
      switch (node.kind) {
        case 'call':
          for (const target of this.#targetsOf(node)) yield callFrom(node, target);
          break;
        case 'identifier':
          if (isHandedOver(node)) yield* this.#reference(node);
          break;
        case 'attribute':
          if (isHandedOver(node)) yield* this.#reference(node);
          yield* this.#property(node);
          break;
        case 'with_statement':
          for (const item of withItems(node)) yield* this.#methods(node, item, enteringMethods);
          break;
        case 'for_statement': {
          const iterable = node.child('right');
          if (iterable !== undefined) yield* this.#methods(node, iterable, iteratingMethods);
          break;
        }
        case 'function_definition':
          yield* this.#decorators(node);
          break;
        default:
      }
    }
  }

  #targetsOf(call: SyntaxNode): readonly SyntaxNode[] {
    const callee = call.child('function');
    const target = this.callSites.targetOf(call);
    if (target?.kind === 'class_definition') return this.#constructorsOf(target);
    if (target !== undefined) return [target, ...this.#overrides.valuesOf(target)];
    if (callee === undefined || this.names.qualifiedName(callee) !== undefined) return [];
    if (callee.kind === 'attribute') return this.#inheritedMethod(callee);
    return callee.kind === 'identifier' || callee.kind === 'subscript'
      ? this.tasks.functionsOf(callee)
      : [];
  }

  #constructorsOf(definition: SyntaxNode): readonly SyntaxNode[] {
    return ['__new__', '__init__', '__post_init__']
      .map((name) => this.names.methodOf(definition, name))
      .filter((method) => method !== undefined);
  }

  /** `super().method(…)` */
  #inheritedMethod(callee: SyntaxNode): readonly SyntaxNode[] {
    const object = callee.child('object');
    const name = callee.child('attribute')?.text;
    const isSuper = object?.kind === 'call' && this.names.calleeName(object) === 'builtins.super';
    const holder = isSuper ? enclosingFunction(callee) : undefined;
    const owner = holder === undefined ? undefined : enclosingClass(holder);
    if (owner === undefined || name === undefined) return [];
    for (const base of owner.child('superclasses')?.parts ?? []) {
      const definition = this.names.definition(base);
      if (definition?.kind !== 'class_definition') continue;
      const method = this.names.methodOf(definition, name);
      if (method !== undefined) return [method];
    }
    return [];
  }

  /** A function handed on runs where it is handed on. */
  *#reference(node: SyntaxNode): Generator<Edge> {
    const { parent } = node;
    if (parent?.kind === 'keyword_argument' && isAirflowHandOver(parent)) return;
    const target = this.names.definition(node);
    if (target === undefined || target.kind === 'class_definition') return;
    if (this.#runsAtOnce(node)) yield callFrom(node, target);
    const caller = enclosingFunction(node);
    if (caller !== undefined) yield { caller, target, isHandedOn: true };
  }

  /** True for an argument of a function that calls what it is given, such as `map` or `Thread`. */
  #runsAtOnce(node: SyntaxNode): boolean {
    for (const above of ancestors(node)) {
      if (above.kind === 'call') {
        const name = this.names.calleeName(above);
        return name !== undefined && callsItsArgument(name);
      }
      if (above.kind !== 'argument_list' && above.kind !== 'keyword_argument') return false;
    }
    return false;
  }

  *#property(attribute: SyntaxNode): Generator<Edge> {
    const name = attribute.child('attribute')?.text;
    if (name === undefined || propertyDecorators(this.tree, name).length === 0) return;
    if (attribute.field === 'function' || attribute.field === 'left') return;
    const target = this.names.definition(attribute);
    if (target?.kind === 'function_definition') yield callFrom(attribute, target);
  }

  *#methods(place: SyntaxNode, object: SyntaxNode, methods: readonly string[]): Generator<Edge> {
    const owner = this.names.instanceClass(object);
    if (owner === undefined) return;
    for (const name of methods) {
      const method = this.names.methodOf(owner, name);
      if (method !== undefined) yield callFrom(place, method);
    }
  }

  /** A decorator of the file runs when the file is loaded; what it returns, in the function's place. */
  *#decorators(definition: SyntaxNode): Generator<Edge> {
    for (const decorator of decoratorsOf(definition, this.names)) {
      const target =
        decorator.name === undefined ? this.names.definition(decorator.anchor) : undefined;
      if (target === undefined) continue;
      const isClass = target.kind === 'class_definition';
      const runs = isClass ? this.#constructorsOf(target) : [target];
      for (const run of runs) yield callFrom(definition, run);
      if (isClass) {
        const call = this.names.methodOf(target, '__call__');
        if (call !== undefined) yield { caller: definition, target: call, isHandedOn: false };
        continue;
      }
      for (const inner of descendants(target)) {
        if (inner.kind === 'function_definition' && inner !== target) {
          yield { caller: definition, target: inner, isHandedOn: false };
        }
      }
    }
  }

  /** The methods of base classes that those of a class override, each with that one. */
  *#overridesOf(node: SyntaxNode): Generator<readonly [SyntaxNode, SyntaxNode]> {
    for (const [name, bindings] of this.names.scopes.scopeOpenedBy(node)?.bindings ?? []) {
      const own = bindings.at(-1);
      if (own?.kind !== 'function' || own.value === undefined || name === '__init__') continue;
      for (const base of node.child('superclasses')?.parts ?? []) {
        const definition = this.names.definition(base);
        if (definition?.kind !== 'class_definition' || definition === node) continue;
        const overridden = this.names.methodOf(definition, name);
        if (overridden !== undefined) yield [overridden, own.value];
      }
    }
  }

  #index<Key>(
    find: (unit: Unit) => Iterable<readonly [Key, SyntaxNode]>,
  ): UnitIndex<Key, SyntaxNode> {
    return new UnitIndex(() => unitsOf(this.tree), find);
  }
}

function callFrom(place: SyntaxNode, target: SyntaxNode): Edge {
  const caller = enclosingFunction(place);
  const isScript = caller === undefined && isUnderMain(place);
  return { caller: isScript ? 'script' : caller, target, isHandedOn: false };
}

function targetsByCaller(edges: readonly Edge[], isHandedOn: boolean) {
  return edges
    .filter((edge) => edge.isHandedOn === isHandedOn)
    .map(({ caller, target }) => [caller, target] as const);
}

/** True under `if __name__ == "__main__":`. */
export function isUnderMain(node: SyntaxNode): boolean {
  let below = node;
  for (const above of ancestors(node)) {
    // What stands under the `else` of such a condition runs when Airflow imports the file.
    const isThen = above.kind === 'if_statement' && below.field === 'consequence';
    if (isThen && mainCondition.test(above.child('condition')?.text ?? '')) return true;
    below = above;
  }
  return false;
}

const mainCondition = /__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__/;

/** True where a function is given away: as an argument, or in a collection. */
function isHandedOver({ field, parent }: SyntaxNode): boolean {
  switch (parent?.kind) {
    case 'argument_list':
    case 'list':
    case 'set':
    case 'tuple':
      return true;
    case 'keyword_argument':
    case 'pair':
      return field === 'value';
    default:
      return false;
  }
}

/** True for arguments whose function Airflow calls later, in a phase of its own. */
function isAirflowHandOver(argument: SyntaxNode): boolean {
  const name = argument.child('name')?.text ?? '';
  return callableArguments.has(name) || callbackArguments.has(name);
}

const immediateCallers: ReadonlySet<string> = new Set([
  'builtins.filter',
  'builtins.map',
  'builtins.max',
  'builtins.min',
  'builtins.sorted',
  'functools.reduce',
  'multiprocessing.Process',
  'threading.Thread',
  'threading.Timer',
]);

function callsItsArgument(name: string): boolean {
  return (
    immediateCallers.has(name) ||
    /^(?:concurrent\.futures\.\w+Executor|multiprocessing\.Pool)\.\w+$/.test(name)
  );
}
