// One request and its answer: bounded in time and size, never redirected, ended by the caller's signal.

import { networkProblem } from './network-problem';
import type { Answer, Problem, Subject } from './problem';
import type { Surroundings } from './surroundings';

export interface HttpRequest {
  readonly url: string;
  readonly what: Subject;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON text to POST; without one the request is a GET. */
  readonly body?: string;
  readonly signal: AbortSignal;
  /** How long everything may take, the answer's last byte included. */
  readonly seconds: number;
  /** Is handed the answer's text piece by piece, in place of it being kept, where the status is 200. Returning false ends it. */
  readonly onText?: (piece: string) => boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where `onText` was handed it. */
  readonly text: string;
}

const largestAnswer = 32 * 1024 * 1024;

/**
 * Sends a request. Redirects are answers like others, so that credentials never travel to where
 * nobody meant them to. What is wrong is a problem about the connection; a status is not looked at.
 */
export async function exchange(
  request: HttpRequest,
  surroundings: Surroundings,
): Promise<Answer<HttpAnswer>> {
  if (request.signal.aborted) return failed({ kind: 'cancelled' });
  const host = new URL(request.url).host;
  const controller = new AbortController();
  let isLate = false;
  const limit = surroundings.clock.after(request.seconds * 1000, () => {
    isLate = true;
    controller.abort();
  });
  const cancel = () => controller.abort();
  request.signal.addEventListener('abort', cancel, { once: true });
  try {
    // Also where a `fetch` does not heed its signal, nobody waits longer than the limit.
    return await Promise.race([
      askAndRead(request, surroundings, controller.signal),
      rejectionOf(controller.signal),
    ]);
  } catch (error) {
    if (request.signal.aborted) return failed({ kind: 'cancelled' });
    if (isLate) return failed({ kind: 'timed-out', host, seconds: request.seconds });
    return failed(networkProblem(error, host, request.seconds));
  } finally {
    limit.dispose();
    request.signal.removeEventListener('abort', cancel);
    // Ends what is left of an answer that was not read to its end.
    controller.abort();
  }
}

async function askAndRead(
  request: HttpRequest,
  { fetch }: Surroundings,
  signal: AbortSignal,
): Promise<Answer<HttpAnswer>> {
  const response = await fetch(request.url, {
    method: request.body === undefined ? 'GET' : 'POST',
    headers: { ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    redirect: 'manual',
    // No cookies of the browser: who is asked about is who was configured.
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  });
  const { status, headers } = response;
  const onText = status === 200 ? request.onText : undefined;
  let text = '';
  let bytes = 0;
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    bytes += part.value.byteLength;
    const piece = decoder.decode(part.value, { stream: true });
    if (onText !== undefined) {
      if (!onText(piece)) break;
      continue;
    }
    if (bytes > largestAnswer) {
      const mebibytes = largestAnswer / (1024 * 1024);
      return failed({ kind: 'too-large', what: request.what, mebibytes });
    }
    text += piece;
  }
  const rest = decoder.decode();
  if (onText !== undefined && rest !== '') onText(rest);
  // A browser hides where a redirect leads, and its status: it is told by the type alone.
  const isRedirect = response.type === 'opaqueredirect';
  return {
    ok: true,
    value: { status: isRedirect ? 302 : status, headers, text: onText ? '' : text + rest },
  };
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}

function failed(problem: Problem): Answer<never> {
  return { ok: false, problem };
}
