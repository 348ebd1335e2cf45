// Lock files: exactly what is installed.

import { parse } from 'smol-toml';
import * as z from 'zod/mini';
import { type Evidence, noEvidence } from './evidence';
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
  return {
    specifiers: packages.flatMap(({ name, version }) =>
      isAirflow(name) && version !== undefined ? [`==${version}`] : [],
    ),
  };
}

/** The names and versions in `uv.lock`, `poetry.lock`, `pdm.lock` or `pylock.toml`. */
export function lockedPackages(text: string): readonly (readonly [string, string])[] {
  const { data } = tomlLock.safeParse(parseToml(text));
  return [...(data?.package ?? []), ...(data?.packages ?? [])].flatMap(({ name, version }) =>
    version === undefined ? [] : [[name, version] as const],
  );
}

/** The names and versions in a `Pipfile.lock`. */
export function lockedByPipenv(text: string): readonly (readonly [string, string])[] {
  const { data } = pipenvLock.safeParse(JSON.parse(text));
  return Object.entries({ ...data?.develop, ...data?.default }).flatMap(([name, { version }]) =>
    version === undefined ? [] : [[name, version.replace(/^=+/, '')] as const],
  );
}

/** `Pipfile.lock` */
export function readPipenvLock(text: string): Evidence {
  const lock = pipenvLock.safeParse(JSON.parse(text));
  if (!lock.success)
    return { ...noEvidence, problem: 'this is no lock file as its tool writes it' };
  const packages = Object.entries({ ...lock.data.develop, ...lock.data.default });
  return {
    specifiers: packages.flatMap(([name, { version }]) =>
      isAirflow(name) && version !== undefined ? [version] : [],
    ),
  };
}

/** @throws TomlError */
export function parseToml(text: string): unknown {
  return parse(text.replace(/^\ufeff/, ' '));
}
