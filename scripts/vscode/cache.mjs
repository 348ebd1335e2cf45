// The cache of large, versioned downloads that outlive a checkout.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export function cacheRoot() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'airworthy');
}

/**
 * The folder `name` in the cache, filled by `fill(folder)` when it is not there yet. It is filled under another
 * name and then renamed, so that a folder which has its final name is always whole, however the filling ended.
 *
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 */
export async function installOnce(name, fill) {
  const root = cacheRoot();
  const target = path.join(root, name);
  if (existsSync(target)) return target;
  mkdirSync(root, { recursive: true });
  removeAbandoned(root);
  const partial = path.join(root, `${name}.partial-${process.pid}`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial);
  try {
    await fill(partial);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Someone else may have finished the same installation in the meantime, and theirs is as good.
    if (!existsSync(target)) throw error;
  }
  return target;
}

/** Removes what installations left behind whose process was killed. */
function removeAbandoned(root) {
  for (const entry of readdirSync(root)) {
    const owner = /\.partial-(\d+)$/.exec(entry)?.[1];
    if (owner && !isAlive(Number(owner))) removeIfPossible(path.join(root, entry));
  }
}

function removeIfPossible(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // A command that the killed process had started still writes there: the next installation removes the rest.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
