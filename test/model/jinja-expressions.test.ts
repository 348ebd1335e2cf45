import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JinjaExpression, templateParts } from '../../server/src/semantic/jinja-expressions';

function written(expression: JinjaExpression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return `${written(expression.object)}.${expression.name}`;
    case 'item':
      return `${written(expression.object)}[${written(expression.key)}]`;
    case 'call':
      return `${written(expression.callee)}(${argumentsOf(expression.given)})`;
    case 'filter':
      return `${written(expression.value)}|${expression.name}(${argumentsOf(expression.given)})`;
    case 'condition':
      return `?(${expression.operands.map(written)})`;
    case 'operation':
      return `(${expression.operands.map(written).join(expression.operator)})`;
    case 'choice':
      return `<${expression.options.map(written)}>`;
    case 'string':
      return `'${expression.value}'`;
    case 'constant':
      return expression.text;
    case 'list':
      return `[${expression.items.map(written)}]`;
    case 'unknown':
      return 'unknown';
  }
}

function argumentsOf({
  named,
  positional,
}: Extract<JinjaExpression, { kind: 'call' }>['given']): string {
  return [
    ...positional.map(written),
    ...[...named].map(([name, value]) => `${name}=${written(value)}`),
  ].join();
}

function partsOf(text: string): string[] {
  return templateParts(text).map((part) => {
    const head = part.kind === 'binding' ? `${part.names}:` : part.kind === 'output' ? '' : '%';
    return head + written(part.expression);
  });
}

test.each<[string, string[]]>([
  ["{{ dag_run.conf['x'] }}", ['dag_run.conf.x']],
  ['{{- dag_run.conf.get(\'x\', "y") -}}', ["dag_run.conf.get('x','y')"]],
  ['{{ params.files[0] }}{{ xs[i] }}', ['params.files[0]', 'xs[i]']],
  ["{{ ti.xcom_pull(task_ids='a', key='b')[1:] }}", ["ti.xcom_pull(task_ids='a',key='b')|slice()"]],
  ["{{ params.x | default('y') | quote }}", ["params.x|default('y')|quote()"]],
  ["{{ 'a' if params.x == 'b' else 'c' }}", ["<'a','c'>"]],
  ['{{ params.x if params.x }}', ['<params.x>']],
  ['{{ params.x is defined and not params.y }}', ['(?(params.x)and?(params.y))']],
  ['{{ a not in b }} {{ a is not none }} {{ 1 < x <= 3 }}', ['?(a,b)', '?(a)', '?(1,x,3)']],
  ['{{ a + b * -c ~ "d" }}', ["((a+(b*(c)))~'d')"]],
  ["{{ {'a': [1, (2)], 'b': (3,)} }}", ["['a',[1,2],'b',[3]]"]],
  ['{% set x = params.y %}{{ x }}', ['x:params.y', 'x']],
  ['{% for k, v in params.items() %}{{ k }}{% endfor %}', ['k,v:params.items()', 'k', '%unknown']],
  ['{% if params.x %}a{% endif %}', ['%params.x', '%unknown']],
  ['{# {{ a }} #}{% raw %}{{ b }}{% endraw %}{{ c }}', ['c']],
  [
    '{{ }} {{ a b }} {{ a | }} {{ "open }} {{ d }}',
    ['unknown', 'unknown', 'unknown', 'unknown', 'd'],
  ],
  ['no template, {{ never closed', []],
])('%s', (text, expected) => {
  expect(partsOf(text)).toEqual(expected);
});

test('every part stands where it says, and every expression within it', () => {
  const text = "a {{ dag_run.conf['x'] }} b {{- params.y | upper -}}";
  const spans = templateParts(text).map(({ end, expression, start }) => [
    text.slice(start, end),
    text.slice(expression.start, expression.end),
  ]);
  expect(spans).toEqual([
    ["{{ dag_run.conf['x'] }}", "dag_run.conf['x']"],
    ['{{- params.y | upper -}}', 'params.y | upper'],
  ]);
});

test('whatever the text, reading it ends', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    '(',
    '[',
    ' a',
    ' if ',
    '.',
    '|',
    "'",
    '-',
    ' not ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 300 }), (pieces) => {
      templateParts(pieces.join(''));
    }),
  );
  expect(partsOf(`{{ ${'('.repeat(5000)} }}`)).toEqual(['unknown']);
});
