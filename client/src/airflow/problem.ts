// What can go wrong between the editor and an Airflow, as plain data. Nothing in a problem comes from
// a secret: no header, no token, no password, no query of a URL, no output of a token command.

/** Why a connection could not be made. */
export type UnreachableReason =
  /** No address for the host's name. */
  | 'unknown-host'
  /** Nothing listens there. */
  | 'refused'
  /** The connection ended before the answer was whole. */
  | 'connection-lost'
  /** The network has no way there. */
  | 'no-route'
  /** A server that speaks no TLS was asked over https, or the two agree on no version of it. */
  | 'tls'
  /** The reason is hidden, as browsers do: it may also be that the server allows no cross-origin requests. */
  | 'unknown';

/** What is wrong with a TLS certificate. */
export type CertificateReason =
  | 'self-signed'
  | 'unknown-authority'
  | 'expired'
  | 'wrong-host'
  | 'other';

/** What is wrong with the command that prints a token. */
export type CommandReason =
  /** This host cannot run commands, as in a browser. */
  | 'not-available'
  | 'not-found'
  | 'failed'
  | 'timed-out'
  | 'no-output'
  | 'too-much-output'
  /** More than one line, or characters that no token has. */
  | 'not-a-token';

export type InvalidUrlReason =
  | 'not-a-url'
  /** Neither http nor https. */
  | 'wrong-scheme'
  /** User name or password in the URL, where settings files and logs would show them. */
  | 'has-credentials'
  /** A query or a fragment. */
  | 'has-query';

/** Every way in which a question to an Airflow can fail. */
export type Problem =
  | { readonly kind: 'invalid-url'; readonly reason: InvalidUrlReason }
  | { readonly kind: 'unreachable'; readonly host: string; readonly reason: UnreachableReason }
  | { readonly kind: 'certificate'; readonly host: string; readonly reason: CertificateReason }
  | { readonly kind: 'timed-out'; readonly host: string; readonly seconds: number }
  /** The server refused what was entered. */
  | { readonly kind: 'wrong-credentials'; readonly scheme: SignInScheme }
  /** There is no secret (any more), or one that worked before works no longer. */
  | { readonly kind: 'signed-out'; readonly scheme: SignInScheme }
  /** What was entered has characters that cannot be sent, for example a line break in a token. */
  | { readonly kind: 'malformed-secret'; readonly scheme: SignInScheme }
  | { readonly kind: 'token-command'; readonly reason: CommandReason; readonly exitCode?: number }
  /** Signed in, but not allowed: `what` is what was asked for, as in "task logs". */
  | { readonly kind: 'forbidden'; readonly what: Subject }
  /** No REST API below the URL: usually a wrong path. */
  | { readonly kind: 'no-api'; readonly host: string }
  /** The API is there, the thing that was asked for is not (any more). */
  | { readonly kind: 'not-found'; readonly what: Subject }
  /** `retryAt` is an instant. */
  | { readonly kind: 'rate-limited'; readonly retryAt: number | undefined }
  | {
      readonly kind: 'server-error';
      readonly what: Subject;
      readonly status: number;
      readonly retryAt: number | undefined;
    }
  /** A web page instead of an answer. */
  | { readonly kind: 'not-airflow'; readonly host: string }
  /** The server sends the request on to somewhere else, without query in `location`; it is never followed. */
  | { readonly kind: 'redirected'; readonly location: string; readonly isLogin: boolean }
  | { readonly kind: 'unsupported-version'; readonly version: string }
  /** An answer that is not what the API promises; `where` is the place in it, never its content. */
  | { readonly kind: 'unexpected-answer'; readonly what: Subject; readonly where: string }
  /** An answer larger than what is read. */
  | { readonly kind: 'too-large'; readonly what: Subject; readonly mebibytes: number }
  /** Any other status, which no version of Airflow gives on purpose. */
  | { readonly kind: 'refused-request'; readonly what: Subject; readonly status: number }
  /** The caller's signal was aborted. Never shown. */
  | { readonly kind: 'cancelled' };

/** What a request is about, in the words that messages use. */
export type Subject =
  | 'the version'
  | 'DAGs'
  | 'runs'
  | 'task instances'
  | 'tries'
  | 'task logs'
  | 'import errors'
  | 'the health report'
  | 'a token';

/** How the client signs in; see `SignIn`. */
export type SignInScheme = 'password' | 'basic' | 'bearer' | 'command' | 'none';

/** A value, or why there is none. Questions to an Airflow never reject. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** What to tell a person about a problem. */
export interface Explanation {
  /** What is wrong, in one sentence, for a message or a status bar's tooltip. */
  readonly message: string;
  /** What to do about it, in one or two sentences. */
  readonly advice: string;
}
