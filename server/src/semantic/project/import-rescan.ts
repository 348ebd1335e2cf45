// What another text changes in the imports of a file.

import { changeBetween } from '../../text/change';
import type { TextRange } from '../../text/range';
import { airflowWords, type ScannedText, scanText } from './import-scan';

/** What a scan can find, or a part of it that fills lines: those with other words and without these tell it nothing. */
const telling = new RegExp(`\\b(?:from|import|sys|path)\\b|${airflowWords.source}|^[\\s.]*$`);

/**
 * What `scanText` says of a text that an earlier one has become. The scan itself is the same object where neither the lines
 * that were edited nor what they have become can be part of what it finds, as while a statement is typed into a function.
 */
export function rescanText(before: ScannedText, text: string): ScannedText {
  const change = changeBetween(before.text, text);
  if (change === undefined) return before;
  const { end, newEnd, start } = change;
  const old = wholeLines(before.text, { start, end });
  const edited = wholeLines(text, { start, end: newEnd });
  const isInImport = before.statements.some(
    (each) => each.start <= old.end && old.start <= each.end,
  );
  const lines = [before.text.slice(old.start, old.end), text.slice(edited.start, edited.end)];
  if (isInImport || lines.some((each) => telling.test(each))) return scanText(text);
  const moved = newEnd - end;
  const statements = before.statements.map((each) =>
    each.start < start ? each : { start: each.start + moved, end: each.end + moved },
  );
  return { text, scan: before.scan, statements };
}

/** A range with all of the lines that it begins and ends in. */
function wholeLines(text: string, range: TextRange): TextRange {
  let { end, start } = range;
  while (start > 0 && !isLineBreak(text, start - 1)) start--;
  while (end < text.length && !isLineBreak(text, end)) end++;
  return { start, end };
}

function isLineBreak(text: string, at: number): boolean {
  const character = text.charAt(at);
  return character === '\n' || character === '\r';
}
