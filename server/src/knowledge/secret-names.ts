/**
 * What the name of a variable, argument, key or option says of its value. The words are those that
 * Airflow masks in its logs (`DEFAULT_SENSITIVE_FIELDS` in airflow/utils/log/secrets_masker.py of
 * 2.10, airflow/_shared/secrets_masker of 3.1) and those of the services that DAGs talk to.
 */

/** People choose passwords; keys and tokens are made by machines and look like it. */
export type SecretKind = 'password' | 'key';

/** The secret that the value of a name should be; undefined for all other names. */
export function secretKind(name: string): SecretKind | undefined {
  const words = wordsOf(name);
  while (words.length > 1 && qualifiers.test(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (words.some((word) => harmlessWords.has(word))) return undefined;
  if (passwordWords.has(last)) return 'password';
  if (last === 'token' || last === 'secret' || keyWords.has(last)) return 'key';
  return last === 'key' && keyQualifiers.has(before) ? 'key' : undefined;
}

/** True for a word that names a kind of secret, as in the name of one: `db-password`. */
export function isSecretWord(word: string): boolean {
  return passwordWords.has(word) || keyWords.has(word) || namingWords.has(word);
}

/** The words of `snake_case`, `kebab-case`, `camelCase` and `dotted.names`, in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const passwordWords: ReadonlySet<string> = new Set([
  'contraseña',
  'kennwort',
  'pass',
  'passcode',
  'passphrase',
  'passwd',
  'password',
  'passwort',
  'pgpassword',
  'pw',
  'pwd',
  'senha',
]);

const keyWords: ReadonlySet<string> = new Set([
  'accesskey',
  'accesstoken',
  'accountkey',
  'apikey',
  'apitoken',
  'authtoken',
  'bearer',
  'clientsecret',
  'privatekey',
  'secretkey',
  'sharedaccesskey',
]);

/** The word before `key` that makes it one that opens something. */
const keyQualifiers: ReadonlySet<string> = new Set([
  'access',
  'account',
  'admin',
  'api',
  'app',
  'application',
  'auth',
  'client',
  'encryption',
  'fernet',
  'hmac',
  'master',
  'private',
  'secret',
  'service',
  'shared',
  'signing',
  'storage',
  'subscription',
]);

const namingWords: ReadonlySet<string> = new Set([
  'credential',
  'credentials',
  'creds',
  'key',
  'keys',
  'passwords',
  'secret',
  'secrets',
  'token',
  'tokens',
]);

/** What is said of a secret without changing what it is: `API_KEY_PROD`, `password_2`. */
const qualifiers = /^(?:default|dev|live|prod|production|qa|stage|staging|uat|value|\d+)$/;

/** Words that make it the name of something about a secret, or a mark in a text or a listing. */
const harmlessWords: ReadonlySet<string> = new Set([
  'column',
  'continuation',
  'csrf',
  'delimiter',
  'dummy',
  'end',
  'fake',
  'field',
  'mock',
  'next',
  'page',
  'pagination',
  'public',
  'separator',
  'start',
  'sync',
  'test',
]);
