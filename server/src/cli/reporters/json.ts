// The JSON report, version 1. Its form is public contract and grows only with a new version. It can have tens of
// megabytes, so that it is put together as text, the same that `JSON.stringify` would make with two spaces.

import type { Finding } from '../../engine/finding';
import {
  type CheckedFile,
  type PlaceRange,
  placeRange,
  type Report,
  relatedPlaces,
} from '../report';

export function jsonReport(report: Report): string {
  const findings = report.checked.flatMap((checked) => {
    const file = text(checked.file);
    return checked.findings.map((finding) => jsonFinding(checked, file, finding));
  });
  const errors = report.errors.map(({ file, kind, message }) =>
    object('    ', [
      `"file": ${text(file)}`,
      `"kind": ${text(kind)}`,
      `"message": ${text(message)}`,
    ]),
  );
  const whole = object('', [
    '"version": 1',
    `"files": ${report.fileCount}`,
    `"findings": ${list('  ', findings)}`,
    `"errors": ${list('  ', errors)}`,
  ]);
  return `${whole}\n`;
}

function jsonFinding(checked: CheckedFile, file: string, finding: Finding): string {
  const { places } = checked;
  const tasks = finding.tasks.map(({ dagId, taskId }) =>
    object('        ', [`"dag_id": ${text(dagId)}`, `"task_id": ${text(taskId)}`]),
  );
  const related = relatedPlaces(checked, finding).map(({ end, message, start, file: where }) =>
    object('        ', [
      `"file": ${text(where)}`,
      `"range": ${jsonRange('          ', { start, end })}`,
      `"message": ${text(message)}`,
    ]),
  );
  const fixes = finding.fixes.map(({ edits, safety, title }) => {
    const jsonEdits = edits.map((edit) =>
      object('            ', [
        `"file": ${file}`,
        `"range": ${jsonRange('              ', placeRange(places, edit))}`,
        `"text": ${text(edit.text)}`,
      ]),
    );
    return object('        ', [
      `"title": ${text(title)}`,
      `"safety": ${text(safety)}`,
      `"edits": ${list('          ', jsonEdits)}`,
    ]);
  });
  return object('    ', [
    `"rule": ${text(finding.rule)}`,
    `"severity": ${text(finding.severity)}`,
    `"message": ${text(finding.message)}`,
    `"file": ${file}`,
    `"range": ${jsonRange('      ', placeRange(places, finding))}`,
    `"phases": ${list('      ', finding.phases.map(text))}`,
    `"tasks": ${list('      ', tasks)}`,
    `"related": ${list('      ', related)}`,
    `"fixes": ${list('      ', fixes)}`,
  ]);
}

function jsonRange(indentation: string, { end, start }: PlaceRange): string {
  const outer = `\n${indentation}`;
  const inner = `${outer}    `;
  return (
    `{${outer}  "start": {${inner}"line": ${start.line},${inner}"column": ${start.column}${outer}  },` +
    `${outer}  "end": {${inner}"line": ${end.line},${inner}"column": ${end.column}${outer}  }${outer}}`
  );
}

/** @param indentation of the line that it begins on. */
function object(indentation: string, fields: readonly string[]): string {
  return `{\n${indentation}  ${fields.join(`,\n${indentation}  `)}\n${indentation}}`;
}

function list(indentation: string, items: readonly string[]): string {
  if (items.length === 0) return '[]';
  return `[\n${indentation}  ${items.join(`,\n${indentation}  `)}\n${indentation}]`;
}

function text(value: string | undefined): string {
  return value === undefined ? 'null' : JSON.stringify(value);
}
