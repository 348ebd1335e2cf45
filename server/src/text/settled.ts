import { ChangingSource, type Reasoned, reading } from './reading';

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

class Settled<Answer> extends ChangingSource {
  #known: Reasoned<Answer> | undefined;

  constructor(
    private readonly find: () => Answer,
    private readonly isSame: (before: Answer, now: Answer) => boolean,
  ) {
    super();
  }

  read(): Answer {
    const { answer } = this.#current();
    reading.note(this);
    return answer;
  }

  override hasChangedSince(revision: number): boolean {
    try {
      this.#current();
    } catch {
      // Who asks for it again will hear why.
      return true;
    }
    return super.hasChangedSince(revision);
  }

  #current(): Reasoned<Answer> {
    const known = this.#known;
    if (known !== undefined && reading.isUnchanged(known)) return known;
    const found = reading.isRecording ? reading.recordApart(this.find) : reading.reason(this.find);
    if (known !== undefined && this.isSame(known.answer, found.answer)) {
      this.#known = { ...found, answer: known.answer };
    } else {
      this.#known = found;
      this.changeAt(reading.revision);
    }
    return this.#known;
  }
}
