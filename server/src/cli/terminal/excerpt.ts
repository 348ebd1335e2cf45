import stringWidth from 'string-width';
import type { LineIndex } from '../../text/lines';
import type { TextRange } from '../../text/range';
import type { Colors } from './colors';
import { printable } from './printable';

/** The most columns of source that a line shows; what is longer is cut around the finding. */
const widest = 120;
/** What is kept before a finding on a line that has to be cut. */
const lead = 40;
const cut = '…';

/**
 * The lines around a range with their numbers, and carets under the range. A range of several
 * lines is marked on its first, to that line’s end. Secrets are not shown.
 */
export function excerpt(
  lines: LineIndex,
  range: TextRange,
  colors: Colors,
  paint: (text: string) => string,
  secrets: readonly TextRange[] = [],
): string[] {
  const line = lines.lineAt(range.start);
  const first = Math.max(0, line - 1);
  const last = Math.min(lines.lineCount - 1, line + 1);
  const gutter = String(last + 1).length;
  const shown = (at: number) => withoutSecrets(lines, at, secrets);
  const source = shown(line);
  const column = range.start - lines.lineStart(line);
  const length = Math.max(0, Math.min(range.end, lines.lineEnd(line)) - range.start);
  const shift = shiftFor(source, column);
  const out: string[] = [];
  for (let at = first; at <= last; at++) {
    const text = shown(at);
    if (at !== line && text.trim() === '') continue;
    out.push(
      `${colors.dim(`${String(at + 1).padStart(gutter)} │`)} ${window(text, shift)}`.trimEnd(),
    );
    if (at !== line) continue;
    const before = widthOf(source.slice(shift, column)) + (shift > 0 ? 1 : 0);
    const room = widest - before;
    const carets = Math.max(1, Math.min(widthOf(source.slice(column, column + length)), room));
    out.push(
      `${colors.dim(`${' '.repeat(gutter)} │`)} ${' '.repeat(before)}${paint('^'.repeat(carets))}`,
    );
  }
  return out;
}

/** A line with a dot for every unit of a secret: places stay where they are. */
function withoutSecrets(lines: LineIndex, line: number, secrets: readonly TextRange[]): string {
  const [start, end] = [lines.lineStart(line), lines.lineEnd(line)];
  let text = lines.lineText(line);
  for (const secret of secrets) {
    const from = Math.max(secret.start, start) - start;
    const to = Math.min(secret.end, end) - start;
    if (from < to) text = text.slice(0, from) + '•'.repeat(to - from) + text.slice(to);
  }
  return text;
}

/** How many units to leave out at the start of the lines, so that the finding can be seen. */
function shiftFor(source: string, column: number): number {
  if (widthOf(source.slice(0, column)) <= widest - lead) return 0;
  return column - lead;
}

function window(text: string, shift: number): string {
  const shown = printable(text.slice(shift, shift + widest));
  const start = shift > 0 && text.length > 0 ? cut : '';
  return start + shown + (text.length > shift + widest ? cut : '');
}

function widthOf(text: string): number {
  return stringWidth(printable(text));
}
