// Checks files on disk: what a record of an earlier run tells is not worked out again, and the rest is
// shared among threads.

import type { Worker } from 'node:worker_threads';
import { projectPath } from '../disk/disk-source';
import type { StandingDisk } from '../disk/standing-disk';
import type { AnalysisConfiguration } from '../engine/configuration';
import type { Finding } from '../engine/finding';
import type { SourceText } from '../engine/source-text';
import { ProjectRoots } from '../semantic/project/project-roots';
import type { PythonParser } from '../syntax/parser';
import { addTo, addToSet } from '../text/groups';
import { LineIndex } from '../text/lines';
import { remembered } from '../text/remembered';
import type { CacheFolder } from './cache/cache-folder';
import { KnownPlaces, placesOf } from './cache/known-places';
import type { KeptRecord, KnownResult } from './cache/project-record';
import { ProjectSummaries } from './cache/project-summaries';
import { type Imports, joined, type Standing, standingOf } from './cache/standing-results';
import {
  emptyResult,
  type InputResult,
  tellFaults,
  tellFindings,
  tellKnown,
  tellUnread,
} from './input-result';
import type { Input } from './inputs';
import { digestOf, type FileMark, ProjectSnapshot, type ReadFile } from './project-snapshot';
import type { ItemAnswer, ProjectLinks, WorkItem } from './work/work';
import { WorkQueue } from './work/work-queue';

export interface FilesRun {
  readonly disk: StandingDisk;
  readonly jobs: number;
  /** Undefined where nothing is to be kept. */
  readonly cache: CacheFolder | undefined;
  configurationOf(path: string): AnalysisConfiguration;
  /** How reports show a path. */
  readonly nameOf: (path: string) => string;
  /** The report shows the text that findings are in. */
  readonly showsText: boolean;
  /** Called for each input that is answered. */
  readonly progress: (name: string) => void;
  loadParser(): Promise<PythonParser>;
  startWorker(): Worker;
}

/** @returns the results in the order of the inputs. */
export async function checkFiles(inputs: readonly Input[], run: FilesRun): Promise<InputResult[]> {
  const roots = new ProjectRoots(run.disk);
  const byRoot = new Map<string, Input[]>();
  for (const input of inputs) addTo(byRoot, await roots.of(projectPath(input.path)), input);
  const queue = new WorkQueue(run);
  const results = new Map<Input, InputResult>();
  try {
    for (const [root, group] of byRoot) {
      const project = await ProjectRun.of(root, run);
      for (const input of group) results.set(input, project.take(input));
      project.recallOrRead();
      await project.checkRest(queue);
    }
    await queue.finish();
  } finally {
    await queue.dispose();
  }
  run.cache?.prune();
  return inputs.flatMap((input) => results.get(input) ?? []);
}

/** An input that is to be answered. */
interface AskedInput {
  readonly input: Input;
  readonly result: InputResult;
  readonly configuration: AnalysisConfiguration;
}

/** An input that could be read. */
interface ReadInput extends AskedInput {
  readonly source: SourceText;
}

/** The inputs of one project, from the question what is known of them to the record that is kept of them. */
class ProjectRun {
  readonly #today = new Date().toISOString().slice(0, 10);
  /** The inputs by the paths that the project knows them by. */
  readonly #asked = new Map<string, AskedInput[]>();
  /** Those that are to be checked. */
  readonly #open = new Map<string, ReadInput[]>();
  readonly #found = new Map<string, KnownResult>();
  /** Undefined where nothing is to be kept. */
  readonly #standing: Standing | undefined;
  readonly #summaries: ProjectSummaries | undefined;

  private constructor(
    private readonly snapshot: ProjectSnapshot,
    private readonly kept: KeptRecord | undefined,
    private readonly run: FilesRun,
  ) {
    const { cache } = run;
    if (cache === undefined) return;
    this.#standing = standingOf(kept, snapshot, this.#today);
    this.#summaries = new ProjectSummaries(this.#standing, () =>
      kept?.summaries ? cache.summariesOf(snapshot.root, kept.summaries) : undefined,
    );
  }

  static async of(root: string, run: FilesRun): Promise<ProjectRun> {
    const kept = run.cache?.read(root);
    return new ProjectRun(await ProjectSnapshot.of(root, run.disk, kept?.known), kept, run);
  }

  /** The result of an input, to which its findings are added once they are known. */
  take(input: Input): InputResult {
    const result = emptyResult(input);
    const path = this.snapshot.canonical(projectPath(input.path));
    const configuration = this.run.configurationOf(input.path);
    addTo(this.#asked, path, { input, result, configuration });
    return result;
  }

  /** Answers what the record of an earlier run knows, and reads what is to be checked. */
  recallOrRead(): void {
    for (const [path, asked] of this.#asked) {
      const known = this.#standing?.resultOf(path);
      const isKnown = asked.every(
        ({ configuration }) => known?.configuration === markOf(configuration),
      );
      if (known !== undefined && isKnown && this.#recall(path, asked, known)) continue;
      for (const each of asked) this.#read(path, each, this.snapshot.read(path));
    }
  }

  /** @returns false where the file has just become another one. */
  #recall(path: string, asked: readonly AskedInput[], known: KnownResult): boolean {
    const { findings, places } = known;
    if (!this.run.showsText || findings.length === 0) {
      for (const { input, result } of asked) {
        this.run.progress(input.name);
        tellKnown(result, new KnownPlaces(places), findings, this.run.nameOf);
      }
      return true;
    }
    const { digest, source } = this.snapshot.read(path);
    if ('kind' in source || digest !== this.#standing?.marks().get(path)?.digest) return false;
    for (const each of asked) this.#tell({ ...each, source }, findings);
    return true;
  }

  #read(path: string, asked: AskedInput, { source }: ReadFile): void {
    if ('kind' in source) tellUnread(asked.result, asked.input, source);
    else addTo(this.#open, path, { ...asked, source });
  }

  async checkRest(queue: WorkQueue): Promise<void> {
    if (this.#open.size === 0) {
      // Nothing is new, but the next run may need to read less.
      if (this.#standing?.isOutdated === true)
        this.#keep({ imports: new Map(), beyond: [], summaries: [] });
      return;
    }
    const items = [...this.#open].flatMap(([path, [first]]) =>
      first === undefined ? [] : this.#itemOf(path, first),
    );
    await queue.add({
      project: { root: this.snapshot.root, changes: this.snapshot.changes() },
      items,
      summaries: this.#summaries?.leadingTo(this.#open.keys()) ?? [],
      answered: (answer) => this.#take(answer),
      finished: (links) => {
        if (links !== undefined) this.#keep(links);
      },
    });
  }

  #itemOf(path: string, { configuration, source }: ReadInput): WorkItem {
    const isOfProject = this.snapshot.hasFile(path);
    return { path, configuration, ...(isOfProject ? {} : { ownText: source.text }) };
  }

  #take({ faults, findings, grounds, path }: ItemAnswer): void {
    for (const read of this.#open.get(path) ?? []) {
      const { configuration, result, source } = read;
      tellFaults(result, faults);
      this.#tell(read, findings);
      if (grounds === undefined) continue;
      this.#found.set(path, {
        configuration: markOf(configuration),
        day: grounds.isOfToday ? this.#today : null,
        grounds,
        findings,
        places: findings.length === 0 ? [] : placesOf(findings, new LineIndex(source.text)),
      });
    }
    this.#open.delete(path);
  }

  #tell({ input, result, source }: ReadInput, findings: readonly Finding[]): void {
    this.run.progress(input.name);
    tellFindings(result, source.text, findings, this.run.nameOf);
  }

  #keep(links: ProjectLinks): void {
    if (this.#standing === undefined) return;
    // What was found may be of guests that no record has yet.
    const found = [...this.#found.keys()].map((path) => [path, this.snapshot.read(path)] as const);
    const marks = new Map<string, FileMark>();
    for (const [path, mark] of new Map([...found, ...this.#standing.marks()])) {
      const now = this.snapshot.settled(path, mark);
      // Written while we were looking: the next run will see how it is then.
      if (now === undefined) return;
      marks.set(path, now);
    }
    const imports = joined(joined(this.#standing.imports(), links.imports), grouped(links.beyond));
    const results = new Map([...this.#standing.results(), ...this.#found]);
    if (results.size === 0) return;
    const summaries = this.#keepSummaries(links);
    this.run.cache?.write(this.snapshot, { marks, imports, results, summaries });
  }

  /** @returns the seal that they are kept under. */
  #keepSummaries({ summaries }: ProjectLinks): string | null {
    if (this.#found.size === 0) return this.kept?.summaries ?? null;
    // A file that the project does not have leads to none of it.
    const found = summaries.filter(([path]) => this.snapshot.hasFile(path));
    const texts = this.#summaries?.textsWith(found) ?? new Map();
    if (texts.size === 0) return null;
    return this.run.cache?.writeSummaries(this.snapshot.root, texts) ?? null;
  }
}

function grouped(pairs: ProjectLinks['beyond']): Imports {
  const groups = new Map<string, Set<string>>();
  for (const [path, other] of pairs) addToSet(groups, path, other);
  return groups;
}

/** Most files of a run share a few configurations. */
const markOf = remembered((configuration: AnalysisConfiguration) =>
  digestOf(JSON.stringify(configuration)),
);
