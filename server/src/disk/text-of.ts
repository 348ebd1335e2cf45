import { readFileSync } from 'node:fs';

/** The text of a file that is no Python source, as UTF-8; undefined where it cannot be had. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
