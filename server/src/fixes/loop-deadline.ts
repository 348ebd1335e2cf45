import type { FileModel } from '../semantic/file-model';
import { enclosingFunction, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { contains } from '../text/range';
import { type ImportedExpression, importedModule, importedName } from './imports';
import { indentUnit } from './indentation';
import { ownLines } from './own-lines';

/** How long a loop may take, in seconds, until its author says otherwise. */
const limitSeconds = 3600;

/**
 * Gives a loop a deadline: a clock reading in front of it, and as the first thing in its body,
 * where no handler of the body can swallow it, a check that raises. Undefined where the loop has no
 * body to put it in.
 */
export function limitLoop(model: FileModel, loop: SyntaxNode): TextEdit[] | undefined {
  const first = statementsOf(loop.child('body'))[0];
  if (first === undefined) return undefined;
  const lineBreak = lineBreakOf(model.text);
  const time = importedModule(model, 'time', loop);
  const exception = timeoutException(model, loop);
  const name = freeName(model, loop);

  const loopStart = model.lines.lineStart(model.lines.lineAt(loop.start));
  const indentation = model.lines.indentation(model.lines.lineAt(loop.start));
  const clock = `${indentation}${name} = ${time.expression}.monotonic() + ${limitSeconds}${lineBreak}`;
  const check = [
    `if ${time.expression}.monotonic() > ${name}:`,
    `${indentUnit(model)}raise ${exception.expression}("The loop did not end within ${limitSeconds} seconds")`,
  ];
  return [
    ...time.edits,
    ...exception.edits,
    { start: loopStart, end: loopStart, text: clock },
    headInsertion(model, loop, first, check),
  ];
}

/** Puts lines in front of the first statement of a loop's body, and of the comments above it. */
function headInsertion(
  model: FileModel,
  loop: SyntaxNode,
  first: SyntaxNode,
  lines: readonly string[],
): TextEdit {
  const lineBreak = lineBreakOf(model.text);
  const place = ownLines(model, first, first);
  const separator = place.before[0];
  const text = lines.map((line) => place.indentation + line).join(lineBreak);
  if (separator !== undefined) return { ...separator, text: lineBreak + text + separator.text };
  const body = loop.child('body') ?? first;
  const colon = loop.children.findLast((child) => child.kind === ':' && child.end <= body.start);
  const start = model.lines.lineStart(model.lines.lineAt((colon ?? loop).end) + 1);
  return { start, end: start, text: text + lineBreak };
}

/** `TimeoutError`, unless the file means something else by that name. */
function timeoutException(model: FileModel, loop: SyntaxNode): ImportedExpression {
  if (model.scopes.lookup('TimeoutError', loop).length === 0) {
    return { expression: 'TimeoutError', edits: [] };
  }
  return importedName(model, 'airflow.exceptions', 'AirflowException', loop);
}

function freeName(model: FileModel, loop: SyntaxNode): string {
  const owner = enclosingFunction(loop) ?? model.tree.root;
  const isTaken = (name: string) =>
    model.identifiersNamed(name).some((node) => contains(owner, node));
  let name = 'deadline';
  for (let number = 2; isTaken(name); number++) name = `deadline_${number}`;
  return name;
}
