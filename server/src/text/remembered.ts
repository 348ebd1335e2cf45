/** A question whose answer is worked out once for each thing that it is asked of, and goes with that thing. */
export function remembered<Subject extends object, Answer>(
  find: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const answers = new WeakMap<Subject, { readonly answer: Answer }>();
  return (subject) => {
    const known = answers.get(subject);
    if (known !== undefined) return known.answer;
    const answer = find(subject);
    answers.set(subject, { answer });
    return answer;
  };
}

/** The same for a question that has a second part, such as a name. */
export function rememberedBy<Subject extends object, Key, Answer>(
  find: (subject: Subject, key: Key) => Answer,
): (subject: Subject, key: Key) => Answer {
  const answersOf = remembered((_: Subject) => new Map<Key, { readonly answer: Answer }>());
  return (subject, key) => {
    const answers = answersOf(subject);
    const known = answers.get(key);
    if (known !== undefined) return known.answer;
    const answer = find(subject, key);
    answers.set(key, { answer });
    return answer;
  };
}
