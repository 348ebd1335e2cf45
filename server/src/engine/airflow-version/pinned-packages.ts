// The versions of other packages that a project pins, for what depends on them.

import { versionedPackages } from '../../knowledge/clients';
import { lockedByPipenv, lockedPackages } from './lock-files';

/** Exact versions of the packages that the model asks for, by their normalized names (PEP 503). */
export type Pins = Readonly<Record<string, string>>;

/**
 * What a lock file, or a file of requirements or constraints, pins. Total: what cannot be read pins
 * nothing, which is told where the Airflow version is looked for.
 */
export function pinsOf(path: string, text: string): Pins {
  const pins: Record<string, string> = {};
  try {
    for (const [name, version] of pinnedIn(path, text)) {
      const normalized = name.toLowerCase().replaceAll(/[-_.]+/g, '-');
      if (versionedPackages.has(normalized)) pins[normalized] ??= version;
    }
  } catch {
    return {};
  }
  return pins;
}

/** The pins of several places, of which the first one counts. */
export function mergedPins(all: readonly Pins[]): Pins {
  return Object.assign({}, ...all.toReversed());
}

function pinnedIn(path: string, text: string): readonly (readonly [string, string])[] {
  if (path.endsWith('Pipfile.lock')) return lockedByPipenv(text);
  if (/\.lock$|pylock[^/]*\.toml$/.test(path)) return lockedPackages(text);
  if (!/\.(?:txt|in)$/.test(path)) return [];
  const pinned = text.matchAll(
    /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*===?\s*v?(\d+(?:\.\d+)*)\s*(?=$|[;#\\]|--)/gm,
  );
  return [...pinned].map(([, name = '', version = '']) => [name, version]);
}
