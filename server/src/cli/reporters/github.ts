// Workflow commands, which GitHub shows as annotations of the changed lines.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

import type { Severity } from '../../rules/rule';
import { placeRange, type Report } from '../report';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

export function githubReport(report: Report): string {
  const findings = report.checked.flatMap(({ file, findings, places }) =>
    findings.map((finding) => {
      const { start, end } = placeRange(places, finding);
      // GitHub takes columns only of a range within one line.
      const isOneLine = start.line === end.line;
      return command(commands[finding.severity], finding.message, {
        file,
        line: start.line,
        endLine: end.line,
        col: isOneLine ? start.column : undefined,
        endColumn: isOneLine ? end.column : undefined,
        title: `airworthy: ${finding.rule}`,
      });
    }),
  );
  const errors = report.errors.map(({ file, message }) =>
    command('error', message, { file, title: 'airworthy: not analyzed' }),
  );
  return [...findings, ...errors].join('');
}

function command(
  name: string,
  message: string,
  properties: Readonly<Record<string, string | number | undefined>>,
): string {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
