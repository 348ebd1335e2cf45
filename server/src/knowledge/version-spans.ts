/** The spans of versions that the tables write: `"2.4-2.11"`, `"3.0-"`, `"-2.11"`, `""` for always. */

import { supportedVersions } from './airflow-versions';
import { remembered } from './remembered';

/** For each supported version, in order, whether the span holds it. */
export const versionsIn = remembered((span: string): readonly boolean[] => {
  if (span === '' || span === '*') return supportedVersions.map(() => true);
  const runs = span.split(',').map((run) => {
    const [since = '', until = ''] = run.split('-');
    return [
      since === '' ? 0 : supportedVersions.indexOf(since),
      until === '' ? supportedVersions.length - 1 : supportedVersions.indexOf(until),
    ] as const;
  });
  return supportedVersions.map((_, index) =>
    runs.some(([first, last]) => index >= first && index <= last),
  );
});

export function union(a: readonly boolean[], b: readonly boolean[]): readonly boolean[] {
  return a.map((held, index) => held || b[index] === true);
}

export function intersection(a: readonly boolean[], b: readonly boolean[]): readonly boolean[] {
  return a.map((held, index) => held && b[index] === true);
}

/** The first version of a span, or undefined where it holds none. */
export function firstVersion(held: readonly boolean[]): string | undefined {
  return supportedVersions[held.indexOf(true)];
}

/** The version in which something first is missing that was there until the one before it. */
export function versionAfter(
  held: readonly boolean[],
  lifetime: readonly boolean[],
): string | undefined {
  const last = held.lastIndexOf(true);
  if (last === -1) return undefined;
  const following = lifetime.indexOf(true, last + 1);
  return following === -1 ? undefined : supportedVersions[following];
}
