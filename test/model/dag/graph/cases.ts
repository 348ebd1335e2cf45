import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Answer } from '../../../../scripts/oracle/ask.mjs';
import type { Observation } from '../../../../scripts/oracle/observe.mjs';

/** DAG files of which every task and edge is known, whatever way they are written in. */
export const casesFolder = path.join(import.meta.dirname, 'cases');

export const caseFiles: readonly string[] = readdirSync(casesFolder)
  .filter((file) => file.endsWith('.py'))
  .map((file) => path.join(casesFolder, file));

/** Where it is written down what an Airflow made of them. */
export function recordOf(major: 2 | 3): string {
  return path.join(casesFolder, `airflow-${major}.json`);
}

/** What an Airflow has made of them, as it is written down. */
export function recordedAnswer(major: 2 | 3): Answer {
  const { version, files }: Observation = JSON.parse(readFileSync(recordOf(major), 'utf8'));
  const texts = Object.fromEntries(caseFiles.map((file) => [file, readFileSync(file, 'utf8')]));
  const observed = Object.entries(files).map(([file, outcome]) => {
    const functions =
      'error' in outcome
        ? undefined
        : outcome.functions.map((one) => ({ ...one, file: path.join(casesFolder, one.file) }));
    return [path.join(casesFolder, file), functions ? { ...outcome, functions } : outcome];
  });
  return {
    observation: { version, files: Object.fromEntries(observed) },
    root: casesFolder,
    texts,
  };
}

/** An observation with the names of the files in place of their paths. */
export function withNames(observation: Observation): Observation {
  const files = Object.entries(observation.files).map(([file, outcome]) => {
    const functions =
      'error' in outcome
        ? undefined
        : outcome.functions.map((one) => ({ ...one, file: path.basename(one.file) }));
    return [path.basename(file), functions ? { ...outcome, functions } : outcome];
  });
  return { version: observation.version, files: Object.fromEntries(files) };
}
