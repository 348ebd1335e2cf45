// Keeps the store up to date about one environment while someone watches it.

import type { AirflowClient } from './client';
import type { RunKey } from './model';
import type { RunStoreReader } from './run-store';
import type { Disposable, Surroundings } from './surroundings';

/** What a view shows, so that nothing else is asked for. */
export interface Interest {
  /** All that runs now. */
  readonly running?: boolean;
  /** All DAGs: asked for less often than the rest, since there may be thousands. */
  readonly dags?: boolean;
  /** These DAGs, one by one. */
  readonly dag?: readonly string[];
  /** The latest runs of these DAGs. */
  readonly runs?: readonly string[];
  /** The task instances of these runs. */
  readonly taskInstances?: readonly RunKey[];
  readonly importErrors?: boolean;
  readonly health?: boolean;
}

/** A view that looks at an environment. Disposed, or hidden, it costs nothing. */
export interface Watch extends Disposable {
  /** Replaces what it is interested in; what is new is asked for at once. An empty interest is a hidden view. */
  update(interest: Interest): void;
}

/**
 * Polls one environment, for all its watches together: at most one poll at a time, none while nobody
 * watches, seldom while nothing moves, after a failure later and later.
 */
export interface Poller extends Disposable {
  /** Starts polling at once, where it did not. */
  watch(interest: Interest): Watch;
  /** Polls now, also where only the user could mend the problem: after a click on "Refresh" or a new sign-in. */
  refresh(): void;
  /** Polls often for a short while: after something was done whose effect is to be seen. */
  hurry(): void;
}

export declare function createPoller(
  client: AirflowClient,
  store: RunStoreReader,
  surroundings: Surroundings,
): Poller;
