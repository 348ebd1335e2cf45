// The folder of what is kept from one run to the next. All in it can be lost at any time, and what is not as it was
// written counts as lost. Who may write in it may write what a check says: it belongs to the user alone.

import { readFileSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { digestOf } from '../project-snapshot';
import { keepFile, ownCacheFolder, pruneFiles } from './kept-files';
import { decodeReadings, encodeReadings, type KeptReadings } from './kept-readings';
import { decodeSummaries, encodeSummaries, type SummaryTexts } from './kept-summaries';
import {
  decodeRecord,
  encodeRecord,
  type KeptRecord,
  type ProjectRecord,
  type RecordedProject,
} from './project-record';
import { sealOf } from './sealed';

const extension = 'json';
/** In bytes. The record of a project with a thousand DAG files takes a few megabytes. */
const largestFile = 128 * 1024 * 1024;
/** What all files together may take, in bytes. */
const largestFolder = 512 * 1024 * 1024;
/** How old the time of a file's last use may be, in milliseconds. */
const useInterval = 24 * 60 * 60 * 1000;

/** What a file is of: a kind, and a folder. */
type Subject = readonly ['project' | 'summaries' | 'versions', string];

export class CacheFolder {
  #isWritable = true;
  #hasWritten = false;

  /**
   * @param key of everything that is the same in a whole run and decides findings: the build of
   *   Airworthy and the flags of the command line.
   */
  constructor(
    private readonly folder: string,
    private readonly key: string,
  ) {}

  /** What was known of a project; undefined where that is nothing, or nothing that can be used. */
  read(root: string): KeptRecord | undefined {
    return this.#read(['project', root], (bytes) => decodeRecord(root, bytes));
  }

  /** Replaces what is kept of a project, in one step. A folder that cannot be written keeps nothing. */
  write(project: RecordedProject, record: ProjectRecord): void {
    this.#write(['project', project.root], () => encodeRecord(project, record));
  }

  /** The summaries of a project that were written under a seal. */
  summariesOf(root: string, seal: string): SummaryTexts | undefined {
    return this.#read(['summaries', root], (bytes) => decodeSummaries(seal, bytes));
  }

  /** Replaces what is kept of them. @returns the seal; null where nothing was written. */
  writeSummaries(root: string, texts: SummaryTexts): string | null {
    const bytes = encodeSummaries(texts);
    return this.#write(['summaries', root], () => bytes) ? sealOf(bytes) : null;
  }

  /** What the folders of a repository said of versions. */
  readingsOf(top: string): KeptReadings | undefined {
    return this.#read(['versions', top], decodeReadings);
  }

  /** Replaces what is kept of them. */
  writeReadings(top: string, readings: KeptReadings): void {
    this.#write(['versions', top], () => encodeReadings(readings));
  }

  /** Removes what was not used for long and what is too much, where this run has added to it. */
  prune(): void {
    if (this.#hasWritten) pruneFiles(this.folder, extension, largestFolder);
  }

  #read<Content>(subject: Subject, decode: (bytes: Buffer) => Content): Content | undefined {
    const file = path.join(this.folder, this.#nameOf(subject));
    try {
      const { mtimeMs, size } = statSync(file);
      if (size > largestFile) return undefined;
      const content = decode(readFileSync(file));
      if (content !== undefined && Date.now() - mtimeMs > useInterval) {
        utimesSync(file, new Date(), new Date());
      }
      return content;
    } catch {
      // Not there, or not ours to read.
      return undefined;
    }
  }

  /** @returns whether it has been written. */
  #write(subject: Subject, encode: () => Buffer): boolean {
    if (!this.#isWritable) return false;
    const content = encode();
    if (content.length > largestFile) return false;
    this.#isWritable = keepFile(this.folder, this.#nameOf(subject), content);
    this.#hasWritten = true;
    return this.#isWritable;
  }

  #nameOf(subject: Subject): string {
    const name = Buffer.from(digestOf(JSON.stringify([this.key, ...subject])), 'base64url');
    return `${name.toString('hex')}.${extension}`;
  }
}

/** Where results are kept unless the command line says otherwise. */
export function defaultCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform?: NodeJS.Platform,
): string {
  return path.join(ownCacheFolder(environment, platform), 'check');
}
