import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { unitsOf } from '../syntax/units';
import { areSameLists } from '../text/alike';
import { addToSet, groupBy } from '../text/groups';
import { ChangingSource, reading } from '../text/reading';
import { once, remembered } from '../text/remembered';
import { type CollectedBindings, collectBindings, type OuterBinding } from './collected-bindings';
import { isSameBinding, type OuterScope } from './open-scope';
import { historyOf, reaching, remaining } from './reaching';
import { ScopesByNode } from './scopes-by-node';

/** How a name comes to have a value in a scope. */
export interface Binding {
  readonly kind:
    | 'import'
    | 'function'
    | 'class'
    | 'assignment'
    | 'parameter'
    | 'loop'
    | 'with'
    | 'exception'
    | 'other';
  readonly name: string;
  /** The identifier that is bound, or the whole alias for an import. */
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** The assigned expression, the context manager, the iterable, the definition or the annotation's owner. */
  readonly value: SyntaxNode | undefined;
  /** For an import: the dotted name that it stands for, relative dots included. */
  readonly imported: string | undefined;
}

/** The names of a scope with their bindings, in source order. */
export interface BoundNames extends Iterable<readonly [string, readonly Binding[]]> {
  get(name: string): readonly Binding[] | undefined;
  has(name: string): boolean;
  values(): Iterable<readonly Binding[]>;
}

export interface Scope {
  readonly kind: 'module' | 'class' | 'function' | 'comprehension';
  readonly node: SyntaxNode;
  readonly parent: Scope | undefined;
  readonly bindings: BoundNames;
  /** Names that `global` hands to the module's scope. */
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
}

/** What a unit binds, and of which nodes that was seen. */
interface Collected extends CollectedBindings {
  readonly nodes: readonly SyntaxNode[];
}

/**
 * All scopes of a file with what they bind. They stay those of the file when it is edited: only units that have changed are
 * looked through again, and who has asked for a name depends on this name alone.
 */
export class Scopes {
  readonly #tree: SyntaxTree;
  #scopes: ScopesByNode;
  #revision = reading.revision;
  /** By the statements of the units. */
  #collected: ReadonlyMap<SyntaxNode, Collected> = new Map();
  #starImports: readonly string[] = [];
  readonly #stars = new ChangingSource();
  readonly #moduleImports = once(() =>
    groupBy([...this.module.bindings.values()].flat(), (binding) => binding.imported),
  );

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
    this.#scopes = new ScopesByNode(tree.root);
    reading.recordApart(() => this.#collect());
  }

  get module(): Scope {
    return this.#scopes.module;
  }

  /** Modules imported with a star, in order. */
  get starImports(): readonly string[] {
    reading.note(this.#stars);
    return this.#starImports;
  }

  /** Called when the tree has become that of another text. */
  update(): void {
    if (!this.#tree.hasChangedSince(this.#revision)) return;
    this.#revision = reading.revision;
    reading.recordApart(() => this.#collect());
  }

  /** The scope in which a name at this node is looked up first. */
  scopeOf(node: SyntaxNode): Scope {
    // A name can be asked for in a file that it is not of.
    return node.tree === this.#tree ? this.#scopes.around(node) : this.module;
  }

  /** The scope that a function, class or comprehension node opens. */
  scopeOpenedBy(node: SyntaxNode): Scope | undefined {
    return this.#scopes.openedBy(node);
  }

  /** The module-level imports of what a dotted name stands for. */
  moduleImports(imported: string): readonly Binding[] {
    return this.#moduleImports().get(imported) ?? [];
  }

  /** The bindings that a name of the module may have when all of the module has run. */
  atEnd(name: string): readonly Binding[] {
    const all = this.module.bindings.get(name) ?? [];
    return all.length < 2 ? all : remaining(all);
  }

  /** All bindings of the name that is seen at this node; empty where the file binds it nowhere. */
  lookup(name: string, at: SyntaxNode): readonly Binding[] {
    let scope: Scope | undefined = this.scopeOf(at);
    let isFirst = true;
    while (scope !== undefined) {
      if (scope.globals.has(name)) return this.module.bindings.get(name) ?? [];
      const found = scope.bindings.get(name);
      // The names of a class body are not seen by the functions inside it.
      if (found !== undefined && (isFirst || scope.kind !== 'class')) return found;
      if (scope.kind !== 'comprehension') isFirst = false;
      scope = scope.parent;
    }
    return [];
  }

  /**
   * The bindings that the name may have at the place where it stands. Within the code that binds it
   * this goes by order: after `f = Operator(python_callable=f)` the name means something else than
   * before. Code of inner functions runs at an unknown time and sees every binding.
   */
  reaching(identifier: SyntaxNode): readonly Binding[] {
    const all = this.lookup(identifier.text, identifier);
    return all.length < 2 ? all : reaching(historyOfBindings(all), identifier);
  }

  #collect(): void {
    const before = this.#collected;
    if (before.size > 0 && this.#scopes.haveDeclarations) {
      this.#collectAnew();
      return;
    }
    const collected = new Map<SyntaxNode, Collected>();
    const changed = new ChangedNames();
    for (const { nodes, statement } of unitsOf(this.#tree)) {
      const known = before.get(statement);
      const isSame = known?.nodes === nodes;
      const current = isSame ? known : this.#collectFrom(nodes, known);
      collected.set(statement, current);
      if (!isSame) changed.add(known?.outer, current.outer);
    }
    for (const [statement, gone] of before) {
      if (collected.has(statement)) continue;
      this.#scopes.close(gone.nodes);
      changed.add(gone.outer, undefined);
    }
    this.#collected = collected;
    if (before.size > 0 && this.#scopes.haveDeclarations) this.#collectAnew();
    else {
      changed.settle(collected.values());
      this.#settleStarImports();
    }
  }

  /** A `global` in the body of a class tells where other units bind names: then nothing is used again. */
  #collectAnew(): void {
    this.#scopes.end();
    for (const { nodes } of this.#collected.values()) {
      for (const { cell } of nodes) cell.changeAt(reading.revision);
    }
    this.#scopes = new ScopesByNode(this.#tree.root);
    this.#collected = new Map();
    this.#collect();
  }

  #collectFrom(nodes: readonly SyntaxNode[], before: Collected | undefined): Collected {
    this.#scopes.close(before?.nodes.filter(({ tree }) => tree !== this.#tree) ?? []);
    this.#scopes.open(nodes);
    const { outer, starImports } = collectBindings(nodes, this.#scopes);
    // Who has read a binding need not read it again where it is the same.
    const known = (made: OuterBinding) => before?.outer.find((one) => isSameBinding(one, made));
    return { nodes, starImports, outer: outer.map((made) => known(made) ?? made) };
  }

  #settleStarImports(): void {
    const now = [...this.#collected.values()].flatMap(({ starImports }) => starImports);
    if (now.join() === this.#starImports.join()) return;
    this.#starImports = now;
    this.#stars.changeAt(reading.revision);
  }
}

const historyOfBindings = remembered(historyOf);

/** The names of outer scopes of which the bindings may be others than before. */
class ChangedNames {
  readonly #names = new Map<OuterScope, Set<string>>();

  /** Notes what a unit has bound before and binds now, where that is not the same. */
  add(before: readonly OuterBinding[] = [], now: readonly OuterBinding[] = []): void {
    if (areSameLists(before, now)) return;
    for (const { name, scope } of [...before, ...now]) addToSet(this.#names, scope, name);
  }

  /** Tells the scopes what binds these names from now on. */
  settle(units: Iterable<CollectedBindings>): void {
    if (this.#names.size === 0) return;
    const current = new Map<OuterScope, Map<string, Binding[]>>();
    for (const [scope, names] of this.#names) {
      current.set(scope, new Map([...names].map((name) => [name, []])));
    }
    for (const { outer } of units) {
      for (const binding of outer) current.get(binding.scope)?.get(binding.name)?.push(binding);
    }
    for (const [scope, lists] of current) {
      for (const [name, list] of lists) {
        scope.exchange(
          name,
          list.sort((a, b) => a.node.start - b.node.start),
        );
      }
    }
  }
}

/** The value at the end of `a = b = value`. */
export function assignedValue(assignment: SyntaxNode): SyntaxNode | undefined {
  let value = assignment.child('right');
  while (value?.kind === 'assignment') value = value.child('right');
  return value;
}

/** The identifier of a parameter in any of its forms: plain, typed, with a default, splat. */
export function parameterName(parameter: SyntaxNode): SyntaxNode | undefined {
  if (parameter.kind === 'identifier') return parameter;
  const named = parameter.child('name');
  if (named !== undefined) return named.kind === 'identifier' ? named : named.part('identifier');
  const first = parameter.parts[0];
  if (first === undefined || parameter.kind === 'tuple_pattern') return undefined;
  return first.kind === 'identifier' ? first : first.part('identifier');
}
