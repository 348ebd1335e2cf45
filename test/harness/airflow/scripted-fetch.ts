import type { Fetch } from '../../../client/src/airflow/surroundings';
import type { Asked, Script } from './replies';

export interface ScriptedFetch {
  readonly fetch: Fetch;
  readonly requests: readonly Asked[];
  /** How many requests are not answered yet. */
  readonly pending: number;
  /** The most that were under way at a time. */
  readonly mostPending: number;
}

/** A `fetch` that follows a script without a network, so that a fake clock is all the time there is. */
export function scriptedFetch(script: Script): ScriptedFetch {
  const requests: Asked[] = [];
  const state = { pending: 0, mostPending: 0 };
  const answer = async (asked: Asked, signal: AbortSignal): Promise<Response> => {
    const reply = await Promise.race([script(asked), abortOf(signal)]);
    if (reply === 'silence') return abortOf(signal);
    if (typeof reply === 'string') throw networkError('UND_ERR_SOCKET');
    const { status, headers, body } = reply;
    return new Response(status === 204 || status === 304 ? null : body, { status, headers });
  };
  return {
    fetch: async (url, init) => {
      const asked: Asked = {
        method: init.method,
        url: new URL(url),
        headers: Object.fromEntries(new Headers(init.headers)),
        body: init.body ?? '',
      };
      requests.push(asked);
      state.pending += 1;
      state.mostPending = Math.max(state.mostPending, state.pending);
      try {
        return await answer(asked, init.signal);
      } finally {
        state.pending -= 1;
      }
    },
    requests,
    get pending() {
      return state.pending;
    },
    get mostPending() {
      return state.mostPending;
    },
  };
}

/** As Node's `fetch` fails. */
export function networkError(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(new DOMException('This operation was aborted', 'AbortError'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
