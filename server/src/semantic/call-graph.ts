import { callableArguments, callbackArguments } from '../knowledge/airflow-objects';
import {
  ancestors,
  descendants,
  enclosingClass,
  enclosingFunction,
  isInside,
} from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { addTo } from '../text/groups';
import { remembered } from '../text/remembered';
import type { CallSites } from './call-sites';
import { withItems } from './dag/contexts';
import type { Tasks } from './dag/tasks';
import { decoratorsOf } from './decorators';
import type { Names } from './names';

/** The functions of a file by who calls them: calls, methods, decorators, what is handed on. */
export class CallGraph {
  readonly #called = new Map<SyntaxNode | undefined, SyntaxNode[]>();
  readonly #handedOn = new Map<SyntaxNode, SyntaxNode[]>();
  readonly #script: SyntaxNode[] = [];
  readonly #overrides = new Map<SyntaxNode, SyntaxNode[]>();
  readonly #properties: ReadonlySet<string>;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly names: Names,
    private readonly callSites: CallSites,
    private readonly tasks: Tasks,
  ) {
    this.#properties = this.#propertyNames();
    this.#noteOverrides();
    for (const node of tree.nodes) this.#collect(node);
  }

  /** What a function runs itself; for `undefined`, what runs when the file is loaded. */
  calledBy(caller: SyntaxNode | undefined): readonly SyntaxNode[] {
    return this.#called.get(caller) ?? [];
  }

  /** The functions that a function hands to others, such as `Thread(target=f)` or `pool.map(f, …)`. */
  handedOnBy(caller: SyntaxNode): readonly SyntaxNode[] {
    return this.#handedOn.get(caller) ?? [];
  }

  /** What the code under `if __name__ == "__main__":` calls. */
  get calledByScript(): readonly SyntaxNode[] {
    return this.#script;
  }

  /** Which functions call, or hand on, which functions of the project. */
  *edges(): Generator<{ caller: SyntaxNode; target: SyntaxNode; isHandedOn: boolean }> {
    for (const [isHandedOn, edges] of [
      [false, this.#called],
      [true, this.#handedOn],
    ] as const) {
      for (const [caller, targets] of edges) {
        if (caller === undefined) continue;
        for (const target of new Set(targets)) yield { caller, target, isHandedOn };
      }
    }
  }

  #collect(node: SyntaxNode): void {
    switch (node.kind) {
      case 'call':
        for (const target of this.#targetsOf(node)) this.#add(node, target);
        return;
      case 'identifier':
        this.#collectReference(node);
        return;
      case 'attribute':
        this.#collectReference(node);
        this.#collectProperty(node);
        return;
      case 'with_statement':
        for (const item of withItems(node)) {
          this.#addMethods(node, item, ['__enter__', '__exit__', '__aenter__', '__aexit__']);
        }
        return;
      case 'for_statement': {
        const iterable = node.child('right');
        if (iterable !== undefined) this.#addMethods(node, iterable, ['__iter__', '__next__']);
        return;
      }
      case 'function_definition':
        this.#collectDecorators(node);
        return;
      default:
    }
  }

  #add(place: SyntaxNode, target: SyntaxNode): void {
    const caller = enclosingFunction(place);
    if (caller === undefined && isUnderMain(place)) this.#script.push(target);
    else addTo(this.#called, caller, target);
  }

  #targetsOf(call: SyntaxNode): readonly SyntaxNode[] {
    const callee = call.child('function');
    const target = this.callSites.targetOf(call);
    if (target?.kind === 'class_definition') return this.#constructorsOf(target);
    if (target !== undefined) return [target, ...(this.#overrides.get(target) ?? [])];
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
  #collectReference(node: SyntaxNode): void {
    const { parent } = node;
    if (parent === undefined || !isHandedOver(node, parent)) return;
    if (parent.kind === 'keyword_argument' && isAirflowHandOver(parent)) return;
    const target = this.names.definition(node);
    if (target === undefined || target.kind === 'class_definition') return;
    if (this.#runsAtOnce(node)) this.#add(node, target);
    const caller = enclosingFunction(node);
    if (caller !== undefined) addTo(this.#handedOn, caller, target);
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

  #collectProperty(attribute: SyntaxNode): void {
    const name = attribute.child('attribute')?.text;
    if (name === undefined || !this.#properties.has(name)) return;
    if (attribute.field === 'function' || attribute.field === 'left') return;
    const target = this.names.definition(attribute);
    if (target?.kind === 'function_definition') this.#add(attribute, target);
  }

  #propertyNames(): ReadonlySet<string> {
    const found = new Set<string>();
    for (const node of this.tree.nodes) {
      if (node.kind !== 'decorator') continue;
      if (!/^(?:functools\.)?(?:cached_)?property$/.test(node.parts[0]?.text ?? '')) continue;
      const name = node.parent?.child('definition')?.child('name')?.text;
      if (name !== undefined) found.add(name);
    }
    return found;
  }

  #addMethods(place: SyntaxNode, object: SyntaxNode, methods: readonly string[]): void {
    const owner = this.names.instanceClass(object);
    if (owner === undefined) return;
    for (const name of methods) {
      const method = this.names.methodOf(owner, name);
      if (method !== undefined) this.#add(place, method);
    }
  }

  /** A decorator of the file runs when the file is loaded; what it returns, in the function's place. */
  #collectDecorators(definition: SyntaxNode): void {
    for (const decorator of decoratorsOf(definition, this.names)) {
      const target =
        decorator.name === undefined ? this.names.definition(decorator.anchor) : undefined;
      if (target === undefined) continue;
      const isClass = target.kind === 'class_definition';
      const runs = isClass ? this.#constructorsOf(target) : [target];
      for (const run of runs) this.#add(definition, run);
      if (isClass) {
        const call = this.names.methodOf(target, '__call__');
        if (call !== undefined) addTo(this.#called, definition, call);
        continue;
      }
      for (const inner of descendants(target)) {
        if (inner.kind === 'function_definition' && inner !== target) {
          addTo(this.#called, definition, inner);
        }
      }
    }
  }

  /** Methods of the file by the methods of its base classes that they override. */
  #noteOverrides(): void {
    for (const node of this.tree.nodes) {
      if (node.kind !== 'class_definition') continue;
      for (const [name, bindings] of this.names.scopes.scopeOpenedBy(node)?.bindings ?? []) {
        const own = bindings.at(-1);
        if (own?.kind !== 'function' || own.value === undefined || name === '__init__') continue;
        for (const base of node.child('superclasses')?.parts ?? []) {
          const definition = this.names.definition(base);
          if (definition?.kind !== 'class_definition' || definition === node) continue;
          const overridden = this.names.methodOf(definition, name);
          if (overridden !== undefined) addTo(this.#overrides, overridden, own.value);
        }
      }
    }
  }
}

/** True under `if __name__ == "__main__":`. */
export function isUnderMain(node: SyntaxNode): boolean {
  return mainBlocks(node.tree).some((block) => isInside(node, block));
}

/** What stands under the `else` of such a condition runs when Airflow imports the file. */
const mainBlocks = remembered((tree: SyntaxTree): readonly SyntaxNode[] => {
  if (!tree.text.includes('__main__')) return [];
  return tree.nodes
    .filter(({ kind }) => kind === 'if_statement')
    .flatMap((statement) => {
      const condition = statement.child('condition')?.text ?? '';
      return mainCondition.test(condition) ? statement.childrenIn('consequence') : [];
    });
});

const mainCondition = /__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__/;

/** True where a function is given away: as an argument, or in a collection. */
function isHandedOver(node: SyntaxNode, parent: SyntaxNode): boolean {
  switch (parent.kind) {
    case 'argument_list':
    case 'list':
    case 'set':
    case 'tuple':
      return true;
    case 'keyword_argument':
    case 'pair':
      return node.field === 'value';
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
