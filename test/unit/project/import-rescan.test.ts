import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rescanText } from '../../../server/src/semantic/project/import-rescan';
import { scanText } from '../../../server/src/semantic/project/import-scan';
import { tries } from '../../harness/tries';

const fragments = [
  ...[
    'import',
    'from',
    'a',
    'b',
    '.',
    ',',
    '*',
    '(',
    ')',
    ' as ',
    ';',
    ':',
    ' ',
    '\t',
    '\\',
    '#',
    '"',
    '=',
  ],
  ...[
    '\n',
    '\n',
    '\r\n',
    '\r',
    'sys',
    'path',
    'sys.path',
    'DAG',
    '@task',
    'airflow',
    'Oper',
    'ator',
    '\u2028',
  ],
  ...['x = 1\n', 'import a\n', 'from a import (\n  b,\n)\n', 'value = run(b)\n'],
];
const text = fc
  .array(fc.constantFrom(...fragments), { maxLength: 40 })
  .map((parts) => parts.join(''));
const edit = fc.record({
  at: fc.nat(),
  removed: fc.nat({ max: 6 }),
  put: fc.constantFrom('', ...fragments),
});

test('what is known of a text that is edited again and again is what its scan tells', () => {
  fc.assert(
    fc.property(text, fc.array(edit, { minLength: 1, maxLength: 12 }), (first, edits) => {
      let known = scanText(first);
      for (const { at, put, removed } of edits) {
        const start = at % (known.text.length + 1);
        const edited = known.text.slice(0, start) + put + known.text.slice(start + removed);
        known = rescanText(known, edited);
        expect(known).toEqual(scanText(edited));
      }
    }),
    tries(300, 20_000),
  );
});

const dag = 'import time\nfrom airflow import DAG\n\n\ndef wait():\n    time.sleep(3)\n';

test.each([
  ['a statement of a function', dag.replace('3', '30'), true],
  ['a statement before an import', `x = 1\n${dag}`, false],
  ['an import', dag.replace('time\n', 'times\n'), false],
  ['the rest of an import', dag.replace('import time', 'import time, os'), false],
  ['a word of Airflow', dag.replace('time.sleep(3)', 'return DAG'), false],
])('the scan stays the same object when %s is edited: %#', (_, edited, isSame) => {
  const before = scanText(dag);
  const after = rescanText(before, edited);
  expect(after).toEqual(scanText(edited));
  expect(after.scan === before.scan).toBe(isSame);
});
