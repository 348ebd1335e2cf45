// Which folder is a file's project: decided by the file's path and by what lies around it alone, so
// that the editor and the command line agree, however the file was named.

import type { MaybePromise } from './file-source';
import { folderOf, pathIn } from './paths';
import { markedRootOf, type RootEvidence, repositoryMark } from './project-root';

/** Which projects the files of a disk that stands still belong to. */
export class ProjectRoots {
  readonly #roots = new Map<string, Promise<string>>();
  readonly #repositories = new Map<string, Promise<string | undefined>>();
  readonly #source: RootEvidence;

  constructor(source: RootEvidence) {
    // Folders beside each other have the same ones above them.
    const marks = new Map<string, MaybePromise<boolean>>();
    const tops = new Map<string, boolean>();
    this.#source = {
      exists: (path) => remembered(marks, path, () => source.exists(path)),
      isTop: (folder) => remembered(tops, folder, () => source.isTop(folder)),
    };
  }

  of(path: string): Promise<string> {
    return this.ofFolder(folderOf(path));
  }

  /** The root of the project of files in a folder: that of their repository, else one with the marks of a project. */
  ofFolder(folder: string): Promise<string> {
    return remembered(this.#roots, folder, async () => {
      const repository = await this.#repositoryOf(folder);
      return repository ?? (await markedRootOf(folder, this.#source));
    });
  }

  #repositoryOf(folder: string): Promise<string | undefined> {
    return remembered(this.#repositories, folder, async () => {
      if (await this.#source.exists(pathIn(folder, repositoryMark))) return folder;
      const above = folderOf(folder);
      // A file that lies in a top folder itself still has that one as its project; those below it do not.
      const isEnd = this.#isTop(folder) || this.#isTop(above);
      return isEnd ? undefined : this.#repositoryOf(above);
    });
  }

  #isTop(folder: string): boolean {
    return folderOf(folder) === folder || this.#source.isTop(folder);
  }
}

function remembered<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
