import { type Dirent, existsSync, readdirSync } from 'node:fs';
import type { FileSource, FolderEntry } from '../semantic/project/file-source';
import { folderOf, nameOf } from '../semantic/project/paths';
import { onceEach } from '../text/remembered';
import { diskSource, folderEntries } from './disk-source';

/** The files of this machine for as long as nothing is expected to change: a folder is listed once. */
export class StandingDisk implements FileSource {
  /** Nothing was looked at before, in milliseconds since 1970-01-01 UTC. */
  readonly since = Date.now();
  readonly isTop = diskSource.isTop;
  readonly #entries = new Map<string, readonly Dirent[] | undefined>();
  readonly #entriesByName = onceEach((folder: string) => {
    const entries = this.#entries.get(folder);
    return entries && new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  });
  readonly #isThere = onceEach((path: string) => existsSync(path));

  /** Undefined for what is no folder or must not be read. Paths have forward slashes. */
  entriesOf(folder: string): readonly Dirent[] | undefined {
    if (!this.#entries.has(folder)) this.#entries.set(folder, entriesNow(folder));
    return this.#entries.get(folder);
  }

  /** What a listing tells need not be asked for; to list a folder for the few names that are looked for takes longer. */
  exists(path: string): boolean {
    const folder = folderOf(path);
    if (!this.#entries.has(folder)) return this.#isThere(path);
    const name = nameOf(path);
    const entries = this.#entriesByName(folder);
    const entry = entries?.get(name.toLowerCase());
    if (entries !== undefined && entry === undefined && name !== '') return false;
    if (entry?.name === name && !entry.isSymbolicLink()) return true;
    // Where a link leads, and whether case counts here, only the disk knows.
    return this.#isThere(path);
  }

  list(folder: string): readonly FolderEntry[] | undefined {
    const entries = this.entriesOf(folder);
    return entries && folderEntries(folder, entries);
  }

  read(file: string): string | undefined {
    return diskSource.read(file);
  }

  realPath(file: string): string {
    return diskSource.realPath(file);
  }
}

function entriesNow(folder: string): readonly Dirent[] | undefined {
  try {
    // A drive of Windows without a slash is the folder that is current there.
    const whole = folder.endsWith(':') ? `${folder}/` : folder;
    return readdirSync(whole, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
