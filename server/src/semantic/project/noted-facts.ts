import {
  NotedSurroundings,
  type Notes,
  nothingElsewhere,
  wouldBeAnsweredAlike,
} from './noted-surroundings';
import type { ProjectFiles } from './project-files';

interface Known<Fact> {
  readonly text: string;
  /** Undefined where somebody else has worked it out, so that it counts for nothing but this revision. */
  readonly notes: Notes | undefined;
  /** Undefined where the analysis of the file failed, which is told where that file is analyzed. */
  readonly fact: Fact | undefined;
  /** The revision of the project for which it was last seen to hold. */
  revision: number;
}

/** One piece of work. Returns true where there is more of it to be done. */
export type MissingWork = () => boolean;

/**
 * Something that is worked out of each file, kept for as long as its text and what was asked of
 * other files stay the same.
 */
export class NotedFacts<Fact> {
  readonly #known = new Map<string, Known<Fact>>();

  constructor(
    private readonly files: ProjectFiles,
    private readonly find: (surroundings: NotedSurroundings) => Fact,
  ) {}

  /** The fact as the project stands now. */
  of(path: string): Fact | undefined {
    const current = this.#current(path);
    if (current !== undefined) return current.fact;
    const own = this.files.parsed(path);
    if (own === undefined) return undefined;
    const surroundings = new NotedSurroundings(this.files, own, nothingElsewhere);
    const found = attempt(() => this.find(surroundings));
    return this.#keep(path, own.tree.text, surroundings.notes, found);
  }

  /**
   * Works the fact out in another way, and keeps it.
   *
   * @param notes of an analysis that has asked all that it is made of, and maybe more.
   */
  workOut(path: string, text: string, notes: Notes, find: () => Fact): Fact | undefined {
    return this.#keep(path, text, notes, attempt(find));
  }

  /** Takes over what somebody else has worked out of the project as it stands now, where it is not known. */
  learn(path: string, fact: Fact): void {
    const text = this.files.textOf(path);
    if (text === undefined || this.isCurrent(path)) return;
    this.#keep(path, text, undefined, fact);
  }

  #keep(
    path: string,
    text: string,
    notes: Notes | undefined,
    found: Fact | undefined,
  ): Fact | undefined {
    const before = this.#known.get(path)?.fact;
    // Equal ones are one, so that what was worked out with it still holds.
    const fact = before !== undefined && areEqual(before, found) ? before : found;
    this.#known.set(path, { text, notes, fact, revision: this.files.revision });
    return fact;
  }

  /** The fact that was last known, which may not be up to date. */
  asKnown(path: string): Fact | undefined {
    return this.#known.get(path)?.fact;
  }

  /** The files whose facts are known, each with those that were looked into for it. */
  *lookedInto(): Generator<readonly [string, Iterable<string>]> {
    for (const [path, { notes }] of this.#known) {
      if (notes !== undefined) yield [path, notes.texts.keys()];
    }
  }

  /** The facts that hold as the project stands now, and that nobody else has worked out. */
  *workedOut(): Generator<readonly [string, Fact]> {
    for (const [path, { fact, notes }] of this.#known) {
      if (notes !== undefined && fact !== undefined && this.isCurrent(path)) yield [path, fact];
    }
  }

  /** Whether the fact is known as the project stands now. */
  isCurrent(path: string): boolean {
    return this.#current(path) !== undefined;
  }

  /** The work after which the facts of some files are known, a file at a time. */
  missing(paths: Iterable<string>): readonly MissingWork[] {
    const missing = [...paths].filter((path) => !this.isCurrent(path));
    return missing.map((path) => () => {
      this.of(path);
      return false;
    });
  }

  /** Drops what is known of a file that is gone. */
  forget(path: string): void {
    this.#known.delete(path);
  }

  #current(path: string): Known<Fact> | undefined {
    const known = this.#known.get(path);
    if (known === undefined) return undefined;
    const { modulesRevision, revision } = this.files;
    if (known.revision === revision) return known;
    const { notes } = known;
    if (notes === undefined || known.text !== this.files.textOf(path)) return undefined;
    let isSame = notes.modulesRevision === modulesRevision;
    for (const file of this.files.changedSince(known.revision)) {
      const text = notes.texts.get(file);
      if (text === undefined || text === this.files.textOf(file)) continue;
      isSame = false;
      if (notes.withBodies.has(file)) return undefined;
      if (this.files.outlineOf(file) !== notes.outlines.get(file)) return undefined;
    }
    if (!isSame && !wouldBeAnsweredAlike(notes, this.files)) return undefined;
    known.revision = revision;
    return known;
  }
}

export function areEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function attempt<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
