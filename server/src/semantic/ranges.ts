import { argumentNodes, positionalValue } from '../syntax/calls';
import { descendants, statementsOf, withoutParentheses } from '../syntax/navigate';
import type { SyntaxNode } from '../syntax/node';
import type { FileModel } from './file-model';

/** From how many elements on a collection is huge. */
export const hugeCount = 1_000_000;

/** How many values `range(…)` gives, where its arguments are constant. */
export function rangeLength(
  model: FileModel,
  expression: SyntaxNode | undefined,
): number | undefined {
  const call = expression === undefined ? undefined : withoutParentheses(expression);
  if (call?.kind !== 'call') return undefined;
  // The grammar takes the star of `[*range(n)]` for a part of the callee.
  const callee = isUnpacked(call) ? call.child('function')?.parts[0] : call.child('function');
  if (model.names.qualifiedName(callee) !== 'builtins.range') return undefined;
  const numbers = argumentNodes(call).map((argument) => model.constants.number(argument));
  const [first, second, step = 1] = numbers;
  if (first === undefined || numbers.includes(undefined) || step === 0) return undefined;
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  return Math.max(0, Math.ceil((stop - start) / step));
}

function isUnpacked(call: SyntaxNode): boolean {
  return call.child('function')?.kind === 'list_splat';
}

/** The constant length of an iterable: a range, also under `enumerate`, `reversed` or `tqdm`. */
export function constantLength(
  model: FileModel,
  iterable: SyntaxNode | undefined,
): number | undefined {
  const direct = rangeLength(model, iterable);
  if (direct !== undefined || iterable?.kind !== 'call') return direct;
  const name = model.names.calleeName(iterable) ?? '';
  const keepsLength =
    /^(?:builtins\.(?:enumerate|reversed|sorted|list)|tqdm\.(?:\w+\.)?(?:tqdm|trange))$/;
  return keepsLength.test(name) ? rangeLength(model, positionalValue(iterable, 0)) : undefined;
}

/** How many elements a collection has that a constant range, repetition or comprehension makes. */
export function constantSize(
  model: FileModel,
  expression: SyntaxNode | undefined,
  depth = 0,
): ConstantSize | undefined {
  if (expression === undefined || depth > maximumDepth) return undefined;
  const inner = withoutParentheses(expression);
  switch (inner.kind) {
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return sizeOfComprehension(model, inner, depth);
    case 'list': {
      const [only, ...others] = inner.parts;
      const isSpread = others.length === 0 && only?.kind === 'call' && isUnpacked(only);
      return isSpread ? sizeOfCall(model, only, depth + 1) : undefined;
    }
    case 'binary_operator':
      return sizeOfRepetition(model, inner);
    case 'call':
      return sizeOfCall(model, inner, depth);
    default:
      return undefined;
  }
}

export interface ConstantSize {
  readonly count: number;
  /** The expression that makes it so large. */
  readonly source: SyntaxNode;
}

const maximumDepth = 6;

/**
 * True for an expression that is another one for every value of the names: the name itself, sums,
 * texts and tuples of it. A remainder, or what a function makes of it, may be the same again.
 */
export function isDistinctFor(
  model: FileModel,
  expression: SyntaxNode | undefined,
  names: ReadonlySet<string>,
  depth = 0,
): boolean {
  if (expression === undefined || depth > maximumDepth) return false;
  const inner = withoutParentheses(expression);
  const isDistinct = (node: SyntaxNode | undefined) => isDistinctFor(model, node, names, depth + 1);
  switch (inner.kind) {
    case 'identifier':
      return names.has(inner.text);
    case 'tuple':
      return inner.parts.some(isDistinct);
    case 'string':
      return inner.parts.some((part) => part.kind === 'interpolation' && isDistinct(part.parts[0]));
    case 'binary_operator': {
      const operator = inner.child('operator')?.kind;
      const sides = [inner.child('left'), inner.child('right')];
      return (operator === '+' || operator === '-' || operator === '*') && sides.some(isDistinct);
    }
    case 'unary_operator':
      return isDistinct(inner.child('argument'));
    case 'call': {
      const name = model.names.calleeName(inner) ?? '';
      return distinctCalls.has(name) && isDistinct(argumentNodes(inner)[0]);
    }
    default:
      return false;
  }
}

const distinctCalls: ReadonlySet<string> = new Set([
  'builtins.float',
  'builtins.int',
  'builtins.str',
]);

/** The names that the clauses of a comprehension, or a loop, give values to. */
export function targetNames(nodes: readonly (SyntaxNode | undefined)[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    if (node === undefined) continue;
    for (const inner of descendants(node)) if (inner.kind === 'identifier') names.add(inner.text);
  }
  return names;
}

/** False for a set, or a dict, whose members or keys may be fewer than the rounds that make them. */
export function isDistinctComprehension(model: FileModel, comprehension: SyntaxNode): boolean {
  const clauses = comprehension.parts.filter((part) => part.kind === 'for_in_clause');
  const names = targetNames(clauses.map((clause) => clause.child('left')));
  const body = comprehension.child('body');
  const key = body?.kind === 'pair' ? body.child('key') : body;
  return isDistinctFor(model, key, names);
}

/** The product of the clauses, and of a comprehension in each element; a filter makes it unknown. */
function sizeOfComprehension(
  model: FileModel,
  comprehension: SyntaxNode,
  depth: number,
): ConstantSize | undefined {
  const sizes: ConstantSize[] = [];
  for (const part of comprehension.parts) {
    if (part.kind === 'if_clause') return undefined;
    if (part.kind !== 'for_in_clause') continue;
    const iterable = part.child('right');
    const count = constantLength(model, iterable);
    if (iterable === undefined || count === undefined) return undefined;
    sizes.push({ count, source: iterable });
  }
  const element = comprehension.child('body');
  const isList = element?.kind === 'list_comprehension' || element?.kind === 'binary_operator';
  const inner = isList ? constantSize(model, element, depth + 1) : undefined;
  if (inner !== undefined) sizes.push(inner);
  const [largest] = [...sizes].sort((a, b) => b.count - a.count);
  if (largest === undefined) return undefined;
  return {
    count: sizes.reduce((product, { count }) => product * count, 1),
    source: largest.source,
  };
}

/** `[0] * 10_000_000` */
function sizeOfRepetition(model: FileModel, operation: SyntaxNode): ConstantSize | undefined {
  if (operation.child('operator')?.kind !== '*') return undefined;
  const left = operation.child('left');
  const right = operation.child('right');
  const [list, factor] = left?.kind === 'list' ? [left, right] : [right, left];
  if (list?.kind !== 'list' || list.parts.some((part) => part.kind === 'list_splat')) {
    return undefined;
  }
  const times = model.constants.number(factor);
  return times === undefined
    ? undefined
    : { count: Math.max(0, times) * list.parts.length, source: operation };
}

function sizeOfCall(model: FileModel, call: SyntaxNode, depth: number): ConstantSize | undefined {
  const length = rangeLength(model, call);
  if (length !== undefined) return { count: length, source: call };
  const name = model.names.calleeName(call) ?? '';
  const args = argumentNodes(call);
  switch (name) {
    case 'builtins.map':
      return args.length === 2 ? constantSize(model, args[1], depth + 1) : undefined;
    case 'builtins.enumerate':
    case 'builtins.reversed':
      return constantSize(model, args[0], depth + 1);
    case 'itertools.repeat': {
      const times = args.length === 2 ? model.constants.number(args[1]) : undefined;
      return times === undefined ? undefined : { count: times, source: call };
    }
    default:
      return undefined;
  }
}

/**
 * How often a `while` loop runs that counts to a constant: `while i < 10_000_000:` with `i += 1` as
 * one of its statements.
 */
export function countedRounds(model: FileModel, loop: SyntaxNode): number | undefined {
  const condition = loop.child('condition');
  const inner = condition === undefined ? undefined : withoutParentheses(condition);
  const operator = inner?.childrenIn('operators').map(({ kind }) => kind) ?? [];
  const [left, right, ...others] = inner?.parts ?? [];
  if (inner?.kind !== 'comparison_operator' || operator.length !== 1 || others.length > 0) {
    return undefined;
  }
  const counter = operator[0]?.startsWith('<') === true ? left : right;
  const limit = model.constants.number(counter === left ? right : left);
  const isCounting =
    operator[0] === '<' || operator[0] === '<=' || operator[0] === '>' || operator[0] === '>=';
  if (!isCounting || counter?.kind !== 'identifier' || limit === undefined) return undefined;
  const bindings = model.scopes.lookup(counter.text, counter);
  const start = bindings.find((binding) => binding.kind === 'assignment');
  const from = model.constants.number(start?.value);
  const step = statementsOf(loop.child('body'))
    .map((statement) => stepOf(model, statement, counter.text))
    .find((found) => found !== undefined);
  if (bindings.length !== 2 || from === undefined || step === undefined || step <= 0) {
    return undefined;
  }
  return Math.max(0, Math.ceil((limit - from) / step));
}

/** By how much a statement raises a counter. */
function stepOf(model: FileModel, statement: SyntaxNode, name: string): number | undefined {
  const change = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
  if (change?.kind !== 'augmented_assignment' || change.child('left')?.text !== name) {
    return undefined;
  }
  return change.child('operator')?.text === '+='
    ? model.constants.number(change.child('right'))
    : undefined;
}
