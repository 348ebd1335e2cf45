/** What `astype`, `fillna` and `replace` make of the type of a column. */

import { argumentNodes, argumentValue, keywordValue, positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { type Environment, scalarOf } from './environment';
import type { ScalarType } from './values';
import { type Column, column, isLooseNumber, withBecoming } from './values';

/** The kind of type that a `dtype` names. */
export type NamedType = 'text' | 'object' | 'number' | 'nullable' | 'boolean';

const typesByName: Readonly<Record<string, NamedType>> = {
  Float64: 'nullable',
  Int32: 'nullable',
  Int64: 'nullable',
  bool: 'boolean',
  boolean: 'nullable',
  float: 'number',
  float32: 'number',
  float64: 'number',
  int: 'number',
  int32: 'number',
  int64: 'number',
  object: 'object',
  str: 'text',
  string: 'text',
};

/** The kind of type that an expression such as `str`, `"float64"` or `np.int64` names. */
export function namedType(
  { model }: Environment,
  expression: SyntaxNode | undefined,
): NamedType | undefined {
  if (expression === undefined) return undefined;
  const text = model.constants.string(expression);
  const name = model.names.qualifiedName(withoutParentheses(expression));
  const key = text ?? /^(?:builtins|numpy)\.(\w+)$/.exec(name ?? '')?.[1];
  return key !== undefined && Object.hasOwn(typesByName, key) ? typesByName[key] : undefined;
}

export function typedColumn(
  environment: Environment,
  source: Column,
  call: SyntaxNode,
): Column | undefined {
  const isAlone = argumentNodes(call).length === 1;
  const type = namedType(environment, argumentValue(call, 'dtype', 0));
  return isAlone ? retyped(source, type) : undefined;
}

export function retyped(source: Column, type: NamedType | undefined): Column | undefined {
  // The text of a time depends on the other rows; `1` and `1.0` would become different texts.
  if (source.family === 'time') return undefined;
  const hasOneText = source.isFixed || source.family !== 'number';
  switch (type) {
    case 'text':
      return hasOneText && !(source.family === 'any' && !source.isFixed)
        ? column('text')
        : undefined;
    case 'object':
      return source.isFixed ? source : undefined;
    case 'number':
      return column('number');
    case 'nullable':
      return { ...column('number'), mayBecome: 'nullable' };
    case 'boolean':
      return column('boolean');
    case undefined:
      return undefined;
  }
}

export function filledColumn(
  environment: Environment,
  source: Column,
  call: SyntaxNode,
): Column | undefined {
  const type = scalarOf(environment, argumentValue(call, 'value', 0))?.type;
  const isFiltered = [...environment.used].some((rows) => rows.isFiltered);
  return isFillCall(call) ? filled(source, type, isFiltered) : undefined;
}

/** True for `fillna` with a value alone: neighbours and counts would need more than the row. */
export function isFillCall(call: SyntaxNode): boolean {
  return argumentNodes(call).every(
    (argument, index) =>
      (argument.kind !== 'keyword_argument' && index === 0) ||
      keywordNames.has(argument.child('name')?.text ?? ''),
  );
}

const keywordNames: ReadonlySet<string> = new Set(['inplace', 'value']);

export function filled(
  source: Column,
  type: ScalarType | undefined,
  isFiltered: boolean,
): Column | undefined {
  if (source.family === 'time') return undefined;
  switch (type) {
    case 'integer':
    case 'float':
    case 'boolean':
      // A part without any text may have become one of floats, which get `0.0` in place of `0`.
      if (source.family === 'mixed' && !source.isFixed) return undefined;
      return source.family !== 'number' && source.family !== 'boolean'
        ? withBecoming(source, [source, { ...source, mayBecome: becoming[type] }])
        : source;
    case 'text':
    case 'other':
      if (source.family === 'text') return source;
      if (isLooseNumber(source)) return undefined;
      // A part without rows stays what it was: there `.str` would fail.
      return withBecoming(column('mixed', source.isFixed && !isFiltered), [source]);
    default:
      return undefined;
  }
}

/** What a part without any value is of when all are filled. */
const becoming = { boolean: 'truths', float: 'floats', integer: 'integers' } as const;

export function replacedColumn(
  environment: Environment,
  source: Column,
  call: SyntaxNode,
): Column | undefined {
  if (!replacesText(environment, call)) return undefined;
  return replaced(source);
}

export function replaced(source: Column): Column {
  // A part in which every value is missing, or became so, is one of floats afterwards.
  const mayHaveText =
    source.family === 'text' || source.family === 'any' || source.family === 'mixed';
  return mayHaveText && !isLooseNumber(source) ? column('mixed', false) : source;
}

/** True for `replace` that looks for text and puts text, or a missing value, in its place. */
export function replacesText(environment: Environment, call: SyntaxNode): boolean {
  const from = argumentValue(call, 'to_replace', 0);
  const to = argumentValue(call, 'value', 1);
  const hasKnownArguments = argumentNodes(call).every(
    (argument, index) =>
      (argument.kind !== 'keyword_argument' && index < 2) ||
      replaceArguments.has(argument.child('name')?.text ?? ''),
  );
  if (!hasKnownArguments || from === undefined) return false;
  if (to === undefined && from.kind === 'dictionary') {
    return from.parts.every(
      (pair) =>
        pair.kind === 'pair' &&
        isText(environment, pair.child('key')) &&
        isTextOrMissing(environment, pair.child('value')),
    );
  }
  const searched = from.kind === 'list' ? from.parts : [from];
  return searched.every((part) => isText(environment, part)) && isTextOrMissing(environment, to);
}

const replaceArguments: ReadonlySet<string> = new Set(['inplace', 'regex', 'to_replace', 'value']);

function isText(environment: Environment, node: SyntaxNode | undefined): boolean {
  return scalarOf(environment, node)?.type === 'text';
}

/** `None` stands for "fill from the row before" in some versions. */
function isTextOrMissing(environment: Environment, node: SyntaxNode | undefined): boolean {
  if (node === undefined || node.kind === 'none') return false;
  const type = scalarOf(environment, node)?.type;
  return type === 'text' || type === 'missing';
}

/** True where a call says `inplace=True`. */
export function isInPlace({ model }: Environment, call: SyntaxNode): boolean {
  return model.constants.truth(keywordValue(call, 'inplace')) === true;
}

/** The first argument under either of the names that pandas has for it. */
export function firstArgument(call: SyntaxNode, name: string): SyntaxNode | undefined {
  return positionalValue(call, 0) ?? keywordValue(call, name);
}
