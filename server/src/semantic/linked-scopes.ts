import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { onceEach } from '../text/remembered';
import type { ProjectFile, Surroundings } from './project/surroundings';
import { type Binding, type Scope, Scopes } from './scopes';

/** How many modules an import is followed through before it counts as unknown. */
const maximumHops = 12;

/** What a name of an import means in the project. */
export type ImportedMeaning =
  | {
      readonly kind: 'module';
      /** The dotted name by which `from` imports it. */
      readonly imported: string;
      readonly from: string;
      /** Undefined for a folder without `__init__.py`. */
      readonly file: ProjectFile | undefined;
    }
  /** What the other module binds the name to, imports of its own followed. */
  | { readonly kind: 'bindings'; readonly bindings: readonly Binding[] };

/**
 * The scopes of a file and of the project's files around it. Nodes of every file can be asked for:
 * each is looked up in its own.
 */
export class LinkedScopes {
  /** Those of the analyzed file alone. */
  readonly own: Scopes;
  /** Nearly every rule asks for the same names again. */
  readonly #followed = onceEach((identifier: SyntaxNode) => this.#findFollowed(identifier));

  constructor(
    private readonly tree: SyntaxTree,
    private readonly surroundings: Surroundings | undefined,
  ) {
    this.own = surroundings?.fileOf(tree)?.scopes ?? new Scopes(tree);
  }

  /** The scope of the analyzed file itself. */
  get module(): Scope {
    return this.own.module;
  }

  /** The module-level imports of the analyzed file of what a dotted name stands for. */
  moduleImports(imported: string): readonly Binding[] {
    return this.own.moduleImports(imported);
  }

  /** The modules that the file of a node imports with a star, in order. */
  starImportsAround(node: SyntaxNode): readonly string[] {
    return this.#of(node).starImports;
  }

  scopeOf(node: SyntaxNode): Scope {
    return this.#of(node).scopeOf(node);
  }

  scopeOpenedBy(node: SyntaxNode): Scope | undefined {
    return this.#of(node).scopeOpenedBy(node);
  }

  lookup(name: string, at: SyntaxNode): readonly Binding[] {
    return this.#of(at).lookup(name, at);
  }

  reaching(identifier: SyntaxNode): readonly Binding[] {
    return this.#of(identifier).reaching(identifier);
  }

  /**
   * The bindings that an identifier may have at its place, in whichever file they are made: imports
   * of the project's own names are followed. What comes from outside stays an import.
   */
  followed(identifier: SyntaxNode): readonly Binding[] {
    return this.#followed(identifier);
  }

  /** The module of the project that an import binds; undefined for everything else. */
  moduleOf(binding: Binding): ImportedMeaning | undefined {
    const meaning = this.#meaningOf(binding, 0);
    return meaning?.kind === 'module' ? meaning : undefined;
  }

  /** What an attribute of a module of the project means. */
  member(module: ImportedMeaning, name: string): ImportedMeaning | undefined {
    return module.kind === 'module' ? this.#member(module, name, 0) : undefined;
  }

  #findFollowed(identifier: SyntaxNode): readonly Binding[] {
    const bindings = this.reaching(identifier);
    if (bindings.length === 0) return this.#fromStars(identifier.text, identifier, 0);
    return bindings.flatMap((binding) => this.#follow(binding, 0));
  }

  #of(node: SyntaxNode): Scopes {
    if (node.tree === this.tree) return this.own;
    return this.surroundings?.fileOf(node.tree)?.scopes ?? this.own;
  }

  #follow(binding: Binding, hops: number): readonly Binding[] {
    const meaning = this.#meaningOf(binding, hops);
    return meaning?.kind === 'bindings' ? meaning.bindings : [binding];
  }

  #meaningOf(binding: Binding, hops: number): ImportedMeaning | undefined {
    if (binding.kind !== 'import' || binding.imported === undefined) return undefined;
    return this.#imported(binding.imported, binding.node, hops);
  }

  #imported(imported: string, at: SyntaxNode, hops: number): ImportedMeaning | undefined {
    const from = this.#pathOf(at);
    if (from === undefined || hops > maximumHops) return undefined;
    const target = this.surroundings?.importTarget(imported, from);
    switch (target?.kind) {
      case 'module':
        return { kind: 'module', imported, from, file: target.file };
      case 'namespace':
        return { kind: 'module', imported, from, file: undefined };
      case 'name':
        return this.#boundIn(target.file, target.name, hops + 1);
      case undefined:
        return undefined;
    }
  }

  /** A name of a package is what its `__init__` binds, else the module of that name in its folder. */
  #member(
    module: ImportedMeaning & { readonly kind: 'module' },
    name: string,
    hops: number,
  ): ImportedMeaning | undefined {
    const { file, from, imported } = module;
    const bound = file === undefined ? undefined : this.#boundIn(file, name, hops + 1);
    if (bound !== undefined) return bound;
    const dotted = imported.endsWith('.') ? imported + name : `${imported}.${name}`;
    const target = this.surroundings?.importTarget(dotted, from);
    if (target?.kind === 'module')
      return { kind: 'module', imported: dotted, from, file: target.file };
    if (target?.kind === 'namespace') {
      return { kind: 'module', imported: dotted, from, file: undefined };
    }
    return undefined;
  }

  /** What a name of another module means to those who import it. */
  #boundIn(file: ProjectFile, name: string, hops: number): ImportedMeaning | undefined {
    const bindings = file.scopes.atEnd(name);
    if (bindings.length === 0) {
      const found = this.#fromStars(name, file.tree.root, hops);
      return found.length === 0 ? undefined : { kind: 'bindings', bindings: found };
    }
    const [only] = bindings;
    if (only !== undefined && bindings.length === 1) {
      const meaning = this.#meaningOf(only, hops);
      if (meaning !== undefined) return meaning;
    }
    return { kind: 'bindings', bindings: bindings.flatMap((one) => this.#follow(one, hops + 1)) };
  }

  /** What the star imports of a file give a name that it binds nowhere; the last one counts. */
  #fromStars(name: string, at: SyntaxNode, hops: number): readonly Binding[] {
    if (hops > maximumHops || name.startsWith('_')) return [];
    for (const module of [...this.starImportsAround(at)].reverse()) {
      const meaning = this.#imported(module, at, hops);
      // A star import from outside may bind anything.
      if (meaning?.kind !== 'module' || meaning.file === undefined) return [];
      const bound = this.#boundIn(meaning.file, name, hops + 1);
      if (bound?.kind === 'bindings') return bound.bindings;
    }
    return [];
  }

  #pathOf(node: SyntaxNode): string | undefined {
    if (node.tree === this.tree) return this.surroundings?.path;
    return this.surroundings?.fileOf(node.tree)?.path;
  }
}
