import { createHash } from 'node:crypto';
import { nodeCodecs } from '../disk/codecs';
import { type ReadProblem, readBytes } from '../disk/read-source';
import type { StandingDisk } from '../disk/standing-disk';
import { decodeSource, type SourceText } from '../engine/source-text';
import { listProject, type ProjectListing } from '../semantic/project/load-project';
import type { FileChanges } from '../semantic/project/project-files';
import { ProjectPaths } from '../semantic/project/project-paths';
import { once } from '../text/remembered';
import { type Looks, NotedDisk, wouldShowTheSame } from './cache/noted-disk';
import { type Stamp, settledStamp, statsOf } from './cache/stamps';

/** The content of a file, without the content. */
export interface FileMark {
  /** Of the bytes; empty for what is no Python source, which the project does not have. */
  readonly digest: string;
  /** While it stays the same, so does the digest; undefined where that is not certain. */
  readonly stamp: Stamp | undefined;
}

/** A file as it was read. */
export interface ReadFile extends FileMark {
  readonly source: SourceText | ReadProblem;
}

/** Which files a project has, and what tells whether it has them still. */
export interface KnownListing {
  readonly listing: ProjectListing;
  /** Of everything but the contents of files: which there are, where links lead, ignore files. */
  readonly structure: string;
  /** All that the listing was made of; undefined where it has to be made anew. */
  readonly looks: Looks | undefined;
}

/** The files of one project as they lie on this machine. Each is read at most once. */
export class ProjectSnapshot {
  readonly #links = new ProjectPaths();
  readonly #files = once(() => new Set(this.files));
  readonly #read = new Map<string, ReadFile>();

  private constructor(
    readonly root: string,
    readonly known: KnownListing,
  ) {
    for (const [path, target] of this.listing.links) this.#links.link(path, target);
  }

  /** @param before what was known of the project when an earlier run ended. */
  static async of(
    root: string,
    disk: StandingDisk,
    before: KnownListing | undefined,
  ): Promise<ProjectSnapshot> {
    if (before?.looks !== undefined && wouldShowTheSame(before.looks)) {
      return new ProjectSnapshot(root, before);
    }
    const noted = new NotedDisk(disk);
    const listing = await listProject(root, noted);
    const { airflowIgnores, files, isWhole, links } = listing;
    const structure = digestOf(JSON.stringify([files, [...links], airflowIgnores]));
    return new ProjectSnapshot(root, {
      listing,
      structure,
      looks: isWhole ? noted.looks : undefined,
    });
  }

  get listing(): ProjectListing {
    return this.known.listing;
  }

  get files(): readonly string[] {
    return this.listing.files;
  }

  /** The path by which the project knows a file. */
  canonical(path: string): string {
    return this.#links.canonical(path);
  }

  hasFile(path: string): boolean {
    return this.#files().has(path);
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
    if (known.digest === '' || known.stamp !== undefined || stampOf(path) === undefined) {
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
  const stamp = stampOf(path);
  const bytes = readBytes(path);
  const source = 'kind' in bytes ? bytes : decodeSource(bytes, nodeCodecs);
  if ('kind' in bytes || 'kind' in source) return { digest: '', stamp: undefined, source };
  return { digest: digestOf(bytes), stamp, source };
}

function stampOf(file: string): Stamp | undefined {
  const stats = statsOf(file);
  return stats && settledStamp(stats);
}

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url');
}
