import { isStandardLibrary } from '../../knowledge/standard-library';
import type { ImportScan } from './import-scan';
import { folderOf, nameOf, pathIn } from './paths';
import { moduleFiles, type ProjectPaths, packageFile } from './project-paths';
import { searchPath } from './search-path';

/** Where the modules of a dotted name lie. */
export interface ModulePlace {
  /** The `__init__` files that importing it runs, outermost first, without its own. */
  readonly packages: readonly string[];
  /** The file of the whole name; undefined for a folder without `__init__.py` and for no module. */
  readonly module: string | undefined;
  readonly isNamespace: boolean;
  /** The file that may bind the last part of the name. */
  readonly holder: string | undefined;
}

/** Python's search for modules, in the folders of one project. */
export class ModuleSearch {
  readonly #paths: ProjectPaths;
  readonly #groups = new Map<string, readonly (readonly string[])[]>();

  constructor(
    private readonly root: string,
    paths: ProjectPaths,
  ) {
    this.#paths = paths;
  }

  /** To be called when folders came or went. */
  forget(): void {
    this.#groups.clear();
  }

  /**
   * What a dotted name means in a file; leading dots are relative to it. Undefined for what is not
   * of the project, and where several modules could be meant.
   */
  find(dotted: string, file: string, scan: ImportScan | undefined): ModulePlace | undefined {
    const dots = /^\.*/.exec(dotted)?.[0].length ?? 0;
    const parts = dotted
      .slice(dots)
      .split('.')
      .filter((part) => part !== '');
    if (dots > 0) return this.#findBelow(folderAbove(file, dots - 1), parts);
    const [top] = parts;
    if (top === undefined || isForeign(top)) return undefined;
    const holders = this.#paths.holdersOf(top);
    if (holders === undefined) return undefined;
    for (const group of this.#groupsOf(file, scan?.changesPath === true)) {
      const folders = distinct(group.map((folder) => this.#paths.canonical(folder)));
      const found = this.#walk(
        folders.filter((folder) => holders.has(folder)),
        parts,
      );
      if (found === 'several') return undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A relative import: there is only one place to look. */
  #findBelow(folder: string, parts: readonly string[]): ModulePlace | undefined {
    const place = { packages: [], module: undefined, isNamespace: false, holder: undefined };
    const init = this.#paths.canonical(pathIn(folder, packageFile));
    const own = this.#paths.hasFile(init) ? init : undefined;
    if (parts.length === 0) return { ...place, module: own, isNamespace: own === undefined };
    const found = this.#walk([this.#paths.canonical(folder)], parts);
    if (found === 'several') return undefined;
    if (parts.length > 1 || own === undefined) return found;
    return { ...(found ?? place), holder: own };
  }

  /** Goes down from folders in which the first part may lie. */
  #walk(start: readonly string[], parts: readonly string[]): ModulePlace | 'several' | undefined {
    let folders = start;
    let module: string | undefined;
    const packages: string[] = [];
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      const hits = distinct(folders.map((folder) => this.#moduleIn(folder, part)));
      if (hits.length > 1) return 'several';
      const holder = module;
      const [hit] = hits;
      const namespaces =
        hit !== undefined
          ? []
          : distinct(folders.map((folder) => this.#paths.canonical(pathIn(folder, part)))).filter(
              (folder) => this.#paths.hasFolder(folder),
            );
      if (hit === undefined && namespaces.length === 0) {
        if (!isLast || holder === undefined) return undefined;
        return { packages: packages.slice(0, -1), module: undefined, isNamespace: false, holder };
      }
      if (isLast) return { packages, module: hit, isNamespace: hit === undefined, holder };
      module = hit;
      if (hit === undefined) {
        folders = namespaces;
      } else {
        packages.push(hit);
        folders = isPackageFile(hit) ? [folderOf(hit)] : [];
      }
    }
    return undefined;
  }

  #moduleIn(folder: string, name: string): string | undefined {
    return moduleFiles(folder, name)
      .map((file) => this.#paths.canonical(file))
      .find((file) => this.#paths.hasFile(file));
  }

  #groupsOf(file: string, changesPath: boolean): readonly (readonly string[])[] {
    const key = `${changesPath ? '+' : '-'}${folderOf(file)}`;
    let groups = this.#groups.get(key);
    if (groups === undefined) {
      groups = searchPath(file, this.root, this.#paths, changesPath);
      this.#groups.set(key, groups);
    }
    return groups;
  }
}

export function isPackageFile(path: string): boolean {
  return nameOf(path) === packageFile;
}

/**
 * Names that a project's own files never take over: Airflow's, whatever folders are called, and the
 * standard library's, which comes before what Airflow adds to the search path.
 */
function isForeign(top: string): boolean {
  return top === 'airflow' || isStandardLibrary(top);
}

function folderAbove(file: string, levels: number): string {
  let folder = folderOf(file);
  for (let level = 0; level < levels; level++) folder = folderOf(folder);
  return folder;
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
