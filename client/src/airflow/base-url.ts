// The URL that someone typed for an Airflow, and what may be wrong with it.

import type { EnvironmentWarning } from './environment';
import type { Answer, InvalidUrlReason } from './problem';

export interface BaseUrl {
  /** Without a slash at the end: `https://airflow.example.com/prod`. */
  readonly href: string;
  /** Name and port, as messages show them. */
  readonly host: string;
  readonly warnings: readonly EnvironmentWarning[];
}

/** Reads the URL of an environment. The problem is always of kind `invalid-url`. */
export function parseBaseUrl(text: string): Answer<BaseUrl> {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return invalid('not-a-url');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return invalid('wrong-scheme');
  if (url.username !== '' || url.password !== '') return invalid('has-credentials');
  if (url.search !== '' || url.hash !== '') return invalid('has-query');
  const isPlain = url.protocol === 'http:' && !isThisMachine(url.hostname);
  return {
    ok: true,
    value: {
      href: url.origin + withoutApi(url.pathname),
      host: url.host,
      warnings: isPlain ? ['plain-http'] : [],
    },
  };
}

/** People copy the address of what they look at: an API's own path, or Airflow's home page, is cut off. */
function withoutApi(path: string): string {
  return path.replace(/\/+$/, '').replace(/\/(?:api\/v[12]|home)$/, '');
}

function isThisMachine(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d+){3}$/.test(hostname)
  );
}

function invalid(reason: InvalidUrlReason): Answer<never> {
  return { ok: false, problem: { kind: 'invalid-url', reason } };
}
