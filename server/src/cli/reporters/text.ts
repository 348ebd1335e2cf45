// The report for people: every finding with its lines, then one line that sums up.

import type { Finding } from '../../engine/finding';
import { ruleById } from '../../rules/registry';
import { type FixSafety, type Severity, severities } from '../../rules/rule';
import type { TextRange } from '../../text/range';
import { type CheckedFile, placeRange, type Report, relatedPlaces } from '../report';
import { type Colors, severityColor } from '../terminal/colors';
import { excerpt } from '../terminal/excerpt';
import { printable } from '../terminal/printable';

export function textReport(report: Report, colors: Colors): string {
  const findings = report.checked.flatMap((checked) => {
    const secrets = checked.findings.filter(({ rule }) => ruleById(rule)?.meta.isAboutSecrets);
    return checked.findings.map((finding) => findingBlock(checked, finding, secrets, colors));
  });
  const errors = report.errors.map(
    ({ file, message }) =>
      `${colors.bold(printable(file))}: ${colors.red('not analyzed')}: ${printable(message)}\n`,
  );
  const blocks = errors.length === 0 ? findings : [...findings, errors.join('')];
  return blocks.length === 0 ? '' : `${blocks.join('\n')}\n`;
}

/** What stands at the end of a text report: how much was found, and what can be repaired. */
export function summary(report: Report, colors: Colors): string {
  const findings = report.checked.flatMap((checked) => checked.findings);
  const files = counted(report.fileCount, 'file');
  const notAnalyzed = new Set(report.errors.map((error) => error.file)).size;
  const missed =
    notAnalyzed === 0
      ? ''
      : ` ${colors.red(`${counted(notAnalyzed, 'file')} not fully analyzed.`)}`;
  if (findings.length === 0) return `Nothing found in ${files}.${missed}\n`;
  const counts = severities
    .map((severity) => ({
      severity,
      count: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => severityColor(colors, severity)(nameOf(severity, count)));
  return `${counts.join(', ')} in ${report.checked.length} of ${files}.${missed}${fixable(findings)}\n`;
}

function findingBlock(
  checked: CheckedFile,
  finding: Finding,
  secrets: readonly TextRange[],
  colors: Colors,
): string {
  const { start } = placeRange(checked.places, finding);
  const paint = severityColor(colors, finding.severity);
  const where = `${printable(checked.file)}:${start.line}:${start.column}`;
  const head =
    `${colors.bold(where)}: ${paint(finding.severity)}: ` +
    `${printable(finding.message)} ${colors.dim(`[${finding.rule}]`)}`;
  const shown =
    checked.lines === undefined ? [] : excerpt(checked.lines, finding, colors, paint, secrets);
  const lines = [head, ...shown.map((line) => `  ${line}`)];
  const tasks = finding.tasks.flatMap(({ dagId, taskId }) =>
    taskId === undefined ? [] : [dagId === undefined ? taskId : `${dagId}.${taskId}`],
  );
  if (tasks.length > 0) {
    lines.push(
      colors.dim(`  ${tasks.length === 1 ? 'task' : 'tasks'}: ${printable(listed(tasks))}`),
    );
  }
  for (const { file, message, start: place } of relatedPlaces(checked, finding)) {
    const at = `${printable(file)}:${place.line}:${place.column}`;
    lines.push(colors.dim(`  ${at}: ${printable(message)}`));
  }
  for (const fix of finding.fixes) {
    lines.push(
      `  ${colors.green('fix')}: ${printable(fix.title)} ${colors.dim(`(${fix.safety})`)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The first few names; a helper that a hundred tasks call needs no hundred names. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  const rest = names.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${rest} more`;
}

function fixable(findings: readonly Finding[]): string {
  const safe = findings.filter((finding) => offers(finding, 'safe')).length;
  const unsafe = findings.filter(
    (finding) => offers(finding, 'unsafe') && !offers(finding, 'safe'),
  ).length;
  if (safe === 0 && unsafe === 0) return '';
  const parts = [
    ...(safe === 0 ? [] : [`${safe} with --fix`]),
    ...(unsafe === 0 ? [] : [`${unsafe}${safe === 0 ? '' : ' more'} with --fix --unsafe-fixes`]),
  ];
  return ` Can be repaired: ${parts.join(', ')}.`;
}

function offers(finding: Finding, safety: FixSafety): boolean {
  return finding.fixes.some((fix) => fix.safety === safety);
}

function nameOf(severity: Severity, count: number): string {
  return severity === 'information' ? `${count} information` : counted(count, severity);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
