import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfigurationFile } from '../../../server/src/engine/configuration-file';

test('all settings, in both files', () => {
  const body = `profile = "strict"
select = ["hang"]
ignore = ["local-state"]
airflow-version = "2.10"
exclude = ["dags/old"]
`;
  const settings = {
    profile: 'strict',
    select: ['hang'],
    ignore: ['local-state'],
    airflowVersion: '2.10',
    exclude: ['dags/old'],
    rules: { 'unbounded-loop': 'off' },
  };
  const whole = { isOurs: true, settings, problems: [] };
  const own = `${body}\n[rules]\nunbounded-loop = "off"\n`;
  expect(parseConfigurationFile('airworthy.toml', own)).toEqual(whole);
  const project = `[tool.airworthy]\n${body}\n[tool.airworthy.rules]\nunbounded-loop = "off"\n`;
  expect(parseConfigurationFile('/project/pyproject.toml', project)).toEqual(whole);
});

test('a pyproject.toml that does not speak of Airworthy is not ours', () => {
  const text = '[project]\nname = "x"\n\n[tool.ruff]\nline-length = 99\n';
  expect(parseConfigurationFile('pyproject.toml', text).isOurs).toBe(false);
  expect(parseConfigurationFile('pyproject.toml', '').isOurs).toBe(false);
  expect(parseConfigurationFile('pyproject.toml', '[tool.airworthy]\n').isOurs).toBe(true);
});

describe('the offset of a problem', () => {
  const lineOf = (fileName: string, text: string): (number | undefined)[] =>
    parseConfigurationFile(fileName, text).problems.map(({ offset }) =>
      offset === undefined ? undefined : text.slice(0, offset).split('\n').length,
    );

  test.each([
    ['a key', '\nprofile = 1\n', [2]],
    ['a quoted key', '"profile" = 1\n', [1]],
    ['a key of a table', '[rules]\nunbounded-loop = "loud"\n', [2]],
    ['a dotted key', 'rules.unbounded-loop = "loud"\n', [1]],
    ['a key of an inline table', '\nrules = { unbounded-loop = "loud" }\n', [2]],
    ['broken TOML', 'profile = "strict"\nexclude = [\n', [3]],
  ])('in airworthy.toml, %s', (_, text, lines) => {
    expect(lineOf('airworthy.toml', text)).toEqual(lines);
  });

  test.each([
    ['a table', '[tool.airworthy]\n\nprofile = 1\n', [3]],
    ['a deeper header', '[tool]\nairworthy.profile = 1\n', [2]],
    ['spaces and another table', '[a]\nprofile = 1\n[ tool . airworthy ]\nprofile = 1\n', [4]],
    ['an inline table', '[tool]\nairworthy = { profile = 1 }\n', [2]],
  ])('in pyproject.toml, %s', (_, text, lines) => {
    expect(lineOf('pyproject.toml', text)).toEqual(lines);
  });
});

test('any text gives settings and problems', () => {
  const toml = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          '[tool',
          '.airworthy',
          ']',
          '\n',
          'profile',
          ' = ',
          '"',
          '[',
          '1',
          'rules',
          '{',
          '}',
        ),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(toml, fc.constantFrom('airworthy.toml', 'pyproject.toml'), (text, fileName) => {
      const { problems } = parseConfigurationFile(fileName, text);
      for (const { message, offset } of problems) {
        expect(message).not.toContain('\n');
        if (offset !== undefined) expect(offset).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test('a wrong entry of blocking-calls is told at its key, and the right ones count', () => {
  const text = [
    '[tool.airworthy]',
    'profile = "strict"',
    'blocking-calls = [',
    '  "etl.http.fetch",',
    '  { call = "acme.Client.export", timeout = "timeout@1", kind = "request" },',
    '  { call = "acme.Client.export", kind = "sleep" },',
    ']',
  ].join('\n');
  const { problems, settings } = parseConfigurationFile('pyproject.toml', text);
  expect(settings.blockingCalls?.map(({ call, kind }) => [call, kind])).toEqual([
    ['etl.http.fetch', 'network'],
    ['acme.Client.export', 'request'],
  ]);
  expect(problems).toEqual([
    {
      kind: 'invalid',
      message: expect.stringMatching(/^Entry 3 of `blocking-calls` must be a dotted name/),
      offset: text.indexOf('blocking-calls'),
    },
  ]);
});
