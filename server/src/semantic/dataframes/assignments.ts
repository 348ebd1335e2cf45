import type { SyntaxNode } from '../../syntax/node';
import { columnKey, type Environment, hasRows, scalarOf } from './environment';
import {
  arithmetic,
  assignedTo,
  evaluate,
  isAllRows,
  isCondition,
  isListOfLabels,
} from './expressions';
import type { Progress } from './statements';
import {
  type Column,
  column,
  columnOf,
  type Frame,
  type Value,
  withColumn,
  withUnknownNames,
} from './values';

/** Follows an assignment to a name, to columns of a frame, or to the names of its columns. */
export function followAssignment(
  environment: Environment,
  assignment: SyntaxNode,
  { names }: Progress,
): boolean {
  const target = assignment.child('left');
  const value = assignment.child('right');
  if (target === undefined || value === undefined || value.kind === 'assignment') return false;
  if (target.kind === 'identifier') {
    const result = evaluate(environment, value);
    if (result?.kind === 'frame') names.set(target.text, result);
    else if (result?.kind === 'column') {
      const [rows, ...others] = environment.used;
      if (rows === undefined || others.length > 0) return false;
      names.set(target.text, { ...result, rows });
    } else return false;
    return true;
  }
  if (target.kind === 'subscript') return setItem(environment, target, value, names);
  if (target.kind !== 'attribute' || target.child('attribute')?.text !== 'columns') return false;
  const held = heldFrame(environment, target.child('object'));
  const isNames =
    evaluate(environment, value)?.kind === 'labels' ||
    scalarOf(environment, value)?.type === 'list' ||
    isListOfLabels(environment, value);
  if (held === undefined || !isNames) return false;
  names.set(held.name, withUnknownNames(held.frame));
  return true;
}

/** A frame under a name of its own. */
export function heldFrame(
  { names }: Environment,
  node: SyntaxNode | undefined,
): { name: string; frame: Frame } | undefined {
  const held = node?.kind === 'identifier' ? names.get(node.text) : undefined;
  return node !== undefined && held?.kind === 'frame'
    ? { name: node.text, frame: held }
    : undefined;
}

/** `frame[key] = value`, `frame[[key, key]] = value`, `frame.loc[condition, key] = value`. */
function setItem(
  environment: Environment,
  target: SyntaxNode,
  value: SyntaxNode,
  names: Map<string, Frame | Column>,
): boolean {
  const container = target.child('value');
  const keys = target.childrenIn('subscript');
  if (container?.kind === 'attribute')
    return setLocated(environment, container, keys, value, names);
  const held = heldFrame(environment, container);
  const key = keys[0];
  if (held === undefined || key === undefined || keys.length > 1) return false;
  const { frame, name } = held;
  const result = hasRows(environment, frame.rows, (inner) => evaluate(inner, value));
  if (key.kind === 'list') {
    const changed = withSeveral(environment, frame, key, result);
    if (changed !== undefined) names.set(name, changed);
    return changed !== undefined;
  }
  const type = scalarOf(environment, key)?.type;
  const isName = type === 'text' || type === 'integer' || type === 'other';
  const changed = isName ? assignedTo(frame, columnKey(environment, key), result) : undefined;
  if (changed === undefined) return false;
  names.set(name, changed);
  return true;
}

function withSeveral(
  environment: Environment,
  frame: Frame,
  keys: SyntaxNode,
  value: Value | undefined,
): Frame | undefined {
  if (value?.kind !== 'frame' || value.rows !== frame.rows) return undefined;
  let result: Frame = frame;
  for (const part of keys.parts) {
    const key = columnKey(environment, part);
    if (key === undefined) return undefined;
    result = withColumn(result, key, columnOf(value, key));
  }
  return result;
}

/**
 * A part in which no row meets the condition keeps its type, so that only what leaves the text of
 * the other rows as it is may be set: text, or a whole number in a column that was made of them.
 */
function setLocated(
  environment: Environment,
  locator: SyntaxNode,
  keys: readonly SyntaxNode[],
  value: SyntaxNode,
  names: Map<string, Frame | Column>,
): boolean {
  const held = heldFrame(environment, locator.child('object'));
  const [rows, key, ...others] = keys;
  if (locator.child('attribute')?.text !== 'loc' || held === undefined) return false;
  if (rows === undefined || key === undefined || others.length > 0 || isAllRows(rows)) return false;
  const { frame, name } = held;
  // A part without rows has no index by which a column could be added.
  if (frame.rows.isFiltered) return false;
  const condition = hasRows(environment, frame.rows, (inner) => evaluate(inner, rows));
  const type = scalarOf(environment, value)?.type;
  const keyText = columnKey(environment, key);
  if (!isCondition(frame, condition) || keyText === undefined) return false;
  const known = frame.columns.get(keyText);
  const isNumberAmongNumbers = type === 'integer' && known?.family === 'number';
  const isTruth = type === 'boolean' && known?.family === 'boolean' && known.isFixed;
  if (isNumberAmongNumbers || isTruth) return true;
  if (type !== 'text') return false;
  const previous = columnOf(frame, keyText);
  if (previous.family === 'time' || !previous.isFixed) return false;
  names.set(
    name,
    withColumn(frame, keyText, previous.family === 'text' ? previous : column('mixed')),
  );
  return true;
}

/** `frame[key] *= value` */
export function followAugmented(
  environment: Environment,
  assignment: SyntaxNode,
  { names }: Progress,
): boolean {
  const target = assignment.child('left');
  const operator = assignment.child('operator')?.text;
  const held =
    target?.kind === 'subscript' ? heldFrame(environment, target.child('value')) : undefined;
  const keys = target?.childrenIn('subscript') ?? [];
  const key = keys[0];
  if (held === undefined || key === undefined || keys.length > 1) return false;
  const { frame, name } = held;
  const left = hasRows(environment, frame.rows, (inner) => evaluate(inner, target));
  const right = hasRows(environment, frame.rows, (inner) =>
    evaluate(inner, assignment.child('right')),
  );
  const sign = operator?.slice(0, -1);
  if (sign !== '+' && sign !== '-' && sign !== '*' && sign !== '/') return false;
  if (left?.kind !== 'column' || (right?.kind !== 'column' && right?.kind !== 'scalar'))
    return false;
  const changed = assignedTo(frame, columnKey(environment, key), arithmetic(left, right, sign));
  if (changed === undefined) return false;
  names.set(name, changed);
  return true;
}
