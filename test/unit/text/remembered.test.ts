import { expect, test } from 'vitest';
import { remembered, rememberedBy } from '../../../server/src/text/remembered';

test('each thing is asked once, also where the answer is that there is none', () => {
  const asked: object[] = [];
  const answer = remembered((subject: { readonly name?: string }) => {
    asked.push(subject);
    return subject.name;
  });
  const [named, nameless] = [{ name: 'a' }, {}];
  expect([answer(named), answer(nameless), answer(named), answer(nameless)]).toEqual([
    'a',
    undefined,
    'a',
    undefined,
  ]);
  expect(asked).toEqual([named, nameless]);
});

test('each thing is asked once for each key', () => {
  const asked: string[] = [];
  const answer = rememberedBy((list: readonly string[], key: string) => {
    asked.push(`${list} ${key}`);
    return list.includes(key) ? key : undefined;
  });
  const [one, other] = [['a'], ['b']];
  const answers = [one, other, one, other].flatMap((list) => [
    answer(list, 'a'),
    answer(list, 'b'),
  ]);
  expect(answers).toEqual(['a', undefined, undefined, 'b', 'a', undefined, undefined, 'b']);
  expect(asked).toEqual(['a a', 'a b', 'b a', 'b b']);
});
