// Checks of folders in this thread, with what is kept from one to the next.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
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

/** A module that can hang, and a DAG that makes it run. */
export const helper = 'import requests\ndef get():\n    requests.get("https://example.org")\n';
export const user =
  'from airflow import DAG\nfrom airflow.operators.python import PythonOperator\nfrom helper import get\n' +
  'with DAG("u"):\n    PythonOperator(task_id="t", python_callable=get)\n';

/** Gives what is there times that nothing had before: the clock of the file system may not have ticked since. */
export function ticking(): (...paths: readonly string[]) => void {
  let time = 0;
  return (...paths) => {
    for (const each of paths.filter((path) => existsSync(path))) utimesSync(each, ++time, time);
  };
}

/** Until the test ends, it is a time at which its files have long been what they are. */
export function muchLater(): void {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
}

/** What a report is made of. */
export function shown(results: readonly InputResult[]): unknown {
  return results.map(({ checked, errors, name }) => ({
    name,
    errors,
    found: checked?.findings.map((finding) => ({
      ...finding,
      places: [finding, ...finding.fixes.flatMap(({ edits }) => edits)].map(({ end, start }) =>
        [start, end].map((offset) => checked.places.position(offset)),
      ),
    })),
  }));
}

/** Changes records, as if they had been written so. */
export function changeRecords(folder: string, change: (lines: string) => string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const [, ...lines] = readFileSync(file, 'utf8').split('\n');
    const changed = change(lines.join('\n'));
    const digest = createHash('sha256').update(changed).digest('base64url');
    writeFileSync(file, `${digest}\n${changed}`);
  }
}

/** The messages of a kept result are changed, so that it shows where they come from. */
export function markRecords(folder: string): void {
  changeRecords(folder, (lines) => lines.replaceAll('"message":"', '"message":"KEPT '));
}

export function keptFiles(results: readonly InputResult[]): string[] {
  return results
    .filter(({ checked }) => checked?.findings.every(({ message }) => message.startsWith('KEPT ')))
    .map(({ name }) => name);
}
