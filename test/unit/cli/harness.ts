// Checks of folders in this thread, with what is kept from one to the next.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { CacheFolder } from '../../../server/src/cli/cache/cache-folder';
import { checkFiles } from '../../../server/src/cli/check-files';
import { findFiles } from '../../../server/src/cli/files/find-files';
import type { InputResult } from '../../../server/src/cli/input-result';
import { fileInput } from '../../../server/src/cli/inputs';
import { StandingDisk } from '../../../server/src/disk/standing-disk';
import {
  type AnalysisConfiguration,
  defaultConfiguration,
} from '../../../server/src/engine/configuration';
import { testParser } from '../../harness/parser';

export const strict: AnalysisConfiguration = { ...defaultConfiguration, profile: 'strict' };

/**
 * Checks all files below a folder, in this thread.
 *
 * @param guests files in it that would not be found, and are named
 */
export async function check(
  folder: string,
  cache: CacheFolder | undefined,
  configuration = strict,
  showsText = false,
  guests: readonly string[] = [],
): Promise<InputResult[]> {
  const { files } = findFiles(['.', ...guests], {
    cwd: folder,
    airflowIgnoreSyntax: () => undefined,
  });
  const parser = await testParser();
  return checkFiles(
    files.map((file) => fileInput(file, folder)),
    {
      disk: new StandingDisk(),
      jobs: 1,
      cache,
      showsText,
      configurationOf: () => configuration,
      nameOf: (file) => file,
      progress: () => {},
      loadParser: async () => parser,
      startWorker: () => {
        throw new Error('one thread needs no other');
      },
    },
  );
}

export function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'airworthy-unit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function write(folder: string, name: string, content: string | Uint8Array): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

export const endless =
  'from airflow.decorators import task\n@task\ndef t():\n    while True:\n        pass\n';

/** A time at which the files of a test have long been what they are. */
export function muchLater(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
}
