import { expect, test } from 'vitest';
import { templateNames } from '../../server/src/semantic/jinja';

function namesOf(text: string): string[] {
  return templateNames(text).map(({ end, isWhole, name, start }) => {
    expect(text.slice(start, end)).toBe(name);
    return isWhole ? `${name}!` : name;
  });
}

test.each<[string, string[]]>([
  ['echo {{ ds }} {{- ts -}}', ['ds!', 'ts!']],
  ['{{ execution_date.strftime("%Y") }}', ['execution_date']],
  ['{{ ds | upper }} {{ x | default(next_ds) }}', ['ds', 'x', 'next_ds']],
  ['{{ dag_run.execution_date }} {{ f(key=ds, other="prev_ds") }}', ['dag_run', 'f', 'ds']],
  ["{{ macros.ds_add(ds, -1) }} {{ params['next_ds'] }}", ['macros', 'ds', 'params']],
  ['{% if ds == "x" %}a{% elif prev_ds %}{% endif %}', ['ds', 'prev_ds']],
  ['{% set ds = ts %}{{ ds }}', ['ts']],
  ['{% for ds in days %}{{ ds }}{% endfor %}', ['days']],
  ['{% macro m(ds) %}{{ ds }}{% endmacro %}{{ m(1) }}', []],
  ['{# {{ ds }} #}{% raw %}{{ ds }}{% endraw %}{{ ts }}', ['ts!']],
  ['{{ ds if ds is defined else ts }}', ['ts']],
  ['{{ ds is none }} {{ not ds }}', ['ds', 'ds']],
  ['no template, {{ never closed', []],
  ['', []],
])('%s', (text, expected) => {
  expect(namesOf(text)).toEqual(expected);
});
