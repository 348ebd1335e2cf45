import fc from 'fast-check';

// A small grammar of programs. What `maybe()` and `many()` give is known to nobody.

const names = ['a', 'b', 'c', 'd'] as const;
const lists = ['p', 'q'] as const;
const functions = ['f', 'g'] as const;

const name = fc.constantFrom(...names);
const listName = fc.constantFrom(...lists);

const { expression } = fc.letrec<{ expression: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    name,
    fc.integer({ min: -3, max: 5 }).map(String),
    listName.map((list) => `len(${list})`),
    fc
      .tuple(listName, fc.integer({ min: -2, max: 2 }))
      .map(([list, i]) => `(${list} + [7, 8, 9])[${i}:][0]`),
    fc.tuple(fc.constantFrom(...functions), name).map(([callee, value]) => `${callee}(${value})`),
    fc.constantFrom('maybe()', 't.get("x", 1)', 'sum(q)', 'o.n', 'len(str(a))'),
  ),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('atom'),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '*'), tie('atom'))
      .map(([left, operator, right]) => `((${left} ${operator} ${right}) % 11)`),
    tie('expression').map((value) => `${value} // 2`),
    fc
      .tuple(tie('atom'), tie('expression'), tie('atom'))
      .map(([first, condition, second]) => `(${first} if ${condition} else ${second})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('and', 'or', '<', '==', '>='), tie('atom'))
      .map(([left, operator, right]) => `int(bool(${left} ${operator} ${right}))`),
    fc
      .tuple(name, listName)
      .map(([value, list]) => `sum([${value} + i for i in ${list}[:4] if i > ${value}])`),
  ),
}));

const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constant('maybe()') },
  { weight: 2, arbitrary: expression },
);

type Block = readonly string[];

const simple: fc.Arbitrary<Block> = fc.oneof(
  fc.tuple(name, expression).map(([target, value]) => [`${target} = ${value}`]),
  fc.tuple(name, expression).map(([target, value]) => [`${target} -= ${value}`]),
  fc.tuple(listName, expression).map(([list, value]) => [`${list}.append(${value})`]),
  fc.tuple(listName, listName).map(([list, other]) => [`${list} = ${other}`]),
  fc.tuple(listName, expression).map(([list, value]) => [`${list} = [${value}]`]),
  listName.map((list) => [`if ${list}: ${list}.pop()`]),
  fc.tuple(listName, expression).map(([list, value]) => [`if ${list}: ${list}[0] = ${value}`]),
  fc.tuple(fc.constantFrom('x', 'y'), expression).map(([key, value]) => [`t["${key}"] = ${value}`]),
  expression.map((value) => [`o.n = ${value}`]),
  fc.tuple(fc.constantFrom(...functions), name).map(([callee, value]) => [`${callee}(${value})`]),
  name.map((target) => [`del ${target}`, `${target} = 0`]),
);

const inside = fc.constantFrom<Block>(['break'], ['continue'], ['pass']);

const { block } = fc.letrec<{ block: Block; statement: Block }>((tie) => {
  const body = (more: fc.Arbitrary<Block> = fc.constant([])) =>
    fc.tuple(tie('block'), more).map(([lines, last]) => indented([...lines, ...last]));
  const left = (exit: fc.Arbitrary<Block>) =>
    fc.tuple(condition, exit).map(([test, lines]) => [`if ${test}:`, ...indented(lines)]);
  return {
    block: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((all) => all.flat()),
    statement: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 5, arbitrary: simple },
      {
        weight: 3,
        arbitrary: fc
          .tuple(condition, body(), fc.option(body()))
          .map(([test, then, otherwise]) => [
            `if ${test}:`,
            ...then,
            ...(otherwise === null ? [] : ['else:', ...otherwise]),
          ]),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            name,
            fc.constantFrom('range(3)', 'many()', '[1, 4]', 'p[:3]', '{5, 6}'),
            body(left(inside)),
            tie('block'),
            fc.boolean(),
          )
          .map(([target, iterable, lines, last, hasElse]) => [
            `for ${target} in ${iterable}:`,
            ...lines,
            `    ${target} = 1`,
            ...(hasElse ? ['else:', ...indented(last)] : []),
          ]),
      },
      {
        weight: 1,
        arbitrary: fc
          // Each loop counts its rounds in a variable of its own, so that all of them end.
          .tuple(condition, body(left(inside)), fc.nat(1_000_000))
          .map(([test, lines, id]) => [
            `n${id} = 0`,
            `while n${id} < 3 and ${test}:`,
            `    n${id} += 1`,
            ...lines,
          ]),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            body(left(fc.constantFrom<Block>(['raise ValueError("x")'], ['{}["y"]']))),
            body(),
            body(),
            fc.constantFrom('', 'else', 'finally'),
            fc.constantFrom(
              'ValueError',
              '(KeyError, ValueError)',
              'LookupError',
              'Exception as e',
            ),
          )
          .map(([lines, handler, last, ending, caught]) => [
            'try:',
            ...lines,
            `except ${caught}:`,
            ...handler,
            ...(ending === '' ? [] : [`${ending}:`, ...last]),
          ]),
      },
      {
        weight: 1,
        arbitrary: body().map((lines) => ['with managed(p) as m:', ...lines]),
      },
    ),
  };
});

/** Functions call only those before them: what calls itself has a test of its own. */
const definition = (callee: string, ...unseen: readonly string[]) =>
  fc
    .tuple(block, condition, expression, block, expression)
    .map(([first, test, early, then, last]) => [
      `def ${callee}(a):`,
      '    b, c, d = 1, 2, 3',
      '    global calls, p, q',
      '    calls += 1',
      ...indented(first),
      `    if ${test}:`,
      `        return ${early}`,
      ...indented(then),
      `    return ${last}`,
    ])
    .map((lines) =>
      lines.map((line) =>
        line.startsWith('def')
          ? line
          : unseen.reduce((text, name) => text.replaceAll(`${name}(`, 'abs('), line),
      ),
    );

const head = [
  'from contextlib import contextmanager',
  'from outside import maybe, many',
  'class Object: pass',
  'o = Object()',
  'o.n = 1',
  'a, b, c, d = 1, 2, 3, 4',
  'calls = 0',
  'p, q, t = [1], [2, 3], {}',
  '@contextmanager',
  'def managed(list):',
  '    list.append(8)',
  '    try:',
  '        yield len(list)',
  '    finally:',
  '        list.append(9)',
];

/** Programs of which every variable can be compared. Functions know the lists and call each other. */
export const program: fc.Arbitrary<string> = fc
  .tuple(definition('f', 'f', 'g'), definition('g', 'g'), block)
  .map(([f, g, lines]) => [...head, ...f, ...g, ...lines, ''].join('\n'));

function indented(lines: Block): string[] {
  return lines.map((line) => `    ${line}`);
}
