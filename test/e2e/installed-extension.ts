import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Our extension's folder in a folder of installed extensions. */
export function installedExtension(folder: string): string {
  const name = readdirSync(folder).find((entry) => entry.startsWith('airworthy.'));
  if (name === undefined) throw new Error(`Airworthy is not installed in ${folder}`);
  return path.join(folder, name);
}
