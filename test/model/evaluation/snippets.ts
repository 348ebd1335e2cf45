export interface Snippet {
  readonly title: string;
  readonly code: string;
  /** Variables of which ours does not know the value. */
  readonly unknown?: readonly string[];
}

/** Ways of writing Python, each with variables to compare. */
export const snippets: readonly Snippet[] = [
  {
    title: 'literals',
    code: `
a = 1_000 + 0x1F + 0o17 + 0b101
b = -2.5e3
c = 'it\\'s' "a" r'\\n' '\\x41\\u00e9\\101'
d = b'\\x00a'
e = """one
two\\
three"""
f = (1,), (), [1, *range(3), 2], {**{'a': 1}, 'b': 2}, {1, 2}
g = None, True, False
h = 1 if [] else 2
`,
  },
  {
    title: 'f-strings with their formats',
    code: `
n, x, s, w = 42, 3.14159, 'text', 8
a = f'{n:05d}|{n:>6}|{n:<6}|{n:^6}|{n:+d}|{n:x}|{n:#x}|{n:b}|{1234567:,}|{n:_}'
b = f'{x:.2f}|{x:8.3f}|{x:08.1f}|{x:.0%}|{0.256:.1%}|{x}'
c = f'{s:>10}|{s:*^9}|{s!r}|{s!r:>8}|{s:.2}|{s:{w}}|{{}}|{n=}|{n = }|{s=!s}'
d = f'{[1, "a", None]} {(1,)} {dict(a=1)} {True} {1e16} {1e-5} {-0.0} {1.0} {123456789.123}'
e = 'a' f'{n}' "b"
f = f"{'nested'} {n + 1} {s.upper()} {f'{n}'}"
g = f'''{
    n
}'''
`,
  },
  {
    title: 'percent and format',
    code: `
a = '%s-%d-%05.2f-%r-%%' % ('a', 3, 2.5, 'q')
b = '%(x)s/%(y)03d' % {'x': 1, 'y': 2}
c = '{}-{}-{0}'.replace('{0}', '{}').format(1, 'b', 3)
d = '{0}{1}{0}'.format('a', 'b')
e = '{name:>5}|{d[key]}|{l[1]}'.format(name='n', d={'key': 'v'}, l=[1, 2])
f = '%s' % (1,) + '%s' % [1]
g = '{:,.2f} {!r}'.format(1234.5, 'x')
`,
  },
  {
    title: 'arithmetic as Python does it',
    code: `
a = [7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 % 2, 2 ** 10, 1 / 3, 10 / 5]
b = [1 << 5, 255 >> 2, 6 & 3, 6 | 3, 6 ^ 3, ~6, True + True, -True]
c = [round(2.5), round(3.5), round(-2.5), int(-2.7), int('12'), int(' -3 '), float('1.5'), abs(-3), divmod(-7, 2)]
d = 3 < 4 <= 4 != 5
e = [1, 2] < [1, 3], (1, 'a') < (1, 'b'), 'a' < 'b', 'Z' < 'a'
f = 1 == 1.0, True == 1, '1' == 1, None == 0, [1] == [1.0], (1,) == [1]
g = 0.1 + 0.2, 1e300 * 10, 5 - 5.0
h = min(3, 1, 2), max([1, 5], key=lambda v: -v), sum([1, 2, 3]), sum([[1], [2]], [])
`,
  },
  {
    title: 'strings',
    code: `
s = 'Some Text, Here'
a = [s.upper(), s.lower(), s.title(), s.swapcase(), s.capitalize(), s.replace('e', 'E', 1), s.split(), s.split(', ')]
b = [s.find('T'), s.index('e'), s.count('e'), s.startswith(('S', 'x')), s.endswith('re'), s.rfind('zz'), s.partition(', ')]
c = ['  a '.strip(), 'xxaxx'.strip('x'), 'a,b,,c'.split(','), 'a b  c'.split(' ', 1), 'a.b.c'.rsplit('.', 1), '-'.join(['a', 'b'])]
d = ['7'.zfill(3), '-7'.zfill(4), 'a'.ljust(3, '.') + '|', 'a'.rjust(3), 'abc'.isalpha(), 'a1'.isalnum(), '12'.isdigit(), 'A'.isupper()]
e = [s[0], s[-1], s[2:6], s[::-1], s[::3], s[-4:], s[10:2:-2], s[5:100]]
f = ['prefix_x'.removeprefix('prefix_'), 'x.py'.removesuffix('.py'), 'a' * 3, 'ab' in 'cabd', len('héllo'), 'a\\nb\\r\\nc'.splitlines()]
g = [chr(97), ord('a'), str(1.5), repr('a\\'b'), str([1, 'x']), str(None), 'x'.rpartition('-')]
h = 'a-b_c'.replace('-', '_').split('_')
`,
  },
  {
    title: 'lists, slices and unpacking',
    code: `
l = [3, 1, 2]
l.append(4); l.extend((5, 6)); l.insert(0, 0); l.insert(-1, 9)
p = l.pop(); q = l.pop(0)
l.remove(3)
l2 = l[:]; l2.reverse(); l3 = sorted(l, reverse=True); l.sort()
a, *b, c = l
(d, e), f = (1, 2), 3
[g, [h]] = 'x', ['y']
i = j = []
j.append(1)
k = i
m = [0] * 3 + [1]
m[1] = 7
m[-1] += 1
n = m[1:3], m[::-1], m[-2:], m.index(7), m.count(0), 7 in m
del m[0]
o = [*range(10)][2:9:3]
del o[0:2]
r = list(reversed([1, 2])), list(enumerate('ab', 1)), list(zip([1, 2], 'ab')), list(map(str, [1, 2])), list(filter(None, [0, 1]))
s = [[x, y] for x in range(3) for y in 'ab' if x % 2 == 0]
t = any([0, 1]), all([]), len(l), [1] + [2], [1] * 2
`,
  },
  {
    title: 'dictionaries and sets',
    code: `
d = {'a': 1, 'b': [1]}
d['c'] = 3
d.update({'a': 2}, z=9)
d.setdefault('b', []).append(2)
d.setdefault('n', {})['x'] = 1
e = d.get('zz'), d.get('zz', 0), d.pop('z'), d.pop('q', None)
f = list(d), list(d.keys()), list(d.values()), list(d.items()), len(d), 'a' in d
g = {k: v for k, v in zip('ab', range(2))}
h = {**g, 'c': 5} | {'d': 6}
i = d.copy(); i['a'] = 100
del d['a']
j = dict([('x', 1)], y=2), dict.fromkeys('ab', 0), {1: 'a', 1.0: 'b', True: 'c'}
k = {1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1} ^ {1, 2}, frozenset([1]), set('a')
s = set()
s.add(1); s.update([2, 3]); s.discard(9); s.remove(1)
l = sorted(s), 2 in s, len(s), {1}.issubset({1, 2}), s == {3, 2}
g |= {'q': 1}
from collections import OrderedDict, defaultdict
dd = defaultdict(list)
dd['x'].append(1)
od = OrderedDict(a=1) if False else OrderedDict([('a', 1)])
m = {(1, 2): 'tuple', None: 'none', 2.5: 'f'}[(1, 2)]
`,
  },
  {
    title: 'control flow',
    code: `
a = []
for i in range(5):
    if i == 1: continue
    if i == 4: break
    a.append(i)
else:
    a.append('else')
for i in []:
    pass
else:
    a.append('done')
n = 0
while n < 10:
    n += 3
    if n % 2 == 0: continue
    a.append(n)
else:
    a.append('end')
if a and not None or 0:
    b = 'yes'
elif a:
    b = 'maybe'
else:
    b = 'no'
c = [] or 'default', 'x' and 'y', not 0, None or 0 or []
if (m := len(a)) > 3:
    d = m
def f():
    for x in range(3):
        for y in range(3):
            if x * y == 2:
                return x, y
e = f()
pass
`,
  },
  {
    title: 'functions, defaults, splats and closures',
    code: `
def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
r1 = f(1, c=3)
r2 = f(1, 2, 3, 4, c=5, e=6)
r3 = f(*[1, 2], **{'c': 3, 'x': 1})
def g(a, /, b, *, c=1):
    return a + b + c
r4 = g(1, b=2), g(1, 2, c=3)
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    return up
up = counter()
r5 = up(), up(), counter()()
fs = [lambda x, i=i: x * i for i in range(3)]
r6 = [h(10) for h in fs]
late = [lambda: i for i in range(3)]
r7 = [h() for h in late]
def shared(x, acc=[]):
    acc.append(x)
    return acc
r8 = shared(1); r9 = shared(2)
total = 0
def bump():
    global total
    total += 5
bump(); bump()
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
r10 = fact(10)
def none(): pass
r11 = none()
from functools import partial, reduce
r12 = partial(f, 1, c=9)(2), reduce(lambda a, b: a + b, [1, 2, 3])
def twice(fn):
    def inner(*a, **k):
        return fn(*a, **k) * 2
    return inner
@twice
def three(): return 3
r13 = three()
`,
  },
  {
    title: 'generators and itertools',
    code: `
import itertools
def gen(n):
    for i in range(n):
        yield i
    yield from 'ab'
a = list(gen(2)), sum(x for x in range(4)), [*gen(1)]
b = dict((k, v) for k, v in [(1, 2)])
it = iter([1, 2, 3])
c = next(it), next(it), list(it), next(it, 'end')
d = list(itertools.product('ab', [1, 2])), list(itertools.chain([1], (2,))), list(itertools.chain.from_iterable(['ab', 'c']))
e = list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.combinations('abc', 2)), list(itertools.permutations([1, 2]))
f = list(zip(itertools.count(), 'ab')), list(itertools.zip_longest([1], [1, 2])), list(itertools.accumulate([1, 2, 3])), list(itertools.repeat(1, 2))
g = list(itertools.pairwise('abc')), list(itertools.islice(itertools.cycle('ab'), 3))
del it
`,
  },
  {
    title: 'classes, properties and super',
    code: `
class Base:
    kind = 'base'
    count = 0
    def __init__(self, name, **kw):
        self.name = name
        self.options = kw
        Base.count += 1
    @property
    def label(self): return f'{self.kind}:{self.name}'
    @classmethod
    def make(cls, n): return cls(n, made=True)
    @staticmethod
    def helper(x): return x + 1
    def hello(self): return 'hello ' + self.name
    def __str__(self): return self.label
    def __len__(self): return 3
    def __getitem__(self, key): return key * 2
    def __call__(self, x): return x, self.name
    def __eq__(self, other): return self.name == other.name
    def __add__(self, other): return self.name + str(other)
    def __radd__(self, other): return str(other) + self.name
    def __contains__(self, x): return x == 1
    def __iter__(self): return iter([self.name, 1])
class Mixin:
    def hello(self): return 'mixed ' + super().hello()
class Child(Mixin, Base):
    kind = 'child'
    def __init__(self, name, extra=None):
        super().__init__(name, extra=extra)
        self.extra = extra
    def hello(self): return super().hello() + '!'
c = Child('c', extra=5)
a = c.label, c.hello(), Child.make, 0
a = str(c), f'{c}', len(c), c['x'], c(1), c == Base('c'), c + 1, 1 + c, 1 in c, list(c), Base.count
b = Base.make('m').options, Base.helper(1), c.helper(2), isinstance(c, Base), isinstance(c, (int, Mixin)), issubclass(Child, Base), type(c) is Child
d = getattr(c, 'name'), getattr(c, 'nope', 'dflt'), hasattr(c, 'extra'), hasattr(c, 'nope'), c.__class__.__name__, Child.__name__
setattr(c, 'new', 1)
c.name += 'x'
e = c.new, c.name, bool(c), c.options
class Counter:
    def __init__(self): self.items = []
    def __enter__(self): self.items.append('in'); return self
    def __exit__(self, *args): self.items.append('out')
    def __getattr__(self, name): return 'attr ' + name
k = Counter()
with k as k2:
    k2.items.append('body')
f = k.items, k.anything
`,
  },
  {
    title: 'dataclasses, enumerations and named tuples',
    code: `
from collections import namedtuple
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import NamedTuple
@dataclass
class Config:
    name: str
    retries: int = 2
    tags: list = field(default_factory=list)
    def full(self): return self.name + str(self.retries)
@dataclass(repr=False)
class More(Config):
    extra: str = 'e'
    def __post_init__(self): pass
x = Config('a'); y = Config('b', retries=5, tags=['t'])
x.tags.append('q')
a = x.name, x.retries, x.tags, y.full(), Config('a') == Config('a'), y == x
class Color(Enum):
    RED = 1
    GREEN = 'g'
    def low(self): return self.name.lower()
b = Color.RED.name, Color.RED.value, Color('g').name, Color['RED'].value, [c.name for c in Color], Color.RED.low(), Color.RED is Color.RED, str(Color.RED), Color.RED == 1, len(Color)
P = namedtuple('P', 'x y')
p = P(1, y=2)
c = p.x, p[1], p._replace(x=5).x, len(p), list(p)
class Q(NamedTuple):
    a: int
    b: str = 'z'
q = Q(1)
d = q.a, q.b, q[1]
e, f = p
`,
  },
  {
    title: 'exceptions and their handlers',
    code: `
log = []
def f(x):
    try:
        log.append('try')
        if x == 1: raise ValueError('bad')
        if x == 2: {}['k']
        if x == 3: return 'returned'
    except ValueError as e:
        log.append('value')
        return 'v'
    except (KeyError, IndexError):
        log.append('key')
    else:
        log.append('else')
    finally:
        log.append('finally')
    return 'end'
a = [f(0), f(1), f(2), f(3)]
class Mine(RuntimeError): pass
try:
    raise Mine('x')
except ValueError: b = 1
except Exception: b = 2
try:
    try:
        [][0]
    except IndexError:
        raise
except LookupError:
    c = 'outer'
try: int('x')
except ValueError: d = 'no int'
try: None.x
except AttributeError: d2 = 1
except Exception: d2 = 2
try: 1 / 0
except ZeroDivisionError: e = 'zero'
try: undefined_name
except NameError: g = 'name'
try: 'a' + 1
except TypeError: h = 'type'
try:
    a1, b1 = [1]
except ValueError: i = 'unpack'
try: f()
except TypeError: j = 'arity'
try: assert False, 'x'
except AssertionError: k = 'assert'
try: [].pop()
except IndexError: m = 'pop'
from contextlib import contextmanager, suppress
with suppress(KeyError):
    {}['x']
    log.append('never')
@contextmanager
def cm(x):
    log.append('enter')
    try:
        yield x * 2
    except KeyError:
        log.append('swallowed')
    finally:
        log.append('exit')
with cm(2) as n, cm('a') as o:
    log.append(n)
with cm(0):
    {}['q']
`,
  },
  {
    title: 'structural pattern matching',
    code: `
def f(x):
    match x:
        case 0 | 1: return 'small'
        case -1: return 'minus'
        case 'a' | "b" as s: return s * 2
        case None: return 'none'
        case [a]: return 'one', a
        case [1, b, *rest]: return b, rest
        case (a, b) if a == b: return 'same'
        case {'k': v, **more}: return v, more
        case int(n): return n + 1
        case str(): return 'text'
        case _: return 'other'
r = [f(v) for v in [0, -1, 'a', None, [5], [1, 2, 3, 4], (7, 7), (7, 8), {'k': 1, 'z': 2}, {}, 41, 'zz', 1.5]]
`,
  },
  {
    title: 'durations',
    code: `
from datetime import timedelta
a = timedelta(minutes=5), timedelta(1, 30), timedelta(days=1, hours=-1), timedelta(weeks=1) / 2, timedelta(seconds=90) * 2
b = timedelta(hours=1) + timedelta(minutes=1) > timedelta(minutes=60), timedelta(0) == timedelta(), bool(timedelta())
c = str(timedelta(days=1, seconds=5)), str(timedelta(minutes=90)), timedelta(hours=30).days, timedelta(hours=30).seconds
d = timedelta(minutes=5).total_seconds(), -timedelta(1), timedelta(hours=1) // timedelta(minutes=7), timedelta(milliseconds=1500)
`,
  },
  {
    title: 'paths of the file',
    code: `
import os
from pathlib import Path
here = str(Path(__file__).parent)
stem = Path(__file__).stem
name = os.path.basename(__file__)
base = os.path.splitext(os.path.basename(__file__))[0]
folder = os.path.dirname(os.path.abspath(__file__))
joined = os.path.join(folder, 'sql', 'q.sql')
p = str(Path('/a') / 'b' / '../c.tar.gz'), Path('/a/b.txt').suffix, Path('x').name, Path('/a/b').parents[1].name
main = __name__ == '__main__'
if __name__ == '__main__':
    ran = 1
`,
  },
  {
    title: 'copies, JSON and other helpers',
    code: `
import copy, json
a = {'x': [1, {'y': 2}]}
b = copy.deepcopy(a); b['x'][1]['y'] = 3
c = copy.copy(a); c['x'].append(4)
d = json.loads('{"k": [1, null, true, "s"], "n": {"m": 2}}')
e = [a is a, a is b, None is None, a['x'] is c['x'], type(1) is int, callable(lambda: 0), callable(3), isinstance(True, int), isinstance('a', str), isinstance([], (list, tuple))]
f = tuple([1]), list('ab'), str(2), bool(''), set([1]) == {1}, [i for i in {}]
g = sorted(['b', 'a', 'C'], key=str.lower) if False else sorted(['b', 'a', 'C'], key=lambda s: s.lower())
h = sorted([('b', 1), ('a', 2)], key=lambda t: t[1], reverse=True)
globals()['made_up'] = 5
i = made_up + 1
print('nothing', i)
x: int = 3
y: 'str'
class Empty: ...
`,
  },
  {
    title: 'caches, views and exits',
    code: `
from functools import cache, lru_cache
made = []
@lru_cache
def once(n):
    made.append(n)
    return [n]
@lru_cache(maxsize=None)
def sized(n, *, k=1): return n + k
a = once(1) is once(1), once(2) is once(1), sized(1), sized(1, k=2), len(made)
d = {'a': 1, 'b': 2}
b = sorted(d.keys() | {'c'}) if False else [k for k in d.keys()]
c = 'a' in d.keys(), len(d.values()), sum(d.values()), isinstance(d.keys(), dict)
import sys
try: sys.exit(1)
except SystemExit: e = 'left'
`,
    unknown: ['c'],
  },
  {
    title: 'names, scopes and deletion',
    code: `
x = 'module'
class A:
    x = 'class'
    y = x + '!'
    z = [x for _ in range(1)]
    def m(self): return x
a = A().m(), A.y, A.z
def f():
    x = 'local'
    return [x for _ in range(2)], (lambda: x)()
b = f()
c = [y for y in range(3)]
del c[0]
t = 1
del t
def g():
    try:
        return unbound
    except UnboundLocalError:
        return 'unbound'
    unbound = 1
d = g()
import os as operating, sys
`,
  },
];
