import { argumentNodes, argumentValue, keywordValue, positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { parameterName } from '../scopes';
import { hasPlainArguments } from './calls';
import { mappedColumn } from './element-functions';
import { columnKey, type Environment, hasRows, mentionsFrame, scalarOf } from './environment';
import { assignedTo, evaluate } from './expressions';
import {
  filled,
  firstArgument,
  isFillCall,
  namedType,
  replaced,
  replacesText,
  retyped,
} from './retyping';
import {
  type Column,
  column,
  columnOf,
  either,
  type Frame,
  filtered,
  isWrittenAlike,
  mapColumns,
  type Value,
  withColumn,
  withUnknownNames,
} from './values';

type Method = (
  environment: Environment,
  frame: Frame,
  call: SyntaxNode,
  depth: number,
) => Value | undefined;

/** What a method of a frame gives, where every row of it comes from one row of the frame. */
export function frameMethod(
  environment: Environment,
  frame: Frame,
  method: string,
  call: SyntaxNode,
  depth: number,
): Value | undefined {
  const known = Object.hasOwn(methods, method) ? methods[method] : undefined;
  return known?.(environment, frame, call, depth);
}

const methods: Readonly<Record<string, Method>> = {
  add_prefix: renamed,
  add_suffix: renamed,
  apply: appliedToRows,
  applymap: mappedElements,
  assign: assigned,
  astype: typed,
  copy: (environment, frame, call) => (hasPlainArguments(environment, call) ? frame : undefined),
  drop: dropped,
  dropna: withoutMissing,
  fillna: filledFrame,
  filter: (environment, frame, call) =>
    keywordValue(call, 'items') !== undefined && hasPlainArguments(environment, call)
      ? frame
      : undefined,
  map: mappedElements,
  query: queried,
  reindex: (environment, frame, call) => {
    const isColumns = keywordValue(call, 'columns') !== undefined;
    const isAlone = argumentNodes(call).length === 1 && hasPlainArguments(environment, call);
    return isColumns && isAlone ? frame : undefined;
  },
  rename: renamedColumns,
  replace: (environment, frame, call) =>
    replacesText(environment, call) ? mapColumns(frame, replaced) : undefined,
  reset_index: withoutIndex,
  round: (environment, frame, call) =>
    hasPlainArguments(environment, call)
      ? mapColumns(frame, (value) => (value.family === 'mixed' ? undefined : value))
      : undefined,
  set_index: withIndex,
};

function renamed(environment: Environment, frame: Frame, call: SyntaxNode): Frame | undefined {
  return hasPlainArguments(environment, call) ? withUnknownNames(frame) : undefined;
}

/** `rename(columns=…)`; a dictionary, or a function of the name. */
function renamedColumns(
  environment: Environment,
  frame: Frame,
  call: SyntaxNode,
): Frame | undefined {
  const mapper =
    keywordValue(call, 'columns') ??
    (isOfColumns(environment, call) ? firstArgument(call, 'mapper') : undefined);
  if (mapper === undefined || keywordValue(call, 'index') !== undefined) return undefined;
  if (mentionsFrame(environment, mapper)) return undefined;
  const names = namesOf(environment, mapper);
  if (names === undefined) return withUnknownNames(frame);
  const columns = new Map(frame.columns);
  for (const [from] of names) columns.delete(from);
  for (const [from, to] of names) {
    // There may be two columns of one name then.
    const present = columns.get(to);
    const moved = columnOf(frame, from);
    columns.set(to, present === undefined ? moved : either(present, moved));
  }
  return { ...frame, columns };
}

function namesOf(
  environment: Environment,
  mapper: SyntaxNode,
): (readonly [string, string])[] | undefined {
  if (mapper.kind !== 'dictionary') return undefined;
  const names: (readonly [string, string])[] = [];
  for (const pair of mapper.parts) {
    const [key, value] = [pair.child('key'), pair.child('value')];
    const from = key === undefined ? undefined : columnKey(environment, key);
    const to = value === undefined ? undefined : columnKey(environment, value);
    if (pair.kind !== 'pair' || from === undefined || to === undefined) return undefined;
    names.push([from, to]);
  }
  return names;
}

function isOfColumns({ model }: Environment, call: SyntaxNode): boolean {
  const axis = model.constants.value(keywordValue(call, 'axis'));
  return (
    (axis?.type === 'number' && axis.value === 1) ||
    (axis?.type === 'string' && axis.value === 'columns')
  );
}

function isOfRows({ model }: Environment, call: SyntaxNode): boolean {
  const axis = model.constants.value(keywordValue(call, 'axis'));
  if (axis === undefined) return keywordValue(call, 'axis') === undefined;
  return (
    (axis.type === 'number' && axis.value === 0) ||
    (axis.type === 'string' && axis.value === 'index')
  );
}

/** Columns are the same in every part; rows are named by their number. */
function dropped(environment: Environment, frame: Frame, call: SyntaxNode): Frame | undefined {
  const columns =
    keywordValue(call, 'columns') ??
    (isOfColumns(environment, call) ? firstArgument(call, 'labels') : undefined);
  if (columns === undefined || keywordValue(call, 'index') !== undefined) return undefined;
  return hasPlainArguments(environment, call) || isListFromLabels(environment, columns)
    ? frame
    : undefined;
}

function isListFromLabels(environment: Environment, node: SyntaxNode): boolean {
  return evaluate(environment, node)?.kind === 'labels';
}

function withoutMissing(
  environment: Environment,
  frame: Frame,
  call: SyntaxNode,
): Frame | undefined {
  const isPlain = hasPlainArguments(environment, call) && isOfRows(environment, call);
  const { truth } = environment.model.constants;
  if (!isPlain || positionalValue(call, 0) !== undefined) return undefined;
  const forgets = keywordValue(call, 'ignore_index');
  const index =
    forgets === undefined || truth.call(environment.model.constants, forgets) === false
      ? frame.index
      : 'lost';
  return { ...filtered(frame), index };
}

function filledFrame(environment: Environment, frame: Frame, call: SyntaxNode): Frame | undefined {
  const value = argumentValue(call, 'value', 0);
  if (value === undefined || !isFillCall(call)) return undefined;
  const inner = withoutParentheses(value);
  if (inner.kind !== 'dictionary') {
    const type = scalarOf(environment, value)?.type;
    return mapColumns(frame, (source) => filled(source, type, frame.rows.isFiltered));
  }
  let result: Frame | undefined = frame;
  for (const pair of inner.parts) {
    const [key, content] = [pair.child('key'), pair.child('value')];
    if (result === undefined || pair.kind !== 'pair' || key === undefined) return undefined;
    const name = columnKey(environment, key);
    const type = scalarOf(environment, content)?.type;
    const changed = filled(columnOf(result, name), type, frame.rows.isFiltered);
    if (changed === undefined) return undefined;
    result = withColumn(result, name, changed);
  }
  return result;
}

function typed(environment: Environment, frame: Frame, call: SyntaxNode): Frame | undefined {
  const types = argumentValue(call, 'dtype', 0);
  if (types === undefined || argumentNodes(call).length !== 1) return undefined;
  const inner = withoutParentheses(types);
  if (inner.kind !== 'dictionary') {
    const type = namedType(environment, inner);
    return mapColumns(frame, (source) => retyped(source, type));
  }
  let result: Frame | undefined = frame;
  for (const pair of inner.parts) {
    const [key, type] = [pair.child('key'), pair.child('value')];
    const name = key === undefined ? undefined : columnKey(environment, key);
    if (pair.kind !== 'pair' || name === undefined || result === undefined) return undefined;
    const changed = retyped(columnOf(result, name), namedType(environment, type));
    if (changed === undefined) return undefined;
    result = withColumn(result, name, changed);
  }
  return result;
}

/** Conditions over columns and constants; functions and outside names could need more. */
function queried(environment: Environment, frame: Frame, call: SyntaxNode): Frame | undefined {
  const condition = environment.model.constants.string(argumentValue(call, 'expr', 0));
  const isAlone = argumentNodes(call).length === 1;
  if (condition === undefined || !isAlone) return undefined;
  const withoutText = condition.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, '');
  const isPlain =
    /^[\w\s<>=!&|~()+*.,[\]-]*$/.test(withoutText) &&
    !/[A-Za-z_]\s*[.(]|\bindex\b/.test(withoutText.replaceAll(/\b(?:and|or|not|in)\b/g, ' '));
  return isPlain ? filtered(frame) : undefined;
}

function assigned(
  environment: Environment,
  frame: Frame,
  call: SyntaxNode,
  depth: number,
): Frame | undefined {
  let result: Frame | undefined = frame;
  for (const argument of argumentNodes(call)) {
    const name = argument.child('name')?.text;
    const value = argument.child('value');
    if (argument.kind !== 'keyword_argument' || value === undefined) return undefined;
    if (result === undefined || name === undefined) return undefined;
    result = assignedTo(result, name, assignedValue(environment, result, value, depth));
  }
  return result;
}

/** The value of an argument of `assign`: an expression, or a function of the frame so far. */
function assignedValue(
  environment: Environment,
  frame: Frame,
  value: SyntaxNode,
  depth: number,
): Value | undefined {
  const inner = withoutParentheses(value);
  if (inner.kind !== 'lambda') {
    return hasRows(environment, frame.rows, (own) => evaluate(own, inner, depth + 1));
  }
  const parameters = inner.child('parameters')?.parts ?? [];
  const name = parameters[0] === undefined ? undefined : parameterName(parameters[0])?.text;
  if (name === undefined || parameters.length !== 1) return undefined;
  const names = new Map([...environment.names, [name, frame] as const]);
  return hasRows(environment, frame.rows, (own) =>
    evaluate({ ...own, names }, inner.child('body'), depth + 1),
  );
}

/** `apply(function, axis=1)`, of a frame that is sure to have rows where the whole has some. */
function appliedToRows(
  environment: Environment,
  frame: Frame,
  call: SyntaxNode,
): Column | undefined {
  const mapper = firstArgument(call, 'func');
  const hasOwnArguments = argumentNodes(call).length !== 2;
  if (mapper === undefined || hasOwnArguments || !isOfColumns(environment, call)) return undefined;
  // A part without rows gives a frame in place of a column.
  if (frame.rows.isFiltered || mentionsFrame(environment, mapper)) return undefined;
  const all = [...frame.columns.values(), frame.rest];
  const areFixed = all.every(
    ({ family, isFixed, mayBecome }) =>
      isFixed && mayBecome !== 'nullable' && family !== 'mixed' && family !== 'time',
  );
  return areFixed ? mappedColumn(environment.model, mapper, column('any'), false) : undefined;
}

function mappedElements(
  environment: Environment,
  frame: Frame,
  call: SyntaxNode,
): Frame | undefined {
  const mapper = firstArgument(call, 'func');
  if (mapper === undefined || argumentNodes(call).length !== 1) return undefined;
  if (mentionsFrame(environment, mapper)) return undefined;
  return mapColumns(frame, (source) => {
    const result = mappedColumn(environment.model, mapper, source, frame.rows.isFiltered);
    // Of which columns a function makes text is not known.
    return result?.family === 'number' ? undefined : result;
  });
}

function withoutIndex(environment: Environment, frame: Frame, call: SyntaxNode): Frame | undefined {
  if (!hasPlainArguments(environment, call)) return undefined;
  const drops = environment.model.constants.truth(keywordValue(call, 'drop')) === true;
  return drops ? { ...frame, rows: { ...frame.rows }, index: 'lost' } : undefined;
}

function withIndex(environment: Environment, frame: Frame, call: SyntaxNode): Frame | undefined {
  const keys = firstArgument(call, 'keys');
  const isAlone = argumentNodes(call).every(
    (argument) =>
      argument === keys || ['keys', 'inplace'].includes(argument.child('name')?.text ?? ''),
  );
  const key = keys === undefined ? undefined : columnKey(environment, keys);
  if (!isAlone || key === undefined) return undefined;
  const value = columnOf(frame, key);
  // Labels of an index are formatted by rules of their own where they are not of one fixed type.
  const isPlain = isWrittenAlike(value, { formatsFloats: true, formatsTimes: false });
  return isPlain ? { ...frame, rows: { ...frame.rows }, index: 'column' } : undefined;
}
