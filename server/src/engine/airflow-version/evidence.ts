import { satisfies } from '@renovatebot/pep440';
import { supportedVersions } from '../../knowledge/airflow-versions';

/** What one file of a project says of the Airflow that runs it. */
export interface Evidence {
  /** PEP 440 specifiers (`==2.10.5`), any of which may be the one that counts. */
  readonly specifiers: readonly string[];
  /** Other files whose content counts here, relative to this one's folder. */
  readonly includes?: readonly string[];
  /** Why the file could not be read, for its user. */
  readonly problem?: string;
}

export const noEvidence: Evidence = { specifiers: [] };

/** Minor versions that a specifier may mean besides the supported ones: those before and to come. */
const otherMinors = ['1.10', '2.0', '2.1', '2.2', '2.3', ...later()];
/** No minor version of Airflow has had more patch releases. */
const mostPatches = 20;

/**
 * The version that specifiers decide on: exact, or the one minor version that they leave. Undefined
 * where they leave several, or none.
 */
export function decidedVersion(specifiers: readonly string[]): string | undefined {
  const exact = new Set(specifiers.map(exactVersion));
  const [only] = exact;
  if (exact.size === 1 && only !== undefined) return only;
  const minors = [...supportedVersions, ...otherMinors].filter((minor) =>
    specifiers.some((specifier) => allowsMinor(specifier, minor)),
  );
  const [minor] = minors;
  return minors.length === 1 && minor !== undefined && supportedVersions.includes(minor)
    ? minor
    : undefined;
}

/** Whether a version, exact or minor, is one that the specifier leaves. */
export function allows(specifier: string, version: string): boolean {
  const [major = '', minor = '', patch] = version.split('.');
  if (patch === undefined) return allowsMinor(specifier, `${major}.${minor}`);
  return isSatisfied(specifier, version);
}

function allowsMinor(specifier: string, minor: string): boolean {
  for (let patch = 0; patch < mostPatches; patch++) {
    if (isSatisfied(specifier, `${minor}.${patch}`)) return true;
  }
  return false;
}

function isSatisfied(specifier: string, version: string): boolean {
  try {
    return satisfies(version, specifier);
  } catch {
    // What is no specifier allows nothing that anyone could rely on.
    return false;
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
