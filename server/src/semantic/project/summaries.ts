import { FileModel } from '../file-model';
import { areEqual, type MissingWork, NotedFacts } from './noted-facts';
import { type Incoming, type Notes, nothingIncoming } from './noted-surroundings';
import { folderOf, nameOf } from './paths';
import type { ProjectFiles } from './project-files';
import { incomingReach } from './propagation';
import { type FileSummary, summaryOf } from './summary';

interface KnownIncoming {
  readonly from: ReadonlyMap<string, FileSummary>;
  readonly incoming: Incoming;
}

/**
 * The summaries of a project's files, each kept for as long as its text and what it has asked of
 * others stay the same, and what follows from them for a file.
 */
export class Summaries {
  readonly #summaries: NotedFacts<FileSummary>;
  readonly #incoming = new Map<string, KnownIncoming>();

  constructor(private readonly files: ProjectFiles) {
    this.#summaries = new NotedFacts(files, (surroundings) =>
      summaryOf(new FileModel(surroundings.own.tree, surroundings)),
    );
  }

  /** The work after which it is known what other files make a file run for. */
  missingFor(path: string): readonly MissingWork[] {
    return this.#summaries.missing(this.#sources(path));
  }

  /**
   * The work after which it is known whether a file with a DAG imports this one: a look into one file after the other,
   * until one has a DAG.
   */
  missingForDag(path: string): readonly MissingWork[] {
    const missing: string[] = [];
    for (const source of this.#importers(path)) {
      if (!this.#summaries.isCurrent(source)) missing.push(source);
      else if (this.#summaries.asKnown(source)?.definesDag === true) return [];
    }
    if (missing.length === 0) return [];
    return [
      () => {
        const next = missing.pop();
        const hasDag = next !== undefined && this.summarize(next)?.definesDag === true;
        return !hasDag && missing.length > 0;
      },
    ];
  }

  /** The files that are summarized, each with those that were looked into for it. */
  lookedInto(): Iterable<readonly [string, Iterable<string>]> {
    return this.#summaries.lookedInto();
  }

  /** What was not learned from somebody else. */
  workedOut(): Iterable<readonly [string, FileSummary]> {
    return this.#summaries.workedOut();
  }

  /** True where files lead to one that may make it run for something, which is known when they are summarized. */
  isLedTo(path: string): boolean {
    return this.#importers(path).length > 0;
  }

  /**
   * Summarizes a file of which there is an analysis, for much less than making one: where it leads to others, none leads
   * to it, and its settings do not matter, which the others know nothing of.
   */
  summarizeAnalyzed(model: FileModel, path: string, notes: Notes): FileSummary | undefined {
    const { surroundings, tree } = model;
    const { graph } = this.files;
    const leads = graph.importsOf(path).size > 0 && graph.airflowRelated.has(path);
    if (!leads || this.isLedTo(path)) return undefined;
    // They may matter to the load, and to nothing else that is summarized.
    if (new FileModel(tree, surroundings).loaded !== model.loaded) return undefined;
    return this.#summaries.workOut(path, tree.text, notes, () => summaryOf(model));
  }

  /** Takes over a summary that somebody else has made of a file as it stands now. */
  learn(path: string, summary: FileSummary): void {
    this.#summaries.learn(path, summary);
  }

  /** Works out one summary, where it is not known. */
  summarize(path: string): FileSummary | undefined {
    return this.#summaries.of(path);
  }

  /** What the other files make a file run for. The same object for as long as that is the same. */
  incomingOf(path: string): Incoming {
    return this.#follow(path, (source) => this.summarize(source));
  }

  /** As in `Surroundings`, with a look into no more files than it takes: mostly the first has a DAG. */
  isImportedByDag(path: string): boolean {
    return this.#importers(path).some((source) => this.summarize(source)?.definesDag === true);
  }

  /** The same by the summaries that were last known. */
  isImportedByDagAsKnown(path: string): boolean {
    const isDag = (source: string) => this.#summaries.asKnown(source)?.definesDag === true;
    return this.#importers(path).some(isDag);
  }

  /** The same by the summaries that were last known, of which some may not be up to date. */
  incomingAsKnown(path: string): Incoming {
    return this.#follow(path, (source) => this.#summaries.asKnown(source));
  }

  #follow(path: string, summaryOf: (source: string) => FileSummary | undefined): Incoming {
    const from = new Map<string, FileSummary>();
    for (const source of this.#sources(path)) {
      const summary = summaryOf(source);
      if (summary !== undefined) from.set(source, summary);
    }
    if (from.size === 0) return nothingIncoming;
    const before = this.#incoming.get(path);
    if (before !== undefined && haveSameEntries(before.from, from)) return before.incoming;
    const found: Incoming = {
      reach: incomingReach(path, from),
      made: [...from].flatMap(([source, { made, tasks }]) => {
        if (source === path) return [];
        return made.flatMap(({ path: place, site, task }) => {
          const found = place === path ? tasks[task] : undefined;
          return found === undefined ? [] : [{ site, task: found }];
        });
      }),
      limits: [...from]
        .flatMap(([source, { limits = [] }]) => (source === path ? [] : limits))
        .sort(),
    };
    const incoming =
      before !== undefined && areEqual(before.incoming, found) ? before.incoming : found;
    this.#incoming.set(path, { from, incoming });
    return incoming;
  }

  /** Drops what is known of files that are gone. */
  forget(path: string): void {
    this.#summaries.forget(path);
    this.#incoming.delete(path);
  }

  /** The file itself and all that lead to it, in a fixed order; none where no other file does. */
  #sources(path: string): string[] {
    const importers = this.#importers(path);
    return importers.length === 0 ? [] : [path, ...importers].sort();
  }

  /** All files that lead to one, but for itself, in a fixed order. */
  #importers(path: string): string[] {
    const { graph, root } = this.files;
    const importers = graph.importersOf(path);
    if (importers.size === 0) return [];
    const related = graph.airflowRelated;
    return [...importers]
      .filter((file) => file !== path && related.has(file) && !isTest(file, root))
      .sort();
  }
}

/** True for what only a test runner loads. */
function isTest(path: string, root: string): boolean {
  return (
    /^(?:test_.*|.*_test|conftest)\.py$/.test(nameOf(path)) &&
    /\/tests?(?:\/|$)/.test(folderOf(path).slice(root.length))
  );
}

function haveSameEntries<Value>(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>) {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
