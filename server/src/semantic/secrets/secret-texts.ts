import { anySecretFormat, secretFormats } from '../../knowledge/secret-formats';
import { type SecretKind, secretKind } from '../../knowledge/secret-names';
import { isExampleOfFormat, isSecretValue } from './secret-values';

/** A secret within a text, which says by itself what it is. */
export interface TextSecret {
  readonly kind: 'format' | 'uri' | 'named';
  /** The format with its article, the URI's scheme, or the name in front of the value. */
  readonly name: string;
  /** Offsets of the secret in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * The secrets in a text: known formats, URIs with a password, and the named values of connection
 * strings, shell assignments and options, JSON, and HTTP headers. No two of them overlap.
 */
export function secretsIn(text: string): readonly TextSecret[] {
  const found: TextSecret[] = [];
  for (const secret of [...knownFormats(text), ...uriPasswords(text), ...namedValues(text)]) {
    const isNew = found.every(({ start, end }) => secret.end <= start || end <= secret.start);
    if (isNew) found.push(secret);
  }
  return found;
}

function* knownFormats(text: string): Generator<TextSecret> {
  if (!anySecretFormat.test(text)) return;
  for (const { name, pattern } of secretFormats) {
    for (const match of text.matchAll(pattern)) {
      if (isExampleOfFormat(match[0])) continue;
      yield { kind: 'format', name, start: match.index, end: match.index + match[0].length };
    }
  }
}

/** `scheme://user:password@host` (RFC 3986, section 3.2.1). */
const uri = /\b([a-z][a-z0-9+.-]*):\/\/([^\s:/?#@'"]*):([^\s/?#@'"]+)@(?=[^\s/?#@'"])/dgi;

function* uriPasswords(text: string): Generator<TextSecret> {
  if (!text.includes('://') || !text.includes('@')) return;
  for (const match of text.matchAll(uri)) {
    const [start, end] = match.indices?.[3] ?? [0, 0];
    const [, scheme = '', user = '', password = ''] = match;
    // `user:pass@host` and the like show how such a URI is written.
    if (/^(?:user(?:name)?|login|<.*)$/i.test(user) && /^pass|^pwd?$/i.test(password)) continue;
    if (!isSecretValue(password, 'password')) continue;
    yield { kind: 'uri', name: scheme.toLowerCase(), start, end };
  }
}

/** What stands between a name and its value, and which kinds of secrets may stand there. */
interface Notation {
  /** The first group is the name, the second the value, as it stands or between quotes. */
  readonly pattern: RegExp;
  /** What every match holds; looked for first, since few texts do. */
  readonly sign: RegExp;
  /** Only where the text matches it as well. */
  readonly within?: RegExp;
}

const notations: readonly Notation[] = [
  // JSON, and Python's way to write dictionaries.
  { pattern: /["']([\w-]+)["']\s*:\s*["']([^"'\n]*)["']/dg, sign: /["']\s*:/ },
  // Connection strings of ODBC, ADO.NET, JDBC and libpq, and the query of a URI.
  {
    pattern: /(?:^|[;\s?&'"])([A-Za-z][\w-]*(?: [Kk]ey)?)\s?=\s?["']?([^;&\s'"]+)/dg,
    sign: /=/,
    within:
      /(?:;|^|\s|\?|&)(?:host|server|uid|user(?:name)?|aws_access_key_id|AccountName|Endpoint)\s?=/i,
  },
  // The environment of a command.
  { pattern: /(?:^|[\s;&|("'])([A-Z][A-Z0-9_]*)=["']?([^\s;&|)'"]+)/dgm, sign: /=/ },
  { pattern: /(?:^|\s)--([a-z][\w-]*)=["']?([^\s'"]+)/dgm, sign: /--/ },
  // A sentence that speaks of an option has a plain word behind it.
  { pattern: /(?:^|\s)--([a-z][\w-]*) ["']?([A-Za-z]*[^\sA-Za-z'"][^\s'"]*)/dgm, sign: /--/ },
  // curl(1), `-u, --user <user:password>`.
  {
    pattern: /\bcurl\s(?:[^|;&\n]*\s)?(?:-u|--user)[ =]?["']?([^\s:'"]+):([^\s'"]+)/dg,
    sign: /curl/,
  },
  // RFC 6750, section 2.1, and RFC 7617.
  {
    pattern: /(?:^|[\s"'])()(?:Basic|Bearer|Token)\s+([\w.~+/=-]{16,})(?=$|["'\s])/dg,
    sign: /Basic|Bearer|Token/,
  },
];

function* namedValues(text: string): Generator<TextSecret> {
  for (const { pattern, sign, within } of notations) {
    if (!sign.test(text)) continue;
    if (within !== undefined && !within.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.[2] ?? [0, 0];
      const [, written = '', value = ''] = match;
      const { kind, name } = meaningOf(written, match[0]);
      if (kind === undefined || !isSecretValue(value, kind)) continue;
      yield { kind: 'named', name, start, end };
    }
  }
}

function meaningOf(
  name: string,
  whole: string,
): { readonly kind: SecretKind | undefined; readonly name: string } {
  if (whole.startsWith('curl')) return { kind: 'password', name: 'curl --user' };
  if (name === '') return { kind: 'key', name: 'Authorization' };
  return { kind: secretKind(name), name };
}
