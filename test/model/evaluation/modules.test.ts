// Modules of the project are run once in a load, as Python imports them.

import { expect, test } from 'vitest';
import { evaluateFile } from '../../../server/src/semantic/evaluation/evaluate-file';
import type { Host } from '../../../server/src/semantic/evaluation/host';
import { loadedProject } from '../../harness/memory-project';
import { show } from './show';

const airflow = 'from airflow import DAG\n';

async function load(files: Readonly<Record<string, string>>, host: Host = {}) {
  const absolute = Object.entries(files).map(([path, text]) => [`/p/${path}`, text]);
  const project = await loadedProject(Object.fromEntries(absolute));
  const surroundings = project.surroundingsOf('/p/dags/main.py');
  if (surroundings === undefined) throw new Error('the project has no DAG file');
  const { tree, scopes, path } = surroundings.own;
  const loaded = evaluateFile({ tree, scopes, path, surroundings, host });
  const variable = (name: string) => show(loaded.environment.variables.get(name)?.value);
  return { ...loaded, variable };
}

test('names, aliases, modules and packages', async () => {
  const { variable, gaps } = await load({
    'dags/main.py': `${airflow}import lib.a\nimport lib.a as alias\nfrom lib import a, NAME\nfrom lib.a import f as g, later\nx = lib.a.f(1), alias.f(2), a.f(3), g(4), NAME, later\n`,
    'dags/lib/__init__.py': 'from .a import f\nNAME = "lib"\n',
    'dags/lib/a.py': 'base = 10\ndef f(n): return base + n\nlater = f(0)\n',
  });
  expect(variable('x')).toBe('(11, 12, 13, 14, "lib", 10)');
  expect(gaps).toEqual([]);
});

test('a module runs once, whoever imports it', async () => {
  const made: string[] = [];
  const host: Host = {
    call: (call) => {
      made.push(call.name);
      return undefined;
    },
  };
  const { variable, calledFunctions } = await load(
    {
      'dags/main.py': `${airflow}from one import add, total\nimport two\nadd(5)\nx = total\n`,
      'dags/one.py': 'import outside\noutside.once()\ntotal = [1]\ndef add(n): total.append(n)\n',
      'dags/two.py': 'from one import add\nadd(2)\ndef never(): pass\n',
    },
    host,
  );
  expect(variable('x')).toBe('[1, 2, 5]');
  expect(made).toEqual(['outside.once']);
  expect([...calledFunctions].map((node) => node.child('name')?.text)).toEqual(['add']);
});

test('a module that a later round of a loop imports runs as it always does', async () => {
  const made: string[] = [];
  const host: Host = {
    call: (call, { isAgain }) => {
      made.push(isAgain ? `${call.name} again` : call.name);
      return undefined;
    },
  };
  await load(
    {
      'dags/main.py': `${airflow}import os\nseen = []\nfor i in os.listdir():\n  if seen: import one\n  seen.append(i)\n`,
      'dags/one.py': 'import outside\noutside.once()\n',
    },
    host,
  );
  expect(made).toEqual(['os.listdir', 'outside.once']);
});

test('star imports give what the module lists, or what does not begin with an underscore', async () => {
  const { environment, variable } = await load({
    'dags/main.py': `${airflow}from one import *\nfrom two import *\ny = a, d, _f\n`,
    'dags/one.py': 'a = 1\n_b = 2\n',
    'dags/two.py': '__all__ = ["d", "_f"]\nc = 3\nd = 4\n_f = 5\n',
  });
  expect(variable('y')).toBe('(1, 4, 5)');
  expect(environment.variables.has('_b')).toBe(false);
  expect(environment.variables.has('c')).toBe(false);
  expect(environment.mayHaveMore).toBe(false);
});

test('a star import from outside may bind any name', async () => {
  const { environment, variable } = await load({
    'dags/main.py': `${airflow}from outside import *\nx = anything\ny = len([1])\n`,
  });
  expect(environment.mayHaveMore).toBe(true);
  expect([variable('x'), variable('y')]).toEqual(['?', '1']);
});

test('a circle of imports ends, and sees what is there so far', async () => {
  const { variable } = await load({
    'dags/main.py': `${airflow}import one\nx = one.a, one.b\n`,
    'dags/one.py': 'a = 1\nimport two\nb = two.c + 1\n',
    'dags/two.py': 'import one\nc = one.a + 1\n',
  });
  expect(variable('x')).toBe('(1, 3)');
});

test('a name that a module of the project does not bind is not known: another may be meant', async () => {
  const { variable, gaps } = await load({
    'dags/main.py': `${airflow}from one import missing, a\n`,
    'dags/one.py': 'a = 1\n',
  });
  expect([variable('missing'), variable('a')]).toEqual(['?', '1']);
  expect(gaps.map((gap) => gap.place.text)).toEqual(['missing']);
});

test('a module that fails is no module, each time', async () => {
  const { variable, raised } = await load({
    'dags/main.py': `${airflow}for i in range(2):\n  try:\n    from one import a\n  except KeyError:\n    x = i\nimport one\n`,
    'dags/one.py': 'a = 1\n{}["k"]\n',
  });
  expect([variable('x'), variable('a')]).toEqual(['1', 'unbound']);
  expect(raised?.place.text).toBe('{}["k"]');
});

test('a handler of missing modules has nothing to do with what else may fail', async () => {
  const { variable } = await load({
    'dags/main.py': `${airflow}try:\n  from one import a\nexcept ImportError:\n  a = 2\ntry:\n  import gone\n  b = 1\nexcept ImportError:\n  b = 2\n`,
    'dags/one.py': 'import logging\nlogging.basicConfig()\na = 1\n',
  });
  expect([variable('a'), variable('b')]).toEqual(['1', '1 | 2']);
});

test('values say where they were written, also in another file', async () => {
  const { environment } = await load({
    'dags/main.py': `${airflow}from one import defaults\nmine = {**defaults, "owner": "me"}\n`,
    'dags/one.py': 'limit = 3\ndefaults = {"retries": limit, "owner": "you"}\n',
  });
  const mine = environment.variables.get('mine')?.value;
  const entries = mine?.kind === 'dict' ? [...mine.entries.values()] : [];
  const places = entries.map(({ value }) => {
    const before = value.origin?.tree.text.slice(0, value.origin.start) ?? '';
    return `${value.origin?.text} on line ${before.split('\n').length}`;
  });
  expect(places).toEqual(['3 on line 1', '"me" on line 3']);
});

test('classes of the project pass on what they are given to bases outside', async () => {
  const given: string[] = [];
  const host: Host = {
    prepare: ({ arguments: passed, node }) => ({
      ...passed,
      named: new Map([
        ...passed.named,
        ['filled', { value: { kind: 'integer', value: 7, origin: node }, node }],
      ]),
    }),
    initialize: ({ base, arguments: passed, node }) => {
      const named = [...passed.named].map(([name, { value }]) => `${name}=${show(value)}`);
      given.push(`${node.text}: ${base}(${named.join(', ')})`);
    },
  };
  const { variable } = await load(
    {
      'dags/main.py': `${airflow}from ops import Mine\nt = Mine(task_id="a", limit=5)\nx = t.limit, t.doubled, Mine.kind\n`,
      'dags/ops.py': `from airflow.models import BaseOperator
class Base(BaseOperator):
    kind = 'base'
    def __init__(self, limit=1, **kwargs):
        super().__init__(retries=2, **kwargs)
        self.limit = limit
class Mine(Base):
    def __init__(self, **kwargs):
        kwargs.pop('filled')
        super().__init__(**kwargs)
    @property
    def doubled(self): return self.limit * 2
    def execute(self, context): raise ValueError
`,
    },
    host,
  );
  expect(given).toEqual([
    'Mine(task_id="a", limit=5): airflow.BaseOperator(retries=2, task_id="a")',
  ]);
  expect(variable('x')).toBe('(5, 10, "base")');
});
