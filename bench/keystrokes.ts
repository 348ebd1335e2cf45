import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';

/** What a person types into a task: one statement after the other, as many know them by heart. */
const typed = [
  'response = requests.get(f"https://example.com/{day}/status")',
  'while response.json()["state"] != "done": time.sleep(30)',
  'rows = [row for row in response.json()["rows"] if row is not None]',
];

/**
 * The edits of somebody who writes new statements at places all over a file: a line break with the
 * indentation, as editors make it, then one character after the other; about so many in all.
 */
export function* keystrokes(
  text: string,
  count: number,
): Generator<TextDocumentContentChangeEvent> {
  const lines = text.split('\n');
  // From the end to the beginning, so that what is typed moves no place that is still to come.
  const places = [0.9, 0.5, 0.1].map((share) => placeAt(lines, share)).sort((a, b) => b - a);
  const perPlace = Math.max(1, Math.round(count / places.length) - 1);
  for (const [i, line] of places.entries()) {
    const indentation = /^ */.exec(lines[line] ?? '')?.[0] ?? '';
    const statement = typed[i % typed.length] ?? '';
    yield insertion(line, (lines[line] ?? '').length, `\n${indentation}`);
    for (let column = 0; column < statement.length && column < perPlace; column++) {
      yield insertion(line + 1, indentation.length + column, statement.charAt(column));
    }
  }
}

/** A line in a body, after which another statement can stand, at a share of the file or soon after it. */
function placeAt(lines: readonly string[], share: number): number {
  const from = Math.floor(lines.length * share);
  for (let step = 0; step < lines.length; step++) {
    const line = (from + step) % lines.length;
    if (/^ +\w+(?:\.\w+)*(?: = \S.*|\(.*\))$/.test(lines[line] ?? '') && isWhole(lines[line]))
      return line;
  }
  return Math.max(0, lines.length - 1);
}

/** Whether no bracket is left open at the end of a line. */
function isWhole(line = ''): boolean {
  return (
    line.replace(/[^([{]/g, '').length === line.replace(/[^)\]}]/g, '').length &&
    !line.endsWith(',')
  );
}

function insertion(line: number, character: number, text: string): TextDocumentContentChangeEvent {
  const at = { line, character };
  return { range: { start: at, end: at }, text };
}
