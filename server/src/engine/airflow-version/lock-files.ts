// Lock files: exactly what is installed.

import { parse } from 'smol-toml';
import * as z from 'zod/mini';
import { type Evidence, noEvidence, type PinnedPackage } from './evidence';
import { isAirflow } from './requirements';

const lockedPackage = z.object({ name: z.string(), version: z.optional(z.string()) });

/** `[[package]]` of uv, Poetry and PDM; `[[packages]]` of the common format (PEP 751). */
const tomlLock = z.object({
  package: z.optional(z.array(lockedPackage)),
  packages: z.optional(z.array(lockedPackage)),
});

const pipenvPackages = z.optional(
  z.record(z.string(), z.object({ version: z.optional(z.string()) })),
);
const pipenvLock = z.object({ default: pipenvPackages, develop: pipenvPackages });

/** `uv.lock`, `poetry.lock`, `pdm.lock`, `pylock.toml`. */
export function readTomlLock(text: string): Evidence {
  const lock = tomlLock.safeParse(parseToml(text));
  if (!lock.success)
    return { ...noEvidence, problem: 'this is no lock file as its tool writes it' };
  const packages = [...(lock.data.package ?? []), ...(lock.data.packages ?? [])];
  const pinned = packages.flatMap(({ name, version }): PinnedPackage[] =>
    version === undefined ? [] : [[name, version]],
  );
  const ofAirflow = pinned.filter(([name]) => isAirflow(name));
  return { specifiers: ofAirflow.map(([, version]) => `==${version}`), pinned };
}

/** `Pipfile.lock` */
export function readPipenvLock(text: string): Evidence {
  const lock = pipenvLock.safeParse(JSON.parse(text));
  if (!lock.success)
    return { ...noEvidence, problem: 'this is no lock file as its tool writes it' };
  const packages = Object.entries({ ...lock.data.develop, ...lock.data.default });
  const specified = packages.flatMap(([name, { version }]): PinnedPackage[] =>
    version === undefined ? [] : [[name, version]],
  );
  const ofAirflow = specified.filter(([name]) => isAirflow(name));
  return {
    specifiers: ofAirflow.map(([, version]) => version),
    pinned: specified.map(([name, version]) => [name, version.replace(/^=+/, '')]),
  };
}

/** @throws TomlError */
export function parseToml(text: string): unknown {
  return parse(text.replace(/^\ufeff/, ' '));
}
