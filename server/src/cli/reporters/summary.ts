import type { Finding } from '../../engine/finding';
import { type FixSafety, type Severity, severities } from '../../rules/rule';
import type { Report } from '../report';
import { type Colors, severityColor } from '../terminal/colors';

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
