import { filter } from '@renovatebot/pep440';
import { supportedVersions } from '../../knowledge/airflow-versions';

/** The name of a package, as it is written, and its version. */
export type PinnedPackage = readonly [string, string];

/** What one file of a project says of the Airflow that runs it. */
export interface Evidence {
  /** PEP 440 specifiers (`==2.10.5`), any of which may be the one that counts. */
  readonly specifiers: readonly string[];
  /** The packages that it pins to exact versions. */
  readonly pinned?: readonly PinnedPackage[];
  /** Other files whose content counts here, relative to this one's folder. */
  readonly includes?: readonly string[];
  /** Why the file could not be read, for its user. */
  readonly problem?: string;
}

export const noEvidence: Evidence = { specifiers: [] };

/** No minor version of Airflow has had more patch releases. */
const mostPatches = 20;
/** All releases that a specifier may mean: also those before the supported ones, and those to come. */
const releases = ['1.10', '2.0', '2.1', '2.2', '2.3', ...supportedVersions, ...later()].flatMap(
  releasesOf,
);

/**
 * The version that specifiers decide on: exact, or the one minor version that they leave. Undefined
 * where they leave several, or none.
 */
export function decidedVersion(specifiers: readonly string[]): string | undefined {
  const exact = new Set(specifiers.map(exactVersion));
  const [only] = exact;
  if (exact.size === 1 && only !== undefined) return only;
  const allowed = specifiers.flatMap((specifier) => satisfying(releases, specifier));
  const minors = new Set(allowed.map((version) => version.replace(/\.\d+$/, '')));
  const [minor] = minors;
  return minors.size === 1 && minor !== undefined && supportedVersions.includes(minor)
    ? minor
    : undefined;
}

/** Whether a version, exact or minor, is one that the specifier leaves. */
export function allows(specifier: string, version: string): boolean {
  const isMinor = version.split('.').length < 3;
  return satisfying(isMinor ? releasesOf(version) : [version], specifier).length > 0;
}

function releasesOf(minor: string): string[] {
  return Array.from({ length: mostPatches }, (_, patch) => `${minor}.${patch}`);
}

function satisfying(versions: string[], specifier: string): readonly string[] {
  try {
    return filter(versions, specifier);
  } catch {
    // What is no specifier allows nothing that anyone could rely on.
    return [];
  }
}

/** The `2.10.5` of `==2.10.5`; a pre-release counts as the release that it precedes. */
function exactVersion(specifier: string): string | undefined {
  return /^\s*===?\s*v?(\d+\.\d+\.\d+)(?:[a-z+.-][^,*]*)?\s*$/.exec(specifier)?.[1];
}

/** Versions that are to come, so that a range without an end never decides. */
function later(): readonly string[] {
  const newest = supportedVersions.at(-1) ?? '3.0';
  const [major = 3, minor = 0] = newest.split('.').map(Number);
  return [`${major}.${minor + 1}`, `${major}.${minor + 2}`, `${major + 1}.0`];
}
