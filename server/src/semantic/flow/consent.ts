import { argumentNodes } from '../../syntax/calls';
import { enclosingFunction, ownCode, statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { contentOf } from '../../syntax/strings';
import { countStartingBefore } from '../../text/ordered';
import type { TextRange } from '../../text/range';
import { reading } from '../../text/reading';
import { decoratorsOf } from '../decorators';
import type { FileModel } from '../file-model';
import { isLogCall, isRemark } from '../remarks';
import { rememberedOfFileBy } from '../remembered-of-file';
import { ownNodes } from '../tree-index';
import type { Handler } from './handlers';

/** True where a comment, the function's docstring or the message logged says that it may fail. */
export function isMeantToPass(model: FileModel, { clause, statement, block }: Handler): boolean {
  const comments = [commentsAbove(model, statement), commentsBeside(model, clause)];
  if (comments.some((text) => consent.test(text) || consentElsewhere.test(text))) return true;
  const messages = block === undefined ? [] : ownNodes(block, 'string');
  if (messages.some(({ text }) => consentInMessage.test(text) || consentElsewhere.test(text))) {
    return true;
  }
  const definition = enclosingFunction(clause);
  if (saysSoByName(model, definition)) return true;
  if (goesOnWithDefault(model, statement, block)) return true;
  const docstring = docstringOf(definition);
  return docstring !== undefined && consentInDocstring.test(docstring.text);
}

const consent =
  /best.?effort|optional|non.?(?:critical|fatal|blocking)|not (?:critical|fatal|important)|ignor|fire.and.forget|on purpose|intention|deliberate|never (?:fail|break|block|crash|stop|kill|abort)|(?:not|n't) (?:fail|break|block|stop|kill|abort|crash)|continue (?:anyway|without)|swallow|harmless|safe to|fall(?:ing|s)? ?(?:through|back)/i;

/** The same in other languages, as far as people write it in comments and log entries. */
const consentElsewhere =
  /ignorad|ignoré|ignoriert|игнор|忽略|無視|무시|no (?:fallar|romper|detener)|ne pas (?:échouer|bloquer)|nicht (?:abbrechen|scheitern)/i;

const consentInMessage =
  /best.?effort|\boptional\b|non.?(?:critical|fatal|blocking)|not (?:critical|fatal)|never fail|fire.and.forget|\bignor(?:ed|ing)\b|fall(?:ing|s)? ?back|(?:proceed|continu)(?:e|ing) (?:with|anyway)|(?:using|use|keep(?:ing)?) (?:the )?(?:cached|default|existing|fallback|old|original|previous)|\bretr(?:y|ied|ying) (?:it )?(?:(?:at|in|on|with) )?(?:the )?(?:following|later|next|tomorrow)\b|default(?:ing)? to|handled (?:since|because)/i;

const consentInDocstring =
  /best.?effort|safety net|non.?(?:critical|fatal)|never (?:fail|raise)|fire.and.forget/i;

/** A context manager called `ignoring_errors` is entered by people who know what it does. */
function saysSoByName(model: FileModel, definition: SyntaxNode | undefined): boolean {
  if (definition?.kind !== 'function_definition') return false;
  const isManager = decoratorsOf(definition, model.names).some(
    ({ name }) => name !== undefined && /^contextlib\.(?:async)?contextmanager$/.test(name),
  );
  return isManager && consentInName.test(definition.child('name')?.text ?? '');
}

const consentInName =
  /best_?effort|catch|handle|ignor|optional|quiet|safe|silen|suppress|swallow|toler/i;

/**
 * True where what was caught is only told as information, and what the block fills was empty before:
 * the author goes on without what would be nice to have.
 */
function goesOnWithDefault(
  model: FileModel,
  statement: SyntaxNode,
  block: SyntaxNode | undefined,
): boolean {
  const steps = statementsOf(block).map((step) => step.parts[0]);
  if (steps.length === 0 || !steps.every((step) => tellsAsInformation(model, step))) return false;
  const owner = enclosingFunction(statement);
  if (owner === undefined) return false;
  const empty = new Set<string>();
  for (const node of ownCode(owner.child('body') ?? owner)) {
    if (node.start >= statement.start || node.kind !== 'assignment') continue;
    if (isEmptyValue(model, node.child('right'))) empty.add(node.child('left')?.text ?? '');
  }
  return [...ownCode(statement.child('body') ?? statement)].some((node) => {
    const target = node.kind === 'assignment' ? node.child('left') : undefined;
    const filled = target?.kind === 'subscript' ? target.child('value') : target;
    return filled?.kind === 'identifier' && empty.has(filled.text);
  });
}

/** `logger.info("no history: %s", error)`, `print("[INFO] no history")`; not `logger.info("failed")`. */
function tellsAsInformation(model: FileModel, step: SyntaxNode | undefined): boolean {
  if (step?.kind !== 'call' || !isRemark(model, step)) return false;
  if (/err|exception|fail|could ?n[o']t|unable/i.test(writtenText(step))) return false;
  const method = step.child('function')?.child('attribute')?.text;
  const isLow = isLogCall(model, step) && (method === 'info' || method === 'debug');
  return isLow || /^\W*(?:INFO|DEBUG)\b/.test(writtenText(step));
}

/** What the string literals of a call say. */
function writtenText(call: SyntaxNode): string {
  return argumentNodes(call)
    .filter(({ kind }) => kind === 'string')
    .map((literal) => contentOf(literal).replace(/\{[^{}]*\}/g, ''))
    .join(' ');
}

/** `None`, `[]`, `{}`, `""`, `dict()`: nothing yet. */
function isEmptyValue(model: FileModel, value: SyntaxNode | undefined): boolean {
  if (value === undefined) return false;
  if (value.kind === 'list' || value.kind === 'dictionary') return value.parts.length === 0;
  if (value.kind !== 'call') return model.constants.truth(value) === false;
  const name = model.names.calleeName(value) ?? '';
  return collections.has(name) && argumentNodes(value).length === 0;
}

const collections: ReadonlySet<string> = new Set([
  'builtins.dict',
  'builtins.list',
  'builtins.set',
]);

// What is asked of the comments of the whole file is news only where the text that concerns somebody is another one.

const commentsAbove = rememberedOfFileBy((model: FileModel, statement: SyntaxNode) => {
  reading.note(statement.cell);
  const above = firstCommentLineAbove(model, model.lines.lineAt(statement.start));
  return commentsIn(model, { start: model.lines.lineStart(above), end: statement.start });
});

const commentsBeside = rememberedOfFileBy((model: FileModel, clause: SyntaxNode) => {
  reading.note(clause.cell);
  return commentsIn(model, { start: clause.start, end: endOfLastLine(model, clause) });
});

/** The comments that begin in a stretch of the file, joined. */
function commentsIn(model: FileModel, place: TextRange): string {
  const comments = model.whole.nodes('comment');
  const from = countStartingBefore(comments, place.start);
  const to = countStartingBefore(comments, place.end);
  return comments
    .slice(from, to)
    .map(({ text }) => text)
    .join('\n');
}

function firstCommentLineAbove(model: FileModel, line: number): number {
  let first = line;
  while (
    first > 0 &&
    model.lines
      .lineText(first - 1)
      .trim()
      .startsWith('#')
  )
    first--;
  return first;
}

function endOfLastLine(model: FileModel, node: SyntaxNode): number {
  return model.lines.lineEnd(model.lines.lineAt(node.end));
}

function docstringOf(definition: SyntaxNode | undefined): SyntaxNode | undefined {
  const first = statementsOf(definition?.child('body'))[0]?.parts[0];
  return first?.kind === 'string' ? first : undefined;
}
