import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import {
  decodeSource,
  largestSource,
  type SourceProblem,
  type SourceText,
} from '../engine/source-text';
import { nodeCodecs } from './codecs';
import { reasonOf } from './reason';

export type ReadProblem = SourceProblem | { readonly kind: 'unreadable'; readonly message: string };

export function readSource(file: string): SourceText | ReadProblem {
  const bytes = readBytes(file);
  return 'kind' in bytes ? bytes : decodeSource(bytes, nodeCodecs);
}

/** The bytes of a source file, or the beginning of one that is too large to be analyzed. */
export function readBytes(file: string): Uint8Array | ReadProblem {
  try {
    return readAtMost(file, largestSource + 1);
  } catch (error) {
    return { kind: 'unreadable', message: `The file ${reasonOf(error)}.` };
  }
}

/** Reads up to a limit, so that a file without an end (a pipe, a disk image) cannot fill memory. */
function readAtMost(file: string, limit: number): Uint8Array {
  const descriptor = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    // One byte more than there should be: the read behind it tells that this is the end.
    const expected = fstatSync(descriptor).size + 1;
    const chunkSize = Math.min(Math.max(expected, 1024), 64 * 1024);
    for (let size = 0; size < limit; ) {
      const chunk = Buffer.allocUnsafe(Math.min(chunkSize, limit - size));
      const count = readSync(descriptor, chunk);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      size += count;
    }
    const [first] = chunks;
    return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
  } finally {
    closeSync(descriptor);
  }
}
