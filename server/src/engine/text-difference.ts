import { diffArrays } from 'diff';
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
  const most = Math.min(to - from, text.length);
  let same = 0;
  while (same < most && before[from + same] === text[same]) same++;
  let sameAtEnd = 0;
  while (
    sameAtEnd < most - same &&
    before[to - 1 - sameAtEnd] === text[text.length - 1 - sameAtEnd]
  ) {
    sameAtEnd++;
  }
  // Neither half of a surrogate pair nor of a line break is a place to edit.
  if (same > 0 && isFirstHalf(text.charCodeAt(same - 1))) same--;
  if (sameAtEnd > 0 && isSecondHalf(text.charCodeAt(text.length - sameAtEnd))) sameAtEnd--;
  const edit = {
    start: from + same,
    end: to - sameAtEnd,
    text: text.slice(same, text.length - sameAtEnd),
  };
  return edit.start === edit.end && edit.text === '' ? [] : [edit];
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
