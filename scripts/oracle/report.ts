// The report of the oracle, in words.

import path from 'node:path';
import { subjects } from './compare';
import type { JudgedFile, Report } from './judge';

/** Of how many tasks, and of how many edges, the model has to be certain. */
export const leastKnown = 0.95;

/** Why a report is not good enough; empty where it is. */
export function complaints(report: Report): string[] {
  const found: string[] = [];
  if (report.wrong > 0) found.push(`${report.wrong} certain claims are wrong`);
  for (const subject of ['tasks', 'edges'] as const) {
    const { all, known } = report.totals[subject];
    if (all === 0 || known < all * leastKnown)
      found.push(`${known} of ${all} ${subject} are known`);
  }
  return found.map((complaint) => `Airflow ${report.version}: ${complaint}`);
}

/** Every difference with its reason, and the totals. */
export function describe(report: Report, root: string): string {
  const lines = [`Airflow ${report.version}`];
  const broken = report.files.filter(({ error }) => error !== undefined);
  for (const file of report.files) lines.push(...describeFile(file, root));
  lines.push(`${report.files.length - broken.length} files load, ${broken.length} do not:`);
  for (const { file, error } of broken) lines.push(`  ${path.relative(root, file)}: ${error}`);
  for (const subject of subjects) {
    const { all, known } = report.totals[subject];
    const share = all === 0 ? '' : ` (${((100 * known) / all).toFixed(1)} %)`;
    lines.push(`${subject}: ${known} of ${all} known${share}`);
  }
  lines.push(`wrong: ${report.wrong}`);
  return `${lines.join('\n')}\n`;
}

function describeFile({ file, verdict, gaps }: JudgedFile, root: string): string[] {
  const differences = verdict?.differences ?? [];
  if (differences.length === 0) return [];
  const reasons = gaps.length === 0 ? ['nothing that could not be followed'] : gaps;
  return [
    path.relative(root, file),
    ...differences.map(({ kind, subject, what }) => `  ${kind} ${subject}: ${what}`),
    ...reasons.map((reason) => `    because of ${reason}`),
  ];
}
