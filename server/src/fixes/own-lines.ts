import type { FileModel } from '../semantic/file-model';
import { statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { indentUnit } from './indentation';

/** A run of statements on lines of their own, after the edits that put them there. */
export interface OwnLines {
  /** The white space in front of the statements. */
  readonly indentation: string;
  /** Line breaks behind the `:` or `;` in front of the run; the last one is right before it. */
  readonly before: readonly TextEdit[];
  /** The line break for a `;` and another statement behind the run. */
  readonly after: TextEdit | undefined;
}

/** How `if x: f()` and `a(); b()` must be broken so that a run of statements stands alone. */
export function ownLines(model: FileModel, first: SyntaxNode, last: SyntaxNode): OwnLines {
  const line = model.lines.lineAt(first.start);
  const lineIndentation = model.lines.indentation(line);
  const header = oneLineHeaderEnd(model, first);
  const indentation = header === undefined ? lineIndentation : lineIndentation + indentUnit(model);
  const text = lineBreakOf(model.text) + indentation;
  const previous = siblingOnLine(model, first, -1);
  const next = siblingOnLine(model, last, 1);
  const before: TextEdit[] = [];
  if (header !== undefined) {
    const suiteStart = statementsOf(first.parent)[0]?.start ?? first.start;
    before.push({ start: header, end: suiteStart, text });
  }
  if (previous !== undefined) before.push({ start: previous.end, end: first.start, text });
  return {
    indentation,
    before,
    after: next === undefined ? undefined : { start: last.end, end: next.start, text },
  };
}

/** The neighbour in the same block that shares the statement's line. */
function siblingOnLine(
  model: FileModel,
  statement: SyntaxNode,
  step: 1 | -1,
): SyntaxNode | undefined {
  const siblings = statementsOf(statement.parent);
  const neighbour = siblings[siblings.indexOf(statement) + step];
  if (neighbour === undefined) return undefined;
  const edge = step === 1 ? statement.end : statement.start;
  const other = step === 1 ? neighbour.start : neighbour.end;
  return model.lines.lineAt(edge) === model.lines.lineAt(other) ? neighbour : undefined;
}

/** Behind the colon of a header whose suite stands on the header's own line. */
function oneLineHeaderEnd(model: FileModel, statement: SyntaxNode): number | undefined {
  const block = statement.parent;
  if (block?.kind !== 'block') return undefined;
  const colon = block.parent?.children.findLast(
    (child) => child.kind === ':' && child.end <= block.start,
  );
  const first = statementsOf(block)[0];
  if (colon === undefined || first === undefined) return undefined;
  return model.lines.lineAt(colon.end) === model.lines.lineAt(first.start) ? colon.end : undefined;
}
