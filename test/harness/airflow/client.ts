import { type AirflowClient, createAirflowClient } from '../../../client/src/airflow/client';
import type { SignIn } from '../../../client/src/airflow/environment';
import { explain } from '../../../client/src/airflow/explain';
import type { Answer, Problem } from '../../../client/src/airflow/problem';
import type { Surroundings } from '../../../client/src/airflow/surroundings';
import { FakeClock } from '../clock';

/** What the tests use as secrets, to be looked for wherever something is told. */
export const secrets = {
  password: 'correct horse battery',
  token: 'tkn-7f3a9c5e1b',
  location: 'session-d41d8cd98f',
} as const;

/** Everything that was told while a test ran: log lines and texts for people. */
export class Told {
  readonly texts: string[] = [];

  add(value: unknown): void {
    this.texts.push(typeof value === 'string' ? value : JSON.stringify(value));
  }

  problem(problem: Problem): void {
    this.add(problem);
    const { message, advice } = explain(problem);
    this.add(message);
    this.add(advice);
  }

  /** The secrets that are in what was told, however they were written. */
  get leaks(): string[] {
    const basic = Buffer.from(`ada:${secrets.password}`).toString('base64');
    const forms = [...Object.values(secrets), encodeURIComponent(secrets.password), basic];
    return this.texts.filter((text) => forms.some((form) => text.includes(form)));
  }
}

export interface ClientOptions {
  readonly url: string;
  readonly signIn?: SignIn;
  readonly secret?: string | undefined;
  readonly surroundings?: Partial<Surroundings>;
  readonly told?: Told;
}

export function clientOf(options: ClientOptions): AirflowClient {
  const { url, signIn = { kind: 'password', username: 'ada' }, told } = options;
  const secret = 'secret' in options ? options.secret : secrets.password;
  return createAirflowClient(
    { id: 'test', name: 'test', url, signIn },
    {
      fetch: (address, init) => fetch(address, init),
      clock: new FakeClock(),
      random: () => 0.5,
      secrets: { get: async () => secret },
      log: (line) => told?.add(line),
      ...options.surroundings,
    },
  );
}

export const untilEver = new AbortController().signal;

export function problemOf(answer: Answer<unknown>): Problem {
  if (answer.ok) throw new Error(`There is no problem but ${JSON.stringify(answer.value)}.`);
  return answer.problem;
}

export function answerOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}
