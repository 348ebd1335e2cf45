import type { FileModel } from '../semantic/file-model';
import { inSourceOrder, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';

export function replaceNode(node: SyntaxNode, text: string): TextEdit[] {
  return [{ start: node.start, end: node.end, text }];
}

/** Takes a statement out, with its line where it stands alone; an empty block gets a `pass`. */
export function removeStatement(model: FileModel, statement: SyntaxNode): TextEdit[] {
  return removeStatements(model, [statement]);
}

/** Takes several statements out; a block of which nothing would be left gets a `pass`. */
export function removeStatements(model: FileModel, statements: readonly SyntaxNode[]): TextEdit[] {
  return runsOf(model, statements).flatMap((run) => {
    const { parent } = run.first;
    const siblings = statementsOf(parent);
    const isEmptied =
      parent?.kind === 'block' && siblings.every((sibling) => statements.includes(sibling));
    if (isEmptied && siblings[0] === run.first) {
      return [{ start: run.first.start, end: run.last.end, text: 'pass' }];
    }
    return removeRun(model, siblings, run);
  });
}

/** Statements that follow each other on one line: `a(); b()`. */
interface Run {
  readonly first: SyntaxNode;
  readonly last: SyntaxNode;
}

/** In source order. */
function runsOf(model: FileModel, statements: readonly SyntaxNode[]): Run[] {
  const runs: Run[] = [];
  for (const statement of [...statements].sort(inSourceOrder)) {
    const before = runs.at(-1);
    const isNext = before !== undefined && nextOnLine(model, before.last) === statement;
    if (isNext) runs[runs.length - 1] = { first: before.first, last: statement };
    else runs.push({ first: statement, last: statement });
  }
  return runs;
}

function nextOnLine({ lines }: FileModel, statement: SyntaxNode): SyntaxNode | undefined {
  const siblings = statementsOf(statement.parent);
  const next = siblings[siblings.indexOf(statement) + 1];
  const isThere = next !== undefined && lines.lineAt(next.start) === lines.lineAt(statement.end);
  return isThere ? next : undefined;
}

function removeRun(
  model: FileModel,
  siblings: readonly SyntaxNode[],
  { first, last }: Run,
): TextEdit[] {
  const next = nextOnLine(model, last);
  if (next !== undefined) return [{ start: first.start, end: next.start, text: '' }];
  const previous = siblings[siblings.indexOf(first) - 1];
  if (previous !== undefined && nextOnLine(model, previous) === first) {
    return [{ start: previous.end, end: last.end, text: '' }];
  }
  const end = model.lines.lineStart(model.lines.lineAt(last.end) + 1);
  const rest = model.text.slice(last.end, end).trim();
  // A comment behind the statement may speak of more than the statement: it stays.
  if (rest !== '' && rest !== ';') {
    const comment = model.text.indexOf('#', last.end);
    return [{ start: first.start, end: comment < 0 ? last.end : comment, text: '' }];
  }
  return [{ start: model.lines.lineStart(model.lines.lineAt(first.start)), end, text: '' }];
}
