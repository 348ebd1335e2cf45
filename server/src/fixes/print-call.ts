import type { FileModel } from '../semantic/file-model';
import { argumentNodes, keywordValue } from '../syntax/calls';
import type { SyntaxNode } from '../syntax/node';
import { stringValue } from '../syntax/strings';
import type { TextEdit } from '../text/edit';
import { moduleLogger } from './logger';

/**
 * Turns a `print(…)` into a call of a logger's method with the same text. Undefined where the print
 * goes elsewhere, prints no whole line, or prints what is spread into it.
 */
export function printAsLogging(
  model: FileModel,
  call: SyntaxNode,
  method: string,
): TextEdit[] | undefined {
  const list = call.child('arguments');
  const callee = call.child('function');
  if (list?.kind !== 'argument_list' || callee === undefined || !isPlainPrint(call)) {
    return undefined;
  }
  const values = argumentNodes(call).filter((argument) => argument.kind !== 'keyword_argument');
  const logger = moduleLogger(model, call);
  const keywords = argumentNodes(call).filter((argument) => argument.kind === 'keyword_argument');
  const naming: TextEdit = {
    start: callee.start,
    end: callee.end,
    text: `${logger.expression}.${method}`,
  };
  const first = values[0];
  if (first === undefined) {
    const text = model.text.slice(list.start + 1, list.end - 1).trim() === '' ? '""' : undefined;
    if (text === undefined) return undefined;
    return [...logger.edits, naming, { start: list.start, end: list.end, text: `(${text})` }];
  }
  const separator = keywordValue(call, 'sep');
  const between = separator === undefined ? ' ' : stringValue(separator);
  if (between === undefined || !/^[\w ,;:|/-]*$/.test(between)) return undefined;
  const format = values.length === 1 ? [] : formatEdits(first, values.length, between);
  const removals = keywords.flatMap((keyword) => removal(list, keyword));
  return [...logger.edits, naming, ...format, ...removals];
}

/** `"failed", error` becomes `"failed %s", error`; values without a text in front get one. */
function formatEdits(first: SyntaxNode, count: number, between: string): TextEdit[] {
  const fields = Array.from({ length: count - 1 }, () => '%s');
  const text = stringValue(first);
  const closing = first.part('string_end');
  if (first.kind === 'string' && closing !== undefined && text?.includes('%') === false) {
    const rest = fields.map((field) => between + field).join('');
    return [{ start: closing.start, end: closing.start, text: rest }];
  }
  const template = ['%s', ...fields].join(between);
  return [{ start: first.start, end: first.start, text: `"${template}", ` }];
}

/** No `file=`, no `end=` and nothing spread: a print whose text a log line can carry. */
function isPlainPrint(call: SyntaxNode): boolean {
  return argumentNodes(call).every((argument) => {
    if (argument.kind === 'list_splat' || argument.kind === 'dictionary_splat') return false;
    if (argument.kind !== 'keyword_argument') return true;
    const name = argument.child('name')?.text;
    return name === 'sep' || name === 'flush';
  });
}

/** A keyword argument with the comma in front of it. */
function removal(list: SyntaxNode, keyword: SyntaxNode): TextEdit[] {
  const index = list.children.indexOf(keyword);
  const comma = list.children.slice(0, index).findLast((child) => child.kind === ',');
  return [{ start: comma?.start ?? keyword.start, end: keyword.end, text: '' }];
}
