// What a real Airflow makes of DAG files: runs observe.py in one of its environments.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { airflowVariables, ensurePython, fillHome } from '../airflow/setup.mjs';

const script = path.join(import.meta.dirname, 'observe.py');

/**
 * @typedef {object} ObservedTask
 * @property {string} taskId
 * @property {string} operator name of the class, or `@task.<flavor>`
 * @property {string | null} group
 * @property {boolean} isMapped
 * @property {'work' | 'setup' | 'teardown'} role
 * @property {number | null} executionTimeout in seconds
 * @property {number} retries
 * @property {string} triggerRule
 *
 * @typedef {object} ObservedGroup
 * @property {string} groupId
 * @property {string | null} parent
 *
 * @typedef {object} ObservedDag
 * @property {string} dagId
 * @property {ObservedTask[]} tasks
 * @property {ObservedGroup[]} groups
 * @property {[string, string][]} edges ids of the upstream and of the downstream task
 * @property {[string, string, string][]} labels two ids and the label between them
 *
 * @typedef {object} ObservedFunction
 * @property {string} file
 * @property {number} line of its first decorator, or of itself, from one
 * @property {string} name
 *
 * @typedef {{ error: string } | { dags: ObservedDag[], functions: ObservedFunction[] }} ObservedFile
 *
 * @typedef {{ version: string, files: Record<string, ObservedFile> }} Observation
 *
 * @typedef {object} ObservationRequest
 * @property {readonly string[]} files
 * @property {readonly string[]} roots folders below which functions are traced
 * @property {readonly string[]} [paths] what stands in front of `sys.path`
 * @property {number} [seconds] that the load of one file may take
 */

/**
 * Loads each file by itself with the DagBag of an Airflow.
 *
 * @param {'2' | '3' | 'providers'} environment
 * @param {ObservationRequest} request
 * @returns {Observation}
 */
export function observe(environment, { files, roots, paths = [], seconds = 60 }) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'airworthy-oracle-'));
  try {
    fillHome(environment, home);
    const { status, stdout, stderr } = spawnSync(ensurePython(environment), [script], {
      input: JSON.stringify({ files, roots, paths, seconds }),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      timeout: 20 * 60_000,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...airflowVariables(home) },
    });
    if (status !== 0) throw new Error(`${script} ended with ${status}\n${stderr}`);
    return JSON.parse(stdout);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
