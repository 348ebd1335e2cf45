import { FileModel } from '../file-model';
import {
  type Incoming,
  NotedSurroundings,
  type Notes,
  nothingIncoming,
  wouldBeAnsweredAlike,
} from './noted-surroundings';
import { folderOf, nameOf } from './paths';
import type { ProjectFiles } from './project-files';
import { incomingReach } from './propagation';
import { type FileSummary, summaryOf } from './summary';

interface KnownSummary {
  readonly text: string;
  readonly notes: Notes;
  /** Undefined where the analysis of the file failed, which is told where that file is analyzed. */
  readonly summary: FileSummary | undefined;
  /** The revision of the project for which it was last seen to hold. */
  revision: number;
}

interface KnownIncoming {
  readonly from: ReadonlyMap<string, FileSummary>;
  readonly incoming: Incoming;
}

/**
 * The summaries of a project's files, each kept for as long as its text and what it has asked of
 * others stay the same, and what follows from them for a file.
 */
export class Summaries {
  readonly #summaries = new Map<string, KnownSummary>();
  readonly #incoming = new Map<string, KnownIncoming>();

  constructor(private readonly files: ProjectFiles) {}

  /** The files whose summaries say what a file runs for, and are not known as they stand now. */
  missingFor(path: string): string[] {
    return this.#sources(path).filter((source) => this.#current(source) === undefined);
  }

  /** Works out one summary, where it is not known. */
  summarize(path: string): FileSummary | undefined {
    const current = this.#current(path);
    if (current !== undefined) return current.summary;
    const own = this.files.parsed(path);
    if (own === undefined) return undefined;
    const surroundings = new NotedSurroundings(this.files, own, nothingIncoming);
    const found = attempt(() => summaryOf(new FileModel(own.tree, surroundings)));
    const before = this.#summaries.get(path)?.summary;
    // Equal ones are one, so that what was worked out with it still holds.
    const summary = before !== undefined && areEqual(before, found) ? before : found;
    const { revision } = this.files;
    const { notes } = surroundings.basis;
    this.#summaries.set(path, { text: own.tree.text, notes, summary, revision });
    return summary;
  }

  /** What the other files make a file run for. The same object for as long as that is the same. */
  incomingOf(path: string): Incoming {
    return this.#follow(path, (source) => this.summarize(source));
  }

  /** The same by the summaries that were last known, of which some may not be up to date. */
  incomingAsKnown(path: string): Incoming {
    return this.#follow(path, (source) => this.#summaries.get(source)?.summary);
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
      isImportedByDag: [...from].some(([source, summary]) => source !== path && summary.definesDag),
    };
    const incoming =
      before !== undefined && areEqual(before.incoming, found) ? before.incoming : found;
    this.#incoming.set(path, { from, incoming });
    return incoming;
  }

  /** Drops what is known of files that are gone. */
  forget(path: string): void {
    this.#summaries.delete(path);
    this.#incoming.delete(path);
  }

  /** The file itself and all that lead to it, in a fixed order; none where no other file does. */
  #sources(path: string): string[] {
    const { graph } = this.files;
    const importers = graph.importersOf(path);
    if (importers.size === 0) return [];
    const related = graph.airflowRelated;
    const sources = [...importers].filter(
      (file) => file !== path && related.has(file) && !isTest(file, this.files.root),
    );
    return sources.length === 0 ? [] : [path, ...sources].sort();
  }

  #current(path: string): KnownSummary | undefined {
    const known = this.#summaries.get(path);
    if (known === undefined) return undefined;
    const { modulesRevision, revision } = this.files;
    if (known.revision === revision) return known;
    if (known.text !== this.files.textOf(path)) return undefined;
    let isSame = known.notes.modulesRevision === modulesRevision;
    for (const [file, text] of known.notes.texts) {
      if (this.files.textOf(file) === text) continue;
      isSame = false;
      if (this.files.outlineOf(file) !== known.notes.outlines.get(file)) return undefined;
    }
    if (!isSame && !wouldBeAnsweredAlike(known.notes, this.files)) return undefined;
    known.revision = revision;
    return known;
  }
}

/** True for what only a test runner loads. */
function isTest(path: string, root: string): boolean {
  return (
    /^(?:test_.*|.*_test|conftest)\.py$/.test(nameOf(path)) &&
    /\/tests?(?:\/|$)/.test(folderOf(path).slice(root.length))
  );
}

function attempt<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function haveSameEntries<Value>(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>) {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

function areEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
