// What a check looks at: files on disk, or one text on standard input. Both can be read and
// rewritten; the rest of the command need not know which it has.

import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { nodeCodecs } from '../disk/codecs';
import { type ReadProblem, readSource } from '../disk/read-source';
import { reasonOf } from '../disk/reason';
import { decodeSource, encodeSource, largestSource, type SourceText } from '../engine/source-text';
import { displayPath } from './display-path';
import type { FoundFile } from './files/find-files';
import { writeFileAtomically } from './files/write-file';

export interface Input {
  /** Absolute. */
  readonly path: string;
  /** As reports show it. */
  readonly name: string;
  readonly isNamed: boolean;
  read(): SourceText | ReadProblem;
  /** Puts a changed text in the place of the old one; answers why that cannot be, if so. */
  rewrite(source: SourceText, text: string): string | undefined;
}

export function fileInput(file: FoundFile, cwd: string): Input {
  return {
    path: file.path,
    name: displayPath(file.path, cwd),
    isNamed: file.isNamed,
    read: () => readSource(file.path),
    rewrite(source, text) {
      if (file.isOutside) return 'is a link to a file outside the folder, which stays as it is';
      const bytes = encodeSource(source, text, nodeCodecs);
      if (bytes === undefined) return `cannot hold the fixes in its encoding ${source.encoding}`;
      try {
        // The file is replaced, and no link that leads to it.
        writeFileAtomically(realpathSync.native(file.path), bytes);
        return undefined;
      } catch (error) {
        return reasonOf(error).replace('cannot be read', 'cannot be written');
      }
    },
  };
}

/** @param print takes the changed text: there is no file to write it to. */
export async function streamInput(
  stream: Readable,
  fileName: string,
  cwd: string,
  print: (bytes: Uint8Array) => void,
): Promise<Input> {
  const bytes = await readStream(stream);
  const absolute = path.resolve(cwd, fileName);
  return {
    path: absolute,
    name: displayPath(absolute, cwd),
    isNamed: true,
    read: () => decodeSource(bytes, nodeCodecs),
    rewrite(source, text) {
      const changed = encodeSource(source, text, nodeCodecs);
      if (changed === undefined) return `cannot hold the fixes in its encoding ${source.encoding}`;
      print(changed);
      return undefined;
    },
  };
}

async function readStream(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    if (size > largestSource) break;
  }
  return Buffer.concat(chunks);
}
