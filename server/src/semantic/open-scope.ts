import type { SyntaxNode } from '../syntax/node';
import { areSameLists } from '../text/alike';
import { addTo } from '../text/groups';
import { ChangingSource, reading } from '../text/reading';
import type { Binding, BoundNames, Scope } from './scopes';

/** A scope while its file is looked through, and afterwards. */
export class OpenScope implements Scope {
  #bindings = new Map<string, Binding[]>();
  /** What bound its names before the file was edited. */
  #earlier: ReadonlyMap<string, readonly Binding[]> = new Map();
  readonly #globals = new Set<string>();
  readonly #nonlocals = new Set<string>();

  constructor(
    readonly kind: Scope['kind'],
    readonly node: SyntaxNode,
    readonly parent: OpenScope | OuterScope,
  ) {}

  get bindings(): BoundNames {
    this.#noteCode();
    return this.#bindings;
  }

  get globals(): ReadonlySet<string> {
    this.#noteCode();
    return this.#globals;
  }

  get nonlocals(): ReadonlySet<string> {
    this.#noteCode();
    return this.#nonlocals;
  }

  bind(binding: Binding): void {
    const known = this.#earlier.get(binding.name)?.find((one) => isSameBinding(one, binding));
    addTo(this.#bindings, binding.name, known ?? binding);
  }

  /** Begins again. Bindings that are the same stay the same, since not all who have read them read them again. */
  reopen(): void {
    this.#earlier = this.#bindings;
    this.#bindings = new Map();
    this.#globals.clear();
    this.#nonlocals.clear();
  }

  declare(statement: 'global' | 'nonlocal', name: string): void {
    (statement === 'global' ? this.#globals : this.#nonlocals).add(name);
  }

  /** All that binds names in it is in the unit that opens it. */
  #noteCode(): void {
    reading.note(this.node.cell);
    const body = this.node.child('body');
    if (body !== undefined) reading.note(body.cell);
  }
}

export function isSameBinding(one: Binding, other: Binding): boolean {
  return (
    one.node === other.node &&
    one.name === other.name &&
    one.kind === other.kind &&
    one.value === other.value &&
    one.imported === other.imported &&
    one.scope === other.scope
  );
}

/** The scope of the module, or of a class outside of functions: other units bind its names. */
export class OuterScope implements Scope {
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  readonly #lists = new Map<string, readonly Binding[]>();
  readonly #sources = new Map<string, ChangingSource>();
  readonly #anything = new ChangingSource();

  readonly bindings: BoundNames = {
    get: (name) => {
      if (reading.isRecording) reading.note(this.#sourceOf(name));
      return this.#lists.get(name);
    },
    has: (name) => this.bindings.get(name) !== undefined,
    values: () => {
      reading.note(this.#anything);
      return this.#inOrder()
        .map(([, bindings]) => bindings)
        .values();
    },
    [Symbol.iterator]: () => {
      reading.note(this.#anything);
      return this.#inOrder()[Symbol.iterator]();
    },
  };

  constructor(
    readonly kind: 'module' | 'class',
    readonly node: SyntaxNode,
    readonly parent: OuterScope | undefined,
  ) {}

  /** Says by what a name is bound from now on. */
  exchange(name: string, bindings: readonly Binding[]): void {
    const before = this.#lists.get(name) ?? [];
    if (areSameLists(before, bindings)) return;
    if (bindings.length === 0) this.#lists.delete(name);
    else this.#lists.set(name, bindings);
    this.#sources.get(name)?.changeAt(reading.revision);
    this.#anything.changeAt(reading.revision);
  }

  /** Called when another scope stands in its place: whatever has been read of it may be wrong. */
  end(): void {
    for (const source of [this.#anything, ...this.#sources.values()]) {
      source.changeAt(reading.revision);
    }
  }

  declare(statement: 'global' | 'nonlocal', name: string): void {
    // At module level it says nothing.
    if (this.kind === 'module') return;
    (statement === 'global' ? this.globals : this.nonlocals).add(name);
  }

  /** By the first binding of each name: in the course of edits names come and go. */
  #inOrder(): (readonly [string, readonly Binding[]])[] {
    const startOf = (bindings: readonly Binding[]) => bindings[0]?.node.start ?? 0;
    return [...this.#lists].sort(([, a], [, b]) => startOf(a) - startOf(b));
  }

  #sourceOf(name: string): ChangingSource {
    let source = this.#sources.get(name);
    if (source === undefined) {
      source = new ChangingSource();
      this.#sources.set(name, source);
    }
    return source;
  }
}
