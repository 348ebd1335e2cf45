import { createHash } from 'node:crypto';
import { type Stats, statSync } from 'node:fs';
import { nodeCodecs } from '../disk/codecs';
import { type ReadProblem, readBytes } from '../disk/read-source';
import { decodeSource, type SourceText } from '../engine/source-text';
import type { FileSource } from '../semantic/project/file-source';
import { listProject, type ProjectListing } from '../semantic/project/load-project';
import type { FileChanges } from '../semantic/project/project-files';
import { ProjectPaths } from '../semantic/project/project-paths';

/**
 * What tells whether a file was written since, or is another one: `mtimeMs`, `ctimeMs`, size and inode. As numbers times
 * are exact to a quarter of a microsecond, which is finer than any file system's clock ticks between two writes.
 */
export type FileStamp = readonly [number, number, number, number];

/** The content of a file, without the content. */
export interface FileMark {
  /** Of the bytes; empty for what is no Python source, which the project does not have. */
  readonly digest: string;
  /** While it stays the same, so does the digest; undefined where that is not certain. */
  readonly stamp: FileStamp | undefined;
}

/** A file as it was read. */
export interface ReadFile extends FileMark {
  readonly source: SourceText | ReadProblem;
}

/**
 * How old a file must be for its stamp to tell of every later change, in milliseconds: clocks of file
 * systems tick as slowly as every two seconds.
 */
const settledAge = 2000;

/** The files of one project as they lie on this machine. Each is read at most once. */
export class ProjectSnapshot {
  /** Of everything but the contents of files: which there are, where links lead, ignore files. */
  readonly structure: string;
  readonly #links = new ProjectPaths();
  readonly #files: ReadonlySet<string>;
  readonly #read = new Map<string, ReadFile>();

  private constructor(
    readonly root: string,
    readonly listing: ProjectListing,
  ) {
    const { airflowIgnores, files, links } = listing;
    this.structure = digestOf(JSON.stringify([files, [...links], airflowIgnores]));
    for (const [path, target] of links) this.#links.link(path, target);
    this.#files = new Set(files);
  }

  get files(): readonly string[] {
    return this.listing.files;
  }

  static async of(root: string, disk: FileSource): Promise<ProjectSnapshot> {
    return new ProjectSnapshot(root, await listProject(root, disk));
  }

  /** The path by which the project knows a file. */
  canonical(path: string): string {
    return this.#links.canonical(path);
  }

  hasFile(path: string): boolean {
    return this.#files.has(path);
  }

  read(path: string): ReadFile {
    let file = this.#read.get(path);
    if (file === undefined) {
      file = readMarked(path);
      this.#read.set(path, file);
    }
    return file;
  }

  /**
   * What is known of a file at the end of the run: by now its stamp may be certain. Undefined where the file was
   * written in the meantime.
   */
  settled(path: string, known: FileMark): FileMark | undefined {
    const read = this.#read.get(path);
    if (read !== undefined && read.digest !== known.digest) return undefined;
    if (known.digest === '' || known.stamp !== undefined || settledStamp(path) === undefined) {
      return known;
    }
    const { digest, stamp } = readMarked(path);
    return digest === known.digest ? { digest, stamp } : undefined;
  }

  /** All that a project is to be loaded with. Reads what was not read before. */
  changes(): FileChanges {
    const { airflowIgnores, files, folders, links } = this.listing;
    const texts = new Map<string, string>();
    for (const path of files) {
      const { source } = this.read(path);
      if ('text' in source) texts.set(path, source.text);
    }
    return { texts, links, airflowIgnores, folders };
  }
}

/** Reads a file; the stamp is taken before, so that a change in between makes it another one. */
function readMarked(path: string): ReadFile {
  const stamp = settledStamp(path);
  const bytes = readBytes(path);
  const source = 'kind' in bytes ? bytes : decodeSource(bytes, nodeCodecs);
  if ('kind' in bytes || 'kind' in source) return { digest: '', stamp: undefined, source };
  return { digest: digestOf(bytes), stamp, source };
}

/** Whether a file holds what it held when a stamp was taken of it. */
export function hasStamp(path: string, [mtimeMs, ctimeMs, size, inode]: FileStamp): boolean {
  const stats = statsOf(path);
  return (
    stats !== undefined &&
    stats.mtimeMs === mtimeMs &&
    stats.ctimeMs === ctimeMs &&
    stats.size === size &&
    stats.ino === inode
  );
}

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url');
}

/** Undefined for a file that was written so lately that it may be written again with no other stamp. */
function settledStamp(path: string): FileStamp | undefined {
  const stats = statsOf(path);
  if (stats === undefined) return undefined;
  const { ctimeMs, ino, mtimeMs, size } = stats;
  // A time to come says nothing of when the file was written.
  const isSettled = Date.now() - Math.max(mtimeMs, ctimeMs) > settledAge;
  return isSettled ? [mtimeMs, ctimeMs, size, ino] : undefined;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // It cannot be looked at, and so not be read either.
    return undefined;
  }
}
