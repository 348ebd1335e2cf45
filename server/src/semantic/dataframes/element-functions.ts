import { scalarTextMethods } from '../../knowledge/dataframe-operations';
import { argumentNodes, positionalValue } from '../../syntax/calls';
import { ownCode, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { parameterName } from '../scopes';
import { scalarType } from './scalars';
import { type Column, column } from './values';

/**
 * What a function gives for one element or row. `same`: the element, or a part of it that is as the
 * frame's types are; `number`: arithmetic on that.
 */
type Result = 'same' | 'number' | 'text' | 'integer' | 'float' | 'boolean' | 'missing';

/** How deep expressions and functions are followed. */
const maximumDepth = 12;

/**
 * The column that a function applied to each element (or row) of a column of known type gives;
 * undefined where its type could differ between a part and the whole.
 */
export function mappedColumn(
  model: FileModel,
  mapper: SyntaxNode,
  source: Column,
  isFiltered: boolean,
): Column | undefined {
  if (source.mayBecome === 'nullable') return undefined;
  if (!source.isFixed && source.family !== 'text') return undefined;
  const result = resultOf(model, mapper, 0);
  // A part without any row gives a column of no type, on which `.str` fails.
  const isFixed = !isFiltered;
  switch (result) {
    case 'text':
      return column('text', isFixed);
    case 'boolean':
      return column('boolean', isFixed);
    case 'integer':
    case 'float':
      return column('number');
    case 'number':
      // A part of missing values gets the type of numbers, whatever the whole is of.
      return isNumeric(source) ? { ...source, mayBecome: 'floats' } : undefined;
    case 'same':
      if (source.family === 'number') return source;
      return source.family === 'time' ? undefined : column('mixed', false);
    case 'mixed':
      return source.family === 'time' ? undefined : column('mixed', false);
    default:
      return undefined;
  }
}

function isNumeric({ family }: Column): boolean {
  return family === 'any' || family === 'number';
}

function resultOf(
  model: FileModel,
  mapper: SyntaxNode,
  depth: number,
): Result | 'mixed' | undefined {
  const inner = withoutParentheses(mapper);
  if (inner.kind === 'dictionary') return ofDictionary(model, inner);
  const name = model.names.qualifiedName(inner);
  if (name !== undefined) return builtinResults[name];
  const definition = model.names.definition(inner);
  if (definition?.kind === 'lambda') {
    return joined(model, [definition.child('body')], parametersOf(definition), depth);
  }
  if (definition?.kind === 'function_definition') return ofFunction(model, definition, depth);
  const values = model.values.of(inner);
  const only = values.length === 1 ? values[0] : undefined;
  return only?.kind === 'dictionary' ? ofDictionary(model, only) : undefined;
}

/** What is not in the dictionary gives a missing value, so only text stays what it is. */
function ofDictionary(model: FileModel, dictionary: SyntaxNode): Result | undefined {
  const isText = dictionary.parts.every(
    (pair) => pair.kind === 'pair' && scalarType(model, pair.child('value')) === 'text',
  );
  return isText && dictionary.parts.length > 0 ? 'text' : undefined;
}

function ofFunction(
  model: FileModel,
  definition: SyntaxNode,
  depth: number,
): Result | 'mixed' | undefined {
  const body = definition.child('body');
  const isPlain = definition.parent?.kind !== 'decorated_definition';
  if (body === undefined || !isPlain) return undefined;
  const returned: (SyntaxNode | undefined)[] = [];
  for (const node of ownCode(body)) {
    if (node.kind === 'yield' || node.kind === 'await') return undefined;
    if (node.kind === 'return_statement') returned.push(node.parts[0]);
  }
  if (model.completions.ofBlock(body).isNormal) returned.push(undefined);
  return joined(model, returned, parametersOf(definition), depth);
}

/** What several places that a function can return from have in common. */
function joined(
  model: FileModel,
  returned: readonly (SyntaxNode | undefined)[],
  parameters: ReadonlySet<string>,
  depth: number,
): Result | 'mixed' | undefined {
  if (depth > maximumDepth) return undefined;
  const results = returned.map((value) =>
    value === undefined ? 'missing' : new Element(model, parameters).result(value, depth + 1),
  );
  return common(results);
}

function common(results: readonly (Result | 'mixed' | undefined)[]): Result | 'mixed' | undefined {
  const kinds = new Set(results);
  const first = results[0];
  if (kinds.has(undefined) || first === undefined) return undefined;
  if (kinds.size === 1) return first;
  const textBesides = [...kinds].every(
    (kind) => kind === 'text' || kind === 'missing' || kind === 'same' || kind === 'mixed',
  );
  return textBesides && kinds.has('text') ? 'mixed' : undefined;
}

function parametersOf(definition: SyntaxNode): ReadonlySet<string> {
  const first = definition.child('parameters')?.parts[0];
  const name = first === undefined ? undefined : parameterName(first)?.text;
  return new Set(name === undefined ? [] : [name]);
}

/** Follows an expression over the element that a function is given. */
class Element {
  constructor(
    private readonly model: FileModel,
    private readonly parameters: ReadonlySet<string>,
  ) {}

  result(expression: SyntaxNode, depth: number): Result | 'mixed' | undefined {
    if (depth > maximumDepth) return undefined;
    const inner = withoutParentheses(expression);
    switch (inner.kind) {
      case 'identifier':
        return this.#ofName(inner, depth);
      case 'string':
        return 'text';
      case 'subscript':
        return this.#ofSubscript(inner, depth);
      case 'attribute':
        // `row.price` of a row.
        return this.#isParameter(inner.child('object')) ? 'same' : undefined;
      case 'call':
        return this.#ofCall(inner, depth);
      case 'comparison_operator':
      case 'not_operator':
        return 'boolean';
      case 'boolean_operator': {
        const sides = [inner.child('left'), inner.child('right')];
        const areBoolean = sides.every(
          (side) => side !== undefined && this.result(side, depth + 1) === 'boolean',
        );
        return areBoolean ? 'boolean' : undefined;
      }
      case 'conditional_expression': {
        const [chosen, , otherwise] = inner.parts;
        if (chosen === undefined || otherwise === undefined) return undefined;
        return common([this.result(chosen, depth + 1), this.result(otherwise, depth + 1)]);
      }
      case 'binary_operator':
        return this.#ofOperation(inner, depth);
      default:
        return constantResult(this.model, inner);
    }
  }

  #isParameter(node: SyntaxNode | undefined): boolean {
    return node?.kind === 'identifier' && this.parameters.has(node.text);
  }

  #ofName(identifier: SyntaxNode, depth: number): Result | 'mixed' | undefined {
    const bindings = this.model.scopes.lookup(identifier.text, identifier);
    const binding = bindings.length === 1 ? bindings[0] : undefined;
    if (binding?.kind === 'parameter') return this.#isParameter(identifier) ? 'same' : undefined;
    if (binding?.kind !== 'assignment' || binding.value === undefined) return undefined;
    return this.result(binding.value, depth + 1);
  }

  #ofSubscript(subscript: SyntaxNode, depth: number): Result | 'mixed' | undefined {
    const value = subscript.child('value');
    const key = subscript.child('subscript');
    if (value === undefined || key === undefined) return undefined;
    if (key.kind === 'slice') return 'text';
    if (this.#isParameter(value)) {
      // A column of a row; a number picks a character of a text.
      return this.model.constants.value(key)?.type === 'string' ? 'same' : 'text';
    }
    const isParts = value.kind === 'call' && isSplit(value);
    return isParts && this.result(value, depth + 1) === undefined ? 'text' : undefined;
  }

  #ofCall(call: SyntaxNode, depth: number): Result | 'mixed' | undefined {
    const callee = call.child('function');
    const name = this.model.names.qualifiedName(callee);
    if (name === 'builtins.round') {
      return argumentNodes(call).length > 1 ? this.#numberOf(call, depth) : 'integer';
    }
    if (name === 'builtins.abs') return this.#numberOf(call, depth);
    if (name !== undefined && Object.hasOwn(builtinResults, name)) return builtinResults[name];
    const method = callee?.kind === 'attribute' ? callee.child('attribute')?.text : undefined;
    if (method !== undefined && scalarTextMethods.has(method)) return 'text';
    const definition = this.model.names.definition(callee);
    return definition?.kind === 'function_definition'
      ? textOnly(ofFunction(this.model, definition, depth + 1))
      : undefined;
  }

  #numberOf(call: SyntaxNode, depth: number): Result | undefined {
    const operand = positionalValue(call, 0);
    const result = operand === undefined ? undefined : this.result(operand, depth + 1);
    if (result === 'float' || result === 'integer') return result;
    return result === 'same' || result === 'number' ? 'number' : undefined;
  }

  #ofOperation(operation: SyntaxNode, depth: number): Result | undefined {
    const left = operation.child('left');
    const right = operation.child('right');
    if (left === undefined || right === undefined) return undefined;
    const [a, b] = [this.result(left, depth + 1), this.result(right, depth + 1)];
    const operator = operation.child('operator')?.kind;
    if (a === 'text' || b === 'text')
      return operator === '+' || operator === '%' ? 'text' : undefined;
    const areNumbers = [a, b].every(
      (side) => side === 'same' || side === 'number' || side === 'integer' || side === 'float',
    );
    if (!areNumbers) return undefined;
    switch (operator) {
      case '/':
        return 'float';
      case '+':
      case '-':
      case '*':
        if (a === 'float' || b === 'float') return 'float';
        return a === 'integer' && b === 'integer' ? 'integer' : 'number';
      default:
        return undefined;
    }
  }
}

/** Functions of other parameters may give what this one's element does not show. */
function textOnly(result: Result | 'mixed' | undefined): Result | undefined {
  return result === 'text' || result === 'boolean' || result === 'integer' || result === 'float'
    ? result
    : undefined;
}

function constantResult(model: FileModel, expression: SyntaxNode): Result | undefined {
  const type = scalarType(model, expression);
  return type === 'list' || type === 'other' ? undefined : type;
}

function isSplit(call: SyntaxNode): boolean {
  const method = call.child('function')?.child('attribute')?.text;
  return method === 'split' || method === 'rsplit' || method === 'partition';
}

/** What functions of the standard library and of pandas give, whatever they are given. */
const builtinResults: Readonly<Record<string, Result>> = {
  'builtins.bool': 'boolean',
  'builtins.float': 'float',
  'builtins.int': 'integer',
  'builtins.isinstance': 'boolean',
  'builtins.len': 'integer',
  'builtins.str': 'text',
  'builtins.str.capitalize': 'text',
  'builtins.str.lower': 'text',
  'builtins.str.strip': 'text',
  'builtins.str.title': 'text',
  'builtins.str.upper': 'text',
  'json.dumps': 'text',
  'pandas.isna': 'boolean',
  'pandas.isnull': 'boolean',
  'pandas.notna': 'boolean',
  'pandas.notnull': 'boolean',
};
