import type { SyntaxNode } from '../../syntax/node';
import { quotingOf, withoutEscapes } from '../../syntax/strings';
import type { FileModel } from '../file-model';

/** What an id names; groups that prefix the ids of their tasks take fewer characters. */
export type IdKind = 'dag' | 'task' | 'group';

/** Why Airflow refuses an id. */
export type IdMistake =
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'length'; readonly length: number; readonly most: number }
  | { readonly kind: 'characters'; readonly characters: string };

/** Code points; `validate_key` and `validate_group_key` in airflow/utils/helpers.py. */
export const longestId: Readonly<Record<IdKind, number>> = { dag: 250, task: 250, group: 200 };

/** What Airflow refuses about an expression that is an id, as far as the file shows it. */
export function idMistake(
  model: FileModel,
  expression: SyntaxNode,
  kind: IdKind,
): IdMistake | undefined {
  const constant = model.constants.value(expression);
  switch (constant?.type) {
    case 'string':
      return textMistake(constant.value, kind);
    case 'boolean':
      return { kind: 'type', type: 'bool' };
    case 'number':
      return { kind: 'type', type: constant.isFloat ? 'float' : 'int' };
    case 'none':
      // A group without an id is the one around all tasks.
      return kind === 'group' ? undefined : { kind: 'type', type: 'NoneType' };
    case 'duration':
      return { kind: 'type', type: 'timedelta' };
    default:
      return characterMistake(writtenParts(model, expression).join(''), kind);
  }
}

/** What Airflow refuses about an id that is known as a whole. */
export function textMistake(text: string, kind: IdKind): IdMistake | undefined {
  if (text === '') return { kind: 'empty' };
  const { length } = [...text];
  const most = longestId[kind];
  if (length > most) return { kind: 'length', length, most };
  // The `$` of the pattern lets one line break at the end through.
  return characterMistake(text.replace(/\n$/, ''), kind);
}

function characterMistake(text: string, kind: IdKind): IdMistake | undefined {
  // Nearly every id is written like this, and every id of a file is looked at.
  if (plainId.test(text)) return undefined;
  const wrong = new Set(text.replaceAll(kind === 'group' ? groupCharacters : characters, ''));
  return wrong.size === 0 ? undefined : { kind: 'characters', characters: [...wrong].join('') };
}

const plainId = /^[\w-]*$/;

/** `\w` of Python's `re`, which takes letters and numbers of all scripts, but no combining marks. */
const characters = /[\p{L}\p{N}_.-]/gu;
const groupCharacters = /[\p{L}\p{N}_-]/gu;

/** The texts that are part of an id whatever else the run puts in: of f-strings, `+`, `%`, `format`. */
function writtenParts(model: FileModel, expression: SyntaxNode): readonly string[] {
  switch (expression.kind) {
    case 'parenthesized_expression':
    case 'concatenated_string':
      return expression.parts.flatMap((part) => writtenParts(model, part));
    case 'string':
      return partsOfString(expression);
    case 'binary_operator':
      return partsOfOperator(model, expression);
    case 'call':
      return partsOfFormat(expression);
    default: {
      const constant = model.constants.string(expression);
      return constant === undefined ? [] : [constant];
    }
  }
}

function partsOfString(string: SyntaxNode): readonly string[] {
  const { prefix } = quotingOf(string);
  if (prefix.includes('b')) return [];
  return string.parts.flatMap((part) => {
    if (part.kind !== 'string_content') return [];
    const isFormatted = prefix.includes('f');
    const text = isFormatted
      ? part.text.replaceAll(/\{\{|\}\}/g, ([brace = '']) => brace)
      : part.text;
    return [prefix.includes('r') ? text : withoutEscapes(text)];
  });
}

function partsOfOperator(model: FileModel, expression: SyntaxNode): readonly string[] {
  const [left, right] = [expression.child('left'), expression.child('right')];
  const operator = expression.child('operator')?.kind;
  if (left === undefined || right === undefined) return [];
  if (operator === '+') return [...writtenParts(model, left), ...writtenParts(model, right)];
  if (operator !== '%' || left.kind !== 'string') return [];
  return partsOfString(left).map((text) =>
    text.replaceAll(/%(?:\(\w*\))?[#0\- +]*[\d.]*[a-z%]/gi, ''),
  );
}

function partsOfFormat(call: SyntaxNode): readonly string[] {
  const callee = call.child('function');
  const object = callee?.kind === 'attribute' ? callee.child('object') : undefined;
  if (object?.kind !== 'string' || callee?.child('attribute')?.text !== 'format') return [];
  return partsOfString(object).map((text) => text.replaceAll(/\{[^{}]*\}/g, ''));
}
