import { expect, test, vi } from 'vitest';
import { VersionTeller } from '../../../client/src/panel/version-teller';

vi.mock('vscode', () => ({}));

const environment = (id: string) => ({ id });

function tellerOf(first: object) {
  let changed = () => {};
  const connection = {
    state: first,
    onDidChangeState: (listener: () => void) => {
      changed = listener;
      return { dispose: () => {} };
    },
  };
  const told: (string | undefined)[] = [];
  // Only the state's shape matters here.
  new VersionTeller(connection as never, (version) => told.push(version));
  const become = (state: object) => {
    connection.state = state;
    changed();
  };
  return { told, become };
}

test('the version is told once it is known, and kept while nobody looks', () => {
  const a = environment('a');
  const { told, become } = tellerOf({ kind: 'idle', environment: a });
  expect(told).toEqual([]);
  become({ kind: 'connected', environment: a, version: '2.10.5' });
  become({ kind: 'idle', environment: a });
  become({ kind: 'connected', environment: a, version: '2.10.5' });
  expect(told).toEqual(['2.10.5']);
  become({ kind: 'connected', environment: a, version: '3.3.2' });
  expect(told).toEqual(['2.10.5', '3.3.2']);
});

test.each([
  ['another environment', { kind: 'idle', environment: environment('b') }],
  ['no environment', { kind: 'none' }],
  ['a workspace without trust', { kind: 'untrusted', environment: environment('a') }],
])('%s ends it', (_, state) => {
  const { told, become } = tellerOf({
    kind: 'connected',
    environment: environment('a'),
    version: '3.3.2',
  });
  become(state);
  expect(told).toEqual(['3.3.2', undefined]);
});
