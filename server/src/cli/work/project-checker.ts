import { Project } from '../../semantic/project/project';
import type { FileSummary } from '../../semantic/project/summary';
import { reachable } from '../../semantic/reachable';
import type { PythonParser } from '../../syntax/parser';
import { checkText } from '../check-file';
import type { ItemAnswer, ProjectLinks, ProjectTexts, ToldSummary, WorkItem } from './work';

export interface CheckedItem {
  readonly answer: ItemAnswer;
  /** For the files that it leads to, where the check gave it. */
  readonly summary: FileSummary | undefined;
}

/** Checks files of one project, which stands still. */
export class ProjectChecker {
  readonly #project: Project;
  /** What was looked into for each file that was checked. */
  readonly #lookedInto: [string, Iterable<string>][] = [];

  constructor({ changes, root }: ProjectTexts, parser: PythonParser) {
    this.#project = new Project(root, parser);
    this.#project.update(changes);
  }

  /** Takes over what another thread has found out of other files. */
  learn(summaries: readonly ToldSummary[]): void {
    for (const [path, summary] of summaries) this.#project.learn(path, summary);
  }

  /**
   * Total: what fails is told in the answer.
   *
   * @returns undefined for a file that is better checked behind those that lead to it. What it runs for is known by then:
   * their checks tell it in passing.
   */
  check(item: WorkItem): CheckedItem | undefined {
    const { configuration, ownText, path } = item;
    const { files } = this.#project;
    if (item.isPutOff !== true && this.#project.isLedTo(path)) return undefined;
    if (ownText !== undefined) files.open(path, ownText);
    const text = files.textOf(path) ?? '';
    const source = { project: this.#project, path, text, configuration };
    const { findings, faults, lookedInto, grounds, summary } = checkText(source);
    this.#lookedInto.push([path, lookedInto]);
    return { answer: { path, findings, faults, grounds }, summary };
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
    return { imports, beyond: [...beyond.values()], summaries: [...this.#project.summaries()] };
  }
}
