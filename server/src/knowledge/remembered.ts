/**
 * The same function, which works out each answer once. For questions about tables that never change, and
 * of which there are only so many: answers are never given up.
 */
export function remembered<Question extends string | number, Answer>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = new Map<Question, { readonly answer: Answer }>();
  return (question) => {
    let found = known.get(question);
    if (found === undefined) {
      found = { answer: answer(question) };
      known.set(question, found);
    }
    return found.answer;
  };
}
