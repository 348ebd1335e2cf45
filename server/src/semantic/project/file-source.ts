/** An answer at once where it can be had at once, as from this machine's disk. */
export type MaybePromise<Value> = Value | Promise<Value>;

/** One thing in a folder. */
export interface FolderEntry {
  readonly name: string;
  /** What a symbolic link leads to; a link that leads nowhere is not listed. */
  readonly kind: 'file' | 'folder';
  /** For a symbolic link: the path without any links. */
  readonly leadsTo?: string;
}

/**
 * Where the files of a project are: on this machine's disk, or behind an editor. Paths are absolute,
 * with forward slashes. Nothing throws: what cannot be had is undefined.
 */
export interface FileSource {
  /** Whether there is a file or folder of this path. */
  exists(path: string): MaybePromise<boolean>;
  /** What a folder holds; undefined for what is no folder or must not be read. */
  list(folder: string): MaybePromise<readonly FolderEntry[] | undefined>;
  /** The text of a file, decoded as Python does it; undefined where it has none. */
  read(path: string): MaybePromise<string | undefined>;
  /** The path without symbolic links. */
  realPath(path: string): MaybePromise<string>;
  /** A folder that is never a project, such as the user's own one: the search for a root ends below. */
  isTop(folder: string): boolean;
}
