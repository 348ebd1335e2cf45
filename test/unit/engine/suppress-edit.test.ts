import { beforeAll, describe, expect, test } from 'vitest';
import { ignoreInFile, ignoreOnLine } from '../../../server/src/engine/suppress-edit';
import { Suppressions } from '../../../server/src/engine/suppressions';
import { FileModel } from '../../../server/src/semantic/file-model';
import type { PythonParser } from '../../../server/src/syntax/parser';
import { applyEdits } from '../../../server/src/text/edit';
import { testParser } from '../../harness/parser';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

/** Ignores `rule` at the place of `HERE`, holds the comment against what reads it, and gives the text. */
function ignored(text: string, rule = 'rule-b'): { readonly title: string; readonly text: string } {
  const model = new FileModel(parser.parse(text));
  const start = text.indexOf('HERE');
  const change = ignoreOnLine(model, rule, { start, end: start + 4 });
  if (change === undefined) return expect.unreachable('there is room for a comment');
  const after = applyEdits(text, change.edits);
  const moved = after.indexOf('HERE');
  const suppressions = new Suppressions(new FileModel(parser.parse(after)));
  expect(suppressions.covers(rule, { start: moved, end: moved + 4 }), after).toBe(true);
  return { title: change.title, text: after };
}

describe('on a line', () => {
  test.each([
    ['a plain line', 'HERE()\n', 'HERE()  # airworthy: ignore[rule-b]\n'],
    ['the last line without a line break', 'HERE()', 'HERE()  # airworthy: ignore[rule-b]'],
    ['CRLF', 'HERE()\r\nx\r\n', 'HERE()  # airworthy: ignore[rule-b]\r\nx\r\n'],
    [
      'a trailing comment is kept',
      'HERE()  # type: ignore\n',
      'HERE()  # type: ignore  # airworthy: ignore[rule-b]\n',
    ],
    [
      'a list is extended',
      'HERE()  # why: airworthy: ignore[rule-a] as agreed\n',
      'HERE()  # why: airworthy: ignore[rule-a, rule-b] as agreed\n',
    ],
    [
      'a list that ends in a comma',
      'HERE()  # airworthy: ignore[rule-a, ]\n',
      'HERE()  # airworthy: ignore[rule-a, rule-b ]\n',
    ],
    ['an empty list', 'HERE()  # airworthy: ignore[]\n', 'HERE()  # airworthy: ignore[rule-b]\n'],
    [
      'a comment for the whole file is another matter',
      'HERE()  # airworthy: ignore-file[rule-a]\n',
      'HERE()  # airworthy: ignore-file[rule-a]  # airworthy: ignore[rule-b]\n',
    ],
    [
      'inside brackets',
      'f(\n    HERE,\n    1,\n)\n',
      'f(\n    HERE,  # airworthy: ignore[rule-b]\n    1,\n)\n',
    ],
    [
      'a backslash at the end',
      'x = HERE + \\\n    1 + \\\n    2\ny\n',
      'x = HERE + \\\n    1 + \\\n    2  # airworthy: ignore[rule-b]\ny\n',
    ],
    [
      'behind a backslash',
      'x = 1 + \\\n    HERE + \\\n    2\n',
      'x = 1 + \\\n    HERE + \\\n    2  # airworthy: ignore[rule-b]\n',
    ],
    [
      'before a string of several lines',
      'f(HERE, """\none\n""", 1)\n',
      'f(HERE, """\none\n""", 1)  # airworthy: ignore[rule-b]\n',
    ],
    [
      'inside a string of several lines',
      'x = """\n  HERE\n""" \\\n  "more"\n',
      'x = """\n  HERE\n""" \\\n  "more"  # airworthy: ignore[rule-b]\n',
    ],
    [
      'inside an f-string, whose parts are no place for a comment',
      'x = f"""{\n  HERE\n}"""  # kept\n',
      'x = f"""{\n  HERE\n}"""  # kept  # airworthy: ignore[rule-b]\n',
    ],
    [
      'a string that a backslash continues',
      "x = 'HERE\\\n  more'\n",
      "x = 'HERE\\\n  more'  # airworthy: ignore[rule-b]\n",
    ],
    [
      'a hash in a string is no comment',
      'HERE("# airworthy: ignore[rule-a]")\n',
      'HERE("# airworthy: ignore[rule-a]")  # airworthy: ignore[rule-b]\n',
    ],
  ])('%s', (_, before, after) => {
    expect(ignored(before)).toEqual({ title: 'Ignore rule-b on this line', text: after });
  });

  test.each([
    ['function', 'def f(x=HERE):\n    pass\n'],
    ['class', 'class A(HERE):\n    pass\n'],
    ['block', 'with HERE:\n    pass\n'],
  ])('says that a header speaks for its %s', (kind, text) => {
    expect(ignored(text).title).toBe(`Ignore rule-b in this ${kind}`);
  });

  test('silences nothing beside what it was asked for', () => {
    const text = 'x = """\nHERE\n"""  # airworthy: ignore[rule-b]\nOTHER()\n';
    const suppressions = new Suppressions(new FileModel(parser.parse(text)));
    const start = text.indexOf('OTHER');
    expect(suppressions.covers('rule-b', { start, end: start + 5 })).toBe(false);
    expect(suppressions.covers('rule-a', { start: 9, end: 10 })).toBe(false);
  });

  test('a string that never ends has no room, or the comment works all the same', () => {
    const text = 'x = """\nHERE\n';
    const model = new FileModel(parser.parse(text));
    const change = ignoreOnLine(model, 'rule-b', { start: 8, end: 12 });
    if (change !== undefined) expect(() => applyEdits(text, change.edits)).not.toThrow();
  });
});

describe('in a file', () => {
  test.each([
    ['', '# airworthy: ignore-file[rule-b]\n'],
    ['"""Doc."""\nx\n', '# airworthy: ignore-file[rule-b]\n"""Doc."""\nx\n'],
    ['x\r\ny\r\n', '# airworthy: ignore-file[rule-b]\r\nx\r\ny\r\n'],
    ['\ufeffx\n', '\ufeff# airworthy: ignore-file[rule-b]\nx\n'],
    ['#!/usr/bin/python\nx\n', '#!/usr/bin/python\n# airworthy: ignore-file[rule-b]\nx\n'],
    [
      '#!/usr/bin/python\n# -*- coding: utf-8 -*-\n# License\n',
      '#!/usr/bin/python\n# -*- coding: utf-8 -*-\n# airworthy: ignore-file[rule-b]\n# License\n',
    ],
    ['# License\nx\n', '# airworthy: ignore-file[rule-b]\n# License\nx\n'],
    ['x\n# airworthy: ignore-file[rule-a]\n', 'x\n# airworthy: ignore-file[rule-a, rule-b]\n'],
  ])('%j', (before, after) => {
    const model = new FileModel(parser.parse(before));
    const change = ignoreInFile(model, 'rule-b');
    expect(change.title).toBe('Ignore rule-b in this file');
    expect(applyEdits(before, change.edits)).toBe(after);
    const suppressions = new Suppressions(new FileModel(parser.parse(after)));
    expect(suppressions.covers('rule-b', { start: 0, end: 0 })).toBe(true);
  });
});
