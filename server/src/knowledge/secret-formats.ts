/**
 * How the keys and tokens of well-known services look, so that one is known wherever it stands. The
 * table is data, with the publisher's own words as the source of every entry.
 */

import data from './data/secret-formats.json' with { type: 'json' };

export interface SecretFormat {
  /** With its article: `a GitHub token`. */
  readonly name: string;
  /** Global, to find every one in a text. */
  readonly pattern: RegExp;
}

export const secretFormats: readonly SecretFormat[] = data.formats.map(({ name, pattern }) => ({
  name,
  pattern: new RegExp(pattern, 'g'),
}));

/** Finds a text that has any of the formats in it: most texts have none, and are looked at once. */
export const anySecretFormat = new RegExp(
  data.formats.map(({ pattern }) => `(?:${pattern})`).join('|'),
);
