import {
  columnFunctions,
  columnMethods,
  textMethods,
  timeMembers,
} from '../../knowledge/dataframe-operations';
import { argumentNodes, argumentValue, keywordValue, positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { mappedColumn } from './element-functions';
import { type Environment, mentionsFrame, scalarOf } from './environment';
import { arithmetic, columnValue, evaluate } from './expressions';
import { frameMethod } from './frame-methods';
import { filledColumn, replacedColumn, typedColumn } from './retyping';
import { type Accessor, type Column, column, hasText, type Scalar, type Value } from './values';

export function valueOfCall(
  environment: Environment,
  call: SyntaxNode,
  depth: number,
): Value | undefined {
  const callee = call.child('function');
  const name = environment.model.names.qualifiedName(callee);
  if (name !== undefined && /^(?:pandas|numpy)\.\w+$/.test(name)) {
    return ofFunction(environment, call, name, depth);
  }
  if (callee?.kind !== 'attribute') return undefined;
  const object = evaluate(environment, callee.child('object'), depth + 1);
  const method = callee.child('attribute')?.text;
  if (object === undefined || method === undefined) return undefined;
  switch (object.kind) {
    case 'frame':
      return frameMethod(environment, object, method, call, depth);
    case 'column':
      return columnMethod(environment, object, method, call, depth);
    case 'accessor':
      return accessorMethod(environment, object, method, call, depth);
    case 'labels':
      return hasPlainArguments(environment, call) && textMethods.text.has(method)
        ? object
        : undefined;
    default:
      return undefined;
  }
}

/** True where no argument uses the frame and all are the same for every part. */
export function hasPlainArguments(environment: Environment, call: SyntaxNode): boolean {
  return argumentNodes(call).every((argument) => {
    const value = argument.kind === 'keyword_argument' ? argument.child('value') : argument;
    return scalarOf(environment, value) !== undefined;
  });
}

function columnMethod(
  environment: Environment,
  source: Column,
  method: string,
  call: SyntaxNode,
  depth: number,
): Value | undefined {
  if (method === 'map' || method === 'apply') return mapped(environment, source, call);
  const first = positionalValue(call, 0);
  if (columnMethods.arithmetic.has(method)) {
    const other = evaluate(environment, first ?? keywordValue(call, 'other'), depth + 1);
    const isAlone = argumentNodes(call).length === 1;
    if (!isAlone || (other?.kind !== 'column' && other?.kind !== 'scalar')) return undefined;
    return arithmetic(source, other, /div/.test(method) ? '/' : '-');
  }
  if (columnMethods.boolean.has(method)) {
    const values = argumentNodes(call).map((argument) =>
      evaluate(
        environment,
        argument.kind === 'keyword_argument' ? argument.child('value') : argument,
        depth + 1,
      ),
    );
    const areRows = values.every((value) => value?.kind === 'scalar' || value?.kind === 'column');
    return areRows ? column('boolean') : undefined;
  }
  if (!hasPlainArguments(environment, call)) return undefined;
  if (method === 'astype') return typedColumn(environment, source, call);
  if (method === 'fillna') return filledColumn(environment, source, call);
  if (method === 'replace') return replacedColumn(environment, source, call);
  if (method === 'clip') return clipped(environment, source, call);
  if (method === 'round' || method === 'abs') return numeric(source) ? source : undefined;
  return columnMethods.same.has(method) ? source : undefined;
}

function numeric({ family }: Column): boolean {
  return family === 'any' || family === 'number';
}

/** Integer bounds keep integers integers. */
function clipped(environment: Environment, source: Column, call: SyntaxNode): Column | undefined {
  const areIntegers = argumentNodes(call).every((argument) => {
    const value = argument.kind === 'keyword_argument' ? argument.child('value') : argument;
    return scalarOf(environment, value)?.type === 'integer';
  });
  return areIntegers && numeric(source) ? source : undefined;
}

function mapped(environment: Environment, source: Column, call: SyntaxNode): Column | undefined {
  const [mapper, ...others] = argumentNodes(call);
  const value = mapper?.kind === 'keyword_argument' ? mapper.child('value') : mapper;
  const ignoresMissing = others.every(
    (argument) =>
      argument.kind === 'keyword_argument' && argument.child('name')?.text === 'na_action',
  );
  if (value === undefined || !ignoresMissing || mentionsFrame(environment, value)) return undefined;
  const isFiltered = [...environment.used].some((rows) => rows.isFiltered);
  const result = mappedColumn(environment.model, value, source, isFiltered);
  const isTextAnyway = result?.family === 'text' || result?.family === 'mixed';
  // A missing value that is passed over makes floats of integers.
  if (others.length > 0 && !isTextAnyway) return undefined;
  return others.length > 0 ? column('mixed', false) : result;
}

function accessorMethod(
  environment: Environment,
  { name, column: source }: Accessor,
  method: string,
  call: SyntaxNode,
  depth: number,
): Value | undefined {
  if (name === 'dt') {
    if (source.family !== 'time' || !hasPlainArguments(environment, call)) return undefined;
    if (timeMembers.textMethods.has(method)) return column('text');
    return timeMembers.timeMethods.has(method) ? column('time') : undefined;
  }
  if (!hasText(source)) return undefined;
  if (method === 'cat') {
    const others = positionalValue(call, 0) ?? keywordValue(call, 'others');
    return columnValue(environment, others, depth)?.isFixed ? column('text') : undefined;
  }
  if (!hasPlainArguments(environment, call)) return undefined;
  if (method === 'extract') {
    const isColumn = environment.model.constants.truth(keywordValue(call, 'expand')) === false;
    return isColumn ? column('text') : undefined;
  }
  if (textMethods.text.has(method)) return column('text');
  if (textMethods.boolean.has(method)) {
    // Missing text gives a missing truth value, unless the call says otherwise.
    const missing = environment.model.constants.value(keywordValue(call, 'na'));
    return column('boolean', missing?.type === 'boolean');
  }
  if (textMethods.count.has(method)) return column('number', false);
  const splits = textMethods.list.has(method) && keywordValue(call, 'expand') === undefined;
  return splits ? column('text') : undefined;
}

function ofFunction(
  environment: Environment,
  call: SyntaxNode,
  name: string,
  depth: number,
): Value | undefined {
  if (name === 'numpy.where') return whereColumn(environment, argumentNodes(call), depth);
  if (name === 'numpy.select') return selectColumn(environment, call, depth);
  const source = columnValue(environment, positionalValue(call, 0), depth);
  if (source === undefined) return undefined;
  if (name === 'pandas.to_datetime') return timeColumn(environment, source, call);
  if (name === 'pandas.to_numeric') return column('number', false);
  const isAlone = argumentNodes(call).length === 1;
  if (columnFunctions.boolean.has(name)) return isAlone ? column('boolean') : undefined;
  // Counts of letters are objects in a part without text, on which numpy's functions fail.
  if (!isAlone || !numeric(source) || !source.isFixed) return undefined;
  if (columnFunctions.sameType.has(name)) return source;
  return columnFunctions.float.has(name) ? column('number') : undefined;
}

/** The format that pandas would guess from a part may not be the one of the whole. */
function timeColumn(
  environment: Environment,
  source: Column,
  call: SyntaxNode,
): Column | undefined {
  const others = argumentNodes(call).slice(1);
  const arePlain = others.every(
    (argument) =>
      argument.kind === 'keyword_argument' &&
      scalarOf(environment, argument.child('value')) !== undefined,
  );
  const format = keywordValue(call, 'format');
  const isGiven =
    (format !== undefined && scalarOf(environment, format)?.type === 'text') ||
    keywordValue(call, 'unit') !== undefined;
  return arePlain && isGiven && source.isFixed ? column('time') : undefined;
}

/** `numpy.where(condition, a, b)`: the type comes from the types of `a` and `b`, not from the rows. */
function whereColumn(
  environment: Environment,
  parts: readonly SyntaxNode[],
  depth: number,
): Column | undefined {
  const [condition, ...choices] = parts;
  const values = choices.map((choice) => evaluate(environment, choice, depth + 1));
  const isCondition = columnValue(environment, condition, depth)?.family === 'boolean';
  return isCondition && choices.length === 2 ? chosenColumn(values) : undefined;
}

function selectColumn(
  environment: Environment,
  call: SyntaxNode,
  depth: number,
): Column | undefined {
  const conditions = listOf(environment, argumentValue(call, 'condlist', 0));
  const choices = listOf(environment, argumentValue(call, 'choicelist', 1));
  const otherwise = argumentValue(call, 'default', 2);
  if (conditions === undefined || choices === undefined || otherwise === undefined)
    return undefined;
  const areConditions = conditions.every(
    (condition) => columnValue(environment, condition, depth)?.family === 'boolean',
  );
  const all = [...choices, otherwise].map((choice) => evaluate(environment, choice, depth + 1));
  return areConditions ? chosenColumn(all) : undefined;
}

function listOf(
  environment: Environment,
  node: SyntaxNode | undefined,
): readonly SyntaxNode[] | undefined {
  if (node === undefined) return undefined;
  const inner = withoutParentheses(node);
  const value = inner.kind === 'identifier' ? environment.model.names.singleValue(inner) : inner;
  return value?.kind === 'list' ? value.parts : undefined;
}

function chosenColumn(values: readonly (Value | undefined)[]): Column | undefined {
  const kinds = values.map(choiceKind);
  if (kinds.includes(undefined)) return undefined;
  if (kinds.includes('text')) return column('text');
  if (kinds.includes('any')) return column('any');
  if (kinds.every((kind) => kind === 'boolean')) return column('boolean');
  return column('number');
}

function choiceKind(value: Value | undefined): 'text' | 'number' | 'boolean' | 'any' | undefined {
  if (value?.kind === 'scalar') return scalarChoices[value.type];
  if (value?.kind !== 'column' || !value.isFixed || value.mayBecome !== undefined) return undefined;
  return value.family === 'time' || value.family === 'mixed' ? undefined : value.family;
}

const scalarChoices: Readonly<
  Record<Scalar['type'], 'text' | 'number' | 'boolean' | 'any' | undefined>
> = {
  text: 'text',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  missing: 'number',
  list: undefined,
  other: 'any',
};
