/** Something that answers are worked out from, and that can become another. */
export interface Source {
  /** Whether it has changed after a moment, which is given as a revision. */
  hasChangedSince(revision: number): boolean;
}

/** A source that is told when it changes. */
export class ChangingSource implements Source {
  #changedAt = 0;

  changeAt(revision: number): void {
    this.#changedAt = revision;
  }

  hasChangedSince(revision: number): boolean {
    return this.#changedAt > revision;
  }
}

/** An answer with what it was worked out from. */
export interface Reasoned<Answer> {
  readonly answer: Answer;
  /** Undefined where nobody kept the record. */
  readonly sources: Sources | undefined;
  /** When it was last known to hold. */
  revision: number;
}

/** Mostly a single one, for which a set would be waste. */
type Sources = ReadonlySet<Source> | Source | 'none';

/** What an answer was worked out from, as far as somebody kept the record. */
export function sourcesOf({ sources }: Reasoned<unknown>): Iterable<Source> {
  if (sources === undefined || sources === 'none') return [];
  return sources instanceof Set ? sources : [sources as Source];
}

/** What is read from the moment at which somebody begins to work something out. */
class Frame {
  #last: Source | undefined;
  #all: Set<Source> | undefined;

  add(source: Source): void {
    if (source === this.#last) return;
    if (this.#last !== undefined) this.#all ??= new Set([this.#last]);
    this.#all?.add(source);
    this.#last = source;
  }

  addAll(sources: Sources): void {
    if (sources === 'none') return;
    if (!(sources instanceof Set)) this.add(sources as Source);
    else for (const source of sources) this.add(source);
  }

  get sources(): Sources {
    return this.#all ?? this.#last ?? 'none';
  }
}

/** For what nobody depends on. */
class NoFrame extends Frame {
  override add(): void {}

  override addAll(): void {}
}

/**
 * Keeps the record of what answers are worked out from, so that they can be used again as long as none of it has changed.
 * Analysis is synchronous: one record for all is enough, and nobody has to hand it on.
 */
class Reading {
  #revision = 0;
  #frame: Frame | undefined;

  /** The number of changes so far. */
  get revision(): number {
    return this.#revision;
  }

  /** Whether somebody keeps a record. */
  get isRecording(): boolean {
    return this.#frame !== undefined;
  }

  /** Something is about to change. Returns the revision at which it does. */
  advance(): number {
    return ++this.#revision;
  }

  /** Says that what is being worked out depends on a source. */
  note(source: Source): void {
    this.#frame?.add(source);
  }

  /** Works something out and keeps the record, also for those around, who have read it even where it fails. */
  record<Answer>(find: () => Answer): Reasoned<Answer> {
    const frame = new Frame();
    try {
      return this.#within(frame, find);
    } finally {
      this.#frame?.addAll(frame.sources);
    }
  }

  /** The same where those around depend on nothing but what they note themselves. */
  recordApart<Answer>(find: () => Answer): Reasoned<Answer> {
    return this.#within(new Frame(), find);
  }

  /** Works something out, of which a record is kept of all that is asked in between, but not of the whole. */
  recordParts<Answer>(find: () => Answer): Answer {
    return this.#within(new NoFrame(), find).answer;
  }

  /** Works something out, with a record only where somebody around keeps one. */
  reason<Answer>(find: () => Answer): Reasoned<Answer> {
    if (this.#frame !== undefined) return this.record(find);
    return { answer: find(), sources: undefined, revision: this.#revision };
  }

  #within<Answer>(frame: Frame, find: () => Answer): Reasoned<Answer> {
    const around = this.#frame;
    this.#frame = frame;
    try {
      const answer = find();
      return { answer, sources: frame.sources, revision: this.#revision };
    } finally {
      this.#frame = around;
    }
  }

  /** Whether an answer still holds; then it is taken for used. */
  holds(known: Reasoned<unknown>): boolean {
    const { sources } = known;
    if (this.#frame === undefined && known.revision === this.#revision) return true;
    if (sources === undefined || !this.isUnchanged(known)) return false;
    this.#frame?.addAll(sources);
    return true;
  }

  /** Whether all that an answer was worked out from is as it was. */
  isUnchanged(known: Reasoned<unknown>): boolean {
    const { revision, sources } = known;
    if (revision === this.#revision) return true;
    if (sources === undefined) return false;
    if (sources === 'none') return true;
    if (!(sources instanceof Set)) {
      if ((sources as Source).hasChangedSince(revision)) return false;
    } else {
      for (const source of sources) if (source.hasChangedSince(revision)) return false;
    }
    known.revision = this.#revision;
    return true;
  }
}

export const reading = new Reading();
