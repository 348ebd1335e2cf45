import { type AirflowVersion, parseAirflowVersion } from './airflow-versions';

/** When something of Airflow began to warn, and when it went. */
export interface Removal {
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
}

/** How a removal concerns a project. */
export type RemovalState =
  /** The project's version lacks it. */
  | 'removed'
  /** The project's version warns about it. */
  | 'deprecated'
  /** The project's version is not known, and some version lacks it. */
  | 'removed-in-some';

/** Undefined where all is well in the project's version, or nobody can say otherwise. */
export function removalState(
  { deprecatedIn, removedIn }: Removal,
  airflowVersion: string | undefined,
): RemovalState | undefined {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  if (version === undefined) return removedIn === undefined ? undefined : 'removed-in-some';
  if (isReached(version, removedIn)) return 'removed';
  return isReached(version, deprecatedIn) ? 'deprecated' : undefined;
}

/** True from the first release of a minor version on; false where there is no such version. */
export function isReached(version: AirflowVersion, since: string | undefined): boolean {
  const first = since === undefined ? undefined : parseAirflowVersion(since);
  if (first === undefined) return false;
  return (
    version.major > first.major || (version.major === first.major && version.minor >= first.minor)
  );
}

/** Severities by state, as the catalog has them. */
export const severityOfRemoval = {
  removed: 'error',
  deprecated: 'warning',
  'removed-in-some': 'information',
} as const;
