import type { RunCommand, Surroundings } from '../airflow/surroundings';

/** What differs between an extension host on Node and one in a browser. */
export interface Platform {
  /** Left out where no command can be run. */
  readonly runCommand?: RunCommand;
}

/** The world around the client: the real clock, and the `fetch` that the editor gives its proxy settings to. */
export function surroundings(
  platform: Platform,
  rest: Pick<Surroundings, 'secrets' | 'log'>,
): Surroundings {
  return {
    ...platform,
    ...rest,
    fetch: (url, init) => fetch(url, init),
    random: Math.random,
    clock: {
      now: Date.now,
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds);
        return { dispose: () => clearTimeout(timer) };
      },
    },
  };
}
