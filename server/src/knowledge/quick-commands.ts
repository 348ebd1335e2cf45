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
