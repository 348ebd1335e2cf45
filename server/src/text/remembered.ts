/** A question whose answer is worked out once for each thing that it is asked of, and goes with that thing. */
export function remembered<Subject extends object, Answer>(
  find: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  return askedOnce(find, new WeakMap());
}

/** The same for a question that has a second part, such as a name. */
export function rememberedBy<Subject extends object, Key, Answer>(
  find: (subject: Subject, key: Key) => Answer,
): (subject: Subject, key: Key) => Answer {
  const questionOf = remembered((subject: Subject) =>
    askedOnce((key: Key) => find(subject, key), new Map()),
  );
  return (subject, key) => questionOf(subject)(key);
}

/** Answers are wrapped, since undefined can be one. */
interface Answers<Question, Answer> {
  get(question: Question): { readonly answer: Answer } | undefined;
  set(question: Question, found: { readonly answer: Answer }): unknown;
}

function askedOnce<Question, Answer>(
  find: (question: Question) => Answer,
  answers: Answers<Question, Answer>,
): (question: Question) => Answer {
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known.answer;
    const answer = find(question);
    answers.set(question, { answer });
    return answer;
  };
}
