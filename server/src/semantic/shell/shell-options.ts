// The options of a shell by which it ends on a failure.

import type { ShellWord } from './lexer';

/** Source: POSIX.1, `set`, and the bash manual, "The Set Builtin". */
export interface ShellOptions {
  /** `set -e`: the script ends at the first command that fails. */
  readonly errexit: boolean;
  /** `set -o pipefail`: a pipe fails where any of its commands does. */
  readonly pipefail: boolean;
}

/** The options after `set` or a shell was given words such as `-eo pipefail`, `-x` or `+e`. */
export function withOptionsOf(words: readonly ShellWord[], before: ShellOptions): ShellOptions {
  let { errexit, pipefail } = before;
  for (const [at, { value }] of words.entries()) {
    const match = /^([-+])(\w+)$/.exec(value);
    if (match === null) continue;
    const [, sign, letters = ''] = match;
    const isOn = sign === '-';
    if (letters.includes('e')) errexit = isOn;
    if (!letters.endsWith('o')) continue;
    const name = words[at + 1]?.value;
    if (name === 'errexit') errexit = isOn;
    if (name === 'pipefail') pipefail = isOn;
  }
  return { errexit, pipefail };
}
