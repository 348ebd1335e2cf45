import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/**
 * Replaces a file's content in one step: whoever reads it sees the old content or the new, also
 * after a crash. Mode and owner stay as they are.
 *
 * @param file without symbolic links, since the link itself would be replaced.
 */
export function writeFileAtomically(file: string, bytes: Uint8Array): void {
  const before = statSync(file);
  const suffix = randomBytes(6).toString('hex');
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${suffix}.tmp`);
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    try {
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(descriptor, bytes, written);
      }
      fchmodSync(descriptor, before.mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    keepOwner(draft, before);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function keepOwner(draft: string, { uid, gid }: { readonly uid: number; readonly gid: number }) {
  const own = statSync(draft);
  if (own.uid === uid && own.gid === gid) return;
  try {
    chownSync(draft, uid, gid);
  } catch {
    // Only root may give files away; the content counts for more than the owner.
  }
}
