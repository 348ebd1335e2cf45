// What is claimed, and what is not, where code depends on what nobody knows.

import { describe, expect, test } from 'vitest';
import type { Host, HostObject } from '../../../server/src/semantic/evaluation/host';
import { host, string, type Value } from '../../../server/src/semantic/evaluation/values';
import { evaluated } from './cpython';
import { show } from './show';

const head = 'from outside import maybe, many, Thing\n';

async function variables(code: string): Promise<Record<string, string>> {
  const { environment } = await evaluated(head + code);
  const shown: Record<string, string> = {};
  for (const [name, { value, mayBeUnbound }] of environment.variables) {
    if (head.includes(name) && name.length > 1) continue;
    shown[name] = show(value) + (mayBeUnbound ? ' if bound' : '');
  }
  return shown;
}

describe('conditions that are not known', () => {
  test('what both branches agree on stays known', async () => {
    expect(await variables('if maybe(): x, y = 1, 2\nelse: x, y = 1, 3')).toEqual({
      x: '1',
      y: '2 | 3',
    });
  });

  test('a name that only one branch binds has that value wherever it is used', async () => {
    expect(await variables('if maybe(): x = 1\ny = 2\nif maybe(): z = x + 1')).toEqual({
      x: '1 if bound',
      y: '2',
      z: '2 if bound',
    });
  });

  test('lists keep what is in front of the difference', async () => {
    expect(
      await variables('p = [1]\nq = [1]\nif maybe(): p.append(2); q[0] = 3\np.append(4)'),
    ).toEqual({ p: '[1, …]', q: '[3 | 1]' });
  });

  test('dictionaries keep the keys that are sure', async () => {
    expect(await variables('d = {"a": 1, "b": 2}\nif maybe(): d["c"] = 3; d["b"] = 5')).toEqual({
      d: '{"a": 1, "b": 5 | 2, …}',
    });
  });

  test('a way that raises is not taken by a load that succeeds', async () => {
    expect(await variables('x = 1\nif maybe():\n  x = 2\n  raise ValueError\ny = x')).toEqual({
      x: '1',
      y: '1',
    });
  });

  test('an early return leaves the rest for the other way', async () => {
    const code =
      'def f(l):\n  if maybe():\n    l.append(1)\n    return "a"\n  l.append(1)\n  return "b"\nl = []\nx = f(l)';
    expect(await variables(code)).toEqual({ f: 'f()', l: '[1]', x: '"b" | "a"' });
  });

  test('a change of a choice may be a change of each', async () => {
    expect(await variables('p, q = [], []\nr = p if maybe() else q\nr.append(1)')).toEqual({
      p: '[…]',
      q: '[…]',
      r: '[…] | […]',
    });
  });
});

describe('loops that are not known', () => {
  test('what the body assigns is not known, inside and after', async () => {
    expect(
      await variables('x, y = 1, 2\nz = []\nfor i in many():\n  z.append(x)\n  x = x + 1'),
    ).toEqual({ x: '?', y: '2', z: '[…]', i: '? if bound' });
  });

  test.each([
    ['what one round puts in the place of a list, the next one may change', 'q.append(i)\n  q = p'],
    ['the next one may change it also where it is kept perhaps', 'q.append(i)\n  if i: q = p'],
  ])('%s', async (_, body) => {
    expect(await variables(`p, q = [1], [2]\nfor i in many():\n  ${body}`)).toMatchObject({
      p: '[…]',
      q: '?',
    });
  });

  test('what a loop puts in the place of a list may have been changed before', async () => {
    const code = 'p = [1]\nq = p\nfor i in many():\n  q.append(i)\n  q = []';
    expect(await variables(code)).toMatchObject({ p: '[…]' });
    const reading = 'p = {"a": 1}\nq = p\nfor i in many():\n  x = q.get("a")\n  q = {}';
    expect(await variables(reading)).toMatchObject({ p: '{"a": 1}' });
  });

  test.each([
    ['a list', 'if len(p) == 0: p.append(i)\n  else: x = 2'],
    ['a dictionary', 'if "a" in d: x = 2\n  d["a"] = i'],
    ['an attribute', 'if hasattr(o, "a"): x = 2\n  o.a = i'],
    ['an attribute that hides one of the class', 'if o.b: x = 2\n  o.b = 1'],
    ['a name', 'try:\n    y\n    x = 2\n  except NameError: y = 1'],
    ['a name by its text', 'if "y" in globals(): x = 2\n  y = 1'],
    ['an iterator', 'if next(n, 2) == 2: x = 2'],
    ['two lists', 'if q: x = 2\n  if p: q.append(1)\n  p.append(1)'],
  ])('what a round does to %s may send the next one another way', async (_, body) => {
    const code = `
class Object: b = 0
o, d, p, q, n = Object(), {}, [], [], iter([1])
x = 1
def f():
  global x, y
  for i in many():
    ${body.replaceAll('\n', '\n  ')}
f()`;
    expect(await variables(code)).toMatchObject({ x: '?' });
  });

  test('what takes from a list may take all of it', async () => {
    expect(await variables('p = [1, 2]\nfor i in many():\n  if p: p.pop()')).toMatchObject({
      p: '[…]',
    });
  });

  test('what a function changes when it calls itself is not known', async () => {
    const code = `
count = 0
names, others = [], []
def add():
  others.append(1)
def walk():
  global count
  count += 1
  for _ in many():
    walk()
    names.append(1)
    add()
if maybe(): walk()`;
    expect(await variables(code)).toMatchObject({ count: '?', names: '[…]', others: '[…]' });
  });

  test('a value that stays the same in the first round may change in the second', async () => {
    expect(await variables('x = 1\ny = 1\nfor _ in many():\n  y = x\n  x = 2')).toMatchObject({
      x: '?',
      y: '?',
    });
  });
});

describe('code that nobody knows', () => {
  test('forgets what is in the lists and dictionaries that it is given', async () => {
    const code = 'p, q, d = [1], [2], {"k": [3]}\nmaybe(p, d)';
    expect(await variables(code)).toEqual({ p: '[…]', q: '[2]', d: '{…}' });
  });

  test('logging and classes change nothing of what they are given', async () => {
    const code =
      'import logging, json\np = [1]\nlogging.info(p)\nprint(p)\njson.dumps(p)\nThing(p)';
    expect(await variables(code)).toMatchObject({ p: '[1]' });
  });

  test('two results of one function are not the same', async () => {
    expect(await variables('x = maybe().a == maybe().a\ny = Thing(1).a is Thing(2).a')).toEqual({
      x: '?',
      y: '?',
    });
  });

  test('an import that may be missing leaves both values', async () => {
    const code = 'try:\n  from outside import a\n  b = 1\nexcept ImportError:\n  a = None\n  b = 2';
    expect(await variables(code)).toEqual({ a: '<outside.a> | None', b: '1 | 2' });
  });

  test('a handler that raises again leaves no doubt', async () => {
    const code =
      'try:\n  from outside import a\n  b = 1\nexcept ImportError as e:\n  raise RuntimeError from e';
    expect(await variables(code)).toMatchObject({ a: '<outside.a>', b: '1' });
  });

  test('the environment, files, clocks and random numbers are not known', async () => {
    const code = `
import os, random
from datetime import datetime
from airflow.models import Variable
a = os.environ.get("A", "b") == "b"
b = (os.getenv("A") or 1) == 1
c = open("f").read() == ""
d = datetime.now() > datetime(2020, 1, 1)
e = random.random() < 2
f = Variable.get("x") == "y"
g = "A" in os.environ
`;
    expect(await variables(code)).toMatchObject({
      a: '?',
      b: '?',
      c: '?',
      d: '?',
      e: '?',
      f: '?',
      g: '?',
    });
  });
});

/** Notes what is made, and whether that is certain. */
class Recorder implements Host {
  readonly made: string[] = [];

  call(
    call: Parameters<NonNullable<Host['call']>>[0],
    execution: Parameters<NonNullable<Host['call']>>[1],
  ): Value | undefined {
    if (call.name !== 'outside.Thing') return undefined;
    const id = call.arguments.named.get('id')?.value;
    const name = id?.kind === 'string' ? id.value : '?';
    const certainty = execution.isCertain ? '' : ' perhaps';
    this.made.push(`${name}${certainty}${execution.isAgain ? ' again' : ''}`);
    const object: HostObject = {
      className: 'outside.Thing',
      attribute: (attribute) => (attribute === 'id' ? string(name) : undefined),
      binary: (operator, other, isReflected) => {
        this.made.push(
          isReflected ? `${show(other)} ${operator} ${name}` : `${name} ${operator} ${show(other)}`,
        );
        return other;
      },
      enter: () => string(`inside ${name}`),
      exit: () => {
        this.made.push(`end of ${name}`);
      },
    };
    return host(object, call.node);
  }
}

async function made(code: string): Promise<readonly string[]> {
  const recorder = new Recorder();
  await evaluated(head + code, recorder);
  return recorder.made;
}

describe('what the host is told', () => {
  test('things under conditions and in loops that are not known are not certain', async () => {
    const code = `
Thing(id="a")
if maybe(): Thing(id="b")
else: Thing(id="c")
for i in many(): Thing(id="d")
for i in range(2): Thing(id=f"e{i}")
[Thing(id="f") for x in many()]
def make():
  if maybe(): return
  Thing(id="g")
make()
Thing(id="h")
Thing(id="i") if maybe() else None
maybe() and Thing(id="j")
`;
    expect(await made(code)).toEqual([
      'a',
      'b perhaps',
      'c perhaps',
      'd perhaps',
      'e0',
      'e1',
      'f perhaps',
      'g perhaps',
      'h',
      'i perhaps',
      'j perhaps',
    ]);
  });

  test('what is gone through again says so', async () => {
    const code = `
seen = []
for i in many():
  Thing(id="a")
  if seen: Thing(id="b")
  seen.append(i)
Thing(id="c")
`;
    expect(await made(code)).toEqual(['a perhaps', 'a perhaps again', 'b perhaps again', 'c']);
  });

  test('what comes behind a call that may raise is not certain where that is caught', async () => {
    const code =
      'try:\n  Thing(id="a")\n  maybe()\n  Thing(id="b")\nexcept Exception:\n  Thing(id="c")\nThing(id="d")';
    expect(await made(code)).toEqual(['a', 'b perhaps', 'c perhaps', 'd']);
  });

  test('its objects take part in operators, also behind a list', async () => {
    const code = 'a, b = Thing(id="a"), Thing(id="b")\na >> b\n[1, 2] >> a\na << [b]';
    expect(await made(code)).toEqual([
      'a',
      'b',
      'a >> outside.Thing',
      '[1, 2] >> a',
      'a << [outside.Thing]',
    ]);
  });

  test('its contexts are left however the body ends', async () => {
    const code = `
def f():
  with Thing(id="a") as name:
    return name
x = f()
try:
  with Thing(id="b"): raise ValueError
except ValueError: pass
`;
    expect(await made(code)).toEqual(['a', 'end of a', 'b', 'end of b']);
  });

  test('a function under an outside decorator may run, any number of times', async () => {
    const code =
      'from outside import wrap\n@wrap\ndef f(): Thing(id="a")\nf()\n@wrap(1)\ndef g(): Thing(id="b")';
    expect(await made(code)).toEqual(['a perhaps']);
  });
});

test.each(['init=False', 'kw_only=True', '**options'])(
  'a dataclass that may have another constructor is not known: %s',
  async (argument) => {
    const { x } = await variables(
      `from dataclasses import dataclass\noptions = maybe()\n@dataclass(${argument})\nclass C:\n    n: int = 1\nx = C(2).n`,
    );
    expect(x).toBe('?');
  },
);
