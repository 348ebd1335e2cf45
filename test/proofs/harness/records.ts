/** What is recorded of proofs that held, in `test/proofs/records/<rule-id>.json`. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Outcome, Proof } from './proof';
import { proofsFolder } from './spec';

/** Outcomes by version of Airflow. */
export type RecordOfRule = Readonly<Record<string, Outcome>>;

export function readRecord(rule: string): RecordOfRule {
  const file = fileOf(rule);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

export function isRecorded({ rule, version, digest }: Proof): boolean {
  return readRecord(rule)[version]?.digest === digest;
}

export function writeOutcome({ rule, version }: Proof, outcome: Outcome): void {
  const outcomes = Object.entries({ ...readRecord(rule), [version]: outcome });
  const sorted = Object.fromEntries(outcomes.sort(([a], [b]) => (a < b ? -1 : 1)));
  mkdirSync(path.dirname(fileOf(rule)), { recursive: true });
  writeFileSync(fileOf(rule), `${JSON.stringify(sorted, null, 2)}\n`);
}

function fileOf(rule: string): string {
  return path.join(proofsFolder, 'records', `${rule}.json`);
}
