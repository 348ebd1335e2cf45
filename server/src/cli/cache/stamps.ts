import { type Stats, statSync } from 'node:fs';

/**
 * What tells whether a file was written since, or a folder has other entries: `mtimeMs`, `ctimeMs`, size and inode; and
 * whether it is another one. As numbers times are exact to a quarter of a microsecond, which is finer than any file
 * system's clock ticks between two writes.
 */
export type Stamp = readonly [number, number, number, number];

/**
 * How old a change must be for the stamp to tell of every later one, in milliseconds: clocks of file systems tick as
 * slowly as every two seconds.
 */
const settledAge = 2000;

/** What is there: undefined for nothing, and for what cannot be looked at, and so not be read either. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/**
 * @param at a time of this machine, in milliseconds since 1970-01-01 UTC.
 * @returns undefined for what was changed so shortly before, or since, that it may change again with no other stamp.
 */
export function settledStamp(
  { ctimeMs, ino, mtimeMs, size }: Stats,
  at = Date.now(),
): Stamp | undefined {
  // A time to come says nothing of when something was changed.
  const isSettled = at - Math.max(mtimeMs, ctimeMs) > settledAge;
  return isSettled ? [mtimeMs, ctimeMs, size, ino] : undefined;
}

/** Whether a file, or a folder, holds what it held when a stamp was taken of it. */
export function hasStamp(path: string, [mtimeMs, ctimeMs, size, inode]: Stamp): boolean {
  const stats = statsOf(path);
  return (
    stats !== undefined &&
    stats.mtimeMs === mtimeMs &&
    stats.ctimeMs === ctimeMs &&
    stats.size === size &&
    stats.ino === inode
  );
}
