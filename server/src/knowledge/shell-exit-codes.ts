/**
 * What the exit code of a shell command means: a failure of the work, or something that no one has to
 * know. The table is data.
 */

import data from './data/shell-exit-codes.json' with { type: 'json' };

/** Why a command that ends with another code than zero is no failure. */
export type HarmlessExit = 'answers' | 'tidies' | 'creates' | 'prepares' | 'shows' | 'filters';

interface Entry {
  readonly names: readonly string[];
  readonly phrases?: readonly string[];
}

const entries: ReadonlyMap<HarmlessExit, Entry> = new Map<HarmlessExit, Entry>([
  ['shows', data.shows],
  ['answers', data.answers],
  ['tidies', data.tidies],
  ['prepares', data.prepares],
  ['filters', data.filters],
  ['creates', data.creates],
]);

/** The first kind that a command (`docker`, with `stop` and more behind it) is of. */
export function harmlessExit(name: string, given: readonly string[]): HarmlessExit | undefined {
  if (given.length === 1 && data.shows.onlyWith.includes(given[0] ?? '')) return 'shows';
  for (const [kind, entry] of entries) if (holds(entry, name, given)) return kind;
  return undefined;
}

/** True for a command that fails where a pipe gives it nothing to read. */
export function refusesEmptyInput(name: string, given: readonly string[]): boolean {
  return holds(data.refusesNothing, name, given);
}

const stoppingArguments: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(data.stopsReading.withArguments),
);

/** True for a command that may end before it has read everything a pipe gives it. */
export function maySkipInput(name: string, given: readonly string[]): boolean {
  if (data.stopsReading.names.includes(name)) return true;
  const stopping = stoppingArguments.get(name) ?? [];
  return given.some((word) => stopping.some((part) => word.includes(part)));
}

/** Options in front of a subcommand (`gsutil -m rm`) do not change what it does. */
function holds(entry: Entry, name: string, given: readonly string[]): boolean {
  if (entry.names.includes(name)) return true;
  return (entry.phrases ?? []).some((phrase) => {
    const [first, ...words] = phrase.split(' ');
    if (first !== name) return false;
    const compared = words.some((word) => word.startsWith('-'))
      ? given
      : given.filter((word) => !word.startsWith('-'));
    return words.every((word, at) => isWord(compared[at], word));
  });
}

/** `-rm` also stands for `-rm -r` and `-rmr`. */
function isWord(given: string | undefined, wanted: string): boolean {
  return given === wanted || (wanted === '-rm' && given === '-rmr');
}
