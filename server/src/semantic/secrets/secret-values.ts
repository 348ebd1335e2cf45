import { isSecretWord, type SecretKind, wordsOf } from '../../knowledge/secret-names';
import { hole } from '../shell/lexer';

/** True for a text that can be the secret itself, not its name, its place or a stand-in for it. */
export function isSecretValue(value: string, kind: SecretKind): boolean {
  if (isAppPassword(value)) return true;
  if (value.includes(hole) || /\s/.test(value) || value.length < 3) return false;
  if (isFilledLater(value) || isReference(value) || isStandIn(value)) return false;
  return kind === 'password' ? !isConstantName(value) : looksRandom(value);
}

/** True for a known format's match that documentation shows instead of a real one. */
export function isExampleOfFormat(value: string): boolean {
  return /example|x{5}|\.\.\.|0{8}|1234567/i.test(value);
}

/** Four groups of four letters (https://support.google.com/accounts/answer/185833). */
function isAppPassword(value: string): boolean {
  return /^[a-z]{4}(?: [a-z]{4}){3}$/.test(value) && new Set(value).size > 6;
}

/** Templates, shell variables, placeholders of `format` and `%`, brackets for someone to fill. */
function isFilledLater(value: string): boolean {
  return /\{\{|\{%|\$[{(A-Za-z_]|%[({s]|<[^>]*>|^\{.*\}$|^\[.*\]$|^\(.*\)$|^%.*%$|^@/s.test(value);
}

/** Paths, addresses and identifiers of secret stores. */
function isReference(value: string): boolean {
  return (
    /^[./~]|^[A-Za-z]:\\|:\/\/|^(?:arn|env|file|gcp|op|projects?|ref|secrets?|sm|ssm|vault)[:/]/i.test(
      value,
    ) || /\.(?:cfg|conf|crt|env|ini|json|key|p12|pem|pub|txt|ya?ml)$/i.test(value)
  );
}

/** `changeme`, `your-api-key`, `xxxx`, `***`, `string`; also what only repeats a secret's name. */
function isStandIn(value: string): boolean {
  if (/^(.)\1*$/s.test(value) || /x{4}|\*{3}|\.{3}|…/i.test(value)) return true;
  const words = wordsOf(value);
  const others = words.filter((word) => !isSecretWord(word) && !standInWords.has(word));
  if (others.length === words.length) return standIns.test(value);
  // A random text may hold such a word by chance; then much else is left.
  return others.join('').length < 12 || !others.some((word) => /\d\D+\d/.test(word));
}

const standInWords: ReadonlySet<string> = new Set([
  'bar',
  'change',
  'changeit',
  'changeme',
  'default',
  'demo',
  'dummy',
  'empty',
  'enter',
  'example',
  'fake',
  'false',
  'foo',
  'guest',
  'here',
  'hidden',
  'hunter2',
  'insert',
  'masked',
  'me',
  'missing',
  'mock',
  'my',
  'none',
  'not',
  'null',
  'placeholder',
  'put',
  'redacted',
  'replace',
  'replaceme',
  'required',
  'sample',
  'set',
  'some',
  'str',
  'string',
  'tbd',
  'test',
  'testing',
  'text',
  'this',
  'todo',
  'true',
  'undefined',
  'unknown',
  'unset',
  'unused',
  'value',
  'varchar',
  'your',
]);

/** Written together, and not as words. */
const standIns = /change_?it|change_?me|dummy|example|placeholder|^(?:my|some|the|your)pass|^test/i;

/** `DB_PASS`, `SNOWFLAKE_PROD`: the name of an environment variable or a Variable. */
function isConstantName(value: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value);
}

/** A piece of a key that is longer than the words, numbers and dates of names. */
const shortestRandomPiece = 12;

/** True for what a machine made: letters and digits mixed at length, with few repetitions. */
function looksRandom(value: string): boolean {
  if (value.length < 16 || bitsPerCharacter(value) < 3) return false;
  const pieces = value.split(/[-_.:/@]+/);
  return pieces.some(
    (piece) =>
      piece.length >= shortestRandomPiece && /[A-Za-z]/.test(piece) && alternations(piece) >= 4,
  );
}

/** How often a text changes between digits, capital and small letters; words hardly ever do. */
function alternations(text: string): number {
  const classes = text
    .replaceAll(/\d/g, '0')
    .replaceAll(/[a-z]/g, 'a')
    // A capital begins the word that it stands before.
    .replaceAll(/[A-Z](?=a)/g, 'a')
    .replaceAll(/[A-Z]/g, 'A');
  return classes.replaceAll(/(.)\1*/gs, '$1').length - 1;
}

/** Shannon's entropy of the characters, which is low for words, counts and repetitions. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
