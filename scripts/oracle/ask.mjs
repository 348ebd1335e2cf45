// Asks a real Airflow what it makes of the files that the model is judged by.

import { readFileSync } from 'node:fs';
import { observe } from './observe.mjs';
import { subjectsFor } from './subjects.mjs';

/**
 * @typedef {object} Answer
 * @property {import('./observe.mjs').Observation} observation
 * @property {string} root the folder of the project that the files are of
 * @property {Record<string, string>} texts the Python files of that project by their paths
 */

/**
 * @param {'2' | '3' | 'providers'} environment
 * @returns {Answer}
 */
export function askAirflow(environment) {
  const { files, sources, root, paths, dispose } = subjectsFor(environment);
  try {
    const observation = observe(environment, { files, roots: [root], paths });
    const texts = Object.fromEntries(sources.map((file) => [file, readFileSync(file, 'utf8')]));
    return { observation, root, texts };
  } finally {
    dispose();
  }
}
