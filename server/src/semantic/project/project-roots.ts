import type { MaybePromise } from './file-source';
import { folderOf } from './paths';
import { projectRootOf, type RootEvidence } from './project-root';

/** Which projects the files of a disk that stands still belong to. */
export class ProjectRoots {
  readonly #roots = new Map<string, string>();
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

  async of(path: string): Promise<string> {
    const folder = folderOf(path);
    let root = this.#roots.get(folder);
    if (root === undefined) {
      root = await projectRootOf(folder, this.#source);
      this.#roots.set(folder, root);
    }
    return root;
  }
}

function remembered<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
