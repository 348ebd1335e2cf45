import { toCsvArguments, toSqlArguments } from '../../knowledge/dataframe-operations';
import { argumentNodes, argumentValue, keywordValue, positionalValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import { hasPlainArguments } from './calls';
import { type Environment, scalarOf } from './environment';
import { type Frame, isWrittenAlike } from './values';

/** A call that writes a frame where the parts of it can be written one behind the other. */
export interface Sink {
  readonly kind: 'to_csv' | 'to_sql';
  readonly call: SyntaxNode;
  /** The file that it writes, for `to_csv`. */
  readonly target: SyntaxNode | undefined;
}

/** The sink that a method call on a frame is; undefined where parts would not write the same. */
export function sinkOf(
  environment: Environment,
  frame: Frame,
  method: string,
  call: SyntaxNode,
): Sink | undefined {
  if (!hasPlainArguments(environment, call) || !keepsIndex(environment, frame, call)) {
    return undefined;
  }
  if (method === 'to_csv') return csvSink(environment, frame, call);
  return method === 'to_sql' ? sqlSink(environment, frame, call) : undefined;
}

function keepsIndex({ model }: Environment, frame: Frame, call: SyntaxNode): boolean {
  const index = keywordValue(call, 'index');
  if (frame.index !== 'lost') return true;
  return index !== undefined && model.constants.truth(index) === false;
}

function csvSink(environment: Environment, frame: Frame, call: SyntaxNode): Sink | undefined {
  const { constants } = environment.model;
  const target = argumentValue(call, 'path_or_buf', 0);
  if (target === undefined || constants.isNone(target)) return undefined;
  if (!hasOnly(call, toCsvArguments, 1)) return undefined;
  const mode = keywordValue(call, 'mode');
  const isKnownMode = mode === undefined || ['w', 'a'].includes(constants.string(mode) ?? '');
  const header = keywordValue(call, 'header');
  const isKnownHeader =
    header === undefined ||
    scalarOf(environment, header)?.type === 'list' ||
    constants.value(header)?.type === 'boolean';
  const isWritten = areWrittenAlike(frame, {
    formatsFloats:
      keywordValue(call, 'float_format') !== undefined ||
      keywordValue(call, 'decimal') !== undefined,
    formatsTimes: constants.string(keywordValue(call, 'date_format')) !== undefined,
  });
  return isKnownMode && isKnownHeader && isWritten && isPlainFile(environment, target)
    ? { kind: 'to_csv', call, target }
    : undefined;
}

/** Parts of compressed files are not the bytes of one, and object storage has no appending. */
function isPlainFile({ model }: Environment, target: SyntaxNode): boolean {
  const texts = model.values.of(target).map((value) => model.constants.string(value) ?? value.text);
  return texts.every(
    (text) => !/\.(?:gz|bz2|zip|xz|zst|tar|tgz)["']*$/i.test(text) && !text.includes('://'),
  );
}

function sqlSink(environment: Environment, frame: Frame, call: SyntaxNode): Sink | undefined {
  const { constants } = environment.model;
  const policy = keywordValue(call, 'if_exists');
  const isKnownPolicy =
    policy === undefined || ['fail', 'replace', 'append'].includes(constants.string(policy) ?? '');
  const hasNames = positionalValue(call, 0) ?? keywordValue(call, 'name');
  const isWritten = areWrittenAlike(frame, { formatsFloats: true, formatsTimes: true });
  return isKnownPolicy && hasNames !== undefined && hasOnly(call, toSqlArguments, 2) && isWritten
    ? { kind: 'to_sql', call, target: undefined }
    : undefined;
}

function areWrittenAlike(frame: Frame, options: Parameters<typeof isWrittenAlike>[1]): boolean {
  return [...frame.columns.values(), frame.rest].every((value) => isWrittenAlike(value, options));
}

function hasOnly(call: SyntaxNode, names: ReadonlySet<string>, positional: number): boolean {
  return argumentNodes(call).every((argument, index) =>
    argument.kind === 'keyword_argument'
      ? names.has(argument.child('name')?.text ?? '')
      : index < positional,
  );
}
