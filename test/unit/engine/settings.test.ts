import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSettings, resolveConfiguration } from '../../../server/src/engine/settings';
import { allRules } from '../../../server/src/rules/registry';
import { ruleIds } from '../../../server/src/rules/rule-ids';

test('reads everything that can be set', () => {
  const settings = {
    profile: 'strict',
    rules: { 'unbounded-loop': 'hint' },
    select: ['hang', 'unbounded-loop'],
    ignore: ['memory'],
    airflowVersion: '2.10',
    exclude: ['tests'],
  };
  expect(parseSettings(settings)).toEqual({ settings, problems: [] });
});

test('nothing is nothing', () => {
  for (const value of [undefined, null, {}, { profile: null, rules: undefined }]) {
    expect(parseSettings(value)).toEqual({ settings: {}, problems: [] });
  }
});

test('an unknown key is only worth a warning', () => {
  expect(parseSettings({ profil: 'all', profile: 'all' })).toEqual({
    settings: { profile: 'all' },
    problems: [{ kind: 'unknown', message: 'Unknown setting `profil`.', path: ['profil'] }],
  });
});

test("the client's own settings and those that the caller knows are known", () => {
  const { problems } = parseSettings({ environments: [], mine: 1 }, new Set(['mine']));
  expect(problems).toEqual([]);
});

test('what is wrong does not keep the rest from counting, and is told without its value', () => {
  const { settings, problems } = parseSettings({
    profile: 'secret',
    rules: { 'unbounded-loop': 'fatal', 'unbounded-lop': 'off', other: 3 },
    airflowVersion: 2.1,
    exclude: 'tests',
    ignore: ['hung'],
  });
  expect(settings).toEqual({ rules: { 'unbounded-lop': 'off' }, ignore: ['hung'] });
  expect(problems.map(({ kind, path }) => [kind, path.join('.')])).toEqual([
    ['invalid', 'profile'],
    ['unknown', 'rules.unbounded-lop'],
    ['unknown', 'rules.other'],
    ['invalid', 'rules.unbounded-loop'],
    ['invalid', 'rules.other'],
    ['invalid', 'airflowVersion'],
    ['invalid', 'exclude'],
    ['unknown', 'ignore.hung'],
  ]);
  expect(JSON.stringify(problems)).not.toContain('secret');
});

test('calls of the user: names, or tables; what is wrong with one leaves the others', () => {
  const { settings, problems } = parseSettings({
    'blocking-calls': [
      'etl.http.fetch',
      { call: 'acme.Client.export', timeout: 'timeout@1', kind: 'request' },
      'secret',
      { call: 'etl.fetch', kind: 'secret' },
      { timeout: 'secret' },
      { call: 'etl.fetch', timeout: 'a b' },
      { call: 'etl.fetch', limit: 'timeout' },
    ],
  });
  expect(settings.blockingCalls).toEqual([
    { call: 'etl.http.fetch', kind: 'network', timeout: undefined },
    { call: 'acme.Client.export', kind: 'request', timeout: 'timeout@1' },
  ]);
  expect(problems.map(({ kind, message, path }) => [kind, message.slice(0, 7), path])).toEqual(
    [3, 4, 5, 6, 7].map((position) => ['invalid', `Entry ${position}`, ['blocking-calls']]),
  );
  expect(JSON.stringify(problems)).not.toContain('secret');
  expect(resolveConfiguration(settings).blockingCalls).toEqual(settings.blockingCalls);
  expect(parseSettings({ blockingCalls: 'etl.fetch' }).problems).toHaveLength(1);
});

test('TOML files may write airflow-version', () => {
  expect(parseSettings({ 'airflow-version': '2.10.5' }).settings.airflowVersion).toBe('2.10.5');
});

test('later parts win; rules are merged one by one', () => {
  const configuration = resolveConfiguration(
    { profile: 'all', rules: { a: 'hint', b: 'off' }, airflowVersion: '2.9' },
    { profile: undefined, rules: { b: 'error' }, ignore: ['hang'], airflowVersion: 'auto' },
  );
  expect(configuration).toEqual({
    profile: 'all',
    rules: { a: 'hint', b: 'error' },
    select: undefined,
    ignore: ['hang'],
    airflowVersion: undefined,
  });
});

test('any value at all gets an answer', () => {
  const names = fc.constantFrom(
    'profile',
    'rules',
    'select',
    'ignore',
    'airflowVersion',
    '__proto__',
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.dictionary(names, fc.anything())), (value) => {
      const { settings } = parseSettings(value);
      const { problems } = parseSettings(settings);
      expect(problems.filter((problem) => problem.kind === 'invalid')).toEqual([]);
    }),
  );
});

test('the ids of the rules are known without the rules', () => {
  expect(ruleIds).toEqual(allRules.map((rule) => rule.meta.id));
});
