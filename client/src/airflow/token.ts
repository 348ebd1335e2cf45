// Tokens: whether a text can be one, and how long a JSON Web Token says that it lives.

import * as z from 'zod/mini';

/** What a header can carry without changing its meaning: RFC 6750's characters and a few more that are in use. */
export function isSendable(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

/** `Basic` with UTF-8, as RFC 7617 asks for; the text must not be kept. */
export function basicAuthorization(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}

const claimsSchema = z.object({ exp: z.number(), iat: z.optional(z.number()) });

/** Seconds before its end when a token is replaced, or sooner for one that lives shortly. */
const margin = 60;

/**
 * The instant at which to replace a token that was received at `receivedAt`; undefined where it does
 * not say when it ends. A clock that goes wrong on either side makes no token look dead on arrival.
 *
 * @param isNew whether it was made for this request, so that its age on arrival is the clocks' difference
 */
export function replacementTime(
  token: string,
  receivedAt: number,
  isNew: boolean,
): number | undefined {
  const claims = claimsOf(token);
  if (claims === undefined) return undefined;
  const start = isNew && claims.iat !== undefined ? claims.iat : receivedAt / 1000;
  const lifetime = claims.exp - start;
  return receivedAt + Math.max(lifetime - Math.min(margin, lifetime / 10), 30) * 1000;
}

function claimsOf(token: string): z.infer<typeof claimsSchema> | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return claimsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
