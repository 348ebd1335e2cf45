import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tryExcept, wrapSelection } from '../../../server/src/fixes/try-except';
import { FileModel } from '../../../server/src/semantic/file-model';
import { applyEdits } from '../../../server/src/text/edit';
import { testParser } from '../../harness/parser';
import { modelOf, statementWithText } from '../../harness/source';
import { tries } from '../../harness/tries';

/** Wraps what stands between two `|` marks; the text without the logging lines that were added. */
async function wrapped(marked: string): Promise<string | undefined> {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') - 1;
  const text = marked.replaceAll('|', '');
  const model = await modelOf(text);
  const fix = wrapSelection(model, { start, end: Math.max(start, end) });
  return fix === undefined ? undefined : applyEdits(text, fix.edits);
}

const head = 'import logging\nlogger = logging.getLogger(__name__)\n';

describe('wraps', () => {
  test.each([
    [
      'one statement, selected in part',
      `${head}def f(p):\n    x = g(|p|)\n    return x\n`,
      `${head}def f(p):\n    try:\n        x = g(p)\n    except Exception:\n        logger.exception("g() failed")\n        raise\n    return x\n`,
    ],
    [
      'the statement at the cursor',
      `${head}def f(p):\n    x = ope|n(p)\n`,
      `${head}def f(p):\n    try:\n        x = open(p)\n    except OSError:\n        logger.exception("Could not open %s", p)\n        raise\n`,
    ],
    [
      'several statements with comments and blank lines',
      `${head}def f(p):\n|    # first\n    a = g(p)\n\n    b = h(a)  # second\n|    return b\n`,
      `${head}def f(p):\n    # first\n    try:\n        a = g(p)\n\n        b = h(a)  # second\n    except Exception:\n        logger.exception("g() failed")\n        raise\n    return b\n`,
    ],
    [
      'a compound statement whose header is selected',
      `${head}def f(p):\n    |with open(p) as file:|\n        return file.read()\n`,
      `${head}def f(p):\n    try:\n        with open(p) as file:\n            return file.read()\n    except OSError:\n        logger.exception("Could not open %s", p)\n        raise\n`,
    ],
    [
      'statements inside a nested block',
      `${head}def f(p):\n    for x in p:\n        if x:\n            |g(x)\n            continue|\n`,
      `${head}def f(p):\n    for x in p:\n        if x:\n            try:\n                g(x)\n            except Exception:\n                logger.exception("g() failed")\n                raise\n            continue\n`,
    ],
    [
      'a selection from inside a block to behind it',
      `${head}def f(p):\n    if p:\n        |g(p)\n    h(p)|\n`,
      `${head}def f(p):\n    try:\n        if p:\n            g(p)\n        h(p)\n    except Exception:\n        logger.exception("g() failed")\n        raise\n`,
    ],
    [
      'the rest of a function behind its docstring and its imports',
      `${head}def f(p):\n    |"""Says what."""\n    global total\n    import os\n    total = os.stat(p)\n    return total|\n`,
      `${head}def f(p):\n    """Says what."""\n    global total\n    import os\n    try:\n        total = os.stat(p)\n        return total\n    except Exception:\n        logger.exception("os.stat() failed")\n        raise\n`,
    ],
    [
      'a one-line suite',
      `${head}def f(p):\n    if p: |g(p)|\n`,
      `${head}def f(p):\n    if p:\n        try:\n            g(p)\n        except Exception:\n            logger.exception("g() failed")\n            raise\n`,
    ],
    [
      'one of several statements on a line',
      `${head}def f(p):\n    a = 1; |g(p)|; return a\n`,
      `${head}def f(p):\n    a = 1\n    try:\n        g(p)\n    except Exception:\n        logger.exception("g() failed")\n        raise\n    return a\n`,
    ],
    [
      'tabs, line continuations and strings of several lines',
      `${head}def f(p):\n\t|x = g(p, \\\n\t\t"""a\n\tb""")|\n`,
      `${head}def f(p):\n\ttry:\n\t\tx = g(p, \\\n\t\t\t"""a\n\tb""")\n\texcept Exception:\n\t\tlogger.exception("g() failed")\n\t\traise\n`,
    ],
    [
      'a yield and a return',
      `${head}def f(p):\n    |yield g(p)\n    return|\n`,
      `${head}def f(p):\n    try:\n        yield g(p)\n        return\n    except Exception:\n        logger.exception("g() failed")\n        raise\n`,
    ],
    [
      'statements of the module',
      `${head}|x = g()|\n`,
      `${head}try:\n    x = g()\nexcept Exception:\n    logger.exception("g() failed")\n    raise\n`,
    ],
    [
      'the body of a handler',
      `${head}try:\n    a()\nexcept ValueError:\n    |b()|\n`,
      `${head}try:\n    a()\nexcept ValueError:\n    try:\n        b()\n    except Exception:\n        logger.exception("b() failed")\n        raise\n`,
    ],
    [
      'a statement that calls nothing',
      `${head}def f(p):\n    |x = p["a"]|\n`,
      `${head}def f(p):\n    try:\n        x = p["a"]\n    except Exception:\n        logger.exception("This step failed")\n        raise\n`,
    ],
    [
      'several kinds of calls',
      `import requests\nfrom subprocess import run, SubprocessError\n${head}def f(p):\n    |r = requests.get(p)\n    run(["a"])|\n`,
      `import requests\nfrom subprocess import run, SubprocessError\n${head}def f(p):\n    try:\n        r = requests.get(p)\n        run(["a"])\n    except (OSError, SubprocessError):\n        logger.exception("This step failed: %s", p)\n        raise\n`,
    ],
  ])('%s', async (_title, source, expected) => {
    expect(await wrapped(source)).toBe(expected);
  });

  test('keeps CRLF', async () => {
    const source = `${head}def f(p):\n    |x = g(p)\n    y = x|\n`.replaceAll('\n', '\r\n');
    expect((await wrapped(source))?.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('adds a logger behind the imports', async () => {
    expect(await wrapped('import os\n\n\ndef f(p):\n    |os.stat(p)|\n')).toContain(
      'import logging\nimport os\n\nlogger = logging.getLogger(__name__)\n',
    );
  });
});

describe('is not offered for', () => {
  test.each([
    ['imports', '|import os\nfrom a import b|\n'],
    ['imports from the future', '|from __future__ import annotations|\n'],
    ['a function', '|def f():\n    return 1|\n'],
    ['only its decorators', '@a\n|@b|\ndef f():\n    return 1\n'],
    ['a class', '|class C:\n    x = 1|\n'],
    ['a docstring', 'def f():\n    |"""Says what."""|\n    return 1\n'],
    ['global names', 'def f():\n    |global a|\n    a = 1\n'],
    ['jumps', 'for x in y:\n    |continue|\n'],
    ['pass', 'def f():\n    |pass|\n'],
    ['comments', 'def f():\n    |# nothing|\n    return 1\n'],
    ['blank lines', 'a = 1\n|\n\n|b = 2\n'],
    ['an empty file', '||'],
    ['broken code', 'def f():\n    |x = = 1|\n'],
  ])('%s', async (_title, source) => {
    expect(await wrapped(source)).toBeUndefined();
  });
});

test('a run of statements can be given by a rule', async () => {
  const model = await modelOf(
    `${head}def f(p):\n    a = open(p)\n    b = a.read()\n    return b\n`,
  );
  const run = [statementWithText(model, 'a ='), statementWithText(model, 'b =')];
  expect(applyEdits(model.text, tryExcept(model, run))).toBe(
    `${head}def f(p):\n    try:\n        a = open(p)\n        b = a.read()\n    except OSError:\n        logger.exception("Could not open %s", p)\n        raise\n    return b\n`,
  );
});

const sample = `"""A module."""
from __future__ import annotations
import requests
from airflow.decorators import task

LIMIT = 3

@task(retries=2)
def load(path, *, deep=False):
    """Loads it."""
    global LIMIT
    rows = []
    with open(path) as file, \\
            open(path + ".bak") as other:  # two
        for line in file:
            if line: rows.append(line); continue
            try:
                rows.extend(requests.get(
                    line,
                    timeout=60,
                ).json())
            except ValueError:
                # no JSON
                pass
            else:
                print("""
multi
""")
            finally: print(line)
        # behind the loop
    match deep:
        case True:
            return rows
        case _:
            yield from (row for row in rows)
    return {
        "rows": rows,  # all
    }

class Helper:
    limit = compute()
    def run(self): return self.limit
`;

test('whatever is selected, what comes out parses and keeps every line of what went in', async () => {
  const parser = await testParser();
  const texts = [sample, sample.replaceAll('\n', '\r\n'), sample.replaceAll('    ', '\t')];
  const position = fc.integer({ min: 0, max: sample.length });
  fc.assert(
    fc.property(fc.constantFrom(...texts), position, position, (text, a, b) => {
      const range = { start: Math.min(a, b), end: Math.min(Math.max(a, b), text.length) };
      const model = new FileModel(parser.parse(text));
      const fix = wrapSelection(model, range);
      if (fix === undefined) return;
      const result = applyEdits(text, fix.edits);
      const broken = parser
        .parse(result)
        .nodes.find((node) => node.kind === 'ERROR' || node.isMissing);
      expect(broken?.text, result).toBeUndefined();
      // Every word stays, in its order.
      const words = (source: string) => source.split(/[\s;]+/).filter((word) => word !== '');
      let at = 0;
      for (const word of words(result)) if (word === words(text)[at]) at++;
      expect(words(text)[at], result).toBeUndefined();
    }),
    tries(60, 10_000),
  );
});
