// The folder of what is kept from one run to the next. All in it can be lost at any time, and nothing in
// it is trusted.

import { randomBytes } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { digestOf } from '../project-snapshot';
import { decodeRecord, encodeRecord, type ProjectRecord } from './project-record';

/** In bytes. A record of a thousand DAG files takes a few megabytes. */
const largestRecord = 128 * 1024 * 1024;
/** What all records together may take, in bytes; those that were used last stay. */
const largestFolder = 512 * 1024 * 1024;
/** How long a record stays that nobody uses, in milliseconds: 30 days. */
const longestUnused = 30 * 24 * 60 * 60 * 1000;
/** How long a draft may be under way, in milliseconds: what is older was left by a run that was killed. */
const longestDraft = 60 * 60 * 1000;
/** How old the time of a record's last use may be, in milliseconds. */
const useInterval = 24 * 60 * 60 * 1000;

export class CacheFolder {
  #isWritable = true;

  /**
   * @param key of everything that is the same in a whole run and decides findings: the build of
   *   Airworthy and the flags of the command line.
   */
  constructor(
    private readonly folder: string,
    private readonly key: string,
  ) {}

  /** What is known of a project; undefined where that is nothing, or nothing that can be used. */
  read(root: string): ProjectRecord | undefined {
    const file = this.#fileOf(root);
    try {
      const { mtimeMs, size } = statSync(file);
      if (size > largestRecord) return undefined;
      const record = decodeRecord(root, readFileSync(file, 'utf8'));
      if (record !== undefined && Date.now() - mtimeMs > useInterval) {
        utimesSync(file, new Date(), new Date());
      }
      return record;
    } catch {
      // Not there, or not ours to read.
      return undefined;
    }
  }

  /** Replaces what is kept of a project, in one step. A folder that cannot be written keeps nothing. */
  write(root: string, record: ProjectRecord): void {
    if (!this.#isWritable) return;
    const text = encodeRecord(root, record);
    if (text.length > largestRecord) return;
    const file = this.#fileOf(root);
    const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(draft, text, { flag: 'wx', mode: 0o600 });
      renameSync(draft, file);
    } catch {
      this.#isWritable = false;
      remove(draft);
    }
  }

  /** Removes what was not used for long, what is too much, and the drafts of runs that were killed. */
  prune(): void {
    const now = Date.now();
    let size = 0;
    for (const entry of this.#entries().sort((a, b) => b.mtimeMs - a.mtimeMs)) {
      const age = now - entry.mtimeMs;
      if (!entry.isDraft) size += entry.size;
      const isTooMuch = !entry.isDraft && size > largestFolder;
      if (age <= (entry.isDraft ? longestDraft : longestUnused) && !isTooMuch) continue;
      remove(entry.file);
    }
  }

  #fileOf(root: string): string {
    const name = Buffer.from(digestOf(JSON.stringify([this.key, root])), 'base64url');
    return path.join(this.folder, `${name.toString('hex')}.json`);
  }

  /** Only what has a name of ours. */
  #entries() {
    try {
      return readdirSync(this.folder).flatMap((name) => {
        const match = /^[0-9a-f]{64}\.json(\.[0-9a-f]{12}\.tmp)?$/.exec(name);
        if (match === null) return [];
        const file = path.join(this.folder, name);
        const stats = statSync(file, { throwIfNoEntry: false });
        if (stats === undefined || !stats.isFile()) return [];
        return [
          { file, isDraft: match[1] !== undefined, size: stats.size, mtimeMs: stats.mtimeMs },
        ];
      });
    } catch {
      return [];
    }
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
export function defaultCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  return path.join(userCacheFolder(environment, platform), 'airworthy', 'check');
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
