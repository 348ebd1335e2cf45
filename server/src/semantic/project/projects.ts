import type { PythonParser } from '../../syntax/parser';
import type { FileSource } from './file-source';
import { listProject, projectChanges } from './load-project';
import { Project } from './project';
import { ProjectRoots } from './project-roots';

/** How many projects are kept loaded: files of one are mostly asked for together. */
const maximumProjects = 4;

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
