import { existsSync } from 'node:fs';
import path from 'node:path';

/** @returns {string | undefined} where the command is installed */
export function onPath(command) {
  const suffix = process.platform === 'win32' ? '.cmd' : '';
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const candidate = path.join(folder, command + suffix);
    if (folder && existsSync(candidate)) return candidate;
  }
  return undefined;
}
