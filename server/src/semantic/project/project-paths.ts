import { folderOf, nameOf, pathIn } from './paths';

/** How many links are followed from a path before it counts as leading in circles. */
const maximumLinks = 32;

/**
 * Where the Python files of a project lie, as far as imports can see it. Symbolic links inside the
 * project are kept apart: every file has one path, to which the others lead.
 */
export class ProjectPaths {
  readonly #files = new Set<string>();
  /** How many Python files and links lie directly in each folder, and folders with such. */
  readonly #contents = new Map<string, number>();
  /** The folders that hold a module, package or folder of a name. */
  readonly #holders = new Map<string, Map<string, number>>();
  readonly #links = new Map<string, string>();

  get files(): ReadonlySet<string> {
    return this.#files;
  }

  get links(): ReadonlyMap<string, string> {
    return this.#links;
  }

  /** How many folders Python files lie in, at any depth. */
  get folderCount(): number {
    return this.#contents.size;
  }

  add(file: string): void {
    if (this.#files.has(file)) return;
    this.#files.add(file);
    this.#hold(file, 1);
  }

  remove(file: string): void {
    if (this.#files.delete(file)) this.#hold(file, -1);
  }

  link(path: string, target: string): void {
    if (this.#links.has(path)) this.unlink(path);
    this.#links.set(path, target);
    this.#hold(path, 1);
  }

  unlink(path: string): void {
    if (this.#links.delete(path)) this.#hold(path, -1);
  }

  /** The path that a file or folder has without the links of the project. */
  canonical(path: string): string {
    if (this.#links.size === 0) return path;
    let current = path;
    for (let hops = 0; hops < maximumLinks; hops++) {
      const next = this.#withoutOuterLink(current);
      if (next === undefined) return current;
      current = next;
    }
    return path;
  }

  hasFile(path: string): boolean {
    return this.#files.has(path);
  }

  /** True for a folder that Python files lie in, at any depth. */
  hasFolder(path: string): boolean {
    return this.#contents.has(path);
  }

  /** The folders in which an import of a top-level name can find something. */
  holdersOf(name: string): ReadonlyMap<string, number> | undefined {
    return this.#holders.get(name);
  }

  #withoutOuterLink(path: string): string | undefined {
    for (let end = path.indexOf('/', 1); ; end = path.indexOf('/', end + 1)) {
      const outer = end === -1 ? path : path.slice(0, end);
      const target = this.#links.get(outer);
      if (target !== undefined) return end === -1 ? target : target + path.slice(end);
      if (end === -1) return undefined;
    }
  }

  /** Counts a file or link, and each folder that it makes appear or disappear. */
  #hold(path: string, change: 1 | -1): void {
    for (let at = path; folderOf(at) !== at; at = folderOf(at)) {
      const folder = folderOf(at);
      const name = nameOf(at).replace(/\.py$/, '');
      let holders = this.#holders.get(name);
      if (holders === undefined) {
        holders = new Map();
        this.#holders.set(name, holders);
      }
      count(holders, folder, change);
      if (holders.size === 0) this.#holders.delete(name);
      const before = this.#contents.get(folder) ?? 0;
      count(this.#contents, folder, change);
      const isNewOrGone = change === 1 ? before === 0 : before === 1;
      if (!isNewOrGone) return;
    }
  }
}

/** The file that makes a folder a package and holds its code. */
export const packageFile = '__init__.py';

/** The files that a module of a name can be, in the order in which Python looks. */
export function moduleFiles(folder: string, name: string): readonly [string, string] {
  const path = pathIn(folder, name);
  return [`${path}/${packageFile}`, `${path}.py`];
}

function count(counts: Map<string, number>, key: string, change: 1 | -1): void {
  const next = (counts.get(key) ?? 0) + change;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}
