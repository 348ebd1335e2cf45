import type { FileModel } from '../semantic/file-model';
import { positionalValue } from '../syntax/calls';
import { statementOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { freshName } from './fresh-name';
import { indentationAt } from './indentation';
import { ownLines } from './own-lines';

/**
 * Has the handler of a `signal.signal(number, handler)` call the one that was there before;
 * undefined where the handler is no plain name, or the call no statement on a line of its own.
 */
export function chainedHandler(model: FileModel, call: SyntaxNode): TextEdit[] | undefined {
  const [number, handler] = [positionalValue(call, 0), positionalValue(call, 1)];
  const callee = call.child('function');
  const statement = statementOf(call);
  if (number === undefined || handler === undefined || statement === undefined) return undefined;
  const isName = handler.kind === 'identifier' || handler.kind === 'attribute';
  // `SIG_IGN` and `SIG_DFL` are no functions, and what only a module knows can be imported by name.
  if (!isName || /\bSIG_\w+$/.test(handler.text) || callee?.kind !== 'attribute') return undefined;
  const { after, before } = ownLines(model, statement, statement);
  const standsAlone = after === undefined && before.length === 0 && call.parent === statement;
  if (!standsAlone) return undefined;

  const name = freshName(model, call, 'previous_handler', 'airflow_handler');
  const module = callee.child('object')?.text;
  const start = model.lines.lineStart(model.lines.lineAt(statement.start));
  const line = `${indentationAt(model, statement)}${name} = ${module}.getsignal(${number.text})`;
  const both = `(${handler.text}(signum, frame), ${name}(signum, frame))`;
  return [
    { start, end: start, text: line + lineBreakOf(model.text) },
    { start: handler.start, end: handler.end, text: `lambda signum, frame: ${both}` },
  ];
}
