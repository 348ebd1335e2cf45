import { isInside } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { addToSet } from '../../text/groups';
import { choicesOf, isChangeable } from './choices';
import type { Environment } from './environment';
import type { Value } from './values';

/**
 * The objects that a round of a loop leaves in variables, and the next one may change:
 *
 *     for row in rows:
 *         log.append(row)
 *         log = shared
 */
export class CarriedObjects {
  readonly #byName = new Map<string, Set<Value>>();
  /** Once: loops stand in loops, and each would run so many times as often. */
  #mayBeNew = true;

  constructor(
    private readonly loop: SyntaxNode,
    private readonly assigned: ReadonlySet<string>,
    private readonly environment: Environment,
  ) {}

  ofName(name: string): Iterable<Value> {
    return this.#byName.get(name) ?? [];
  }

  /** Looks at what a round has left: whether the next one begins with objects that it did not begin with. */
  areNew(): boolean {
    if (!this.#mayBeNew) return false;
    this.#mayBeNew = false;
    for (const name of this.assigned) {
      for (const object of this.#left(name)) addToSet(this.#byName, name, object);
    }
    return this.#byName.size > 0;
  }

  #left(name: string): readonly Value[] {
    const value = this.environment.own(name)?.value;
    if (value === undefined) return [];
    return choicesOf(value).filter((each) => isChangeable(each) && this.#isFromBefore(each));
  }

  /** What a round makes for itself was not there when the one before changed something. */
  #isFromBefore({ origin }: Value): boolean {
    return origin === undefined || !isInside(origin, this.loop);
  }
}
