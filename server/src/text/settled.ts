import { type Reasoned, reading, type Source } from './reading';

/**
 * A question like those of `onceEach`, of which who asks depends on the answer alone: where something has changed that it
 * was worked out from, it is worked out again, and only another answer is news.
 *
 * @param isSame whether an answer is no news; the earlier one is given then
 */
export function settledEach<Key, Answer>(
  find: (key: Key) => Answer,
  isSame: (before: Answer, now: Answer) => boolean = Object.is,
): (key: Key) => Answer {
  const answers = new Map<Key, Settled<Answer>>();
  return (key) => {
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = new Settled(() => find(key), isSame);
      answers.set(key, answer);
    }
    return answer.read();
  };
}

/** The same for a question that is asked of nothing. */
export function settled<Answer>(
  find: () => Answer,
  isSame: (before: Answer, now: Answer) => boolean = Object.is,
): () => Answer {
  const answer = new Settled(find, isSame);
  return () => answer.read();
}

/** Whether two lists hold the same things. */
export function areSameLists<Item>(before: readonly Item[], now: readonly Item[]): boolean {
  return before.length === now.length && before.every((item, i) => item === now[i]);
}

class Settled<Answer> implements Source {
  #known: Reasoned<Answer> | undefined;
  #changedAt = 0;

  constructor(
    private readonly find: () => Answer,
    private readonly isSame: (before: Answer, now: Answer) => boolean,
  ) {}

  read(): Answer {
    const { answer } = this.#current();
    reading.note(this);
    return answer;
  }

  hasChangedSince(revision: number): boolean {
    try {
      this.#current();
    } catch {
      // Who asks for it again will hear why.
      return true;
    }
    return this.#changedAt > revision;
  }

  #current(): Reasoned<Answer> {
    const known = this.#known;
    if (known !== undefined && reading.isUnchanged(known)) return known;
    const found = reading.isRecording ? reading.recordApart(this.find) : reading.reason(this.find);
    if (known !== undefined && this.isSame(known.answer, found.answer)) {
      this.#known = { ...found, answer: known.answer };
    } else {
      this.#known = found;
      this.#changedAt = reading.revision;
    }
    return this.#known;
  }
}
