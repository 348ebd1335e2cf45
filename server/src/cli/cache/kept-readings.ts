// What folders said of the versions of a project: working that out takes longer than telling whether their files are the
// same, as lock files are long.

import type { FolderReading } from '../../engine/airflow-version/project-version';
import { type Looks, looksFrom, type WrittenLooks, writtenLooks } from './noted-disk';
import { sealed, unsealedLines } from './sealed';

/** What a folder said, and all that was looked at for it. */
export interface KeptReading {
  readonly reading: FolderReading;
  readonly looks: Looks;
}

/** By the paths of folders. */
export type KeptReadings = ReadonlyMap<string, KeptReading>;

type WrittenReading = readonly [string, FolderReading, WrittenLooks];

export function encodeReadings(readings: KeptReadings): Buffer {
  const written = [...readings].map(
    ([folder, { looks, reading }]): WrittenReading => [folder, reading, writtenLooks(looks)],
  );
  return sealed(JSON.stringify(written));
}

/** Undefined for what is not, letter by letter, what was written. */
export function decodeReadings(bytes: Buffer): KeptReadings | undefined {
  const lines = unsealedLines(bytes);
  if (lines === undefined) return undefined;
  // It was written by this very build.
  const written: readonly WrittenReading[] = JSON.parse(lines.join('\n'));
  return new Map(
    written.map(([folder, reading, looks]) => [folder, { reading, looks: looksFrom(looks) }]),
  );
}
