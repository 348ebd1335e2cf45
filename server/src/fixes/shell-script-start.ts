import type { FileModel } from '../semantic/file-model';
import { isWrittenPlainly, type MappedText, sourceRange } from '../semantic/mapped-text';
import { hole } from '../semantic/shell/lexer';
import type { ShellScript } from '../semantic/shell/script';
import type { TextEdit } from '../text/edit';

/**
 * Puts a command in front of the first one of a script: on a line of its own where that one begins a
 * line, else followed by `;`. Undefined where something that is not known comes before it. The command
 * may hold no quotes, backslashes or braces.
 */
export function beginScript(
  model: FileModel,
  mapped: MappedText,
  script: ShellScript,
  command: string,
): TextEdit[] | undefined {
  const first = script.items[0]?.start;
  if (first === undefined || mapped.isWordList === true) return undefined;
  const before = mapped.text.slice(0, first);
  if (before.includes(hole) || /\{[%{#]/.test(before)) return undefined;
  if (!isWrittenPlainly(model, mapped, first, first + 1)) return undefined;
  const place = sourceRange(mapped, first, first + 1)?.start;
  if (place === undefined) return undefined;
  const start = before.lastIndexOf('\n') + 1;
  const lineBreak = start === 0 ? undefined : lineBreakAt(model, mapped, start - 1);
  const indentation = before.slice(start);
  const isOwnLine = lineBreak !== undefined && indentation.trim() === '';
  const written = isOwnLine ? model.text.slice(place - indentation.length, place) : '';
  // An escape such as `\t` in front of it would not be repeated as it is written.
  if (isOwnLine && written !== indentation) return undefined;
  const text = isOwnLine ? `${command}${lineBreak}${indentation}` : `${command}; `;
  return [{ start: place, end: place, text }];
}

/** The line break at a place of the text, as the file writes it; undefined for an escape. */
function lineBreakAt(model: FileModel, { offsets }: MappedText, at: number): string | undefined {
  const offset = offsets[at] ?? -1;
  return ['\r\n', '\n'].find(
    (lineBreak) => offset >= 0 && model.text.startsWith(lineBreak, offset),
  );
}
