import { diffArrays } from 'diff';
import { changeBetween } from '../text/change';
import type { TextEdit } from '../text/edit';
import { LineIndex } from '../text/lines';

/** Texts that differ in more lines than this are told apart only by where they begin and end alike. */
const maximumChangedLines = 500;

/** Edits that make `after` of `before`, each as small as its lines allow. */
export function differenceAsEdits(before: string, after: string): TextEdit[] {
  const changes = diffArrays(linesOf(before), linesOf(after), {
    maxEditLength: maximumChangedLines,
  });
  if (changes === undefined) return narrowed(before, 0, before.length, after);
  const edits: TextEdit[] = [];
  let start = 0;
  let end = 0;
  let text = '';
  for (const { added, removed, value } of changes) {
    const joined = value.join('');
    if (removed) end += joined.length;
    else if (added) text += joined;
    else {
      edits.push(...narrowed(before, start, end, text));
      start = end + joined.length;
      end = start;
      text = '';
    }
  }
  edits.push(...narrowed(before, start, end, text));
  return edits;
}

/** The replacement of a span without what is the same at its beginning and end. */
function narrowed(before: string, from: number, to: number, text: string): TextEdit[] {
  const change = changeBetween(before.slice(from, to), text);
  if (change === undefined) return [];
  let { end, newEnd, start } = change;
  // Neither half of a surrogate pair nor of a line break is a place to edit.
  if (start > 0 && isFirstHalf(text.charCodeAt(start - 1))) start--;
  if (newEnd < text.length && isSecondHalf(text.charCodeAt(newEnd))) {
    end++;
    newEnd++;
  }
  return [{ start: from + start, end: from + end, text: text.slice(start, newEnd) }];
}

function isFirstHalf(code: number): boolean {
  return code === 13 || (code >= 0xd800 && code <= 0xdbff);
}

function isSecondHalf(code: number): boolean {
  return code === 10 || (code >= 0xdc00 && code <= 0xdfff);
}

/** Every line with its line break. */
function linesOf(text: string): string[] {
  const lines = new LineIndex(text);
  return Array.from({ length: lines.lineCount }, (_, line) =>
    text.slice(lines.lineStart(line), lines.lineStart(line + 1)),
  );
}
