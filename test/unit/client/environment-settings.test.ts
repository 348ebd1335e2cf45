import { expect, test } from 'vitest';
import { readEnvironments } from '../../../client/src/environments/environment-settings';

const fine = { name: 'production', url: 'https://airflow.example.com/', username: 'ada' };

test('an entry becomes an environment; its sign-in is by password unless it says otherwise', () => {
  expect(readEnvironments([fine])).toEqual({
    environments: [
      {
        id: 'production',
        name: 'production',
        url: 'https://airflow.example.com',
        signIn: { kind: 'password', username: 'ada' },
      },
    ],
    problems: [],
  });
});

test.each([
  [{ signIn: 'basic' }, { kind: 'basic', username: 'ada' }],
  [{ signIn: 'token' }, { kind: 'bearer' }],
  [{ signIn: 'none' }, { kind: 'none' }],
  [
    { signIn: 'tokenCommand', tokenCommand: ['gcloud', 'auth', 'print-access-token'] },
    { kind: 'command', command: ['gcloud', 'auth', 'print-access-token'] },
  ],
])('%o is a way to sign in', (entry, signIn) => {
  expect(readEnvironments([{ ...fine, ...entry }]).environments[0]?.signIn).toEqual(signIn);
});

test.each([
  ['a list', {}],
  ['an object', ['production']],
  ['`name` is missing', [{ url: fine.url }]],
  ['`name` must not be empty', [{ ...fine, name: ' ' }]],
  ['`url` is missing', [{ name: 'production' }]],
  ['`url` is not of the right type', [{ ...fine, url: 8080 }]],
  ['not a URL', [{ ...fine, url: 'airflow' }]],
  ['neither https:// nor http://', [{ ...fine, url: 'ftp://airflow' }]],
  ['a password in it', [{ ...fine, url: 'https://ada:secret@airflow.example.com' }]],
  ['after ? or #', [{ ...fine, url: 'https://airflow.example.com/?token=secret' }]],
  ['`signIn` must be', [{ ...fine, signIn: 'kerberos' }]],
  ['`username` is missing', [{ ...fine, username: undefined }]],
  ['`tokenCommand` is missing', [{ ...fine, signIn: 'tokenCommand', tokenCommand: [] }]],
  ['another environment called "production"', [fine, fine]],
])('what is wrong is told: %s', (message, setting) => {
  const { problems } = readEnvironments(setting);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(message);
  expect(problems[0], 'nothing of the value is repeated').not.toContain('secret');
});

test('a wrong entry leaves the others in force', () => {
  const { environments, problems } = readEnvironments([{ name: 'broken' }, fine]);
  expect(environments.map(({ name }) => name)).toEqual(['production']);
  expect(problems).toHaveLength(1);
});
