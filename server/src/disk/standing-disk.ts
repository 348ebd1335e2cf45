import { type Dirent, existsSync, readdirSync } from 'node:fs';
import type { FileSource, FolderEntry } from '../semantic/project/file-source';
import { folderOf, nameOf } from '../semantic/project/paths';
import { onceEach } from '../text/remembered';
import { diskSource, folderEntries } from './disk-source';

/** The files of this machine for as long as nothing is expected to change: a folder is listed once. */
export class StandingDisk implements FileSource {
  /** Nothing was looked at before, in milliseconds since 1970-01-01 UTC. */
  readonly since = Date.now();
  readonly isTop = onceEach(diskSource.isTop);
  /** Undefined for what is no folder or must not be read. Paths have forward slashes. */
  readonly entriesOf = onceEach((folder: string): readonly Dirent[] | undefined => {
    try {
      // A drive of Windows without a slash is the folder that is current there.
      const whole = folder.endsWith(':') ? `${folder}/` : folder;
      return readdirSync(whole, { withFileTypes: true });
    } catch {
      return undefined;
    }
  });
  readonly #entriesByName = onceEach((folder: string) => {
    const entries = this.entriesOf(folder);
    return entries && new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  });

  /** What a listing tells need not be asked for, which is most of what is looked for in vain. */
  exists(path: string): boolean {
    const name = nameOf(path);
    const entries = this.#entriesByName(folderOf(path));
    const entry = entries?.get(name.toLowerCase());
    if (entries !== undefined && entry === undefined && name !== '') return false;
    if (entry?.name === name && !entry.isSymbolicLink()) return true;
    // Where a link leads, and whether case counts here, only the disk knows.
    return existsSync(path);
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
