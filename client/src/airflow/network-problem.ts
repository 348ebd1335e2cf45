// Reads from the error of a `fetch` why there was no answer. Node, Electron and browsers each say it
// in their own way. Only well-known codes are taken out: the text of an error may hold anything.

import type { CertificateReason, Problem, UnreachableReason } from './problem';

/** What a code means, Node's (https://nodejs.org/api/errors.html, OpenSSL's verify codes) and Chromium's `net_error_list.h`. */
const meanings: Readonly<Record<string, Meaning>> = {
  ENOTFOUND: { unreachable: 'unknown-host' },
  EAI_AGAIN: { unreachable: 'unknown-host' },
  EAI_NODATA: { unreachable: 'unknown-host' },
  EAI_NONAME: { unreachable: 'unknown-host' },
  ERR_NAME_NOT_RESOLVED: { unreachable: 'unknown-host' },
  ECONNREFUSED: { unreachable: 'refused' },
  ERR_CONNECTION_REFUSED: { unreachable: 'refused' },
  ECONNRESET: { unreachable: 'connection-lost' },
  EPIPE: { unreachable: 'connection-lost' },
  UND_ERR_SOCKET: { unreachable: 'connection-lost' },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { unreachable: 'connection-lost' },
  ERR_CONNECTION_RESET: { unreachable: 'connection-lost' },
  ERR_CONNECTION_CLOSED: { unreachable: 'connection-lost' },
  ERR_EMPTY_RESPONSE: { unreachable: 'connection-lost' },
  ERR_CONTENT_LENGTH_MISMATCH: { unreachable: 'connection-lost' },
  ERR_INCOMPLETE_CHUNKED_ENCODING: { unreachable: 'connection-lost' },
  EHOSTUNREACH: { unreachable: 'no-route' },
  ENETUNREACH: { unreachable: 'no-route' },
  EADDRNOTAVAIL: { unreachable: 'no-route' },
  ERR_ADDRESS_UNREACHABLE: { unreachable: 'no-route' },
  ERR_INTERNET_DISCONNECTED: { unreachable: 'no-route' },
  ERR_NETWORK_CHANGED: { unreachable: 'connection-lost' },
  EPROTO: { unreachable: 'tls' },
  ERR_SSL_PROTOCOL_ERROR: { unreachable: 'tls' },
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: { unreachable: 'tls' },
  ETIMEDOUT: 'timed-out',
  UND_ERR_CONNECT_TIMEOUT: 'timed-out',
  UND_ERR_HEADERS_TIMEOUT: 'timed-out',
  UND_ERR_BODY_TIMEOUT: 'timed-out',
  ERR_CONNECTION_TIMED_OUT: 'timed-out',
  ERR_TIMED_OUT: 'timed-out',
  DEPTH_ZERO_SELF_SIGNED_CERT: { certificate: 'self-signed' },
  SELF_SIGNED_CERT_IN_CHAIN: { certificate: 'unknown-authority' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { certificate: 'unknown-authority' },
  UNABLE_TO_GET_ISSUER_CERT: { certificate: 'unknown-authority' },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { certificate: 'unknown-authority' },
  ERR_CERT_AUTHORITY_INVALID: { certificate: 'unknown-authority' },
  CERT_HAS_EXPIRED: { certificate: 'expired' },
  CERT_NOT_YET_VALID: { certificate: 'expired' },
  ERR_CERT_DATE_INVALID: { certificate: 'expired' },
  ERR_TLS_CERT_ALTNAME_INVALID: { certificate: 'wrong-host' },
  ERR_CERT_COMMON_NAME_INVALID: { certificate: 'wrong-host' },
};

type Meaning =
  | 'timed-out'
  | { readonly unreachable: UnreachableReason }
  | { readonly certificate: CertificateReason };

/** How many errors deep a cause is looked for. */
const deepest = 8;

/** What the error of a `fetch` to `host` says, where neither the caller nor our own time limit ended it. */
export function networkProblem(error: unknown, host: string, seconds: number): Problem {
  for (const code of codesOf(error)) {
    const meaning = Object.hasOwn(meanings, code) ? meanings[code] : otherMeaning(code);
    if (meaning === undefined) continue;
    if (meaning === 'timed-out') return { kind: 'timed-out', host, seconds };
    if ('certificate' in meaning) {
      return { kind: 'certificate', host, reason: meaning.certificate };
    }
    return { kind: 'unreachable', host, reason: meaning.unreachable };
  }
  return { kind: 'unreachable', host, reason: 'unknown' };
}

function otherMeaning(code: string): Meaning | undefined {
  if (/^(?:ERR_)?CERT_/.test(code)) return { certificate: 'other' };
  if (/^ERR_(?:SSL|TLS)_/.test(code)) return { unreachable: 'tls' };
  return undefined;
}

/** The codes of an error and of what caused it, the outermost first. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  const waiting: { error: unknown; depth: number }[] = [{ error, depth: 0 }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (!(next.error instanceof Object) || next.depth > deepest) continue;
    const depth = next.depth + 1;
    if ('code' in next.error && typeof next.error.code === 'string') codes.push(next.error.code);
    if ('message' in next.error && typeof next.error.message === 'string') {
      // Electron has no code, only a message such as `net::ERR_CONNECTION_REFUSED`.
      const named = /\bnet::(ERR_[A-Z_]+)/.exec(next.error.message)?.[1];
      if (named !== undefined) codes.push(named);
    }
    if ('cause' in next.error) waiting.push({ error: next.error.cause, depth });
    // A host with several addresses fails with the errors of them all.
    if ('errors' in next.error && Array.isArray(next.error.errors)) {
      waiting.push(...next.error.errors.map((inner: unknown) => ({ error: inner, depth })));
    }
  }
  return codes;
}
