// Which files a command line means: the named ones, and the Python files below named folders.

import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../../disk/reason';
import { isForeignFolder, isPythonFile, isVirtualEnvironment } from '../../files/foreign-folders';
import type { AirflowIgnoreSyntax } from './airflow-ignore';
import { FolderRules } from './folder-rules';

export interface FoundFile {
  /** Absolute, as it was reached. */
  readonly path: string;
  /** Named on the command line itself. */
  readonly isNamed: boolean;
  /** Reached through a link that leads out of the folder that was asked for. */
  readonly isOutside: boolean;
}

export interface PathProblem {
  readonly path: string;
  readonly message: string;
}

export interface FoundFiles {
  /** In the order of their paths, every real file once. */
  readonly files: readonly FoundFile[];
  /** Named paths that do not exist or cannot be read. */
  readonly badPaths: readonly PathProblem[];
  /** Folders below named ones that cannot be read. */
  readonly unreadable: readonly PathProblem[];
}

export interface FindOptions {
  readonly cwd: string;
  /** The syntax of `.airflowignore` for the files of a folder; undefined where unknown. */
  airflowIgnoreSyntax(folder: string): AirflowIgnoreSyntax | undefined;
}

export function findFiles(named: readonly string[], options: FindOptions): FoundFiles {
  /** By their paths without symbolic links. */
  const files = new Map<string, FoundFile>();
  const badPaths: PathProblem[] = [];
  const unreadable: PathProblem[] = [];
  const namedFiles: NamedFile[] = [];
  let hasWalked = false;
  for (const name of named) {
    const absolute = path.resolve(options.cwd, name);
    try {
      const stats = statSync(absolute);
      if (stats.isDirectory()) {
        walk(absolute);
        hasWalked = true;
      } else if (stats.isFile() || stats.isFIFO()) {
        namedFiles.push({ name, absolute, identity: `${stats.dev}:${stats.ino}` });
      } else badPaths.push({ path: name, message: 'is neither a file nor a folder' });
    } catch (error) {
      badPaths.push({ path: name, message: reasonOf(error) });
    }
  }
  const twice = repeatedIdentities(namedFiles);
  for (const { absolute, identity, name } of namedFiles) {
    try {
      // To follow links takes long, and tells only whether two names lead to one file.
      const isAlone = !hasWalked && !twice.has(identity);
      const realPath = isAlone ? absolute : realpathSync.native(absolute);
      add({ path: absolute, isNamed: true, isOutside: false }, realPath);
    } catch (error) {
      badPaths.push({ path: name, message: reasonOf(error) });
    }
  }
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    badPaths,
    unreadable,
  };

  function add(file: FoundFile, realPath: string): void {
    const before = files.get(realPath);
    // The file's own path tells more than that of a link to it; a named one counts before both.
    const isBetter =
      before === undefined ||
      (file.isNamed && !before.isNamed) ||
      (!before.isNamed && file.path === realPath);
    if (isBetter) files.set(realPath, file);
  }

  /** Iterative, and into every real folder once, so that links cannot lead it in circles. */
  function walk(root: string): void {
    const realRoot = realpathSync.native(root);
    const visited = new Set<string>([realRoot]);
    const stack = [{ folder: root, realFolder: realRoot, rules: FolderRules.at(root, options) }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { folder, realFolder, rules } = next;
      const entries = entriesOf(folder, folder === root);
      const isForeignCode = isVirtualEnvironment(entries.map((entry) => entry.name));
      if (folder !== root && isForeignCode) continue;
      for (const entry of entries) {
        const stats = entry.isSymbolicLink() ? statOf(path.join(folder, entry.name)) : entry;
        if (stats === undefined || isForeign(entry.name, stats)) continue;
        const entryPath = path.join(folder, entry.name);
        if (rules.ignores(entryPath, stats.isDirectory())) continue;
        const realPath =
          stats === entry ? path.join(realFolder, entry.name) : realpathSync.native(entryPath);
        if (stats.isDirectory()) {
          if (visited.has(realPath)) continue;
          visited.add(realPath);
          stack.push({ folder: entryPath, realFolder: realPath, rules: rules.below(entryPath) });
        } else {
          const isOutside = !isBelow(realPath, realRoot);
          add({ path: entryPath, isNamed: false, isOutside }, realPath);
        }
      }
    }
  }

  function entriesOf(folder: string, isNamed: boolean): Dirent[] {
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      (isNamed ? badPaths : unreadable).push({ path: folder, message: reasonOf(error) });
      return [];
    }
  }
}

/** A file that was named on the command line. */
interface NamedFile {
  readonly name: string;
  readonly absolute: string;
  /** Of the file itself: one file, by whatever names, has one. That of two files can seem the same. */
  readonly identity: string;
}

function repeatedIdentities(files: readonly NamedFile[]): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const { identity } of files) (once.has(identity) ? twice : once).add(identity);
  return twice;
}

/** True for what a folder holds beside Python files and folders of the project's own. */
function isForeign(name: string, stats: Stats | Dirent): boolean {
  return stats.isDirectory() ? isForeignFolder(name) : !stats.isFile() || !isPythonFile(name);
}

/** What a link leads to; undefined for one that leads nowhere or to itself. */
function statOf(link: string): Stats | undefined {
  try {
    return statSync(link);
  } catch {
    return undefined;
  }
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
