import { isBuiltin } from '../../knowledge/builtins';
import { isWellKnownAirflowName } from '../../knowledge/canonical-names';
import { wellKnownModule } from '../../knowledge/modules';
import { argumentNodes } from '../../syntax/calls';
import { withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { assignTo } from './assignment';
import { attributeOf } from './attributes';
import { evaluateAlternatives } from './branching';
import { callValue, evaluateArguments } from './calls';
import { makeDict, makeSet, setItem, updateDict } from './collections';
import { evaluateComparison } from './comparisons';
import { evaluateComprehension } from './comprehensions';
import type { Environment } from './environment';
import type { Evaluator } from './evaluator';
import { makeFunction } from './functions';
import type { BinaryOperator } from './host';
import { moduleName } from './imports';
import { isNotIterable } from './iteration';
import { numberValue, stringLiteral } from './literals';
import { binaryOperation, unaryOperation } from './operators';
import { outsideValue } from './outside-names';
import { subscriptOf } from './subscripts';
import { superOf } from './super';
import { boolean, list, none, tuple, unknown, type Value } from './values';

/** The value of an expression. Raises `PythonRaise` where Python surely raises. */
export function evaluate(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Value {
  evaluator.step(node);
  if (evaluator.isTooDeep) {
    evaluator.gap(node, 'an expression that nests too deep');
    return unknown('an expression that nests too deep', node);
  }
  evaluator.depth++;
  const value = evaluateKind(evaluator, node, environment);
  evaluator.depth--;
  return value;
}

function evaluateKind(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Value {
  switch (node.kind) {
    case 'identifier':
      return evaluateName(evaluator, node, environment);
    case 'none':
      return none(node);
    case 'true':
      return boolean(true, node);
    case 'false':
      return boolean(false, node);
    case 'ellipsis':
      return { kind: 'ellipsis', origin: node };
    case 'integer':
    case 'float':
      return numberValue(node);
    case 'string':
    case 'concatenated_string':
      return stringLiteral(evaluator, node, environment);
    case 'parenthesized_expression': {
      const inner = withoutParentheses(node);
      return inner === node
        ? unknown('an unfinished expression', node)
        : evaluate(evaluator, inner, environment);
    }
    case 'list':
      return list(...evaluateItems(evaluator, node, environment));
    case 'tuple':
    case 'expression_list':
      return tuple(...evaluateItems(evaluator, node, environment));
    case 'set':
      return evaluateSet(evaluator, node, environment);
    case 'dictionary':
      return evaluateDictionary(evaluator, node, environment);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return evaluateComprehension(evaluator, node, environment);
    case 'attribute': {
      const object = node.child('object');
      const name = node.child('attribute');
      if (object === undefined || name === undefined) break;
      return attributeOf(evaluator, evaluate(evaluator, object, environment), name.text, node);
    }
    case 'subscript':
      return evaluateSubscript(evaluator, node, environment);
    case 'call':
      return evaluateCall(evaluator, node, environment);
    case 'binary_operator':
      return evaluateChain(evaluator, node, environment);
    case 'unary_operator': {
      const operand = node.child('argument');
      if (operand === undefined) break;
      const value = evaluate(evaluator, operand, environment);
      return unaryOperation(evaluator, node.child('operator')?.text ?? '', value, node);
    }
    case 'not_operator': {
      const operand = node.child('argument');
      if (operand === undefined) break;
      const truth = evaluator.truth(evaluate(evaluator, operand, environment));
      return truth === undefined
        ? unknown('a condition that is not known', node)
        : boolean(!truth, node);
    }
    case 'boolean_operator':
      return evaluateBoolean(evaluator, node, environment);
    case 'comparison_operator':
      return evaluateComparison(evaluator, node, environment);
    case 'conditional_expression':
      return evaluateConditional(evaluator, node, environment);
    case 'lambda':
      return makeFunction(evaluator, node, environment);
    case 'named_expression': {
      const written = node.child('value');
      const target = node.child('name');
      if (written === undefined || target === undefined) break;
      const value = evaluate(evaluator, written, environment);
      assignTo(evaluator, target, value, environment);
      return value;
    }
    case 'yield':
      return evaluateYield(evaluator, node, environment);
    case 'await':
      if (node.parts[0] !== undefined) evaluate(evaluator, node.parts[0], environment);
      return unknown('what is awaited', node);
    case 'list_splat':
      if (node.parts[0] === undefined) break;
      return evaluate(evaluator, node.parts[0], environment);
    case 'slice':
      return evaluateSlice(evaluator, node, environment);
    case 'type': {
      const [inner] = node.parts;
      return inner === undefined
        ? unknown('a type', node)
        : evaluate(evaluator, inner, environment);
    }
    default:
  }
  return unknown('an expression that cannot be read', node);
}

/** The value of a name where it is used. */
export function evaluateName(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Value {
  const name = node.text;
  if (name === '') return unknown('a name that is missing', node);
  const held = environment.seen(name);
  if (held?.value !== undefined) return held.value;
  const { globals } = environment;
  if (held === undefined) {
    const special = moduleName(evaluator, name, node, environment);
    if (special !== undefined) return special;
    if (isBuiltin(name)) return outsideValue(evaluator, `builtins.${name}`, node);
    if (isWellKnownAirflowName(name)) return outsideValue(evaluator, `airflow.${name}`, node);
  }
  if (globals.mayHaveMore) {
    evaluator.mayRaise();
    return unknown(`the name ${name}, which the file does not bind`, node);
  }
  const module = held === undefined ? wellKnownModule(name) : undefined;
  if (module !== undefined) return outsideValue(evaluator, module, node);
  const isLocal = environment.scope.kind === 'function' && environment.scope.bindings.has(name);
  const error = isLocal ? 'UnboundLocalError' : 'NameError';
  return evaluator.raise(error, `name '${name}' is not defined`, node);
}

/** Elements of a list, tuple or set display, splats expanded; whether there may be more. */
function evaluateItems(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): [Value[], SyntaxNode, boolean] {
  const items: Value[] = [];
  let mayHaveMore = false;
  for (const part of node.parts) {
    const value = evaluate(evaluator, part, environment);
    if (!isSplat(part)) {
      // Behind elements of an unknown number nobody knows at which place one is.
      if (!mayHaveMore) items.push(value);
      continue;
    }
    if (isNotIterable(value)) evaluator.raise('TypeError', 'not iterable', part);
    const elements = evaluator.elements(value);
    if (!mayHaveMore) for (const item of elements?.items ?? []) items.push(item);
    if (elements === undefined || elements.mayHaveMore) mayHaveMore = true;
  }
  return [items, node, mayHaveMore];
}

/** The grammar puts `*f(x)` of a list into the call, around `f` alone. */
function isSplat(part: SyntaxNode): boolean {
  return part.text.startsWith('*');
}

function evaluateSet(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Value {
  const [items, , mayHaveMore] = evaluateItems(evaluator, node, environment);
  return makeSet(evaluator, items, mayHaveMore, node);
}

function evaluateDictionary(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Value {
  const made = makeDict(node);
  for (const part of node.parts) {
    if (part.kind === 'pair') {
      const [keyNode, valueNode] = [part.child('key'), part.child('value')];
      if (keyNode === undefined || valueNode === undefined) continue;
      const key = evaluate(evaluator, keyNode, environment);
      setItem(evaluator, made, key, evaluate(evaluator, valueNode, environment));
    } else if (part.kind === 'dictionary_splat' && part.parts[0] !== undefined) {
      updateDict(evaluator, made, evaluate(evaluator, part.parts[0], environment));
    }
  }
  return made;
}

function evaluateSubscript(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Value {
  const written = node.child('value');
  if (written === undefined) return unknown('an unfinished subscript', node);
  const value = evaluate(evaluator, written, environment);
  return subscriptOf(evaluator, value, evaluateKey(evaluator, node, environment), node);
}

/** What stands between the brackets of a subscript: a value, or a tuple of several. */
export function evaluateKey(
  evaluator: Evaluator,
  subscript: SyntaxNode,
  environment: Environment,
): Value {
  const keys = subscript
    .childrenIn('subscript')
    .filter((key) => key.isNamed)
    .map((key) => evaluate(evaluator, key, environment));
  const [only, ...others] = keys;
  const isTuple = subscript.children.some((child) => child.kind === ',');
  return only !== undefined && others.length === 0 && !isTuple ? only : tuple(keys, subscript);
}

function evaluateSlice(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Value {
  const bounds: Value[] = [none(), none(), none()];
  let position = 0;
  for (const child of node.children) {
    if (child.kind === ':') position++;
    else if (child.isNamed && child.kind !== 'comment') {
      bounds[position] = evaluate(evaluator, child, environment);
    }
  }
  const [start = none(), stop = none(), step = none()] = bounds;
  return { kind: 'slice', start, stop, step, origin: node };
}

function evaluateCall(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Value {
  const written = node.child('function');
  if (written === undefined) return unknown('an unfinished call', node);
  const callee = evaluate(evaluator, written, environment);
  if (callee.kind === 'outside' && callee.name === 'builtins.super') {
    const arguments_ = evaluateArguments(evaluator, node, environment);
    return superOf(evaluator, arguments_, environment, node);
  }
  if (callee.kind === 'outside' && isNamesCall(callee.name) && argumentNodes(node).length === 0) {
    return environment === environment.globals || callee.name === 'builtins.globals'
      ? { kind: 'names', environment: environment.globals, origin: node }
      : unknown('the local variables', node);
  }
  const given = evaluateArguments(evaluator, node, environment);
  return callValue(evaluator, callee, given, node);
}

function isNamesCall(name: string): boolean {
  return name === 'builtins.globals' || name === 'builtins.locals' || name === 'builtins.vars';
}

/** `a + b + c`, from the left; without recursion, since people chain hundreds of texts. */
function evaluateChain(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Value {
  const operations: SyntaxNode[] = [];
  let first: SyntaxNode | undefined = node;
  while (first?.kind === 'binary_operator') {
    operations.push(first);
    first = first.child('left');
  }
  let value =
    first === undefined
      ? unknown('an unfinished operation', node)
      : evaluate(evaluator, first, environment);
  for (const operation of operations.reverse()) {
    evaluator.step(operation);
    const operator = operation.child('operator')?.kind;
    const operand = operation.child('right');
    if (operator === undefined || operand === undefined)
      return unknown('an unfinished operation', node);
    const right = evaluate(evaluator, operand, environment);
    evaluator.place = operation;
    value = binaryOperation(evaluator, operator as BinaryOperator, value, right, operation);
  }
  return value;
}

/** `a and b`, `a or b`: the right side runs only where the left one asks for it. */
function evaluateBoolean(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Value {
  const operations: SyntaxNode[] = [];
  let first: SyntaxNode | undefined = node;
  while (first?.kind === 'boolean_operator') {
    operations.push(first);
    first = first.child('left');
  }
  let value =
    first === undefined
      ? unknown('an unfinished condition', node)
      : evaluate(evaluator, first, environment);
  for (const operation of operations.reverse()) {
    const isAnd = operation.child('operator')?.kind === 'and';
    const operand = operation.child('right');
    if (operand === undefined) return unknown('an unfinished condition', node);
    const truth = evaluator.truth(value);
    if (truth === !isAnd) continue;
    if (truth === isAnd) {
      value = evaluate(evaluator, operand, environment);
      continue;
    }
    // `unknown or []`: what is not known is there or not.
    const left = value;
    value = evaluateAlternatives(evaluator, [
      () => left,
      () => evaluate(evaluator, operand, environment),
    ]);
  }
  return value;
}

function evaluateConditional(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Value {
  const [whenTrue, condition, whenFalse] = node.parts;
  if (whenTrue === undefined || condition === undefined || whenFalse === undefined) {
    return unknown('an unfinished expression', node);
  }
  const truth = evaluator.truth(evaluate(evaluator, condition, environment));
  if (truth === true) return evaluate(evaluator, whenTrue, environment);
  if (truth === false) return evaluate(evaluator, whenFalse, environment);
  return evaluateAlternatives(evaluator, [
    () => evaluate(evaluator, whenTrue, environment),
    () => evaluate(evaluator, whenFalse, environment),
  ]);
}

function evaluateYield(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Value {
  const written = node.parts[0];
  const value = written === undefined ? none(node) : evaluate(evaluator, written, environment);
  const { onYield } = evaluator.frame;
  if (onYield === undefined) return unknown('what is sent to a generator', node);
  if (node.part('from') === undefined) return onYield(value, node);
  const elements = evaluator.elements(value);
  for (const item of elements?.items ?? []) onYield(item, node);
  if (elements === undefined || elements.mayHaveMore) {
    evaluator.maybe(() => onYield(unknown('an element that is not known', node), node));
  }
  return unknown('what a generator returns', node);
}
