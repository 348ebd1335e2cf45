import type { Environment } from '../airflow/environment';
import type { Problem } from '../airflow/problem';
import type { ConnectionState } from '../airflow/run-store';

/** How it stands with the active environment, as the views and the status bar tell it. */
export type EnvironmentState =
  /** No environment is set up. */
  | { readonly kind: 'none' }
  /** Several are, and the setting names none of them. */
  | { readonly kind: 'unchosen' }
  /** The workspace is not trusted: nothing is contacted. */
  | { readonly kind: 'untrusted'; readonly environment: Environment }
  /** Nobody looks, so nobody asked. */
  | { readonly kind: 'idle'; readonly environment: Environment }
  | { readonly kind: 'connecting'; readonly environment: Environment }
  | { readonly kind: 'connected'; readonly environment: Environment; readonly version: string }
  /** Only a new sign-in can help. */
  | { readonly kind: 'signedOut'; readonly environment: Environment; readonly problem: Problem }
  | {
      readonly kind: 'unreachable';
      readonly environment: Environment;
      readonly problem: Problem;
      readonly retryAt: number | undefined;
    };

export function stateOf(environment: Environment, connection: ConnectionState): EnvironmentState {
  switch (connection.kind) {
    case 'idle':
    case 'connecting':
      return { kind: connection.kind, environment };
    case 'connected':
      return { kind: 'connected', environment, version: connection.version.text };
    case 'failing': {
      const { problem, retryAt } = connection;
      if (needsSignIn(problem)) {
        return { kind: 'signedOut', environment, problem };
      }
      return { kind: 'unreachable', environment, problem, retryAt };
    }
  }
}

/** True where only another password or token can help. */
export function needsSignIn({ kind }: Problem): boolean {
  return kind === 'signed-out' || kind === 'wrong-credentials' || kind === 'malformed-secret';
}

/** The state in a word or two, for the status bar and screen readers. */
export function stateWords(state: EnvironmentState): string {
  switch (state.kind) {
    case 'none':
      return 'no environment';
    case 'unchosen':
      return 'none chosen';
    case 'untrusted':
      return 'workspace not trusted';
    case 'idle':
      return 'not connected';
    case 'connecting':
      return 'connecting';
    case 'connected':
      return `connected, Airflow ${state.version}`;
    case 'signedOut':
      return state.problem.kind === 'signed-out' ? 'signed out' : 'sign-in refused';
    case 'unreachable':
      return 'not reachable';
  }
}
