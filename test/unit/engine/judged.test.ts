// What becomes of what rules say is as total as asking them is.

import { expect, test } from 'vitest';
import { judged } from '../../../server/src/engine/analyze';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import type { Problem, Rule } from '../../../server/src/rules/rule';
import { FileModel } from '../../../server/src/semantic/file-model';
import { testParser } from '../../harness/parser';

test('a rule of which a problem cannot be told has failed, and all else is told', async () => {
  const parser = await testParser();
  const configuration = { ...defaultConfiguration, profile: 'all' } as const;
  const model = new FileModel(parser.parse('a\nb\n'), undefined, configuration);
  const [first, second] = model.nodes('identifier');
  const asked: Rule[] = [];
  const { findings, notices } = judged(model, 'file.py', configuration, (rules) => {
    asked.push(...rules.slice(0, 2));
    return asked.map((rule, i) => ({
      rule,
      problems: i === 0 ? [problemAt(first), untellable(first)] : [problemAt(second)],
      notice: undefined,
      isOfToday: false,
    }));
  });
  const [failing, other] = asked.map(({ meta }) => meta.id);
  expect(notices).toEqual([{ rule: failing, message: 'Told too late.' }]);
  expect(findings.map(({ rule, start }) => [rule, start])).toEqual([
    [failing, 0],
    [other, 2],
  ]);
});

function problemAt(node: Problem['node'] | undefined): Problem {
  if (node === undefined) throw new Error('There is no such node.');
  return { node, message: 'Something is wrong.' };
}

function untellable(node: Problem['node'] | undefined): Problem {
  return {
    ...problemAt(node),
    get message(): string {
      throw new Error('Told too late.');
    },
  };
}
