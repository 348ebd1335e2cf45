// What the client needs from the machine that it runs on. All of it is handed in, so that the same code
// runs in Node, in a browser's worker and under a clock that tests turn.

/** `fetch` of the platform, as far as it is used. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

export interface FetchInit {
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly credentials: 'omit';
  readonly cache: 'no-store';
  readonly referrerPolicy: 'no-referrer';
  readonly signal: AbortSignal;
}

export interface Disposable {
  dispose(): void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something once, so many milliseconds from now, unless disposed before. */
  after(milliseconds: number, run: () => void): Disposable;
}

/** The secrets of environments, by the environment's id. They are asked for when needed and not kept. */
export interface Secrets {
  /** The password of `password` and `basic`, or the token of `bearer`; undefined where there is none. */
  get(environmentId: string): PromiseLike<string | undefined>;
}

/** How a command ended. */
export type CommandResult =
  | { readonly kind: 'ended'; readonly exitCode: number; readonly stdout: string }
  /** There is no such program. */
  | { readonly kind: 'not-found' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'too-much-output' };

export interface CommandLimits {
  readonly milliseconds: number;
  /** The most bytes of output. */
  readonly bytes: number;
  readonly signal: AbortSignal;
}

/** Runs a program with arguments and without a shell. What it writes to its error output is thrown away. */
export type RunCommand = (
  command: readonly string[],
  limits: CommandLimits,
) => Promise<CommandResult>;

export interface Surroundings {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** At least 0 and less than 1. */
  readonly random: () => number;
  readonly secrets: Secrets;
  /** Left out where no command can or may be run: in a browser. */
  readonly runCommand?: RunCommand;
  /** The client tells what it does, without anything secret: for the output channel. */
  readonly log?: (line: string) => void;
}
