// The report for people: every finding with its lines. What sums up stands in summary.ts.

import type { Finding } from '../../engine/finding';
import { ruleById } from '../../rules/registry';
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
