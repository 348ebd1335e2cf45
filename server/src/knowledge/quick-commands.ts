/**
 * Commands that only touch names, permissions or the terminal and end by themselves at once,
 * whatever their arguments. Source: POSIX.1, "Utilities", and the GNU coreutils manual.
 */
const quickCommands: ReadonlySet<string> = new Set([
  'basename',
  'chgrp',
  'chmod',
  'chown',
  'date',
  'dirname',
  'echo',
  'env',
  'export',
  'false',
  'hostname',
  'id',
  'kill',
  'ln',
  'ls',
  'mkdir',
  'mktemp',
  'mv',
  'pkill',
  'printenv',
  'printf',
  'pwd',
  'realpath',
  'rm',
  'rmdir',
  'stat',
  'test',
  'touch',
  'true',
  'uname',
  'which',
  'whoami',
]);

/** True for a command that cannot keep its caller waiting. */
export function isQuickCommand(name: string): boolean {
  return quickCommands.has(name) || name === '[' || name === 'cd' || name === 'set';
}

/**
 * Commands that only look, and change nothing. Source: POSIX.1, "Utilities", and the manuals of
 * procps and coreutils.
 */
const lookingCommands: ReadonlySet<string> = new Set(['df', 'du', 'find', 'free', 'ps', 'top']);

/** The looking commands that come to an end: `top` goes on and on, and so does `free -s 1`. */
const endingLooks: ReadonlySet<string> = new Set(['df', 'du', 'find', 'ps']);

/** Commands that read files to their end. Source: POSIX.1, "Utilities", and the coreutils manual. */
const readingCommands: ReadonlySet<string> = new Set([
  'b2sum',
  'cat',
  'cksum',
  'cmp',
  'diff',
  'file',
  'head',
  'md5sum',
  'sha1sum',
  'sha256sum',
  'tail',
  'wc',
]);

/**
 * True for a command that ends when it has seen what it is asked about. Readers that get neither a
 * file nor a pipe wait for what is typed.
 */
export function endsWithWhatItSees(
  name: string,
  words: readonly string[],
  hasInput: boolean,
): boolean {
  if (endingLooks.has(name)) return !words.some((word) => /^-(?:exec|ok)/.test(word));
  if (!readingCommands.has(name)) return false;
  const follows = name === 'tail' && words.some((word) => /^(?:--follow|-\w*[fF])/.test(word));
  return !follows && (hasInput || words.some((word) => !word.startsWith('-')));
}

/** What stands behind `docker`, `docker compose` and `docker-compose` to take something away. */
const removingWords: ReadonlySet<string> = new Set(['down', 'kill', 'prune', 'rm', 'rmi', 'stop']);

/** True for a command that looks, or takes away what is not needed any more. */
export function isTidyingCommand(name: string, words: readonly string[]): boolean {
  if (lookingCommands.has(name)) return !words.some((word) => /^-(?:delete|exec)/.test(word));
  const isDocker = name === 'docker' || name === 'docker-compose' || name === 'podman';
  return name === 'umount' || (isDocker && words.some((word) => removingWords.has(word)));
}
