import { readCsvArguments } from '../../knowledge/dataframe-operations';
import { argumentNodes, argumentValue, keywordValue, positionalValue } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { scalarType } from './scalars';

/** How a `read_csv` call can be made to give its rows in parts, with the types of the whole. */
export interface PartedRead {
  readonly source: SyntaxNode;
  /**
   * True where the arguments fix the type of every column. Where they do not, the file must be read
   * once more to learn the types that the whole would have had.
   */
  readonly isTyped: boolean;
  /** True where every column is of text. */
  readonly isText: boolean;
  /** True where some column may be of integers or truth values that can be missing. */
  readonly hasNullableTypes: boolean;
  /** The arguments that decide how many columns the file has. */
  readonly layout: readonly SyntaxNode[];
}

/** Undefined where parts of the file could give other values than the whole. */
export function partedRead(model: FileModel, call: SyntaxNode): PartedRead | undefined {
  const source = argumentValue(call, 'filepath_or_buffer', 0);
  const layout: SyntaxNode[] = [];
  for (const [position, argument] of argumentNodes(call).entries()) {
    if (argument.kind !== 'keyword_argument') {
      if (position > 0) return undefined;
      continue;
    }
    const name = argument.child('name')?.text ?? '';
    if (name === 'filepath_or_buffer') continue;
    if (readCsvArguments.layout.has(name)) layout.push(argument);
    else if (!readCsvArguments.values.has(name) && !isWithoutEffect(model, argument)) {
      return undefined;
    }
    if (!isSameEachTime(model, argument)) return undefined;
  }
  if (source === undefined || !isReadByTheCEngine(model, call)) return undefined;
  const isTyped = fixesAllTypes(model, call);
  const isText = textTypes.has(typeName(model, keywordValue(call, 'dtype')) ?? '');
  const hasNullableTypes = mayNameNullableType(model, keywordValue(call, 'dtype'));
  const work = { source, isTyped, isText, hasNullableTypes, layout };
  if (isTyped) return keywordValue(call, 'converters') === undefined ? work : undefined;
  // Without blocks, the type of a column comes from all of its rows at once.
  const lowMemory = keywordValue(call, 'low_memory');
  const readsBlocks = lowMemory === undefined || model.constants.truth(lowMemory) === true;
  return readsBlocks && canBeReadAgain(model, source) ? work : undefined;
}

/** `index_col=None`, `parse_dates=False` and the like. */
function isWithoutEffect(model: FileModel, argument: SyntaxNode): boolean {
  const value = argument.child('value');
  const name = argument.child('name')?.text ?? '';
  const isNothing = model.constants.isNone(value) || value?.kind === 'false';
  return isNothing && ineffectiveArguments.has(name);
}

const ineffectiveArguments: ReadonlySet<string> = new Set([
  'chunksize',
  'index_col',
  'iterator',
  'nrows',
  'parse_dates',
  'skipfooter',
]);

function isSameEachTime(model: FileModel, argument: SyntaxNode): boolean {
  const value = argument.child('value');
  if (value === undefined) return false;
  const inner = withoutParentheses(value);
  if (inner.kind === 'lambda') return true;
  const holdsTypes = inner.kind === 'dictionary' || inner.kind === 'identifier';
  return holdsTypes || inner.kind === 'attribute' || scalarType(model, inner) !== undefined;
}

/** The Python engine knows no blocks; long separators and some options make pandas use it. */
function isReadByTheCEngine(model: FileModel, call: SyntaxNode): boolean {
  const engine = keywordValue(call, 'engine');
  if (engine !== undefined && model.constants.string(engine) !== 'c') return false;
  for (const name of ['sep', 'delimiter']) {
    const separator = keywordValue(call, name);
    if (separator === undefined) continue;
    const text = model.constants.string(separator);
    if (text === undefined || (text.length !== 1 && text !== '\\s+')) return false;
    if (text.charCodeAt(0) > 127) return false;
  }
  const header = keywordValue(call, 'header');
  return header === undefined || header.kind !== 'list';
}

/** One type for all columns, or types for all that are named. */
function fixesAllTypes(model: FileModel, call: SyntaxNode): boolean {
  const types = keywordValue(call, 'dtype');
  if (types === undefined) return false;
  const inner = withoutParentheses(types);
  const name = typeName(model, inner);
  if (name !== undefined) return singleTypes.has(name);
  const value = inner.kind === 'identifier' ? model.names.singleValue(inner) : inner;
  const named = keywordValue(call, 'usecols') ?? keywordValue(call, 'names');
  const columns = named?.kind === 'identifier' ? model.names.singleValue(named) : named;
  if (value?.kind !== 'dictionary' || columns?.kind !== 'list') return false;
  const typed = new Set(
    value.parts
      .filter((pair) => isSingleType(model, pair.child('value')))
      .map((pair) => model.constants.string(pair.child('key'))),
  );
  return columns.parts.every((part) => {
    const key = model.constants.string(part);
    return key !== undefined && typed.has(key);
  });
}

function mayNameNullableType(model: FileModel, types: SyntaxNode | undefined): boolean {
  if (types === undefined) return false;
  const written = model.values.of(types).map((value) => value.text);
  return written.some((text) => /\b(?:U?Int\d+|Float\d+|boolean)\b|Dtype\b/.test(text));
}

function isSingleType(model: FileModel, node: SyntaxNode | undefined): boolean {
  return singleTypes.has(typeName(model, node) ?? '');
}

function typeName(model: FileModel, node: SyntaxNode | undefined): string | undefined {
  return model.constants.string(node) ?? model.names.qualifiedName(node);
}

const textTypes: ReadonlySet<string> = new Set([
  'builtins.object',
  'builtins.str',
  'object',
  'str',
  'string',
]);

/** Types that a column has whatever its values are. */
const singleTypes: ReadonlySet<string> = new Set([
  'Float64',
  'Int64',
  'boolean',
  'builtins.float',
  'builtins.int',
  'builtins.object',
  'builtins.str',
  'float',
  'float64',
  'int',
  'int64',
  'numpy.float64',
  'numpy.int64',
  'numpy.str_',
  'object',
  'str',
  'string',
]);

/** True for what is certainly a path: a stream gives its content only once. */
function canBeReadAgain(model: FileModel, source: SyntaxNode): boolean {
  return model.values.of(source).every((value) => {
    const text = model.constants.string(value);
    if (text !== undefined) return !/^(?:https?|ftp):/.test(text);
    return isPath(model, value);
  });
}

function isPath(model: FileModel, value: SyntaxNode): boolean {
  const inner = withoutParentheses(value);
  switch (inner.kind) {
    case 'string':
    case 'concatenated_string':
      return scalarType(model, inner) === 'text' && !/^\w*["'](?:https?|ftp):/.test(inner.text);
    case 'binary_operator':
    case 'subscript':
      return scalarType(model, inner) !== undefined;
    case 'attribute':
      return (
        scalarType(model, inner) !== undefined &&
        !/\.(?:body|content|file|raw|stream|text)$/i.test(inner.text)
      );
    case 'call':
      return isPathCall(model, inner);
    case 'identifier':
      return isPathName(model, inner);
    default:
      return false;
  }
}

/** A name that is not followed further: a parameter, or the target of a loop over paths. */
function isPathName(model: FileModel, identifier: SyntaxNode): boolean {
  const binding = model.scopes.reaching(identifier)[0];
  if (binding?.kind === 'parameter') return true;
  return (
    binding?.kind === 'loop' && binding.value !== undefined && isListOfPaths(model, binding.value)
  );
}

function isListOfPaths(model: FileModel, iterable: SyntaxNode): boolean {
  return model.values.of(iterable).every((value) => {
    if (value.kind === 'identifier') {
      return model.scopes.reaching(value)[0]?.kind === 'parameter';
    }
    if (value.kind === 'list' || value.kind === 'tuple') {
      return value.parts.every((part) => isPath(model, part));
    }
    const call = value.kind === 'call' ? value : undefined;
    const name = call === undefined ? undefined : model.names.calleeName(call);
    if (name === 'builtins.sorted' || name === 'builtins.list') {
      const inner = call === undefined ? undefined : positionalValue(call, 0);
      return inner !== undefined && isListOfPaths(model, inner);
    }
    return name !== undefined && pathListings.has(name);
  });
}

const pathListings: ReadonlySet<string> = new Set([
  'glob.glob',
  'glob.iglob',
  'os.listdir',
  'pathlib.Path.glob',
  'pathlib.Path.rglob',
]);

function isPathCall(model: FileModel, call: SyntaxNode): boolean {
  const name = model.names.calleeName(call);
  if (name !== undefined && pathFunctions.has(name)) return true;
  const callee = call.child('function');
  const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
  if (method === 'format') return scalarType(model, call) === 'text';
  return method === 'xcom_pull' || method === 'download_file';
}

const pathFunctions: ReadonlySet<string> = new Set([
  'airflow.Variable.get',
  'builtins.str',
  'os.environ.get',
  'os.getenv',
  'os.path.abspath',
  'os.path.expanduser',
  'os.path.join',
  'pathlib.Path',
]);
