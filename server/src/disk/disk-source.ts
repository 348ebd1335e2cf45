import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FileSource, FolderEntry } from '../semantic/project/file-source';
import { once } from '../text/remembered';
import { readSource } from './read-source';

/** The files of this machine. */
export const diskSource = {
  exists: existsSync,

  list(folder: string): readonly FolderEntry[] | undefined {
    try {
      return folderEntries(folder, readdirSync(folder, { withFileTypes: true }));
    } catch {
      // What must not be read, or has just gone, holds nothing for us.
      return undefined;
    }
  },

  read(file: string): string | undefined {
    const source = readSource(file);
    return 'kind' in source ? undefined : source.text;
  },

  realPath(file: string): string {
    try {
      return projectPath(realpathSync(file));
    } catch {
      return file;
    }
  },

  isTop: (folder: string) => tops().has(folder),
} satisfies FileSource;

/** The same files by the paths of their `file:` uris, which on Windows begin with a slash. */
export const uriPathSource: FileSource = {
  exists: (path) => diskSource.exists(diskPath(path)),
  list: (folder) => {
    const entries = diskSource.list(diskPath(folder));
    return entries?.map((entry) =>
      entry.leadsTo === undefined ? entry : { ...entry, leadsTo: uriPath(entry.leadsTo) },
    );
  },
  read: (path) => diskSource.read(diskPath(path)),
  realPath: (path) => uriPath(diskSource.realPath(diskPath(path))),
  isTop: (folder) => diskSource.isTop(diskPath(folder)),
};

function diskPath(path: string): string {
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

function uriPath(path: string): string {
  return /^[A-Za-z]:/.test(path) ? `/${path}` : path;
}

/** A path of this machine as the project model has it. */
export function projectPath(file: string): string {
  return path.sep === '/' ? file : file.replaceAll(path.sep, '/');
}

/** Nobody's project, though people leave files there that look like one's. */
const tops = once(
  (): ReadonlySet<string> => new Set(['/tmp', os.tmpdir(), os.homedir()].map(projectPath)),
);

/** What a folder holds, links as what they lead to. */
export function folderEntries(folder: string, entries: readonly Dirent[]): FolderEntry[] {
  const all: FolderEntry[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (entry.isDirectory()) all.push({ name, kind: 'folder' });
    else if (entry.isFile()) all.push({ name, kind: 'file' });
    else if (entry.isSymbolicLink()) all.push(...linkedEntry(folder, name));
  }
  return all;
}

function linkedEntry(folder: string, name: string): FolderEntry[] {
  const link = path.join(folder, name);
  try {
    const stats = statSync(link);
    if (!stats.isDirectory() && !stats.isFile()) return [];
    const kind = stats.isDirectory() ? 'folder' : 'file';
    return [{ name, kind, leadsTo: projectPath(realpathSync(link)) }];
  } catch {
    // It leads nowhere, or in a circle.
    return [];
  }
}
