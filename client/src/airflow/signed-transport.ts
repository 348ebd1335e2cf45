// Sends questions with the sign-in of their environment, and checks what comes back.

import * as z from 'zod/mini';
import type { BaseUrl } from './base-url';
import { dialects } from './dialect';
import type { Environment } from './environment';
import { exchange, type HttpAnswer } from './exchange';
import type { AirflowMajor } from './model';
import type { Answer, Problem, Subject } from './problem';
import { placeOf } from './schema';
import { type Authorization, SignInSession } from './sign-in';
import { statusProblem } from './status-problem';
import type { Surroundings } from './surroundings';
import { type Transport, urlOf } from './transport';

/** How long an answer may take, its last byte included. */
const seconds = { version: 15, question: 30, log: 120 };

/** The longest line of a log that is taken as one. */
const longestLine = 1024 * 1024;

interface Sending {
  readonly url: string;
  readonly what: Subject;
  readonly accept: string;
  readonly seconds: number;
  readonly signal: AbortSignal;
  readonly onText?: (piece: string) => boolean;
}

export class SignedTransport {
  readonly #session: SignInSession;
  /** Whether the sign-in has worked: what is refused after that has expired. */
  #wasSignedIn = false;

  constructor(
    private readonly environment: Environment,
    private readonly base: BaseUrl,
    private readonly surroundings: Surroundings,
    lifetime: AbortSignal,
  ) {
    this.#session = new SignInSession(environment, base.href, surroundings, lifetime);
  }

  /** What `/version` of one API answers, as JSON. Airflow wants no sign-in for it; a proxy may. */
  async version(major: AirflowMajor, signal: AbortSignal): Promise<Answer<unknown>> {
    const answer = await this.#send(undefined, {
      url: `${this.base.href}${dialects[major].path}/version`,
      what: 'the version',
      accept: 'application/json',
      seconds: seconds.version,
      signal,
    });
    return answer.ok ? parse(answer.value.text, 'the version') : answer;
  }

  of(major: AirflowMajor, path: string): Transport {
    const api = this.base.href + path;
    return {
      json: async (question, schema, what, signal) => {
        const url = urlOf(api, question);
        if (url === undefined) return failed({ kind: 'not-found', what });
        const answer = await this.#send(major, {
          url,
          what,
          accept: 'application/json',
          seconds: seconds.question,
          signal,
        });
        return answer.ok ? read(answer.value.text, schema, what) : answer;
      },
      lines: (question, what, signal, onLine) => {
        const url = urlOf(api, question);
        return this.#lines(major, url, what, signal, onLine);
      },
    };
  }

  async #lines(
    major: AirflowMajor,
    url: string | undefined,
    what: Subject,
    signal: AbortSignal,
    onLine: (line: string) => void,
  ): Promise<Answer<undefined>> {
    if (url === undefined) return failed({ kind: 'not-found', what });
    let waiting = '';
    const answer = await this.#send(major, {
      url,
      what,
      accept: 'application/x-ndjson',
      seconds: seconds.log,
      signal,
      onText: (piece) => {
        const lines = (waiting + piece).split('\n');
        waiting = lines.pop() ?? '';
        for (const line of lines) onLine(line);
        if (waiting.length > longestLine) {
          onLine(waiting);
          waiting = '';
        }
        return true;
      },
    });
    if (!answer.ok) return answer;
    onLine(waiting);
    return { ok: true, value: undefined };
  }

  async #send(major: AirflowMajor | undefined, sending: Sending): Promise<Answer<HttpAnswer>> {
    const { signal } = sending;
    const authorization = await orCancelled(this.#session.authorization(major), signal);
    if (!authorization.ok) return authorization;
    const first = await this.#exchange(sending, authorization.value);
    if (!first.ok) return first;
    if (!refusesSignIn(first.value)) return this.#checked(first.value, major, sending.what);
    const replacement = await orCancelled(
      this.#session.replacementFor(authorization.value, major),
      signal,
    );
    if (replacement === undefined) return failed(this.#refusal(major));
    if (!replacement.ok) return replacement;
    const second = await this.#exchange(sending, replacement.value);
    if (!second.ok) return second;
    if (refusesSignIn(second.value)) return failed(this.#refusal(major));
    return this.#checked(second.value, major, sending.what);
  }

  async #exchange(sending: Sending, authorization: Authorization): Promise<Answer<HttpAnswer>> {
    const { clock, log } = this.surroundings;
    const { accept, ...request } = sending;
    const headers = {
      Accept: accept,
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    };
    const started = clock.now();
    const answer = await exchange({ ...request, headers }, this.surroundings);
    const outcome = answer.ok ? answer.value.status : answer.problem.kind;
    const { origin, pathname } = new URL(sending.url);
    log?.(`GET ${origin}${pathname}: ${outcome}, ${clock.now() - started} ms`);
    return answer;
  }

  #checked(answer: HttpAnswer, major: AirflowMajor | undefined, what: Subject): Answer<HttpAnswer> {
    const now = this.surroundings.clock.now();
    const problem = statusProblem(answer, this.base.href, what, now);
    if (problem !== undefined) return failed(problem);
    if (major !== undefined) this.#wasSignedIn = true;
    return { ok: true, value: answer };
  }

  /** What a refused sign-in means. */
  #refusal(major: AirflowMajor | undefined): Problem {
    const scheme = this.environment.signIn.kind;
    // User name and password were not sent yet: something before Airflow wants another sign-in.
    if (major === undefined && scheme === 'password') {
      return { kind: 'refused-request', what: 'the version', status: 401 };
    }
    return { kind: this.#wasSignedIn ? 'signed-out' : 'wrong-credentials', scheme };
  }
}

const invalidToken = z.object({ detail: z.literal('Invalid JWT token') });

/**
 * Whether a server does not take the sign-in, apart from what the one who signed in may do. Airflow 3
 * says so of a token of another secret, as after a restart, with a 403 of its own
 * (`api_fastapi/core_api/security.py`, 3.3.2).
 */
function refusesSignIn({ status, text }: HttpAnswer): boolean {
  if (status !== 403) return status === 401;
  try {
    return invalidToken.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function read<T>(text: string, schema: z.ZodMiniType<T>, what: Subject): Answer<T> {
  const json = parse(text, what);
  if (!json.ok) return json;
  const result = schema.safeParse(json.value);
  if (result.success) return { ok: true, value: result.data };
  return failed({ kind: 'unexpected-answer', what, where: placeOf(result.error) });
}

/** The text of an error of `JSON.parse` quotes the answer: it is not looked at. */
function parse(text: string, what: Subject): Answer<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return failed({ kind: 'unexpected-answer', what, where: 'not JSON' });
  }
}

/** Waits no longer than the caller does. What is waited for goes on: others may wait for it too. */
function orCancelled<T>(
  waiting: Promise<T>,
  signal: AbortSignal,
): Promise<T | Extract<Answer<never>, { readonly ok: false }>> {
  const cancelled = { ok: false, problem: { kind: 'cancelled' } } as const;
  if (signal.aborted) return Promise.resolve(cancelled);
  return new Promise((resolve, reject) => {
    const cancel = () => resolve(cancelled);
    signal.addEventListener('abort', cancel, { once: true });
    waiting.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

function failed(problem: Problem): Answer<never> {
  return { ok: false, problem };
}
