import type { FileModel } from '../semantic/file-model';
import { statementIn } from '../semantic/name-uses';
import type { OpenedFile } from '../semantic/opened-files';
import { descendants, enclosingFunction, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import { lineBreakOf } from '../text/lines';
import { indentStatements, indentUnit } from './indentation';
import { removeStatement } from './replace';

/** Opens a file in a `with` around exactly the statements that use it; undefined where none fits. */
export function withStatement(
  model: FileModel,
  call: SyntaxNode,
  opened: OpenedFile,
): TextEdit[] | undefined {
  if (!standsAlone(model, opened.statement)) return undefined;
  return opened.kind === 'name'
    ? aroundUses(model, call, opened)
    : aroundExpression(model, call, opened.statement);
}

/** `f = open(p)` … `f.close()` becomes `with open(p) as f:` … */
function aroundUses(
  model: FileModel,
  call: SyntaxNode,
  opened: OpenedFile & { kind: 'name' },
): TextEdit[] | undefined {
  const { statement, binding, uses } = opened;
  const block = statement.parent;
  const isOnlyBinding = model.scopes.lookup(binding.name, binding.node).length === 1;
  if (block === undefined || !isOnlyBinding || statement.parts[0]?.child('type')) return undefined;

  const statements = statementsOf(block);
  const from = statements.indexOf(statement) + 1;
  let last = from - 1;
  for (const use of uses) {
    const holder = statementIn(block, use);
    const index = holder === undefined ? -1 : statements.indexOf(holder);
    // A use in another block or in a nested function may come when the file is closed.
    if (index < from || enclosingFunction(use) !== enclosingFunction(statement)) return undefined;
    last = Math.max(last, index);
  }
  const final = statements[last];
  const closing = final !== undefined && isClose(final, binding.name) ? final : undefined;
  const body = statements.slice(from, closing === undefined ? last + 1 : last);
  const [first, end] = [body[0], body.at(-1)];
  if (first === undefined || end === undefined) return undefined;
  if (![...body, closing ?? end].every((part) => standsAlone(model, part))) return undefined;
  return [
    {
      start: statement.start,
      end: statement.end,
      text: `with ${call.text} as ${binding.name}:`,
    },
    ...indentStatements(model, first, end),
    ...(closing === undefined ? [] : removeStatement(model, closing)),
  ];
}

/** `x = open(p).read()` becomes `with open(p) as file:` and `x = file.read()` below it. */
function aroundExpression(
  model: FileModel,
  call: SyntaxNode,
  statement: SyntaxNode,
): TextEdit[] | undefined {
  const isPlain =
    statement.kind === 'expression_statement' ||
    statement.kind === 'return_statement' ||
    statement.kind === 'for_statement';
  const name = ['file', 'opened_file'].find((free) => isUnused(model, free));
  if (!isPlain || name === undefined || !isRunOnce(call, statement)) return undefined;
  const lineBreak = lineBreakOf(model.text);
  const line = model.lines.lineAt(statement.start);
  const indentation = model.lines.indentation(line);
  const start = model.lines.lineStart(line);
  return [
    { start, end: start, text: `${indentation}with ${call.text} as ${name}:${lineBreak}` },
    ...indentStatements(model, statement, statement),
    { start: call.start, end: call.end, text: name },
  ].filter((edit) => !isInsideCall(edit, call, indentUnit(model)));
}

/** Indentation of lines that the replaced call spanned goes with the call. */
function isInsideCall(edit: TextEdit, call: SyntaxNode, unit: string): boolean {
  return edit.text === unit && edit.start > call.start && edit.end <= call.end;
}

/** False in a comprehension, a lambda or behind a condition, where the call may run at other times. */
function isRunOnce(call: SyntaxNode, statement: SyntaxNode): boolean {
  for (let above = call.parent; above !== undefined && above !== statement; above = above.parent) {
    if (
      above.kind === 'lambda' ||
      above.kind === 'for_in_clause' ||
      above.kind.endsWith('comprehension') ||
      above.kind === 'generator_expression' ||
      above.kind === 'conditional_expression' ||
      above.kind === 'boolean_operator' ||
      above.kind === 'await'
    ) {
      return false;
    }
  }
  // Two files opened in one statement would each need the name.
  const { text } = call;
  const alike = [...descendants(statement)].filter(
    (node) => node.end - node.start === text.length && node.text === text,
  );
  return alike.length <= 1;
}

function isUnused(model: FileModel, name: string): boolean {
  return model.identifiersNamed(name).length === 0;
}

function isClose(statement: SyntaxNode, name: string): boolean {
  return statement.kind === 'expression_statement' && statement.text === `${name}.close()`;
}

function standsAlone(model: FileModel, statement: SyntaxNode): boolean {
  const line = model.lines.lineAt(statement.start);
  const lastLine = model.lines.lineAt(statement.end);
  const before = model.text.slice(model.lines.lineStart(line), statement.start);
  const after = model.text.slice(statement.end, model.lines.lineEnd(lastLine));
  return before.trim() === '' && /^\s*(?:#.*)?$/.test(after);
}
