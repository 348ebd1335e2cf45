import type { FileModel } from '../semantic/file-model';
import type { UnreleasedLock } from '../semantic/flow/unreleased-locks';
import { argumentNodes } from '../syntax/calls';
import { statementOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { indentStatements } from './indentation';
import { ownLines } from './own-lines';
import { removeStatement } from './replace';

/**
 * `lock.acquire()` … `lock.release()` becomes `with lock:` …; undefined where the two do not stand
 * alone in one block, or where the call says more than that the lock be taken.
 */
export function lockBlock(model: FileModel, found: UnreleasedLock): TextEdit[] | undefined {
  const { acquire, name, pair } = found;
  const statement = statementOf(acquire);
  const last = pair?.held.at(-1);
  if (pair === undefined || statement === undefined || last === undefined) return undefined;
  if (argumentNodes(acquire).length > 0) return undefined;
  const all = [statement, ...pair.held, pair.release];
  if (!all.every((part) => standsAlone(model, part))) return undefined;
  // Comments in front of the first statement belong to the block as well.
  const start = model.lines.lineStart(model.lines.lineAt(statement.end) + 1);
  const keyword = acquire.parent?.kind === 'await' ? 'async with' : 'with';
  return [
    { start: statement.start, end: statement.end, text: `${keyword} ${name}:` },
    ...indentStatements(model, { start }, last),
    ...removeStatement(model, pair.release),
  ];
}

function standsAlone(model: FileModel, statement: SyntaxNode): boolean {
  const { after, before } = ownLines(model, statement, statement);
  return after === undefined && before.length === 0;
}
