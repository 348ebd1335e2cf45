import { Project } from '../../semantic/project/project';
import { reachable } from '../../semantic/reachable';
import type { PythonParser } from '../../syntax/parser';
import { checkText } from '../check-file';
import type { ItemAnswer, ProjectLinks, ProjectTexts, WorkItem } from './work';

/** Checks files of one project, which stands still. */
export class ProjectChecker {
  readonly #project: Project;
  /** What was looked into for each file that was checked. */
  readonly #lookedInto: [string, Iterable<string>][] = [];

  constructor({ changes, root }: ProjectTexts, parser: PythonParser) {
    this.#project = new Project(root, parser);
    this.#project.update(changes);
  }

  /** Total: what fails is told in the answer. */
  check({ configuration, ownText, path }: WorkItem): ItemAnswer {
    const { files } = this.#project;
    if (ownText !== undefined) files.open(path, ownText);
    const text = files.textOf(path) ?? '';
    const source = { project: this.#project, path, text, configuration };
    const { findings, faults, lookedInto, grounds } = checkText(source);
    this.#lookedInto.push([path, lookedInto]);
    return { path, findings, faults, grounds };
  }

  get links(): ProjectLinks {
    const { graph, paths } = this.#project.files;
    const imports = new Map([...paths.files].map((path) => [path, graph.importsOf(path)]));
    const beyond = new Map<string, readonly [string, string]>();
    for (const [path, others] of [...this.#lookedInto, ...this.#project.lookedInto()]) {
      const expected = reachable([path], (at) => graph.importsOf(at));
      for (const other of others) {
        if (other !== path && !expected.has(other)) {
          beyond.set(`${path}\0${other}`, [path, other]);
        }
      }
    }
    return { imports, beyond: [...beyond.values()] };
  }
}
