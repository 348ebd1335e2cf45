// What the status and the shape of an answer say is wrong.

import type { HttpAnswer } from './exchange';
import type { Problem, Subject } from './problem';

/** The longest time that a server's wish to be left alone is heeded: what is longer is a slip. */
const longestWait = 60 * 60_000;

/**
 * Why an answer is not the JSON that was asked for; undefined where it may be. 401 and 404 say less
 * here than those who ask know: they look at them first.
 *
 * @param now an instant, against which a `Retry-After` is read
 */
export function statusProblem(
  answer: HttpAnswer,
  base: string,
  what: Subject,
  now: number,
): Problem | undefined {
  const { status, headers } = answer;
  const { host } = new URL(base);
  if (status >= 300 && status < 400) return redirection(headers.get('Location'), base);
  if (status === 403) return { kind: 'forbidden', what };
  if (status === 404) {
    // Airflow's own answers are JSON; a page is someone else's, or the API is switched off.
    return isPage(answer) ? { kind: 'no-api', host } : { kind: 'not-found', what };
  }
  if (status === 429) return { kind: 'rate-limited', retryAt: retryTime(headers, now) };
  if (status >= 500) {
    return { kind: 'server-error', what, status, retryAt: retryTime(headers, now) };
  }
  if (status !== 200 && status !== 201) return { kind: 'refused-request', what, status };
  return isPage(answer) ? { kind: 'not-airflow', host } : undefined;
}

/**
 * The instant of a `Retry-After`, which has seconds or a date (RFC 9110, 10.2.3). A date is read
 * against the server's own clock where it says what time it has.
 */
export function retryTime(headers: Headers, now: number): number | undefined {
  const value = headers.get('Retry-After')?.trim();
  if (value === undefined || value === '') return undefined;
  const serverNow = Date.parse(headers.get('Date') ?? '');
  const wait = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - (Number.isNaN(serverNow) ? now : serverNow);
  if (Number.isNaN(wait)) return undefined;
  return now + Math.min(Math.max(wait, 0), longestWait);
}

function isPage({ headers, text }: HttpAnswer): boolean {
  const type = headers.get('Content-Type')?.toLowerCase() ?? '';
  if (type.includes('json')) return false;
  return type.includes('html') || /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text);
}

function redirection(location: string | null, base: string): Problem {
  if (location === null) return { kind: 'redirected', location: 'another address', isLogin: false };
  let target: URL;
  try {
    target = new URL(location, base);
  } catch {
    return { kind: 'redirected', location: 'another address', isLogin: false };
  }
  // What follows a question mark or a semicolon may be a session that a sign-in page hands around.
  const place = target.origin + target.pathname.replace(/;.*$/, '');
  return { kind: 'redirected', location: place, isLogin: isLoginPage(target) };
}

function isLoginPage({ hostname, pathname }: URL): boolean {
  return (
    /(?:^|[/_.-])(?:log-?in|sign-?in|sso|saml2?|oauth2?|openid(?:-connect)?|auth|authorize)(?:[/_.-]|$)/i.test(
      pathname,
    ) || /^(?:log-?in|sign-?in|sso|auth|accounts|idp|id)\./i.test(hostname)
  );
}
