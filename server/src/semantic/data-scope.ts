import { argumentNodes, argumentValue, keywordValue, positionalValue } from '../syntax/calls';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import { type CurrentTime, currentTimeIn } from './current-time';
import type { FileModel } from './file-model';
import { mappedText } from './mapped-text';
import { pastedValues } from './pasted-values';
import { hole } from './shell/lexer';

/** A place that says by the clock which data is read. */
export interface ClockScope {
  readonly time: CurrentTime;
  /** What the clock decides. */
  readonly what: 'query' | 'request' | 'file' | 'range';
}

/** Every place of a file where the clock says which data is read, as far as that is certain. */
export function* clockScopes(model: FileModel): Generator<ClockScope> {
  for (const text of wholeTexts(model)) {
    if (isSqlFilter(mappedText(model, text)?.text ?? '')) yield* timesIn(model, text, 'query');
  }
  for (const { name, node } of model.calls) {
    if (name !== undefined && isGetRequest(name)) yield* ofRequest(model, node);
    if (name !== undefined && isFileRead(name)) yield* ofFileRead(model, node);
    yield* ofQueryParameters(model, node);
    for (const argument of argumentNodes(node)) {
      if (argument.kind !== 'keyword_argument') continue;
      yield* ofRange(model, argument.child('name')?.text, argument.child('value'));
    }
  }
  for (const entry of model.nodes('pair')) {
    yield* ofRange(model, model.constants.string(entry.child('key')), entry.child('value'));
  }
}

/** The texts of a file that are put together, each as a whole. */
function wholeTexts(model: FileModel): readonly SyntaxNode[] {
  const formatted = model
    .nodes('string')
    .filter(({ parts }) => parts.some(({ kind }) => kind === 'interpolation'));
  const filled = model.calls.filter(
    ({ node }) => node.child('function')?.child('attribute')?.text === 'format',
  );
  const texts = [
    ...formatted,
    ...filled.map(({ node }) => node),
    ...model.nodes('concatenated_string'),
    ...model.nodes('binary_operator'),
  ];
  return texts.filter(({ parent }) => !joiningKinds.has(parent?.kind ?? ''));
}

const joiningKinds: ReadonlySet<string> = new Set(['binary_operator', 'concatenated_string']);

/**
 * A query with something unknown in its WHERE. What is written with the present time is no scope,
 * and what is deleted by its age is old by the clock.
 */
function isSqlFilter(text: string): boolean {
  const query = /\bselect\b[\s\S]*?\bfrom\b[\s\S]*?\b(?:where|between|having)\b/i.exec(text);
  if (query === null || /^\s*(?:delete|drop|truncate|vacuum)\b/i.test(text)) return false;
  return text.indexOf(hole, query.index + query[0].length) >= 0;
}

function* timesIn(
  model: FileModel,
  text: SyntaxNode,
  what: ClockScope['what'],
): Generator<ClockScope> {
  for (const value of pastedValues(model, text)) {
    const time = currentTimeIn(model, value);
    if (time?.isPeriod || time?.isShifted) yield { time, what };
  }
}

/** `cursor.execute("… WHERE day = %s", (yesterday,))` */
function* ofQueryParameters(model: FileModel, call: SyntaxNode): Generator<ClockScope> {
  const method = call.child('function')?.child('attribute')?.text ?? '';
  if (!queryMethods.has(method)) return;
  const query = positionalValue(call, 0) ?? keywordValue(call, 'sql');
  const text = mappedText(model, query)?.text.replaceAll(/%\(\w+\)s|%s|\?|:\w+/g, hole) ?? '';
  if (!isSqlFilter(text)) return;
  const given = keywordValue(call, 'parameters') ?? keywordValue(call, 'params');
  yield* timesAmong(model, given ?? positionalValue(call, 1), 'query');
}

const queryMethods: ReadonlySet<string> = new Set([
  'execute',
  'get_df',
  'get_first',
  'get_pandas_df',
  'get_records',
  'read_sql',
  'read_sql_query',
  'run',
]);

function* ofRequest(model: FileModel, call: SyntaxNode): Generator<ClockScope> {
  const address = argumentValue(call, 'url', 0) ?? keywordValue(call, 'endpoint');
  if (address !== undefined) yield* timesIn(model, address, 'request');
  yield* timesAmong(model, keywordValue(call, 'params'), 'request');
}

function isGetRequest(name: string): boolean {
  return /^(?:requests|httpx)(?:\.\w+)*\.get$/.test(name);
}

/** The values of a dictionary, list or tuple. */
function* timesAmong(
  model: FileModel,
  container: SyntaxNode | undefined,
  what: ClockScope['what'],
): Generator<ClockScope> {
  for (const one of container === undefined ? [] : model.values.of(container)) {
    for (const part of one.parts) {
      const time = currentTimeIn(model, part.kind === 'pair' ? part.child('value') : part);
      if (time?.isPeriod || time?.isShifted) yield { time, what };
    }
  }
}

/** The day in the name of a file that is read. */
function* ofFileRead(model: FileModel, call: SyntaxNode): Generator<ClockScope> {
  const [first] = argumentNodes(call);
  const path = positionalValue(call, 0) ?? first?.child('value');
  const mode = model.constants.string(argumentValue(call, 'mode', 1));
  if (path === undefined || (mode !== undefined && /[awx+]/.test(mode))) return;
  for (const value of pastedValues(model, path)) {
    const time = currentTimeIn(model, value);
    if (time?.isPeriod) yield { time, what: 'file' };
  }
}

function isFileRead(name: string): boolean {
  return (
    /^(?:pandas|polars|dask\.dataframe)\.(?:read|scan)_(?:csv|json|parquet|excel|orc|avro)$/.test(
      name,
    ) ||
    /^airflow\.\w+Hook\.(?:read_key|get_key|download|download_file|retrieve_file|get_file)$/.test(
      name,
    ) ||
    name === 'builtins.open'
  );
}

/** `since=…`, `"date_from": …`: the name says that it is the edge of a range of data. */
function* ofRange(
  model: FileModel,
  name: string | undefined,
  value: SyntaxNode | undefined,
): Generator<ClockScope> {
  if (name === undefined || value === undefined || !rangeNames.has(name.toLowerCase())) return;
  const time = currentTimeIn(model, withoutParentheses(value));
  if (time?.isPeriod || time?.isShifted) yield { time, what: 'range' };
}

const rangeNames: ReadonlySet<string> = new Set([
  'created_after',
  'created_since',
  'date_from',
  'date_to',
  'end_date',
  'from_date',
  'modified_since',
  'since',
  'start_date',
  'to_date',
  'until',
  'updated_after',
  'updated_since',
]);
