import { expect, test } from 'vitest';
import { explain } from '../../../client/src/airflow/explain';
import type { Problem, UnreachableReason } from '../../../client/src/airflow/problem';
import {
  type EnvironmentState,
  needsSignIn,
  stateWords,
} from '../../../client/src/environments/connection-state';
import { panelCommands, panelViews } from '../../../client/src/panel-contract';
import { contributes } from '../../../package.json';

/** The compiler sees to it that no kind is missing here. */
const kinds: Readonly<Record<Problem['kind'], true>> = {
  'invalid-url': true,
  unreachable: true,
  certificate: true,
  'timed-out': true,
  'wrong-credentials': true,
  'signed-out': true,
  'malformed-secret': true,
  'token-command': true,
  forbidden: true,
  'no-api': true,
  'not-found': true,
  'rate-limited': true,
  'server-error': true,
  'not-airflow': true,
  redirected: true,
  'unsupported-version': true,
  'unexpected-answer': true,
  'too-large': true,
  'refused-request': true,
  cancelled: true,
};
const reasons: Readonly<Record<UnreachableReason, true>> = {
  'unknown-host': true,
  refused: true,
  'connection-lost': true,
  'no-route': true,
  tls: true,
  unknown: true,
};
const states: Readonly<Record<EnvironmentState['kind'], true>> = {
  none: true,
  unchosen: true,
  untrusted: true,
  idle: true,
  connecting: true,
  connected: true,
  signedOut: true,
  unreachable: true,
};

test.each(Object.keys(kinds))('the empty view says what is wrong: %s', (kind) => {
  const problem = { kind } as Problem;
  const state = needsSignIn(problem) ? 'signedOut' : 'unreachable';
  const given = { state, kind, ...(kind === 'unreachable' && { reason: 'refused' }) };
  const [what, help, ...more] = shown(given);
  expect(what).toMatch(/\.$/);
  expect(help).toContain(state === 'signedOut' ? 'airworthy.signIn' : 'airworthy.refresh');
  expect(more).toEqual([]);
});

test.each(Object.keys(reasons))('and why nothing is reached: %s', (reason) => {
  expect(shown({ state: 'unreachable', kind: 'unreachable', reason })).toHaveLength(2);
});

test.each(Object.keys(states).filter((state) => state !== 'signedOut' && state !== 'unreachable'))(
  'in the state %s one text shows',
  (state) => {
    expect(shown({ state })).toHaveLength(1);
  },
);

test('before anything is loaded, the view offers to add an environment', () => {
  expect(shown({})[0]).toContain('command:airworthy.addEnvironment');
});

test('what the views and menus name is there', () => {
  const commands = contributes.commands.map(({ command }) => command);
  expect(commands).toEqual(expect.arrayContaining([...panelCommands]));
  expect(contributes.views.airworthy.map(({ id }) => id)).toEqual([...panelViews]);
  const named = contributes.viewsWelcome.flatMap(({ contents }) =>
    [...contents.matchAll(/\(command:(airworthy\.\w+)\)/g)].map((match) => match[1] ?? ''),
  );
  expect(commands).toEqual(expect.arrayContaining(named));
});

test('a state has words of its own for the status bar', () => {
  const environment = { id: 'a', name: 'a', url: 'http://a', signIn: { kind: 'none' } } as const;
  const problem = { kind: 'unreachable', host: 'a', reason: 'refused' } as const;
  expect(stateWords({ kind: 'unreachable', environment, problem, retryAt: undefined })).toBe(
    'not reachable',
  );
  expect(explain(problem).message).toContain('refused');
});

interface Given {
  readonly state?: string;
  readonly kind?: string;
  readonly reason?: string;
}

/** The texts that VS Code puts together, by its when-clauses: only the operators that we use. */
function shown(given: Given): string[] {
  const values: Readonly<Record<string, string | undefined>> = {
    isWorkspaceTrusted: given.state === 'untrusted' ? undefined : 'true',
    'airworthy.airflow': given.state,
    'airworthy.airflowProblem': given.kind,
    'airworthy.airflowReason': given.reason,
  };
  return contributes.viewsWelcome
    .filter(({ view, when }) => view === 'airworthy.activeFile' && holds(when, values))
    .map(({ contents }) => contents);
}

function holds(when: string, values: Readonly<Record<string, string | undefined>>): boolean {
  return split(when, ' && ').every((part) => {
    const inner = /^\((.*)\)$/.exec(part)?.[1] ?? part;
    return split(inner, ' || ').some((term) => {
      const [, key = '', operator, right = ''] = /^(\S+)(?: (==|=~) (.+))?$/.exec(term) ?? [];
      if (operator === '==') return values[key] === right;
      if (operator === '=~') return new RegExp(right.slice(1, -1)).test(values[key] ?? '');
      return key.startsWith('!') ? values[key.slice(1)] === undefined : values[key] !== undefined;
    });
  });
}

/** Splits where no bracket is open. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  for (const piece of text.split(separator)) {
    const last = parts.at(-1);
    const isOpen = last !== undefined && /\((?![^(]*\))/.test(last);
    if (isOpen) parts[parts.length - 1] = last + separator + piece;
    else parts.push(piece);
  }
  return parts;
}
