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

/** In pieces of one file each. */
export function* jsonReport(report: Report): Generator<string> {
  yield `{\n  "version": 1,\n  "files": ${report.fileCount},\n  "findings": `;
  yield* listInPieces(report.checked.map((checked) => () => jsonFindings(checked)));
  const errors = report.errors.map(
    ({ file, kind, message }) =>
      `{\n      "file": ${text(file)},\n      "kind": ${text(kind)},\n      "message": ${text(message)}\n    }`,
  );
  yield `,\n  "errors": ${list('  ', errors)}\n}\n`;
}

/** @param pieces each of some items, and at least one. */
function* listInPieces(pieces: readonly (() => string)[]): Generator<string> {
  yield '[';
  for (const [index, piece] of pieces.entries())
    yield (index === 0 ? '\n    ' : ',\n    ') + piece();
  yield pieces.length === 0 ? ']' : '\n  ]';
}

/** The findings of a file that has some. */
function jsonFindings(checked: CheckedFile): string {
  const file = text(checked.file);
  return checked.findings.map((finding) => jsonFinding(checked, file, finding)).join(',\n    ');
}

function jsonFinding(checked: CheckedFile, file: string, finding: Finding): string {
  const { places } = checked;
  const tasks = finding.tasks.map(
    ({ dagId, taskId }) =>
      `{\n          "dag_id": ${text(dagId)},\n          "task_id": ${text(taskId)}\n        }`,
  );
  const related = relatedPlaces(checked, finding).map(
    ({ end, message, start, file: where }) =>
      `{\n          "file": ${text(where)},\n          "range": ${jsonRange('          ', { start, end })}` +
      `,\n          "message": ${text(message)}\n        }`,
  );
  const fixes = finding.fixes.map(({ edits, safety, title }) => {
    const jsonEdits = edits.map(
      (edit) =>
        `{\n              "file": ${file},\n              "range": ` +
        `${jsonRange('              ', placeRange(places, edit))},\n              "text": ${text(edit.text)}\n            }`,
    );
    return (
      `{\n          "title": ${text(title)},\n          "safety": ${text(safety)}` +
      `,\n          "edits": ${list('          ', jsonEdits)}\n        }`
    );
  });
  return (
    `{\n      "rule": ${text(finding.rule)},\n      "severity": ${text(finding.severity)}` +
    `,\n      "message": ${text(finding.message)},\n      "file": ${file}` +
    `,\n      "range": ${jsonRange('      ', placeRange(places, finding))}` +
    `,\n      "phases": ${list('      ', finding.phases.map(text))}` +
    `,\n      "tasks": ${list('      ', tasks)},\n      "related": ${list('      ', related)}` +
    `,\n      "fixes": ${list('      ', fixes)}\n    }`
  );
}

/** @param indentation of the line that it begins on. */
function jsonRange(indentation: string, { end, start }: PlaceRange): string {
  const outer = `\n${indentation}`;
  const inner = `${outer}    `;
  return (
    `{${outer}  "start": {${inner}"line": ${start.line},${inner}"column": ${start.column}${outer}  }` +
    `,${outer}  "end": {${inner}"line": ${end.line},${inner}"column": ${end.column}${outer}  }${outer}}`
  );
}

function list(indentation: string, items: readonly string[]): string {
  if (items.length === 0) return '[]';
  return `[\n${indentation}  ${items.join(`,\n${indentation}  `)}\n${indentation}]`;
}

function text(value: string | undefined): string {
  return value === undefined ? 'null' : JSON.stringify(value);
}
