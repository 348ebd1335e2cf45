import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { nodeCodecs } from '../disk/codecs';
import { diskSource } from '../disk/disk-source';
import { type ReadProblem, readBytes } from '../disk/read-source';
import { decodeSource, type SourceText } from '../engine/source-text';
import { listProject, type ProjectListing } from '../semantic/project/load-project';
import type { FileChanges } from '../semantic/project/project-files';
import { ProjectPaths } from '../semantic/project/project-paths';

/** What tells whether a file was written since: `mtimeMs`, `ctimeMs`, size and inode. */
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
  readonly paths = new ProjectPaths();
  readonly #read = new Map<string, ReadFile>();

  private constructor(
    readonly root: string,
    readonly listing: ProjectListing,
  ) {
    const { airflowIgnores, files, links } = listing;
    this.structure = digestOf(JSON.stringify([files, [...links], airflowIgnores]));
    for (const [path, target] of links) this.paths.link(path, target);
    for (const path of files) this.paths.add(path);
  }

  static async of(root: string): Promise<ProjectSnapshot> {
    return new ProjectSnapshot(root, await listProject(root, diskSource));
  }

  /** The mark of a file, which is read only where its stamp is not the one that is known. */
  markOf(path: string, known: FileMark | undefined): FileMark {
    const read = this.#read.get(path);
    if (read !== undefined) return read;
    return known?.stamp !== undefined && isSameStamp(known.stamp, stampOf(path))
      ? known
      : this.read(path);
  }

  read(path: string): ReadFile {
    let file = this.#read.get(path);
    if (file === undefined) {
      file = readMarked(path);
      this.#read.set(path, file);
    }
    return file;
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
export function readMarked(path: string): ReadFile {
  const before = stampOf(path);
  const bytes = readBytes(path);
  const source = 'kind' in bytes ? bytes : decodeSource(bytes, nodeCodecs);
  if ('kind' in bytes || 'kind' in source) return { digest: '', stamp: undefined, source };
  const isSettled =
    before !== undefined && Date.now() - Math.max(before[0], before[1]) > settledAge;
  return { digest: digestOf(bytes), stamp: isSettled ? before : undefined, source };
}

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url');
}

function stampOf(path: string): FileStamp | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? undefined : [stats.mtimeMs, stats.ctimeMs, stats.size, stats.ino];
}

function isSameStamp(a: FileStamp, b: FileStamp | undefined): boolean {
  return b !== undefined && a.every((value, index) => value === b[index]);
}
