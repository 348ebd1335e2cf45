import * as z from 'zod/mini';
import { parseBaseUrl } from '../airflow/base-url';
import type { Environment, SignIn } from '../airflow/environment';
import { explain } from '../airflow/explain';

/** One entry of the setting `airworthy.environments`, as it is written there. */
export interface EnvironmentEntry {
  readonly name: string;
  readonly url: string;
  readonly signIn?: 'password' | 'basic' | 'token' | 'tokenCommand' | 'none' | undefined;
  readonly username?: string | undefined;
  readonly tokenCommand?: readonly string[] | undefined;
}

export interface EnvironmentSettings {
  readonly environments: readonly Environment[];
  /** What is wrong, in sentences; a wrong entry leaves all others in force. */
  readonly problems: readonly string[];
}

const filled = z.string().check(z.regex(/\S/, 'must not be empty'));

const entry = z.object({
  name: filled,
  url: z.string(),
  signIn: z.optional(
    z.enum(['password', 'basic', 'token', 'tokenCommand', 'none'], {
      error: 'must be "password", "basic", "token", "tokenCommand" or "none"',
    }),
  ),
  username: z.optional(z.string()),
  tokenCommand: z.optional(z.array(z.string())),
});

/** The setting `airworthy.environments` is someone's text: nothing in it is believed before it is looked at. */
export function readEnvironments(setting: unknown): EnvironmentSettings {
  if (!Array.isArray(setting)) {
    return { environments: [], problems: ['`airworthy.environments` must be a list.'] };
  }
  const environments: Environment[] = [];
  const problems: string[] = [];
  for (const [index, value] of setting.entries()) {
    const result = readEntry(value);
    const where = `\`airworthy.environments\`, entry ${index + 1}`;
    if (typeof result === 'string') problems.push(`${where}: ${result}`);
    else if (environments.some(({ id }) => id === result.id)) {
      problems.push(`${where}: there is another environment called "${result.name}".`);
    } else environments.push(result);
  }
  return { environments, problems };
}

/** What is wrong with the address of an Airflow, in sentences; undefined where nothing is. */
export function problemOfUrl(text: string): string | undefined {
  const parsed = parseBaseUrl(text);
  if (parsed.ok) return undefined;
  const { message, advice } = explain(parsed.problem);
  return `${message} ${advice}`;
}

/** The environment, or what is wrong with the entry. */
function readEntry(value: unknown): Environment | string {
  const parsed = entry.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = issue?.path[0];
    if (key === undefined) return 'must be an object with `name` and `url`.';
    const isMissing = issue?.code === 'invalid_type' && !hasKey(value, String(key));
    return `\`${String(key)}\` ${isMissing ? 'is missing' : wording(issue?.message ?? '')}.`;
  }
  const url = parseBaseUrl(parsed.data.url);
  if (!url.ok) return `\`url\`: ${problemOfUrl(parsed.data.url)}`;
  const signIn = signInOf(parsed.data);
  if (typeof signIn === 'string') return signIn;
  const name = parsed.data.name.trim();
  return { id: name, name, url: url.value.href, signIn };
}

function signInOf({ signIn, username, tokenCommand }: EnvironmentEntry): SignIn | string {
  switch (signIn ?? 'password') {
    case 'password':
    case 'basic': {
      const kind = signIn === 'basic' ? 'basic' : 'password';
      if (!username) return `\`username\` is missing, which the sign-in "${kind}" needs.`;
      return { kind, username };
    }
    case 'tokenCommand':
      if (!tokenCommand?.[0]) {
        return '`tokenCommand` is missing, which the sign-in "tokenCommand" needs.';
      }
      return { kind: 'command', command: tokenCommand };
    case 'token':
      return { kind: 'bearer' };
    case 'none':
      return { kind: 'none' };
  }
}

function wording(message: string): string {
  return message.startsWith('must') ? message : 'is not of the right type';
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}
