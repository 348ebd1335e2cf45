import { type Reasoned, reading } from './reading';

/**
 * A question whose answer is worked out once for each thing that it is asked of, and goes with that thing; and again when
 * something has changed of which it was worked out.
 */
export function remembered<Subject extends object, Answer>(
  find: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  return askedOnce(find, new WeakMap());
}

/** The same for a question that has a second part, such as a name. */
export function rememberedBy<Subject extends object, Key, Answer>(
  find: (subject: Subject, key: Key) => Answer,
): (subject: Subject, key: Key) => Answer {
  const questionOf = remembered((subject: Subject) => onceEach((key: Key) => find(subject, key)));
  return (subject, key) => questionOf(subject)(key);
}

/** A question of which the answer is worked out when it is first asked. */
export function once<Answer>(find: () => Answer): () => Answer {
  const answerOf = onceEach((_: undefined) => find());
  return () => answerOf(undefined);
}

/** The same for a question that is asked of many things, which are told apart as the keys of a `Map` are. */
export function onceEach<Key, Answer>(find: (key: Key) => Answer): (key: Key) => Answer {
  return askedOnce(find, new Map());
}

interface Answers<Question, Answer> {
  get(question: Question): Reasoned<Answer> | undefined;
  set(question: Question, found: Reasoned<Answer>): unknown;
}

function askedOnce<Question, Answer>(
  find: (question: Question) => Answer,
  answers: Answers<Question, Answer>,
): (question: Question) => Answer {
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined && reading.holds(known)) return known.answer;
    const found = reading.reason(() => find(question));
    answers.set(question, found);
    return found.answer;
  };
}
