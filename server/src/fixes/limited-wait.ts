import type { FileModel } from '../semantic/file-model';
import { argumentNodes } from '../syntax/calls';
import { ancestors, isInside, isSimpleStatement, statementOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { freshName } from './fresh-name';
import { setKeywordArgument } from './keyword-argument';
import { ownLines } from './own-lines';
import { commandSeconds, endingClause, ownSession, renderLines } from './process-group';
import { wrapStatements } from './wrap';

/**
 * Gives `process.communicate()` or `process.wait()` a timeout, and ends the process with its whole
 * group when the wait does not come to its end. `creations` are the `Popen(...)` calls that made
 * the process, where they are seen. Undefined where the wait stands in a place that a `try` cannot
 * be put around.
 */
export function limitedWait(
  model: FileModel,
  wait: SyntaxNode,
  creations: readonly SyntaxNode[] | undefined,
): TextEdit[] | undefined {
  const statement = statementOf(wait);
  const callee = wait.child('function');
  const process = callee?.child('object');
  if (statement === undefined || process === undefined) return undefined;
  if (isConditional(wait, statement)) return undefined;
  const session = creations === undefined ? undefined : ownSession(model, creations);
  const timeout = setKeywordArgument(model, wait, 'timeout', String(commandSeconds));
  if (process.kind === 'call') {
    return chainedWait(model, wait, process, [...(session ?? []), ...timeout], session);
  }
  const isHoisted = !isSimpleStatement(statement);
  const clause = endingClause(model, statement, process.text, {
    leadsGroup: session !== undefined,
    isLastToRun: isHoisted || isLastToRun(wait, statement),
  });
  const common = [...clause.edits, ...(session ?? [])];
  if (!isHoisted) {
    const wrapping = { before: ['try:'], after: clause.lines };
    return [...common, ...timeout, ...wrapStatements(model, statement, statement, wrapping)];
  }
  // The condition of an `if` may wait once more: behind the limited wait that returns at once.
  const condition = statement.kind === 'if_statement' ? statement.child('condition') : undefined;
  const isPlainWait =
    callee?.child('attribute')?.text === 'wait' && argumentNodes(wait).length === 0;
  if (condition === undefined || !isInside(wait, condition) || !isPlainWait) return undefined;
  const indentation = ownIndentation(model, statement);
  if (indentation === undefined) return undefined;
  const limited = ['try:', `{indent}${process.text}.wait(timeout=${commandSeconds})`];
  const text = renderLines(model, indentation, [...limited, ...clause.lines]);
  const before = text.slice(indentation.length) + lineBreakOf(model.text) + indentation;
  return [...common, { start: statement.start, end: statement.start, text: before }];
}

/** `out, err = Popen(…).communicate()`: the process needs a name of its own first. */
function chainedWait(
  model: FileModel,
  wait: SyntaxNode,
  process: SyntaxNode,
  edits: readonly TextEdit[],
  session: readonly TextEdit[] | undefined,
): TextEdit[] | undefined {
  const statement = statementOf(wait);
  if (statement === undefined || !isSimpleStatement(statement)) return undefined;
  const indentation = ownIndentation(model, statement);
  const prefix = model.text.slice(statement.start, process.start);
  if (indentation === undefined || !isPlainPrefix(statement, process, prefix)) return undefined;
  const name = freshName(model, wait, 'process', 'child_process');
  const clause = endingClause(model, statement, name, {
    leadsGroup: session !== undefined,
    isLastToRun: isLastToRun(wait, statement),
  });
  const lineBreak = lineBreakOf(model.text);
  const attempt = renderLines(model, indentation, ['try:', `{indent}${prefix}${name}`]);
  const end = model.lines.lineEnd(model.lines.lineAt(statement.end));
  return [
    ...clause.edits,
    { start: statement.start, end: process.start, text: `${name} = ` },
    ...edits,
    { start: process.end, end: process.end, text: lineBreak + attempt },
    { start: end, end, text: lineBreak + renderLines(model, indentation, clause.lines) },
  ];
}

/** True where text in front of an expression can be moved behind it: nothing in it runs before. */
export function isPlainPrefix(
  statement: SyntaxNode,
  expression: SyntaxNode,
  prefix: string,
): boolean {
  if (/[\r\n#]/.test(prefix)) return false;
  for (const above of ancestors(expression)) {
    if (above === statement) return true;
    if (above.kind === 'interpolation') return false;
    const before = above.parts.filter((part) => part.end <= expression.start);
    if (before.some((part) => /[(]|\bawait\b|\byield\b|:=/.test(part.text))) return false;
  }
  return false;
}

/** The indentation of a statement that has its lines to itself. */
export function ownIndentation(model: FileModel, statement: SyntaxNode): string | undefined {
  const place = ownLines(model, statement, statement);
  return place.before.length === 0 && place.after === undefined ? place.indentation : undefined;
}

/** True where the wait may not run although the statement does, or runs more than once. */
export function isConditional(expression: SyntaxNode, statement: SyntaxNode): boolean {
  let below = expression;
  for (const above of ancestors(expression)) {
    if (above === statement) return false;
    if (conditionalKinds.has(above.kind)) return true;
    if (above.kind === 'boolean_operator' && below.field === 'right') return true;
    below = above;
  }
  return false;
}

const conditionalKinds: ReadonlySet<string> = new Set([
  'await',
  'conditional_expression',
  'dictionary_comprehension',
  'generator_expression',
  'lambda',
  'list_comprehension',
  'set_comprehension',
]);

/** True where nothing in the statement can raise once the wait has returned. */
function isLastToRun(wait: SyntaxNode, statement: SyntaxNode): boolean {
  for (const above of ancestors(wait)) {
    if (above === statement) return true;
    const isPlain =
      above.kind === 'expression_statement' ||
      above.kind === 'parenthesized_expression' ||
      above.kind === 'subscript' ||
      (above.kind === 'assignment' && isPlainTarget(above.child('left')));
    if (!isPlain) return false;
  }
  return false;
}

function isPlainTarget(target: SyntaxNode | undefined): boolean {
  return target !== undefined && !target.text.includes('[');
}
