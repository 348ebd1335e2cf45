/** Versions of Airflow: which ones the tables describe, and how two of them compare. */

import data from './data/airflow-arguments.json' with { type: 'json' };

export interface AirflowVersion {
  readonly major: number;
  readonly minor: number;
  /** Absent where only `X.Y` is known; the last patch release of that version is then meant. */
  readonly patch?: number;
}

/** The minor versions that the tables describe, oldest first. */
export const supportedVersions: readonly string[] = data.versions;

/** Reads `X.Y` or `X.Y.Z`; what follows (`rc1`, `+composer`, `-python3.11`) is left out. */
export function parseAirflowVersion(text: string): AirflowVersion | undefined {
  const match = /^\s*v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (match === null) return undefined;
  const [, major, minor, patch] = match;
  const version = { major: Number(major), minor: Number(minor) };
  return patch === undefined ? version : { ...version, patch: Number(patch) };
}

/** The supported versions, read. */
const described: readonly AirflowVersion[] = supportedVersions.flatMap(
  (text) => parseAirflowVersion(text) ?? [],
);

/** Negative when `a` is older than `b`. Without a patch number, the last patch release is meant. */
export function compareAirflowVersions(a: AirflowVersion, b: AirflowVersion): number {
  const last = Number.MAX_SAFE_INTEGER;
  return a.major - b.major || a.minor - b.minor || Math.sign((a.patch ?? last) - (b.patch ?? last));
}

/**
 * Where a version stands among the supported ones. A version newer than all counts as the newest
 * and one older than all as the oldest, since that is the best the tables can say of it.
 */
export function supportedVersionIndex(version: AirflowVersion): number {
  let nearest = 0;
  for (const [index, supported] of described.entries()) {
    if (compareAirflowVersions(supported, lastPatch(version)) <= 0) nearest = index;
  }
  return nearest;
}

function lastPatch({ major, minor }: AirflowVersion): AirflowVersion {
  return { major, minor };
}

/**
 * The versions that a project may run: its own, or all that the tables describe where it is not known.
 * None where its own is older or newer than those, of which the tables can say nothing for sure.
 */
export function describedVersions(version: AirflowVersion | undefined): readonly AirflowVersion[] {
  if (version === undefined) return described;
  return described.filter(({ major, minor }) => major === version.major && minor === version.minor);
}
