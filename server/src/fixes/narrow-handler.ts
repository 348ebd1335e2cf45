import type { FileModel } from '../semantic/file-model';
import type { Handler } from '../semantic/flow/handlers';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { indentUnit } from './indentation';

/**
 * Makes a clause that catches everything catch `Exception` alone. Undefined where it lists other
 * classes, too, or names what it catches in some other way.
 */
export function catchExceptionOnly(clause: SyntaxNode): TextEdit[] | undefined {
  const value = clause.child('value');
  if (value === undefined) {
    const keyword = clause.children[0];
    return keyword === undefined ? undefined : [insertion(keyword.end, ' Exception')];
  }
  const type = value.kind === 'as_pattern' ? value.parts[0] : value;
  if (type?.kind !== 'identifier' || type.text !== 'BaseException') return undefined;
  return [{ start: type.start, end: type.end, text: 'Exception' }];
}

/** Puts `except <type>: raise` in front of a clause. */
export function reraiseBefore(model: FileModel, { clause }: Handler, type: string): TextEdit[] {
  const line = model.lines.lineAt(clause.start);
  const indentation = model.lines.indentation(line);
  const lineBreak = lineBreakOf(model.text);
  const lines = [`except ${type}:`, `${indentUnit(model)}raise`];
  const text = lines.map((added) => indentation + added + lineBreak).join('');
  return [insertion(model.lines.lineStart(line), text)];
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
