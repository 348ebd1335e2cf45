import { frameAttributes, timeMembers } from '../../knowledge/dataframe-operations';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { valueOfCall } from './calls';
import {
  columnKey,
  type Environment,
  hasRows,
  mentionsFrame,
  scalarOf,
  usedColumn,
} from './environment';
import { isNumber } from './scalars';
import {
  type Column,
  column,
  type Frame,
  filtered,
  hasText,
  isLooseNumber,
  isOfTruths,
  type Scalar,
  type Value,
  withBecoming,
  withColumn,
  withUnknownNames,
} from './values';

/** How deep expressions are followed. */
const maximumDepth = 60;

/**
 * The value of an expression over parts of a frame; undefined where it may need the whole frame, or
 * where it is not known what it needs.
 */
export function evaluate(
  environment: Environment,
  expression: SyntaxNode | undefined,
  depth = 0,
): Value | undefined {
  if (expression === undefined || depth > maximumDepth) return undefined;
  const inner = withoutParentheses(expression);
  if (inner === environment.read) return environment.frame;
  if (!mentionsFrame(environment, inner)) return scalarOf(environment, inner);
  switch (inner.kind) {
    case 'identifier': {
      const held = environment.names.get(inner.text);
      if (held?.kind === 'column' && held.rows !== undefined) environment.used.add(held.rows);
      return held;
    }
    case 'attribute':
      return ofAttribute(environment, inner, depth);
    case 'subscript':
      return ofSubscript(environment, inner, depth);
    case 'call':
      return valueOfCall(environment, inner, depth);
    case 'binary_operator':
      return ofOperation(environment, inner, depth);
    case 'comparison_operator':
      return ofComparison(environment, inner, depth);
    case 'unary_operator':
      return ofUnary(environment, inner, depth);
    default:
      return undefined;
  }
}

export function columnValue(
  environment: Environment,
  expression: SyntaxNode | undefined,
  depth: number,
): Column | undefined {
  const value = evaluate(environment, expression, depth + 1);
  return value?.kind === 'column' ? value : undefined;
}

function ofAttribute(
  environment: Environment,
  attribute: SyntaxNode,
  depth: number,
): Value | undefined {
  const object = evaluate(environment, attribute.child('object'), depth + 1);
  const name = attribute.child('attribute')?.text;
  if (object === undefined || name === undefined) return undefined;
  switch (object.kind) {
    case 'frame':
      if (name === 'columns') return { kind: 'labels' };
      if (name === 'loc') return { kind: 'locator', frame: object };
      return frameAttributes.has(name) ? undefined : usedColumn(environment, object, name);
    case 'column':
      return name === 'str' || name === 'dt'
        ? { kind: 'accessor', name, column: object }
        : undefined;
    case 'accessor':
      return ofTimeAttribute(object.name, object.column, name);
    case 'labels':
      // `df.columns.str.lower()` is worked out in full where the call is.
      return name === 'str' ? object : undefined;
    default:
      return undefined;
  }
}

function ofTimeAttribute(accessor: 'str' | 'dt', source: Column, name: string): Column | undefined {
  if (accessor !== 'dt' || source.family !== 'time') return undefined;
  if (timeMembers.valueAttributes.has(name)) return column('text');
  return timeMembers.countAttributes.has(name) ? column('number', false) : undefined;
}

function ofSubscript(
  environment: Environment,
  subscript: SyntaxNode,
  depth: number,
): Value | undefined {
  const value = evaluate(environment, subscript.child('value'), depth + 1);
  const keys = subscript.childrenIn('subscript');
  const key = keys[0];
  if (value === undefined || key === undefined) return undefined;
  if (value.kind === 'locator') return located(environment, value.frame, keys, depth);
  if (keys.length > 1) return undefined;
  if (value.kind === 'frame') return selected(environment, value, key, depth);
  // `column.str[0]`, also of the lists that `split` gives.
  const isText = value.kind === 'accessor' && value.name === 'str' && hasText(value.column);
  if (isText && !mentionsFrame(environment, key)) return column('text');
  return undefined;
}

/** `frame[key]`: a column, several columns, or the rows that a condition keeps. */
function selected(
  environment: Environment,
  frame: Frame,
  key: SyntaxNode,
  depth: number,
): Value | undefined {
  if (key.kind === 'slice') return undefined;
  const chosen = hasRows(environment, frame.rows, (inner) => evaluate(inner, key, depth + 1));
  if (chosen?.kind === 'column') {
    return isCondition(frame, chosen) ? filtered(frame) : undefined;
  }
  if (chosen?.kind === 'labels') return frame;
  if (isListOfLabels(environment, key))
    return withUnknownNamesUnlessListed(environment, frame, key);
  if (chosen?.kind !== 'scalar') return undefined;
  const constant = columnKey(environment, key);
  if (chosen.type === 'list') return frame;
  return constant !== undefined || chosen.type === 'text' || chosen.type === 'other'
    ? usedColumn(environment, frame, constant)
    : undefined;
}

/** `[c for c in frame.columns if …]`, whose conditions see only names. */
export function isListOfLabels(environment: Environment, expression: SyntaxNode): boolean {
  const inner = withoutParentheses(expression);
  if (inner.kind !== 'list_comprehension') return false;
  const clauses = inner.parts.filter((part) => part.kind === 'for_in_clause');
  const clause = clauses[0];
  const iterable = clause?.child('right');
  const target = clause?.child('left');
  if (clauses.length !== 1 || iterable === undefined || target?.kind !== 'identifier') return false;
  const isOverLabels = evaluate(environment, iterable)?.kind === 'labels';
  return (
    isOverLabels &&
    inner.parts.every((part) => part === clause || !mentionsFrame(environment, part))
  );
}

function withUnknownNamesUnlessListed(
  environment: Environment,
  frame: Frame,
  key: SyntaxNode,
): Frame {
  const isPlain = key.parts[0]?.kind === 'identifier';
  return isPlain || !mentionsFrame(environment, key) ? frame : withUnknownNames(frame);
}

/** `frame.loc[condition]`, `frame.loc[condition, columns]`, `frame.loc[:, columns]`. */
function located(
  environment: Environment,
  frame: Frame,
  keys: readonly SyntaxNode[],
  depth: number,
): Value | undefined {
  const [rows, columns, ...others] = keys;
  if (rows === undefined || others.length > 0) return undefined;
  const condition = isAllRows(rows)
    ? undefined
    : hasRows(environment, frame.rows, (inner) => evaluate(inner, rows, depth + 1));
  if (!isAllRows(rows) && !isCondition(frame, condition)) return undefined;
  const kept = isAllRows(rows) ? frame : filtered(frame);
  if (columns === undefined) return kept;
  const value = selected(environment, kept, columns, depth);
  // The rows of one column that are left are not as many as the frame's.
  return value?.kind === 'frame' || isAllRows(rows) ? value : undefined;
}

/**
 * True for a column that can choose rows. One that was read may be of truth values, too; but where a
 * part may have no rows, an empty column of objects would be taken for a list of no columns.
 */
export function isCondition(frame: Frame, value: Value | undefined): boolean {
  if (value?.kind !== 'column') return false;
  if (frame.rows.isFiltered) return value.family === 'boolean' && value.isFixed;
  return isOfTruths(value);
}

export function isAllRows(key: SyntaxNode): boolean {
  return key.kind === 'slice' && key.parts.length === 0;
}

function ofOperation(
  environment: Environment,
  operation: SyntaxNode,
  depth: number,
): Value | undefined {
  const left = evaluate(environment, operation.child('left'), depth + 1);
  const rightNode = operation.child('right');
  const right = evaluate(environment, rightNode, depth + 1);
  const operator = operation.child('operator')?.kind;
  if (left === undefined || right === undefined || operator === undefined) return undefined;
  if (!isOperand(left) || !isOperand(right)) return undefined;
  if (operator === '&' || operator === '|' || operator === '^') return logical(left, right);
  if (operator === '**' || operator === '//' || operator === '%') {
    const constant = environment.model.constants.number(rightNode);
    // Division by a zero in some row makes floats of integers; powers are rounded in many ways.
    const isPlain = operator === '**' ? constant === 2 : constant !== undefined && constant !== 0;
    return isPlain ? arithmetic(left, right, operator) : undefined;
  }
  return operator === '+' || operator === '-' || operator === '*' || operator === '/'
    ? arithmetic(left, right, operator)
    : undefined;
}

function isOperand(value: Value): value is Column | Scalar {
  return value.kind === 'column' || value.kind === 'scalar';
}

function logical(left: Column | Scalar, right: Column | Scalar): Column | undefined {
  const sides = [left, right].filter((side) => side.kind === 'column');
  const areBoolean = sides.every(isOfTruths);
  const areScalars = [left, right].every(
    (side) => side.kind === 'column' || side.type === 'boolean' || side.type === 'other',
  );
  if (!areBoolean || !areScalars) return undefined;
  return column(
    'boolean',
    sides.every((side) => side.family === 'boolean' && side.isFixed),
  );
}

export type Arithmetic = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** A column computed row by row from columns and values. */
export function arithmetic(
  left: Column | Scalar,
  right: Column | Scalar,
  operator: Arithmetic,
): Column | undefined {
  const columns = [left, right].filter((side) => side.kind === 'column');
  const scalars = [left, right].filter((side) => side.kind === 'scalar');
  if (scalars.some((side) => side.type === 'list' || side.type === 'missing')) return undefined;
  if (columns.some((side) => side.family === 'time')) return undefined;
  const isText =
    columns.some((side) => side.family === 'text') || scalars.some((side) => side.type === 'text');
  if (isText) {
    // A part without rows or values may be of numbers, to which no text can be added.
    const areText = columns.every((side) => side.isFixed && side.mayBecome === undefined);
    return areText && (operator === '+' || operator === '*') ? column('text') : undefined;
  }
  if (columns.some((side) => side.family === 'boolean' && !side.isFixed)) return undefined;
  if (columns.some(isLooseNumber)) return column('number', false);
  const isMixed = columns.some((side) => side.family === 'mixed' || side.mayBecome === 'floats');
  const isFixed = columns.every((side) => side.isFixed);
  if (isMixed)
    return column('mixed', isFixed && columns.every((side) => side.mayBecome === undefined));
  const isNumeric =
    columns.every((side) => side.family === 'number' || side.family === 'boolean') &&
    scalars.every((side) => isNumber(side.type));
  return withBecoming(column(isNumeric || operator === '/' ? 'number' : 'any', isFixed), columns);
}

function ofComparison(
  environment: Environment,
  comparison: SyntaxNode,
  depth: number,
): Value | undefined {
  const operators = comparison.childrenIn('operators').map((operator) => operator.kind);
  const [left, right, ...others] = comparison.parts;
  const isPlain = operators.length === 1 && comparisonOperators.has(operators[0] ?? '');
  if (!isPlain || others.length > 0) return undefined;
  const sides = [left, right].map((side) => evaluate(environment, side, depth + 1));
  return sides.every((side) => side !== undefined && isOperand(side))
    ? column('boolean')
    : undefined;
}

const comparisonOperators: ReadonlySet<string> = new Set(['<', '<=', '==', '!=', '>', '>=']);

function ofUnary(
  environment: Environment,
  operation: SyntaxNode,
  depth: number,
): Value | undefined {
  const operand = columnValue(environment, operation.child('argument'), depth);
  const operator = operation.child('operator')?.kind;
  if (operand === undefined) return undefined;
  if (operator === '~') {
    return isOfTruths(operand) ? operand : undefined;
  }
  const isNumeric = operand.family === 'number' || operand.family === 'any';
  return operator === '-' && isNumeric ? operand : undefined;
}

/** A frame with a column set to a value; undefined for a value that is not one of each row's. */
export function assignedTo(
  frame: Frame,
  key: string | undefined,
  value: Value | undefined,
): Frame | undefined {
  if (value?.kind === 'column') return withColumn(frame, key, value);
  if (value?.kind !== 'scalar') return undefined;
  const type = scalarColumns[value.type];
  return type === undefined ? undefined : withColumn(frame, key, type);
}

/** A column that holds one value in every row. */
const scalarColumns: Readonly<Record<string, Column>> = {
  text: column('text'),
  integer: column('number'),
  float: column('number'),
  boolean: column('boolean'),
  missing: column('any'),
  other: column('any'),
};
