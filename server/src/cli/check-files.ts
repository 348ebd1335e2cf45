// Checks files on disk: what a record of an earlier run tells is not worked out again, and the rest is
// shared among threads.

import type { Worker } from 'node:worker_threads';
import { diskSource, projectPath } from '../disk/disk-source';
import type { AnalysisConfiguration } from '../engine/configuration';
import type { Finding } from '../engine/finding';
import type { SourceText } from '../engine/source-text';
import { ProjectRoots } from '../semantic/project/projects';
import type { PythonParser } from '../syntax/parser';
import { addTo, addToSet } from '../text/groups';
import { remembered } from '../text/remembered';
import type { CacheFolder } from './cache/cache-folder';
import type { KnownResult } from './cache/project-record';
import { type Imports, joined, type Standing, standingOf } from './cache/standing-results';
import {
  emptyResult,
  type InputResult,
  tellFaults,
  tellFindings,
  tellUnread,
} from './input-result';
import type { Input } from './inputs';
import { digestOf, type FileMark, ProjectSnapshot, readMarked } from './project-snapshot';
import type { ItemAnswer, ProjectLinks, WorkItem } from './work/work';
import { WorkQueue } from './work/work-queue';

export interface FilesRun {
  readonly jobs: number;
  /** Undefined where nothing is to be kept. */
  readonly cache: CacheFolder | undefined;
  configurationOf(path: string): AnalysisConfiguration;
  /** How reports show a path. */
  readonly nameOf: (path: string) => string;
  /** Called for each input that is answered. */
  readonly progress: (name: string) => void;
  loadParser(): Promise<PythonParser>;
  startWorker(): Worker;
}

/** @returns the results in the order of the inputs. */
export async function checkFiles(inputs: readonly Input[], run: FilesRun): Promise<InputResult[]> {
  const roots = new ProjectRoots(diskSource);
  const byRoot = new Map<string, Input[]>();
  for (const input of inputs) addTo(byRoot, await roots.of(projectPath(input.path)), input);
  const queue = new WorkQueue(run);
  const results = new Map<Input, InputResult>();
  try {
    for (const [root, group] of byRoot) {
      const project = new ProjectRun(await ProjectSnapshot.of(root), run);
      for (const input of group) results.set(input, project.read(input));
      project.recall();
      await project.checkRest(queue);
    }
    await queue.finish();
  } finally {
    await queue.dispose();
  }
  run.cache?.prune();
  return inputs.flatMap((input) => results.get(input) ?? []);
}

/** An input that could be read. */
interface ReadInput {
  readonly input: Input;
  readonly result: InputResult;
  readonly source: SourceText;
  readonly item: WorkItem;
}

/** The inputs of one project, from their reading to the record that is kept of them. */
class ProjectRun {
  readonly #today = new Date().toISOString().slice(0, 10);
  /** The inputs that are not answered yet, by the paths that the project knows them by. */
  readonly #open = new Map<string, ReadInput[]>();
  readonly #found = new Map<string, KnownResult>();
  #standing: Standing | undefined;

  constructor(
    private readonly snapshot: ProjectSnapshot,
    private readonly run: FilesRun,
  ) {}

  /** The result of an input, to which its findings are added once they are known. */
  read(input: Input): InputResult {
    const result = emptyResult(input);
    const path = this.snapshot.paths.canonical(projectPath(input.path));
    const isOfProject = this.snapshot.paths.hasFile(path);
    const { source } = isOfProject ? this.snapshot.read(path) : readMarked(input.path);
    if ('kind' in source) {
      tellUnread(result, input, source);
      return result;
    }
    const configuration = this.run.configurationOf(input.path);
    const item = { path, configuration, ...(isOfProject ? {} : { ownText: source.text }) };
    addTo(this.#open, path, { input, result, source, item });
    return result;
  }

  /** Answers what the record of an earlier run knows. What is checked itself has been read by now. */
  recall(): void {
    const { cache } = this.run;
    if (cache === undefined) return;
    const record = cache.read(this.snapshot.root);
    const standing = standingOf(record, this.snapshot, this.#today);
    this.#standing = standing;
    for (const [path, reads] of this.#open) {
      const known = standing.results.get(path);
      if (known === undefined || !reads.every((read) => isUsable(known, read))) continue;
      for (const read of reads) this.#tell(read, known.findings);
      this.#open.delete(path);
    }
  }

  async checkRest(queue: WorkQueue): Promise<void> {
    if (this.#open.size === 0) {
      // Nothing is new, but the next run may need to read less.
      if (this.#standing?.isOutdated === true) this.#keep({ imports: new Map(), beyond: [] });
      return;
    }
    const items = [...this.#open.values()].flatMap(([first]) => first?.item ?? []);
    await queue.add({
      project: { root: this.snapshot.root, changes: this.snapshot.changes() },
      items,
      answered: (answer) => this.#take(answer),
      finished: (links) => {
        if (links !== undefined) this.#keep(links);
      },
    });
  }

  #take({ faults, findings, grounds, path }: ItemAnswer): void {
    for (const read of this.#open.get(path) ?? []) {
      const { item, result } = read;
      tellFaults(result, faults);
      this.#tell(read, findings);
      if (grounds === undefined || item.ownText !== undefined) continue;
      const day = grounds.isOfToday ? this.#today : null;
      this.#found.set(path, { configuration: markOf(item.configuration), day, grounds, findings });
    }
    this.#open.delete(path);
  }

  #tell({ input, result, source }: ReadInput, findings: readonly Finding[]): void {
    this.run.progress(input.name);
    tellFindings(result, source.text, findings, this.run.nameOf);
  }

  #keep(links: ProjectLinks): void {
    const { root, structure } = this.snapshot;
    if (this.#standing === undefined) return;
    const marks = new Map<string, FileMark>();
    for (const [path, mark] of this.#standing.marks) {
      const now = this.snapshot.markOf(path, mark);
      // Written while we were looking: the next run will see how it is then.
      if (now.digest !== mark.digest) return;
      marks.set(path, now);
    }
    const imports = joined(joined(this.#standing.imports, links.imports), grouped(links.beyond));
    const results = new Map([...this.#standing.results, ...this.#found]);
    if (results.size > 0) this.run.cache?.write(root, { structure, marks, imports, results });
  }
}

function grouped(pairs: ProjectLinks['beyond']): Imports {
  const groups = new Map<string, Set<string>>();
  for (const [path, other] of pairs) addToSet(groups, path, other);
  return groups;
}

/** The places of a finding are taken for what they are only where the text has them. */
function isUsable({ configuration, findings }: KnownResult, { item, source }: ReadInput): boolean {
  if (item.ownText !== undefined || configuration !== markOf(item.configuration)) return false;
  return findings.every((finding) =>
    [finding, ...finding.fixes.flatMap(({ edits }) => edits)].every(
      ({ end, start }) => start <= end && end <= source.text.length,
    ),
  );
}

/** Most files of a run share a few configurations. */
const markOf = remembered((configuration: AnalysisConfiguration) =>
  digestOf(JSON.stringify(configuration)),
);
