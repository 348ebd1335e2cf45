import { describe, expect, test } from 'vitest';
import { setDictionaryEntry } from '../../../server/src/fixes/dictionary-entry';
import { insertImport } from '../../../server/src/fixes/import-block';
import { importedModule, importedName } from '../../../server/src/fixes/imports';
import {
  removeKeywordArgument,
  setKeywordArgument,
} from '../../../server/src/fixes/keyword-argument';
import { moduleLogger } from '../../../server/src/fixes/logger';
import { removeStatement, removeStatements } from '../../../server/src/fixes/replace';
import { wrapStatements } from '../../../server/src/fixes/wrap';
import { applyEdits } from '../../../server/src/text/edit';
import { modelOf, nodeWithText, statementWithText } from '../../harness/source';

describe('setKeywordArgument', () => {
  const cases: [string, string, string][] = [
    ['no argument', 'f()\n', 'f(k=1)\n'],
    ['inline', 'f(a, b=2)\n', 'f(a, b=2, k=1)\n'],
    ['replaces', 'f(a, k=None)\n', 'f(a, k=1)\n'],
    ['inline with a trailing comma', 'f(a, )\n', 'f(a, k=1, )\n'],
    ['in front of **kwargs', 'f(a, **rest)\n', 'f(a, k=1, **rest)\n'],
    ['a lone generator', 'f(x for x in y)\n', 'f((x for x in y), k=1)\n'],
    ['one a line', 'f(\n    a,\n    b=2,\n)\n', 'f(\n    a,\n    b=2,\n    k=1,\n)\n'],
    [
      'one a line without a last comma',
      'f(\n    a,\n    b=2\n)\n',
      'f(\n    a,\n    b=2,\n    k=1\n)\n',
    ],
    [
      'a comment behind the last',
      'f(\n    a,\n    b=2,  # two\n)\n',
      'f(\n    a,\n    b=2,  # two\n    k=1,\n)\n',
    ],
    [
      'a bracket behind the last comma',
      'f(\n    a,\n    b=2,)\n',
      'f(\n    a,\n    b=2,\n    k=1,)\n',
    ],
    [
      'a comment and no comma',
      'f(\n    a,\n    b=2  # two\n)\n',
      'f(\n    a,\n    b=2,  # two\n    k=1\n)\n',
    ],
    ['CRLF', 'f(\r\n\ta,\r\n)\r\n', 'f(\r\n\ta,\r\n\tk=1,\r\n)\r\n'],
    [
      '**kwargs on its line',
      'f(\n    a,\n    **rest,\n)\n',
      'f(\n    a,\n    k=1,\n    **rest,\n)\n',
    ],
    ['only the first on the line of the bracket', 'f(a,\n  b=2)\n', 'f(a,\n  b=2,\n  k=1)\n'],
  ];
  test.each(cases)('%s', async (_, source, expected) => {
    const model = await modelOf(source);
    const call = model.calls[0]?.node ?? model.tree.root;
    const once = applyEdits(source, setKeywordArgument(model, call, 'k', '1'));
    expect(once).toBe(expected);
    const again = await modelOf(once);
    const sameCall = again.calls[0]?.node ?? again.tree.root;
    expect(applyEdits(once, setKeywordArgument(again, sameCall, 'k', '1'))).toBe(once);
  });
});

describe('removeKeywordArgument', () => {
  const cases: [string, string, string][] = [
    ['the only one', 'f(k=1)\n', 'f()\n'],
    ['the first', 'f(k=1, b=2)\n', 'f(b=2)\n'],
    ['the last', 'f(a, k=1)\n', 'f(a)\n'],
    ['the last with a comma', 'f(a, k=1,)\n', 'f(a,)\n'],
    ['on its line', 'f(\n    a,\n    k=1,\n)\n', 'f(\n    a,\n)\n'],
    ['on its line without a comma', 'f(\n    a,\n    k=1\n)\n', 'f(\n    a,\n)\n'],
  ];
  test.each(cases)('%s', async (_, source, expected) => {
    const model = await modelOf(source);
    const call = model.calls[0]?.node ?? model.tree.root;
    expect(applyEdits(source, removeKeywordArgument(model, call, 'k'))).toBe(expected);
  });
});

describe('setDictionaryEntry', () => {
  const cases: [string, string, string][] = [
    ['empty', 'd = {}\n', 'd = {"k": 1}\n'],
    ['inline', "d = {'a': 1}\n", "d = {'a': 1, 'k': 1}\n"],
    ['one a line', 'd = {\n    "a": 1,  # one\n}\n', 'd = {\n    "a": 1,  # one\n    "k": 1,\n}\n'],
    ['replaces', 'd = {"k": None}\n', 'd = {"k": 1}\n'],
  ];
  test.each(cases)('%s', async (_, source, expected) => {
    const model = await modelOf(source);
    const dictionary = model.nodes('dictionary')[0] ?? model.tree.root;
    expect(applyEdits(source, setDictionaryEntry(model, dictionary, 'k', '1'))).toBe(expected);
  });
});

describe('importedName', () => {
  const cases: [string, string, string][] = [
    ['nothing yet', 'X = HERE\n', 'from datetime import timedelta\n\nX = timedelta\n'],
    [
      'behind the imports',
      'import os\n\nX = HERE\n',
      'import os\nfrom datetime import timedelta\n\nX = timedelta\n',
    ],
    [
      'in front of other packages, in a group of its own',
      'from __future__ import annotations\n\nimport pandas\nX = HERE\n',
      'from __future__ import annotations\n\nfrom datetime import timedelta\n\nimport pandas\nX = timedelta\n',
    ],
    [
      'behind what the standard library has already',
      'import os\nimport sys\n\nimport pandas\nX = HERE\n',
      'import os\nimport sys\nfrom datetime import timedelta\n\nimport pandas\nX = timedelta\n',
    ],
    [
      'imported twice',
      'from datetime import timedelta\nfrom datetime import timedelta\nX = HERE\n',
      'from datetime import timedelta\nfrom datetime import timedelta\nX = timedelta\n',
    ],
    [
      'the module is there',
      'import datetime as dt\nX = HERE\n',
      'import datetime as dt\nX = dt.timedelta\n',
    ],
    [
      'the name is there',
      'from datetime import timedelta as td\nX = HERE\n',
      'from datetime import timedelta as td\nX = td\n',
    ],
    [
      'a sibling is there',
      'from datetime import datetime\nX = HERE\n',
      'from datetime import datetime, timedelta\nX = timedelta\n',
    ],
    [
      'siblings in parentheses',
      'from datetime import (\n    date,\n    datetime,\n)\nX = HERE\n',
      'from datetime import (\n    date,\n    datetime,\n    timedelta,\n)\nX = timedelta\n',
    ],
    [
      'the name means something else',
      'import os\ntimedelta = 3\nX = HERE\n',
      'import os\nfrom datetime import timedelta as _timedelta\ntimedelta = 3\nX = _timedelta\n',
    ],
    [
      'behind a docstring',
      '"""Doc."""\nX = HERE\n',
      '"""Doc."""\n\nfrom datetime import timedelta\nX = timedelta\n',
    ],
    [
      'an import under a condition does not count',
      'import os\nif os.name:\n    from datetime import timedelta\nX = HERE\n',
      'import os\nfrom datetime import timedelta as _timedelta\nif os.name:\n    from datetime import timedelta\nX = _timedelta\n',
    ],
    [
      'behind a header comment',
      '#!/usr/bin/env python\n# coding: utf-8\nX = HERE\n',
      '#!/usr/bin/env python\n# coding: utf-8\nfrom datetime import timedelta\n\nX = timedelta\n',
    ],
  ];
  test.each(cases)('%s', async (_, source, expected) => {
    const model = await modelOf(source);
    const at = nodeWithText(model, 'HERE');
    const { expression, edits } = importedName(model, 'datetime', 'timedelta', at);
    const place = { start: at.start, end: at.end, text: expression };
    expect(applyEdits(source, [...edits, place])).toBe(expected);
  });
});

test('importedModule reuses and adds', async () => {
  const present = await modelOf('import logging\nX = HERE\n');
  expect(importedModule(present, 'logging', nodeWithText(present, 'HERE'))).toEqual({
    expression: 'logging',
    edits: [],
  });
  const absent = await modelOf('X = HERE');
  const { edits } = importedModule(absent, 'logging', nodeWithText(absent, 'HERE'));
  expect(applyEdits('X = HERE', edits)).toBe('import logging\n\nX = HERE');
});

describe('wrapStatements', () => {
  const wrapping = { before: ['try:'], after: ['finally:', '{indent}done()'] };
  const cases: [string, string, string][] = [
    [
      'one statement',
      'def f():\n    a()  # why\n    b()\n',
      'def f():\n    try:\n        a()  # why\n    finally:\n        done()\n    b()\n',
    ],
    [
      'tabs and CRLF',
      'def f():\r\n\ta()\r\n',
      'def f():\r\n\ttry:\r\n\t\ta()\r\n\tfinally:\r\n\t\tdone()\r\n',
    ],
    [
      'at the end of a file',
      'def f():\n  a()',
      'def f():\n  try:\n    a()\n  finally:\n    done()',
    ],
    [
      'a one-line suite',
      'if x: a()\n',
      'if x:\n    try:\n        a()\n    finally:\n        done()\n',
    ],
    ['in front of a semicolon', 'a(); b()\n', 'try:\n    a()\nfinally:\n    done()\nb()\n'],
    ['behind a semicolon', 'c(); a()\n', 'c()\ntry:\n    a()\nfinally:\n    done()\n'],
    [
      'inside a one-line suite',
      'if x: c(); a(); b()\n',
      'if x:\n    c()\n    try:\n        a()\n    finally:\n        done()\n    b()\n',
    ],
    ['a multi-line string', 'a("""\nx\n""")\n', 'try:\n    a("""\nx\n""")\nfinally:\n    done()\n'],
    [
      'a continued line',
      'a(1) + \\\n  b(2)\n',
      'try:\n    a(1) + \\\n      b(2)\nfinally:\n    done()\n',
    ],
  ];
  test.each(cases)('%s', async (_, source, expected) => {
    const model = await modelOf(source);
    const statement = statementWithText(model, 'a(');
    expect(applyEdits(source, wrapStatements(model, statement, statement, wrapping))).toBe(
      expected,
    );
  });
});

describe('removeStatement', () => {
  const cases: [string, string, string][] = [
    ['with its line', 'a()\nb()\n', 'b()\n'],
    ['the only one', 'def f():\n    a()\n', 'def f():\n    pass\n'],
    ['in front of another', 'a(); b()\n', 'b()\n'],
    ['behind another', 'b(); a()\n', 'b()\n'],
    ['with a comment that stays', 'a()  # why\nb()\n', '# why\nb()\n'],
  ];
  test.each(cases)('%s', async (_, source, expected) => {
    const model = await modelOf(source);
    const statement = statementWithText(model, 'a(');
    expect(applyEdits(source, removeStatement(model, statement))).toBe(expected);
  });
});

describe('removeStatements', () => {
  const cases: [string, string, string][] = [
    ['a whole line', 'a(); b()\nc()\n', 'c()\n'],
    ['the beginning of a line', 'a(); b(); c()\n', 'c()\n'],
    ['the end of a line', 'c(); a(); b()\n', 'c()\n'],
    ['both ends of a line', 'a(); c(); b()\n', 'c()\n'],
    ['several lines', 'a()\nc()\nb()\n', 'c()\n'],
    ['a whole block', 'def f():\n    a(); b()\n', 'def f():\n    pass\n'],
    ['a whole block of lines', 'def f():\n    a()\n    b()\n', 'def f():\n    pass\n'],
    ['a whole line in front of a comment', 'a(); b()  # why\nc()\n', '# why\nc()\n'],
  ];
  test.each(cases)('%s', async (_, source, expected) => {
    const model = await modelOf(source);
    const statements = ['b(', 'a('].map((text) => statementWithText(model, text));
    expect(applyEdits(source, removeStatements(model, statements))).toBe(expected);
  });
});

describe('moduleLogger', () => {
  const cases: [string, string, string][] = [
    [
      'a new one',
      'import os\n\ndef f():\n    HERE\n',
      'import logging\nimport os\n\nlogger = logging.getLogger(__name__)\n\ndef f():\n    logger\n',
    ],
    [
      'one that is there',
      'import logging\nlog = logging.getLogger()\ndef f():\n    HERE\n',
      'import logging\nlog = logging.getLogger()\ndef f():\n    log\n',
    ],
    [
      'logging itself',
      'import logging\ndef f():\n    HERE\n',
      'import logging\ndef f():\n    logging\n',
    ],
    [
      "an operator's own",
      'from airflow.models import BaseOperator\nclass A(BaseOperator):\n    def execute(self, context):\n        HERE\n',
      'from airflow.models import BaseOperator\nclass A(BaseOperator):\n    def execute(self, context):\n        self.log\n',
    ],
  ];
  test.each(cases)('%s', async (_, source, expected) => {
    const model = await modelOf(source);
    const at = nodeWithText(model, 'HERE');
    const { expression, edits } = moduleLogger(model, at);
    const place = { start: at.start, end: at.end, text: expression };
    expect(applyEdits(source, [...edits, place])).toBe(expected);
  });
});

describe('insertImport', () => {
  const cases: [string, string, string, string][] = [
    [
      'in order',
      'import time',
      'import os\nimport uuid\n',
      'import os\nimport time\nimport uuid\n',
    ],
    [
      'in front of `from`',
      'import time',
      'from os import path\n\nimport requests\n',
      'import time\nfrom os import path\n\nimport requests\n',
    ],
    [
      'a `from` behind `import`',
      'from datetime import timedelta',
      'import os\n\nimport requests\n',
      'import os\nfrom datetime import timedelta\n\nimport requests\n',
    ],
    [
      'a group in front of other packages',
      'import time',
      '"""Doc."""\nfrom __future__ import annotations\n\nimport requests\n',
      '"""Doc."""\nfrom __future__ import annotations\n\nimport time\n\nimport requests\n',
    ],
    [
      'a group behind the standard library',
      'from airflow.exceptions import AirflowException',
      'import os\n\nprint(os)\n',
      'import os\n\nfrom airflow.exceptions import AirflowException\n\nprint(os)\n',
    ],
    [
      'with its package',
      'from airflow.exceptions import AirflowException',
      'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nfrom mine import load\n',
      'from airflow import DAG\nfrom airflow.exceptions import AirflowException\nfrom airflow.operators.bash import BashOperator\n\nfrom mine import load\n',
    ],
    [
      'among imports in no order',
      'import signal',
      'from airflow import DAG\nimport subprocess\nimport os\n',
      'from airflow import DAG\nimport subprocess\nimport os\nimport signal\n',
    ],
    ['behind a last line without a break', 'import os', 'import json', 'import json\nimport os\n'],
    ['in an empty file', 'import os', '', 'import os\n'],
  ];
  test.each(cases)('%s', async (_, line, source, expected) => {
    const model = await modelOf(source);
    expect(applyEdits(source, [insertImport(model, line)])).toBe(expected);
  });
});
