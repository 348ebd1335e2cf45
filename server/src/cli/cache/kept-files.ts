// Files that are kept from one run to the next. All of them can be lost at any time.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** How long a file stays that nobody uses, in milliseconds: 30 days. */
const longestUnused = 30 * 24 * 60 * 60 * 1000;
/** How long a draft may be under way, in milliseconds: what is older was left by a run that was killed. */
const longestDraft = 60 * 60 * 1000;

/**
 * Puts a file in the place of what has its name, in one step, so that runs at the same time and such as are
 * killed leave a whole one.
 *
 * @returns whether that could be done.
 */
export function keepFile(folder: string, name: string, content: string | Uint8Array): boolean {
  const file = path.join(folder, name);
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
    renameSync(draft, file);
    return true;
  } catch {
    remove(draft);
    return false;
  }
}

/**
 * Removes what was not used for long, what is too much, and the drafts of runs that were killed.
 *
 * @param extension of the names that are ours; before it stand the 64 digits of a digest.
 * @param largest what all files together may take, in bytes; those that were used last stay.
 */
export function pruneFiles(folder: string, extension: string, largest: number): void {
  const now = Date.now();
  let size = 0;
  for (const entry of entriesOf(folder, extension).sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    const age = now - entry.mtimeMs;
    if (!entry.isDraft) size += entry.size;
    const isTooMuch = !entry.isDraft && size > largest;
    if (age <= (entry.isDraft ? longestDraft : longestUnused) && !isTooMuch) continue;
    remove(entry.file);
  }
}

function entriesOf(folder: string, extension: string) {
  const names = new RegExp(`^[0-9a-f]{64}\\.${extension}(\\.[0-9a-f]{12}\\.tmp)?$`);
  try {
    return readdirSync(folder).flatMap((name) => {
      const match = names.exec(name);
      if (match === null) return [];
      const file = path.join(folder, name);
      const stats = statSync(file, { throwIfNoEntry: false });
      if (stats === undefined || !stats.isFile()) return [];
      return [{ file, isDraft: match[1] !== undefined, size: stats.size, mtimeMs: stats.mtimeMs }];
    });
  } catch {
    return [];
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It cannot be there, or another run holds it just now.
  }
}

/** Where programs of this platform keep what they can make again. */
export function ownCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  return path.join(userCacheFolder(environment, platform), 'airworthy');
}

function userCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  // https://specifications.freedesktop.org/basedir-spec/latest/: a relative path counts as none.
  const { LOCALAPPDATA, XDG_CACHE_HOME } = environment;
  if (XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (platform === 'win32' && LOCALAPPDATA !== undefined) return LOCALAPPDATA;
  const own = platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
  return path.join(os.homedir(), ...own);
}
