import type { Dirent } from 'node:fs';
import { diskSource } from '../../disk/disk-source';
import type { StandingDisk } from '../../disk/standing-disk';
import type { FileSource, FolderEntry } from '../../semantic/project/file-source';
import { pathIn } from '../../semantic/project/paths';
import { hasStamp, type Stamp, settledStamp, statsOf } from './stamps';

/** What was looked at on a disk. */
export interface Looks {
  /** Of folders that were listed and of files that were read; null for what was not there. */
  readonly stamps: ReadonlyMap<string, Stamp | null>;
  /** Where links lead, which their own folders do not tell. */
  readonly targets: ReadonlyMap<string, string>;
}

/** The same as plain data. */
export interface WrittenLooks {
  readonly stamps: readonly (readonly [string, Stamp | null])[];
  readonly targets: readonly (readonly [string, string])[];
}

export function writtenLooks({ stamps, targets }: Looks): WrittenLooks {
  return { stamps: [...stamps], targets: [...targets] };
}

export function looksFrom({ stamps, targets }: WrittenLooks): Looks {
  return { stamps: new Map(stamps), targets: new Map(targets) };
}

/** Whether whoever looks again sees what was seen. */
export function wouldShowTheSame({ stamps, targets }: Looks): boolean {
  for (const [path, stamp] of stamps) {
    const isSame = stamp === null ? statsOf(path) === undefined : hasStamp(path, stamp);
    if (!isSame) return false;
  }
  for (const [path, target] of targets) if (targetOf(path) !== target) return false;
  return true;
}

/** Notes what is looked at on a disk, so that the next run need not look again. */
export class NotedDisk implements Pick<FileSource, 'list' | 'read' | 'realPath'> {
  readonly #stamps = new Map<string, Stamp | null>();
  readonly #targets = new Map<string, string>();
  #isCertain = true;

  constructor(private readonly disk: StandingDisk) {}

  /** Undefined where another look could show something else, though nothing tells. */
  get looks(): Looks | undefined {
    return this.#isCertain ? { stamps: this.#stamps, targets: this.#targets } : undefined;
  }

  entriesOf(folder: string): readonly Dirent[] | undefined {
    return this.saw(folder, this.disk.entriesOf(folder));
  }

  list(folder: string): readonly FolderEntry[] | undefined {
    for (const entry of this.entriesOf(folder) ?? []) {
      if (entry.isSymbolicLink()) this.#noteTarget(pathIn(folder, entry.name));
    }
    return this.disk.list(folder);
  }

  read(file: string): string | undefined {
    return this.saw(file, this.disk.read(file));
  }

  realPath(path: string): string {
    this.#noteTarget(path);
    return this.disk.realPath(path);
  }

  /**
   * Notes what was seen at a path, undefined for nothing, and gives it. Since the disk stands still, it is the same
   * whether the stamp is taken before the look or behind it.
   */
  saw<Seen>(path: string, seen: Seen | undefined): Seen | undefined {
    const stats = statsOf(path);
    const stamp = stats === undefined ? null : settledStamp(stats, this.disk.since);
    // What is there and cannot be had may be had the next time.
    if (stamp === undefined || (stamp === null) !== (seen === undefined)) this.#isCertain = false;
    else this.#stamps.set(path, stamp);
    return seen;
  }

  #noteTarget(link: string): void {
    this.#targets.set(link, targetOf(link));
  }
}

/** What something is and where, in words. */
function targetOf(path: string): string {
  const stats = statsOf(path);
  const kind = stats?.isDirectory() ? 'folder' : stats?.isFile() ? 'file' : 'nothing';
  return `${kind} ${diskSource.realPath(path)}`;
}
