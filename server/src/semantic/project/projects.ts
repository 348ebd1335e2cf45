import type { PythonParser } from '../../syntax/parser';
import type { FileSource, MaybePromise } from './file-source';
import { listProject, projectChanges } from './load-project';
import { folderOf } from './paths';
import { Project } from './project';
import { projectRootOf, type RootEvidence } from './project-root';

/** How many projects are kept loaded: files of one are mostly asked for together. */
const maximumProjects = 4;

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

/** The projects of a disk that stands still, each loaded when a file of it is first asked for. */
export class Projects {
  readonly roots: ProjectRoots;
  /** The one that was asked for last stands last. */
  readonly #projects = new Map<string, Project>();

  constructor(
    private readonly source: FileSource,
    private readonly parser: PythonParser,
  ) {
    this.roots = new ProjectRoots(source);
  }

  async of(path: string): Promise<Project> {
    const root = await this.roots.of(path);
    const project = this.#projects.get(root) ?? (await this.#load(root));
    this.#projects.delete(root);
    this.#projects.set(root, project);
    const [oldest] = this.#projects.keys();
    if (this.#projects.size > maximumProjects && oldest !== undefined) {
      this.#projects.delete(oldest);
    }
    return project;
  }

  async #load(root: string): Promise<Project> {
    const project = new Project(root, this.parser);
    const listing = await listProject(root, this.source);
    project.update(await projectChanges(listing, this.source, () => false, []));
    return project;
  }
}

function remembered<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
