import { builtinBaseOf } from '../knowledge/io-calls';
import type { FileModel } from '../semantic/file-model';
import { type IoCall, ioCallsWithin } from '../semantic/flow/io';
import type { Binding, Scope } from '../semantic/scopes';
import { ancestors, descendants, nodeAt, statementsOf } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { TextEdit } from '../text/edit';
import type { TextRange } from '../text/range';
import { failureLogArguments } from './failure-log';
import { type ImportedExpression, importedName } from './imports';
import { moduleLogger } from './logger';
import { wrapStatements } from './wrap';

/** A fix as rules give it, without their meta. */
export interface WrapFix {
  readonly title: string;
  readonly safety: 'safe';
  readonly edits: readonly TextEdit[];
}

export const wrapTitle = 'Wrap in try/except, log and re-raise';

/**
 * The refactoring: puts the statements that a selection touches into a try/except that logs the
 * exception and raises it again. Undefined where the selection holds no statement whose failure a
 * handler could see: imports, definitions, docstrings, comments, half a construct.
 */
export function wrapSelection(model: FileModel, range: TextRange): WrapFix | undefined {
  const run = selectedStatements(model, range);
  if (run === undefined) return undefined;
  return { title: wrapTitle, safety: 'safe', edits: tryExcept(model, run) };
}

/** `try:` around a run of statements of one block; the handler names what their calls raise. */
export function tryExcept(model: FileModel, run: readonly SyntaxNode[]): TextEdit[] {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  const calls = run.flatMap((statement) => ioCallsWithin(model, statement));
  const types = exceptionTypes(model, calls, first);
  const logger = moduleLogger(model, first);
  const caught = types.map((type) => type.expression);
  const list = caught.length === 1 ? caught.join('') : `(${caught.join(', ')})`;
  const wrapped = wrapStatements(model, first, lastWithComments(model, last), {
    before: ['try:'],
    after: [
      `except ${list}:`,
      `{indent}${logger.expression}.exception(${failureLogArguments(model, run, calls)})`,
      '{indent}raise',
    ],
  });
  return [...types.flatMap((type) => type.edits), ...logger.edits, ...wrapped];
}

function selectedStatements(model: FileModel, range: TextRange): readonly SyntaxNode[] | undefined {
  const selection = withoutRemarks(model, range);
  // Blank lines and comments alone are nothing to wrap; a cursor means the statement it is in.
  if (selection.start >= selection.end && range.start < range.end) return undefined;
  const block = blockAround(model, selection);
  if (block === undefined) return undefined;
  const touched = statementsOf(block).filter(
    (statement) => statement.start <= selection.end && selection.start <= statement.end,
  );
  const run = trimmed(touched, block);
  if (run.length === 0 || run.some(isBroken)) return undefined;
  return run;
}

/** The selection without blanks and comments at its ends, which belong to the blocks around it. */
function withoutRemarks(model: FileModel, range: TextRange): TextRange {
  const comments = model.whole.nodes('comment');
  let { start, end } = range;
  for (;;) {
    while (start < end && /\s/.test(model.text[start] ?? '')) start++;
    while (end > start && /\s/.test(model.text[end - 1] ?? '')) end--;
    const first = comments.find((comment) => comment.start === start && start < end);
    const last = comments.find(
      (comment) => start < comment.start && comment.start < end && end <= comment.end,
    );
    if (first === undefined && last === undefined) return { start, end };
    if (first !== undefined) start = Math.min(first.end, end);
    if (last !== undefined) end = last.start;
  }
}

/** The innermost block that holds the whole selection. */
function blockAround(model: FileModel, selection: TextRange): SyntaxNode | undefined {
  const inner = nodeAt(model.tree, selection);
  return [inner, ...ancestors(inner)].find(
    (node) => node.kind === 'block' || node.kind === 'module',
  );
}

/** The run without what a `try` around it would not protect, or would break. */
function trimmed(statements: readonly SyntaxNode[], block: SyntaxNode): readonly SyntaxNode[] {
  const first = statements.findIndex((statement) => isWorthTrying(statement, block));
  const last = statements.findLastIndex((statement) => isWorthTrying(statement, block));
  return first < 0 ? [] : statements.slice(first, last + 1);
}

function isWorthTrying(statement: SyntaxNode, block: SyntaxNode): boolean {
  return !inertKinds.has(statement.kind) && !isDocstring(statement, block);
}

/** Statements that only declare or jump. `from __future__` must even stand first in the file. */
const inertKinds: ReadonlySet<string> = new Set([
  'break_statement',
  'class_definition',
  'continue_statement',
  'decorated_definition',
  'function_definition',
  'future_import_statement',
  'global_statement',
  'import_from_statement',
  'import_statement',
  'nonlocal_statement',
  'pass_statement',
  'type_alias_statement',
]);

function isDocstring(statement: SyntaxNode, block: SyntaxNode): boolean {
  const [expression] = statement.parts;
  const isString = expression?.kind === 'string' || expression?.kind === 'concatenated_string';
  return (
    statement.kind === 'expression_statement' && isString && statementsOf(block)[0] === statement
  );
}

/** True for a statement that the parser did not understand: moving it would make it worse. */
function isBroken(statement: SyntaxNode): boolean {
  for (const node of descendants(statement)) {
    if (node.kind === 'ERROR' || node.isMissing || node.kind === 'future_import_statement') {
      return true;
    }
  }
  return false;
}

/** A comment at the end of a block, indented as the block is, goes with the statement. */
function lastWithComments(model: FileModel, last: SyntaxNode): SyntaxNode {
  const indentation = model.lines.indentation(model.lines.lineAt(last.start));
  let end = last;
  for (const comment of model.whole.nodes('comment')) {
    if (comment.start < end.end) continue;
    const line = model.lines.lineAt(comment.start);
    const follows = model.text.slice(end.end, comment.start).trim() === '';
    const own = model.lines.indentation(line);
    const isDeeper = own.length > indentation.length && own.startsWith(indentation);
    const isAlone = model.lines.lineStart(line) + own.length === comment.start;
    if (!follows || !isDeeper || !isAlone) break;
    end = comment;
  }
  return end;
}

/** What the handler catches: the exceptions of the known calls, without those that others cover. */
function exceptionTypes(
  model: FileModel,
  calls: readonly IoCall[],
  at: SyntaxNode,
): readonly ImportedExpression[] {
  const raised = [...new Set(calls.flatMap((call) => call.fact.raises))];
  const needed = raised.filter((type) => {
    const base = builtinBaseOf(type);
    return base === undefined || !raised.includes(base);
  });
  const types = needed.map((type) => expressionFor(model, type, at));
  if (types.length === 0 || types.includes(undefined)) {
    return [{ expression: 'Exception', edits: [] }];
  }
  const found = types.filter((type) => type !== undefined);
  // Built-in exceptions first, as people write them.
  return found.sort(
    (a, b) => Number(a.expression.includes('.')) - Number(b.expression.includes('.')),
  );
}

/** How to write an exception at a place; undefined where its module is not imported. */
function expressionFor(
  model: FileModel,
  type: string,
  at: SyntaxNode,
): ImportedExpression | undefined {
  const dot = type.lastIndexOf('.');
  if (dot < 0) {
    const isShadowed = model.scopes.lookup(type, at).length > 0;
    return isShadowed ? undefined : { expression: type, edits: [] };
  }
  const [module, name] = [type.slice(0, dot), type.slice(dot + 1)];
  const visible = visibleModule(model, module, at);
  if (visible !== undefined) return { expression: `${visible}.${name}`, edits: [] };
  // Where the file imports something else of the package, one name more does no harm.
  const top = module.split('.')[0] ?? module;
  const isImported = [...model.scopes.module.bindings.values()].some(([binding]) => {
    const imported = binding?.kind === 'import' ? binding.imported : undefined;
    return imported === top || imported?.startsWith(`${top}.`) === true;
  });
  if (isImported) return importedName(model, module, name, at);
  const builtin = builtinBaseOf(type);
  return builtin === undefined ? undefined : expressionFor(model, builtin, at);
}

/** The name of an imported module at a place, also of one that the function itself imports. */
function visibleModule(model: FileModel, module: string, at: SyntaxNode): string | undefined {
  const [top, ...inner] = module.split('.');
  for (
    let scope: Scope | undefined = model.scopes.scopeOf(at);
    scope !== undefined;
    scope = scope.parent
  ) {
    for (const binding of importsOf(model, scope, [module, top])) {
      const { name } = binding;
      if (scope.bindings.get(name)?.length !== 1) continue;
      const isBefore = binding.node.end <= at.start || scope.kind === 'module';
      if (!isBefore || model.scopes.lookup(name, at)[0] !== binding) continue;
      if (binding.imported === module) return name;
      // `import urllib3` sees `urllib3.exceptions` as its attribute.
      if (binding.imported === top && inner.length > 0) return [name, ...inner].join('.');
    }
  }
  return undefined;
}

/** What a scope imports of some modules, in source order. A long file binds many names in its module. */
function importsOf(
  model: FileModel,
  scope: Scope,
  modules: readonly (string | undefined)[],
): readonly Binding[] {
  const bindings =
    scope.kind === 'module'
      ? [...new Set(modules)].flatMap((name) => model.scopes.moduleImports(name ?? ''))
      : [...scope.bindings.values()].flatMap((all) => (all.length === 1 ? all : []));
  return bindings
    .filter(({ kind }) => kind === 'import')
    .sort((a, b) => a.node.start - b.node.start);
}
