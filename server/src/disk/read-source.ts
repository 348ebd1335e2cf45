import { closeSync, openSync, readSync } from 'node:fs';
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
  let bytes: Uint8Array;
  try {
    bytes = readAtMost(file, largestSource + 1);
  } catch (error) {
    return { kind: 'unreadable', message: `The file ${reasonOf(error)}.` };
  }
  return decodeSource(bytes, nodeCodecs);
}

/** Reads up to a limit, so that a file without an end (a pipe, a disk image) cannot fill memory. */
function readAtMost(file: string, limit: number): Uint8Array {
  const descriptor = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let size = 0; size < limit; ) {
      const chunk = Buffer.allocUnsafe(Math.min(64 * 1024, limit - size));
      const count = readSync(descriptor, chunk);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      size += count;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(descriptor);
  }
}
