import type { OwnBlockingCall } from '../knowledge/blocking-calls';

/** What the model is told from outside of the project's code. */
export interface ModelSettings {
  /** `X.Y` or `X.Y.Z`; without it the newest one is meant. */
  readonly airflowVersion?: string | undefined;
  /** The versions that the project pins, by the normalized names of packages (PEP 503). */
  readonly packages?: Readonly<Record<string, string>> | undefined;
  /** Calls that can keep their caller waiting, besides those that are known. */
  readonly blockingCalls?: readonly OwnBlockingCall[] | undefined;
}

/**
 * Whether a package is pinned at a version or a later one; undefined where the project pins none.
 *
 * @param version `X.Y.Z`
 */
export function isPinnedSince(
  packages: Readonly<Record<string, string>> | undefined,
  name: string,
  version: string,
): boolean | undefined {
  const pinned = packages?.[name];
  if (pinned === undefined) return undefined;
  const [own, wanted] = [pinned, version].map((text) => text.split('.').map(Number));
  for (let at = 0; at < (wanted?.length ?? 0); at++) {
    const difference = (own?.[at] ?? 0) - (wanted?.[at] ?? 0);
    if (Number.isNaN(difference)) return undefined;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
