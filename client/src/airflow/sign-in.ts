// What proves who asks: the value of the header `Authorization`, got when needed and renewed in time.

import * as z from 'zod/mini';
import type { Environment } from './environment';
import { exchange } from './exchange';
import type { AirflowMajor } from './model';
import type { Answer, Problem } from './problem';
import { statusProblem } from './status-problem';
import type { CommandResult, RunCommand, Surroundings } from './surroundings';
import { basicAuthorization, isSendable, replacementTime } from './token';

/** The value of the header; undefined where requests go without. */
export type Authorization = string | undefined;

/** How long the command that prints a token may take, and how much it may print. */
const commandLimits = { milliseconds: 30_000, bytes: 64 * 1024 };
const tokenSeconds = 20;

interface HeldToken {
  readonly text: string;
  /** When to get another; undefined where it does not say how long it lives. */
  readonly replaceAt: number | undefined;
}

/**
 * Signs requests of one environment. Passwords and entered tokens are read when a request needs them
 * and not kept; what is kept, in memory only, is a token that the server or the command has given.
 */
export class SignInSession {
  #held: HeldToken | undefined;
  #renewal: Promise<Answer<Authorization>> | undefined;
  /** Whether the server gives everyone a token, as `simple_auth_manager_all_admins` does. */
  #takesOpenToken = false;

  constructor(
    private readonly environment: Environment,
    /** Without a slash at the end. */
    private readonly base: string,
    private readonly surroundings: Surroundings,
    /** Ends what is under way when the environment is left. */
    private readonly lifetime: AbortSignal,
  ) {}

  /**
   * The header for a request, with a token that is renewed before it ends. `major` is undefined while
   * the version is being found out: user name and password wait until it is known how to send them.
   */
  async authorization(major: AirflowMajor | undefined): Promise<Answer<Authorization>> {
    const { signIn } = this.environment;
    switch (signIn.kind) {
      case 'none':
        return this.#takesOpenToken && major === 3 ? this.#token() : given(undefined);
      case 'basic':
        return this.#basic(signIn.username);
      case 'password':
        if (major === undefined) return given(undefined);
        return major === 2 ? this.#basic(signIn.username) : this.#token();
      case 'bearer': {
        const token = (await this.#secret())?.trim();
        if (token === undefined || token === '') return failed(this.#signedOut());
        return isSendable(token) ? given(`Bearer ${token}`) : failed(this.#malformed());
      }
      case 'command':
        return this.#token();
    }
  }

  /**
   * After the server refused a header: one that may do better, or undefined where there is none. The
   * problem is why none could be got.
   */
  async replacementFor(
    refused: Authorization,
    major: AirflowMajor | undefined,
  ): Promise<Answer<Authorization> | undefined> {
    const { kind } = this.environment.signIn;
    if (kind === 'none' && major === 3 && refused === undefined) {
      this.#takesOpenToken = true;
      const answer = await this.#token();
      this.#takesOpenToken = answer.ok;
      // That there is no open token is no news: the server wants a sign-in.
      return answer.ok ? answer : undefined;
    }
    const isRenewed =
      kind === 'command' || (major === 3 && (kind === 'password' || kind === 'none'));
    if (!isRenewed) return undefined;
    // Another request may have renewed it in the meantime.
    if (this.#held !== undefined && `Bearer ${this.#held.text}` === refused) this.#held = undefined;
    return this.#token();
  }

  async #basic(username: string): Promise<Answer<Authorization>> {
    const password = await this.#secret();
    if (password === undefined) return failed(this.#signedOut());
    return given(basicAuthorization(username, password));
  }

  async #token(): Promise<Answer<Authorization>> {
    const now = this.surroundings.clock.now();
    const held = this.#held;
    if (held !== undefined && (held.replaceAt === undefined || now < held.replaceAt)) {
      return given(`Bearer ${held.text}`);
    }
    // One renewal at a time: it serves every request that waits for it, so none of them ends it.
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renew(): Promise<Answer<Authorization>> {
    const { signIn } = this.environment;
    const isCommand = signIn.kind === 'command';
    const answer = isCommand
      ? await tokenFromCommand(signIn.command, this.surroundings.runCommand, this.lifetime)
      : await this.#tokenFromServer(signIn.kind === 'password' ? signIn.username : undefined);
    if (!answer.ok) return answer;
    const text = answer.value;
    if (this.lifetime.aborted) return failed({ kind: 'cancelled' });
    const now = this.surroundings.clock.now();
    this.#held = { text, replaceAt: replacementTime(text, now, !isCommand) };
    return given(`Bearer ${text}`);
  }

  /** https://airflow.apache.org/docs/apache-airflow/stable/security/api.html: POST /auth/token; GET where everyone is an administrator. */
  async #tokenFromServer(username: string | undefined): Promise<Answer<string>> {
    const password = username === undefined ? '' : await this.#secret();
    if (password === undefined) return failed(this.#signedOut());
    const answer = await exchange(
      {
        url: `${this.base}/auth/token`,
        what: 'a token',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
        ...(username === undefined ? {} : { body: JSON.stringify({ username, password }) }),
        signal: this.lifetime,
        seconds: tokenSeconds,
      },
      this.surroundings,
    );
    if (!answer.ok) return answer;
    const { status, text } = answer.value;
    if (status === 401) return failed({ kind: 'wrong-credentials', scheme: this.#scheme });
    if (status === 403 || status === 404 || status === 405 || status === 422) {
      return failed({ kind: 'refused-request', what: 'a token', status });
    }
    const problem = statusProblem(
      answer.value,
      this.base,
      'a token',
      this.surroundings.clock.now(),
    );
    if (problem !== undefined) return failed(problem);
    return readToken(text);
  }

  /** A store that is locked has no secret for us; what it says of that may hold anything. */
  async #secret(): Promise<string | undefined> {
    try {
      return await this.surroundings.secrets.get(this.environment.id);
    } catch {
      return undefined;
    }
  }

  get #scheme() {
    return this.environment.signIn.kind;
  }

  #signedOut(): Problem {
    return { kind: 'signed-out', scheme: this.#scheme };
  }

  #malformed(): Problem {
    return { kind: 'malformed-secret', scheme: this.#scheme };
  }
}

const tokenSchema = z.object({ access_token: z.string() });

function readToken(text: string): Answer<string> {
  const where = 'access_token';
  try {
    const answer = tokenSchema.safeParse(JSON.parse(text));
    if (answer.success && isSendable(answer.data.access_token)) {
      return { ok: true, value: answer.data.access_token };
    }
  } catch {
    // The same is wrong as with JSON that has no token in it.
  }
  return failed({ kind: 'unexpected-answer', what: 'a token', where });
}

async function tokenFromCommand(
  command: readonly string[],
  runCommand: RunCommand | undefined,
  signal: AbortSignal,
): Promise<Answer<string>> {
  if (runCommand === undefined) return failedCommand('not-available');
  if (command.length === 0) return failedCommand('not-found');
  let result: CommandResult;
  try {
    result = await runCommand(command, { ...commandLimits, signal });
  } catch {
    return signal.aborted ? failed({ kind: 'cancelled' }) : failedCommand('failed');
  }
  if (result.kind !== 'ended') return failedCommand(result.kind);
  if (result.exitCode !== 0) {
    const { exitCode } = result;
    return failed({ kind: 'token-command', reason: 'failed', exitCode });
  }
  const token = result.stdout.trim();
  if (token === '') return failedCommand('no-output');
  return isSendable(token) ? { ok: true, value: token } : failedCommand('not-a-token');
}

function failedCommand(
  reason: Extract<Problem, { readonly kind: 'token-command' }>['reason'],
): Answer<never> {
  return failed({ kind: 'token-command', reason });
}

function given(value: Authorization): Answer<Authorization> {
  return { ok: true, value };
}

function failed(problem: Problem): Answer<never> {
  return { ok: false, problem };
}
