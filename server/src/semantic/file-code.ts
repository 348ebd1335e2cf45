import type { BlockingKind } from '../knowledge/blocking-calls';
import type { SyntaxKind } from '../syntax/kinds';
import { inSourceOrder } from '../syntax/navigate';
import type { SyntaxNode, SyntaxTree } from '../syntax/node';
import { type Unit, unitsOf } from '../syntax/units';
import { groupBy } from '../text/groups';
import { onceEach } from '../text/remembered';
import type { Blocking, BlockingCall } from './flow/blocking';
import type { Names } from './names';
import { nodesOfKind, nodesOfKindIn } from './tree-index';
import { UnitIndex } from './unit-index';

/** What there is in a piece of code, each in source order. */
export interface Code {
  /** The named nodes of a kind. */
  ofKind(kind: SyntaxKind): readonly SyntaxNode[];
  /** The calls of an outside function. */
  callsOf(qualifiedName: string): readonly SyntaxNode[];
  /** The calls that can keep their caller waiting for something of a kind. */
  blockingCalls(kind: BlockingKind): readonly BlockingCall[];
}

/** What there is in a file, in all of it and in each of its units. */
export class FileCode {
  readonly whole: Code;
  readonly #calls: GroupedByUnit<string, SyntaxNode>;
  readonly #blockingCalls: GroupedByUnit<BlockingKind, BlockingCall>;

  constructor(tree: SyntaxTree, names: Names, blocking: Blocking) {
    this.#calls = new GroupedByUnit(
      tree,
      (unit) => groupBy(nodesOfKindIn(unit, 'call'), (call) => names.calleeName(call)),
      inSourceOrder,
    );
    this.#blockingCalls = new GroupedByUnit(
      tree,
      (unit) => {
        const calls = nodesOfKindIn(unit, 'call').flatMap((call) => blocking.of(call) ?? []);
        return groupBy(calls, ({ fact }) => fact.kind);
      },
      (a, b) => inSourceOrder(a.node, b.node),
    );
    this.whole = {
      ofKind: (kind) => nodesOfKind(tree, kind),
      callsOf: this.#calls.ofFile,
      blockingCalls: this.#blockingCalls.ofFile,
    };
  }

  in(unit: Unit): Code {
    return {
      ofKind: (kind) => nodesOfKindIn(unit, kind),
      callsOf: this.#calls.ofUnit(unit),
      blockingCalls: this.#blockingCalls.ofUnit(unit),
    };
  }
}

/** What is found in each unit by itself, by a key. */
class GroupedByUnit<Key, Value> {
  readonly #foundIn: (unit: Unit) => ReadonlyMap<Key, readonly Value[]>;
  readonly #ofFile: UnitIndex<Key, Value>;

  constructor(
    tree: SyntaxTree,
    find: (unit: Unit) => ReadonlyMap<Key, readonly Value[]>,
    order: (a: Value, b: Value) => number,
  ) {
    this.#foundIn = onceEach(find);
    this.#ofFile = new UnitIndex(
      () => unitsOf(tree),
      (unit) =>
        [...this.#foundIn(unit)].flatMap(([key, values]) =>
          values.map((value) => [key, value] as const),
        ),
      order,
    );
  }

  readonly ofFile = (key: Key) => this.#ofFile.valuesOf(key);

  readonly ofUnit = (unit: Unit) => (key: Key) => this.#foundIn(unit).get(key) ?? [];
}
