/** What tells two texts apart: one range, and where it ends in the new one. Offsets are UTF-16 code units. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newEnd: number;
}

/** How many code units are compared at a time. */
const stride = 4096;

/** The smallest range outside of which two texts are the same; undefined where they are as a whole. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start + stride <= most && isSame(before, start, after, start, stride)) start += stride;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = before.length;
  let newEnd = after.length;
  while (
    Math.min(end, newEnd) - start >= stride &&
    isSame(before, end - stride, after, newEnd - stride, stride)
  ) {
    end -= stride;
    newEnd -= stride;
  }
  while (
    end > start &&
    newEnd > start &&
    before.charCodeAt(end - 1) === after.charCodeAt(newEnd - 1)
  ) {
    end--;
    newEnd--;
  }
  return { start, end, newEnd };
}

function isSame(a: string, from: number, b: string, at: number, length: number): boolean {
  return a.slice(from, from + length) === b.slice(at, at + length);
}
