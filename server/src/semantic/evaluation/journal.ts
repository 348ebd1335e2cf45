import { addTo } from '../../text/groups';
import {
  exchanged,
  joinedPair,
  joinedState,
  type Mutable,
  restore,
  type State,
  stateOf,
  widened,
} from './states';

/** A state of an object, and how often it was changed on the way there or from there. */
interface Change {
  readonly state: State;
  readonly times: number;
}

/** The states before the first change since the layer was opened. */
type Layer = Map<Mutable, Change>;

/** What one of several ways changed: the states at its end. */
export type Changes = ReadonlyMap<Mutable, Change>;

export const noChanges: Changes = new Map();

/**
 * Remembers what changes, so that several ways through the code can be tried from the same state
 * and joined afterwards. Layers nest; only the last one opened records.
 */
export class Journal {
  /** Most change nothing, and are made with the first change. */
  readonly #layers: (Layer | undefined)[] = [];

  /** To be called before every change of an object. */
  touch(object: Mutable, times = 1): void {
    const last = this.#layers.length - 1;
    if (last < 0) return;
    const layer = this.#layers[last] ?? new Map<Mutable, Change>();
    this.#layers[last] = layer;
    const known = layer.get(object);
    const state = known?.state ?? stateOf(object);
    layer.set(object, { state, times: (known?.times ?? 0) + times });
  }

  open(): void {
    this.#layers.push(undefined);
  }

  /** Takes back what changed since the last layer was opened, and says what it was. */
  takeBack(): Changes {
    const layer = this.#layers.pop();
    if (layer === undefined) return noChanges;
    for (const [object, { state, times }] of layer) {
      layer.set(object, { state: exchanged(object, state), times });
    }
    return layer;
  }

  /** Runs something, such as the load of a module, whose changes are never taken back. */
  aside<T>(run: () => T): T {
    const layers = this.#layers.splice(0);
    try {
      return run();
    } finally {
      this.#layers.splice(0, this.#layers.length, ...layers);
    }
  }

  /** Makes the state the one that follows when any of the ways may have been taken. */
  join(ways: readonly Changes[]): void {
    const [first, second] = ways;
    if (first === undefined) return;
    if (second === undefined) {
      for (const [object, { state, times }] of first) this.#put(object, state, times);
    } else if (ways.length === 2) this.#joinTwo(first, second);
    else {
      for (const [object, changes] of byObject(ways)) {
        const state = joinedState(changes.map((change) => change.state));
        const times = Math.max(...changes.map((change) => change.times));
        const isOnAll = changes.length === ways.length;
        this.#put(object, isOnAll ? state : joinedPair(state, object), times);
      }
    }
  }

  #joinTwo(first: Changes, second: Changes): void {
    for (const [object, { state, times }] of first) {
      const other = second.get(object);
      const after = joinedPair(state, other?.state ?? object);
      this.#put(object, after, Math.max(times, other?.times ?? 0));
    }
    for (const [object, { state, times }] of second) {
      if (!first.has(object)) this.#put(object, joinedPair(state, object), times);
    }
  }

  #put(object: Mutable, state: State, times: number): void {
    this.touch(object, times);
    restore(object, state);
  }

  /**
   * The same for a part that may run any number of times, and changed this when it ran once.
   *
   * @param news is told of each state and the one before it
   */
  joinRepeated(
    changes: Changes,
    news: (object: Mutable, before: State, after: State) => void,
  ): void {
    for (const [object, { state }] of changes) {
      const before = stateOf(object);
      const after = widened(before, state);
      news(object, before, after);
      this.#put(object, after, 2);
    }
  }

  /** The same for a part that may have ended anywhere on any of the ways. */
  joinUnfinished(ways: readonly Changes[]): void {
    for (const [object, changes] of byObject(ways)) {
      const before = stateOf(object);
      const after = joinedState(changes.map((change) => change.state));
      const times = changes.reduce((sum, change) => sum + change.times, 0);
      // What changed once was as before or as behind; otherwise it may have been something between.
      const state = times > 1 ? widened(before, after) : joinedPair(before, after);
      this.#put(object, state, times);
    }
  }
}

function byObject(ways: readonly Changes[]): ReadonlyMap<Mutable, readonly Change[]> {
  const changes = new Map<Mutable, Change[]>();
  for (const way of ways) for (const [object, change] of way) addTo(changes, object, change);
  return changes;
}

/** Changes that followed other changes, seen from where those began. */
export function following(earlier: Changes, later: Changes): Changes {
  if (earlier.size === 0) return later;
  if (later.size === 0) return earlier;
  const changes = new Map(earlier);
  for (const [object, { state, times }] of later) {
    changes.set(object, { state, times: times + (earlier.get(object)?.times ?? 0) });
  }
  return changes;
}
