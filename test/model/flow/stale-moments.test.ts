import { beforeAll, expect, test } from 'vitest';
import { FileModel } from '../../../server/src/semantic/file-model';
import { momentsUsedIn } from '../../../server/src/semantic/flow/stale-moments';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { testParser } from '../../harness/parser';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

/** What the body's first `for` uses of the moment of the run, as it is written where it is read. */
function momentsOf(signature: string, ...lines: string[]): string[] {
  const source = [
    'from airflow.decorators import task',
    '@task',
    `def consume(${signature}):`,
    ...lines.map((line) => `    ${line}`),
  ];
  const model = new FileModel(parser.parse(source.join('\n')));
  const loop = model.nodes('for_statement')[0];
  return loop === undefined ? [] : momentsUsedIn(model, loop).map(({ text }) => text);
}

test.each([
  [
    'a parameter that Airflow fills',
    'ds=None',
    ['for row in rows():', '    store(row, ds)'],
    ['ds'],
  ],
  [
    'a key that is read in front of the loop',
    '**context',
    ['day = context["logical_date"]', 'for row in rows():', '    store(row, day)'],
    ['"logical_date"'],
  ],
  [
    'a key that is read in the loop',
    '**context',
    ['for row in rows():', '    store(row, context.get("ts"))'],
    ['"ts"'],
  ],
])('%s is read once', (_, signature, lines, expected) => {
  expect(momentsOf(signature, ...lines)).toEqual(expected);
});

test.each([
  [
    'a moment that only the code around the loop uses',
    'ds=None',
    ['print(ds)', 'for row in rows():', '    store(row)'],
  ],
  [
    'a key that tells no moment',
    '**context',
    ['for row in rows():', '    store(row, context["ti"])'],
  ],
  ['a key of something else', 'row', ['for part in parts():', '    store(part, row["ds"])']],
])('%s is not', (_, signature, lines) => {
  expect(momentsOf(signature, ...lines)).toEqual([]);
});
