import type { FileSource, FolderEntry } from '../../server/src/semantic/project/file-source';

/** A disk in memory: files with their texts, symbolic links, and folders that must not be read. */
export class MemorySource implements FileSource {
  readonly files: Map<string, string>;
  /** Where the link of a path leads, as an absolute path. */
  readonly links = new Map<string, string>();
  readonly forbidden = new Set<string>();
  /** The paths of the files that were read, in order. */
  readonly reads: string[] = [];
  readonly tops = new Set<string>();

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.files = new Map(Object.entries(files));
  }

  async exists(path: string): Promise<boolean> {
    return this.#kindOf(this.#real(path)) !== undefined;
  }

  async list(folder: string): Promise<readonly FolderEntry[] | undefined> {
    const real = this.#real(folder);
    if (this.forbidden.has(real) || this.#kindOf(real) !== 'folder') return undefined;
    const names = new Set<string>();
    for (const path of [...this.files.keys(), ...this.links.keys()]) {
      if (path.startsWith(`${real}/`)) names.add(path.slice(real.length + 1).split('/')[0] ?? '');
    }
    return [...names].sort().flatMap((name): FolderEntry[] => {
      const path = `${real}/${name}`;
      const target = this.links.has(path) ? this.#real(path) : undefined;
      const kind = this.#kindOf(target ?? path);
      if (kind === undefined) return [];
      return [target === undefined ? { name, kind } : { name, kind, leadsTo: target }];
    });
  }

  async read(path: string): Promise<string | undefined> {
    this.reads.push(path);
    const real = this.#real(path);
    return this.forbidden.has(real) ? undefined : this.files.get(real);
  }

  async realPath(path: string): Promise<string> {
    return this.#real(path);
  }

  isTop(folder: string): boolean {
    return this.tops.has(folder);
  }

  /** The folders of a path, the innermost first, in which nothing lies: such ones are not there. */
  emptyFoldersAround(path: string): string[] {
    const parts = path.split('/');
    const folders = parts.slice(2).map((_, i) => parts.slice(0, parts.length - 1 - i).join('/'));
    return folders.filter((folder) => this.#kindOf(folder) === undefined);
  }

  #kindOf(path: string): 'file' | 'folder' | undefined {
    if (this.files.has(path)) return 'file';
    const isFolder = [...this.files.keys(), ...this.links.keys()].some((file) =>
      file.startsWith(path === '/' ? '/' : `${path}/`),
    );
    return isFolder ? 'folder' : undefined;
  }

  #real(path: string): string {
    let current = path;
    for (let hops = 0; hops < 20; hops++) {
      const link = [...this.links.keys()].find(
        (each) => current === each || current.startsWith(`${each}/`),
      );
      if (link === undefined) return current;
      current = (this.links.get(link) ?? '') + current.slice(link.length);
    }
    // As for a link that leads to itself: there is nothing.
    return '/nowhere';
  }
}
