// The comments by which an author silences a rule: written so that `suppressions.ts` understands
// them, wherever on the line the finding is.

import type { Fix } from '../rules/rule';
import type { FileModel } from '../semantic/file-model';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import type { TextRange } from '../text/range';
import { CommentLines } from './comment-lines';
import { blockHeaders, type SuppressionComment, suppressionComments } from './suppressions';

/** Undefined where no line of the finding has room for a comment, as in a string that never ends. */
export function ignoreOnLine(
  model: FileModel,
  rule: string,
  finding: TextRange,
): Pick<Fix, 'title' | 'edits'> | undefined {
  const { lines } = model;
  const { last: line } = new CommentLines(model).around(lines.lineAt(finding.start));
  if (line >= lines.lineCount) return undefined;
  const block = blockHeaders(model).get(line);
  const existing = suppressionComments(model).find(
    ({ scope, comment }) => scope === 'line' && lines.lineAt(comment.start) === line,
  );
  return {
    title: `Ignore ${rule} ${block === undefined ? 'on this line' : `in this ${block.kind}`}`,
    edits: [
      existing === undefined
        ? insertion(lines.lineEnd(line), `  # airworthy: ignore[${rule}]`)
        : addedTo(existing, rule),
    ],
  };
}

export function ignoreInFile(model: FileModel, rule: string): Pick<Fix, 'title' | 'edits'> {
  const existing = suppressionComments(model).find(({ scope }) => scope === 'file');
  const comment = `# airworthy: ignore-file[${rule}]${lineBreakOf(model.text)}`;
  return {
    title: `Ignore ${rule} in this file`,
    edits: [
      existing === undefined
        ? insertion(firstFreeLine(model.text), comment)
        : addedTo(existing, rule),
    ],
  };
}

/** Behind what must stand first in a file: a byte order mark, `#!` and the line with the encoding. */
function firstFreeLine(text: string): number {
  const first = /^\ufeff?(?:#!.*(?:\r\n|\r|\n))?(?:[ \t\f]*#.*?coding[:=].*(?:\r\n|\r|\n))?/;
  return first.exec(text)?.[0].length ?? 0;
}

function addedTo({ list, rules, comment }: SuppressionComment, rule: string): TextEdit {
  const before = comment.text.slice(list.start - comment.start, list.end - comment.start);
  const kept = before.trimEnd();
  const separator = rules.length === 0 ? '' : kept.endsWith(',') ? ' ' : ', ';
  return insertion(list.start + kept.length, separator + rule);
}

function insertion(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}
