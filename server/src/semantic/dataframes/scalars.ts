import { argumentNodes } from '../../syntax/calls';
import { descendants, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { quotingOf } from '../../syntax/strings';
import type { FileModel } from '../file-model';
import type { ScalarType } from './values';

/** How deep expressions and names are followed. */
const maximumDepth = 12;

/**
 * The type of an expression that has the same value whenever it is evaluated, without side effects:
 * constants, names, f-strings of such, a few functions. Undefined for anything else.
 */
export function scalarType(
  model: FileModel,
  expression: SyntaxNode | undefined,
  depth = 0,
): ScalarType | undefined {
  if (expression === undefined || depth > maximumDepth) return undefined;
  const inner = withoutParentheses(expression);
  const constant = constantType(model, inner);
  if (constant !== undefined) return constant;
  const isScalar = (node: SyntaxNode) => scalarType(model, node, depth + 1) !== undefined;
  switch (inner.kind) {
    case 'string':
      return inner.parts.filter((part) => part.kind === 'interpolation').every(isField(isScalar)) &&
        !quotingOf(inner).prefix.includes('b')
        ? 'text'
        : undefined;
    case 'concatenated_string':
      return inner.parts.every(isScalar) ? 'text' : undefined;
    case 'list':
    case 'tuple':
    case 'set':
      return inner.parts.every(isScalar) ? 'list' : undefined;
    case 'dictionary':
      return inner.parts.every((pair) => pair.kind === 'pair' && pair.parts.every(isScalar))
        ? 'list'
        : undefined;
    case 'identifier':
      return typeOfName(model, inner, depth);
    case 'attribute': {
      const name = model.names.qualifiedName(inner);
      if (name !== undefined && missingValues.has(name)) return 'missing';
      const object = inner.child('object');
      return object !== undefined && isScalar(object) ? 'other' : undefined;
    }
    case 'subscript':
      return inner.parts.every(isScalar) ? 'other' : undefined;
    case 'slice':
      return inner.parts.every(isScalar) ? 'other' : undefined;
    case 'binary_operator':
      return typeOfOperation(model, inner, depth);
    case 'unary_operator':
    case 'not_operator':
    case 'comparison_operator':
    case 'boolean_operator':
    case 'conditional_expression':
      return inner.parts.every(isScalar) ? 'other' : undefined;
    case 'call':
      return typeOfCall(model, inner, depth);
    default:
      return undefined;
  }
}

function constantType(model: FileModel, expression: SyntaxNode): ScalarType | undefined {
  const constant = model.constants.value(expression);
  switch (constant?.type) {
    case 'number':
      return constant.isFloat ? 'float' : 'integer';
    case 'string':
      return 'text';
    case 'boolean':
      return 'boolean';
    case 'none':
      return 'missing';
    default:
      return undefined;
  }
}

/** What stands between the braces of an f-string: the value and, maybe, a format. */
function isField(isScalar: (node: SyntaxNode) => boolean): (field: SyntaxNode) => boolean {
  return (field) => {
    const expression = field.child('expression') ?? field.parts[0];
    const format = field.parts.find((part) => part.kind === 'format_specifier');
    const isPlainFormat = format === undefined || format.parts.length === 0;
    return expression !== undefined && isScalar(expression) && isPlainFormat;
  };
}

function typeOfName(
  model: FileModel,
  identifier: SyntaxNode,
  depth: number,
): ScalarType | undefined {
  const bindings = model.scopes.reaching(identifier);
  const binding = bindings.length === 1 ? bindings[0] : undefined;
  if (bindings.some((candidate) => holdsTable(model, candidate.value))) return undefined;
  if (binding?.kind === 'assignment' && binding.value !== undefined) {
    return scalarType(model, binding.value, depth + 1) ?? 'other';
  }
  if (binding?.kind === 'parameter') {
    const annotation = binding.value?.child('type')?.text;
    return (annotation === undefined ? undefined : annotatedTypes[annotation]) ?? 'other';
  }
  return 'other';
}

const annotatedTypes: Readonly<Record<string, ScalarType>> = {
  bool: 'boolean',
  float: 'float',
  int: 'integer',
  str: 'text',
};

/** True for a value made by pandas or numpy, which has rows of its own. */
function holdsTable(model: FileModel, value: SyntaxNode | undefined): boolean {
  if (value === undefined) return false;
  for (const node of descendants(value)) {
    if (node.kind !== 'call') continue;
    if (/^(?:pandas|numpy|polars|pyarrow)\./.test(model.names.calleeName(node) ?? '')) return true;
  }
  return false;
}

function typeOfOperation(
  model: FileModel,
  operation: SyntaxNode,
  depth: number,
): ScalarType | undefined {
  const left = scalarType(model, operation.child('left'), depth + 1);
  const right = scalarType(model, operation.child('right'), depth + 1);
  if (left === undefined || right === undefined) return undefined;
  if (left === 'text') return 'text';
  if (left === 'list' && right === 'list') return 'list';
  const operator = operation.child('operator')?.kind;
  const areNumbers = isNumber(left) && isNumber(right);
  if (!areNumbers) return 'other';
  return left === 'integer' && right === 'integer' && operator !== '/' && operator !== '**'
    ? 'integer'
    : 'float';
}

export function isNumber(type: ScalarType): boolean {
  return type === 'integer' || type === 'float';
}

function typeOfCall(model: FileModel, call: SyntaxNode, depth: number): ScalarType | undefined {
  const name = model.names.calleeName(call);
  const type = name === undefined ? undefined : pureFunctions[name];
  const callee = call.child('function');
  const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
  const object = callee?.child('object');
  const isFormat =
    method === 'format' && object !== undefined && scalarType(model, object, depth + 1) === 'text';
  if (type === undefined && !isFormat) return undefined;
  const values = argumentNodes(call).map((argument) =>
    argument.kind === 'keyword_argument' ? argument.child('value') : argument,
  );
  const areScalars = values.every((value) => scalarType(model, value, depth + 1) !== undefined);
  return areScalars ? (type ?? 'text') : undefined;
}

/** Functions that give the same for the same arguments within one run of a task. */
const pureFunctions: Readonly<Record<string, ScalarType>> = {
  'airflow.Variable.get': 'other',
  'builtins.float': 'float',
  'builtins.int': 'integer',
  'builtins.len': 'integer',
  'builtins.list': 'list',
  'builtins.range': 'list',
  'builtins.str': 'text',
  'os.environ.get': 'other',
  'os.getenv': 'other',
  'os.path.abspath': 'text',
  'os.path.basename': 'text',
  'os.path.dirname': 'text',
  'os.path.expanduser': 'text',
  'os.path.join': 'text',
  'pathlib.Path': 'other',
};

/** Ways to write a missing value. */
const missingValues: ReadonlySet<string> = new Set([
  'math.nan',
  'numpy.NaN',
  'numpy.nan',
  'pandas.NA',
  'pandas.NaT',
]);
