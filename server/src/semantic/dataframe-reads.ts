import {
  type DataframeReadFact,
  dataframeReaders,
  dataframeReadFact,
} from '../knowledge/dataframe-reads';
import { argumentValue, positionalValue } from '../syntax/calls';
import { withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';
import { mappedText } from './mapped-text';
import { hole } from './shell/lexer';
import { type QuerySize, querySize } from './sql-query';

/** A call that loads a whole file or query result into one table. */
export interface DataframeRead {
  readonly call: SyntaxNode;
  readonly name: string;
  readonly fact: DataframeReadFact;
  /** `memory`: what is read is in memory already. */
  readonly size: Exclude<QuerySize, 'bounded'> | 'memory';
}

/** All such calls that nothing limits, in source order. */
export function dataframeReads(model: FileModel): DataframeRead[] {
  const reads: DataframeRead[] = [];
  for (const call of model.callsOf(...dataframeReaders)) {
    const name = model.names.calleeName(call);
    const fact = name === undefined ? undefined : dataframeReadFact(name);
    if (name === undefined || fact === undefined || isLimited(model, call, fact)) continue;
    const size = sizeOf(model, call, fact);
    if (size !== 'bounded') reads.push({ call, name, fact, size });
  }
  return reads;
}

function isLimited(model: FileModel, call: SyntaxNode, fact: DataframeReadFact): boolean {
  const { entries, isComplete } = model.arguments.ofCall(call);
  // What is spread into the call may hold the limit.
  if (!isComplete) return true;
  const isGiven = (name: string) => {
    const value = entries.get(name);
    return value !== undefined && !model.constants.isNone(value) && !isFalse(model, value);
  };
  return fact.limits.some(isGiven) || (fact.onlyWith !== undefined && !isGiven(fact.onlyWith));
}

function sizeOf(
  model: FileModel,
  call: SyntaxNode,
  fact: DataframeReadFact,
): DataframeRead['size'] | 'bounded' {
  const source = argumentValue(call, fact.argument.name, fact.argument.position);
  if (fact.reads === 'table') return 'whole';
  if (source === undefined) return 'unknown';
  if (fact.reads === 'query') return sizeOfQuery(model, source);
  const buffer = memoryBuffer(model, source);
  if (buffer !== undefined) {
    const content = positionalValue(buffer, 0);
    return content !== undefined && isLiteral(content) ? 'bounded' : 'memory';
  }
  const { entries } = model.arguments.ofCall(call);
  return fact.filters.some((name) => entries.has(name)) ? 'filtered' : 'whole';
}

function sizeOfQuery(model: FileModel, query: SyntaxNode): QuerySize {
  const inner = withoutParentheses(query);
  const isWrapped = inner.kind === 'call' && isTextFunction(model.names.calleeName(inner));
  const text = mappedText(model, isWrapped ? positionalValue(inner, 0) : inner)?.text;
  if (text !== undefined) return querySize(text, hole);
  const values = model.values.of(inner);
  const wrapped = values.length === 1 && values[0] !== inner ? values[0] : undefined;
  if (wrapped?.kind !== 'call' || !isTextFunction(model.names.calleeName(wrapped))) {
    return 'unknown';
  }
  const wrappedText = mappedText(model, positionalValue(wrapped, 0))?.text;
  return wrappedText === undefined ? 'unknown' : querySize(wrappedText, hole);
}

/** `sqlalchemy.text(…)` and its other places. */
function isTextFunction(name: string | undefined): boolean {
  return name !== undefined && /^sqlalchemy(?:\.\w+)*\.text$/.test(name);
}

/** The `StringIO(…)` or `BytesIO(…)` that every value of an expression is. */
function memoryBuffer(model: FileModel, source: SyntaxNode): SyntaxNode | undefined {
  const values = model.values.of(source);
  const areBuffers = values.every((value) => {
    const name = value.kind === 'call' ? model.names.calleeName(value) : undefined;
    return name === 'io.StringIO' || name === 'io.BytesIO';
  });
  return areBuffers ? values[0] : undefined;
}

function isLiteral(node: SyntaxNode): boolean {
  return node.kind === 'string' || node.kind === 'concatenated_string';
}

function isFalse(model: FileModel, value: SyntaxNode): boolean {
  const constant = model.constants.value(value);
  return constant?.type === 'boolean' && !constant.value;
}
