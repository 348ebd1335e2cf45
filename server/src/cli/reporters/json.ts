// The JSON report, version 1. Its form is public contract and grows only with a new version.

import type { Finding } from '../../engine/finding';
import type { TextRange } from '../../text/range';
import {
  type CheckedFile,
  type PlaceRange,
  placeRange,
  type Report,
  relatedPlaces,
} from '../report';

export function jsonReport(report: Report): string {
  const whole = {
    version: 1,
    files: report.fileCount,
    findings: report.checked.flatMap((file) =>
      file.findings.map((finding) => jsonFinding(file, finding)),
    ),
    errors: report.errors.map(({ file, kind, message }) => ({ file, kind, message })),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function jsonFinding(checked: CheckedFile, finding: Finding) {
  const { file, lines } = checked;
  const range = (span: TextRange): PlaceRange => placeRange(lines, span);
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    file,
    range: range(finding),
    phases: finding.phases,
    tasks: finding.tasks.map((task) => ({
      dag_id: task.dagId ?? null,
      task_id: task.taskId ?? null,
    })),
    related: relatedPlaces(checked, finding).map(({ end, message, start, file: where }) => ({
      file: where,
      range: { start, end },
      message,
    })),
    fixes: finding.fixes.map((fix) => ({
      title: fix.title,
      safety: fix.safety,
      edits: fix.edits.map((edit) => ({ file, range: range(edit), text: edit.text })),
    })),
  };
}
