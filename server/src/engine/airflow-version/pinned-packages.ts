// The versions of other packages that a project pins, for what depends on them.

import { versionedPackages } from '../../knowledge/clients';
import type { PinnedPackage } from './evidence';

/** Exact versions of the packages that the model asks for, by their normalized names (PEP 503). */
export type Pins = Readonly<Record<string, string>>;

/** Those of the packages that a file pins. */
export function pinsOf(pinned: readonly PinnedPackage[]): Pins {
  const pins: Record<string, string> = {};
  for (const [name, version] of pinned) {
    const normalized = name.toLowerCase().replaceAll(/[-_.]+/g, '-');
    if (versionedPackages.has(normalized)) pins[normalized] ??= version;
  }
  return pins;
}

/** The pins of several places, of which the first one counts. */
export function mergedPins(all: readonly Pins[]): Pins {
  return Object.assign({}, ...all.toReversed());
}
