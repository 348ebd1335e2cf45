import { statementsOf } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import { executeAssignment, executeAugmented, executeDelete } from './assignment';
import { runAlternatives } from './branching';
import { callValue } from './calls';
import { defineClass } from './classes';
import { type Completion, OutOfSteps, PythonRaise } from './completion';
import { executeWith } from './contexts';
import type { Environment } from './environment';
import type { Evaluator } from './evaluator';
import { executeTry } from './exceptions';
import { evaluate } from './expressions';
import { makeFunction } from './functions';
import { noArguments } from './host';
import { executeImport } from './imports';
import { executeFor, executeWhile } from './loops';
import { executeMatch } from './matching';
import { makeFields } from './records';
import { none, unknown, type Value } from './values';

/** Runs the statements of a block until one of them leaves it. */
export function executeBlock(
  evaluator: Evaluator,
  block: SyntaxNode | undefined,
  environment: Environment,
): Completion {
  for (const statement of statementsOf(block)) {
    const completion = executeStatement(evaluator, statement, environment);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

function executeStatement(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Completion {
  evaluator.step(node);
  evaluator.place = node;
  // What is left out here may bind and change anything.
  if (evaluator.isTooDeep) throw new OutOfSteps(node);
  evaluator.depth++;
  const completion = executeKind(evaluator, node, environment);
  evaluator.depth--;
  return completion;
}

function executeKind(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Completion {
  switch (node.kind) {
    case 'expression_statement':
      executeExpression(evaluator, node, environment);
      return undefined;
    case 'if_statement':
      return executeIf(evaluator, node, environment);
    case 'for_statement':
      return executeFor(evaluator, node, environment);
    case 'while_statement':
      return executeWhile(evaluator, node, environment);
    case 'try_statement':
      return executeTry(evaluator, node, environment);
    case 'with_statement':
      return executeWith(evaluator, node, environment);
    case 'match_statement':
      return executeMatch(evaluator, node, environment);
    case 'function_definition':
    case 'class_definition':
    case 'decorated_definition':
      executeDefinition(evaluator, node, environment);
      return undefined;
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
      executeImport(evaluator, node, environment);
      return undefined;
    case 'return_statement': {
      const written = node.parts[0];
      const value = written === undefined ? none(node) : evaluate(evaluator, written, environment);
      return { kind: 'return', value };
    }
    case 'raise_statement':
      return executeRaise(evaluator, node, environment);
    case 'assert_statement': {
      const [condition] = node.parts;
      if (condition === undefined) return undefined;
      const truth = evaluator.truth(evaluate(evaluator, condition, environment));
      if (truth === false) evaluator.raise('AssertionError', 'an assertion that fails', node);
      if (truth === undefined) evaluator.mayRaise();
      return undefined;
    }
    case 'delete_statement':
      for (const target of node.parts) executeDelete(evaluator, target, environment);
      return undefined;
    case 'break_statement':
      return { kind: 'break' };
    case 'continue_statement':
      return { kind: 'continue' };
    case 'exec_statement':
    case 'print_statement':
      evaluator.gap(node, 'a statement of Python 2');
      return undefined;
    default:
      return undefined;
  }
}

function executeExpression(
  evaluator: Evaluator,
  statement: SyntaxNode,
  environment: Environment,
): void {
  const { parts } = statement;
  const [first] = parts;
  if (first === undefined) return;
  if (first.kind === 'assignment') executeAssignment(evaluator, first, environment);
  else if (first.kind === 'augmented_assignment') executeAugmented(evaluator, first, environment);
  else for (const part of parts) evaluate(evaluator, part, environment);
}

function executeIf(evaluator: Evaluator, node: SyntaxNode, environment: Environment): Completion {
  const clauses = [node, ...node.childrenIn('alternative')];
  return executeClauses(evaluator, clauses, environment);
}

/** `if`, `elif` and `else`: the first of which the condition holds. */
function executeClauses(
  evaluator: Evaluator,
  clauses: readonly SyntaxNode[],
  environment: Environment,
): Completion {
  for (const [i, clause] of clauses.entries()) {
    if (clause.kind === 'else_clause') {
      return executeBlock(evaluator, clause.child('body'), environment);
    }
    const condition = clause.child('condition');
    const block = clause.child('consequence');
    if (condition === undefined) return undefined;
    const truth = evaluator.truth(evaluate(evaluator, condition, environment));
    if (truth === true) return executeBlock(evaluator, block, environment);
    if (truth === false) continue;
    evaluator.gap(condition, 'a condition that is not known');
    if (evaluator.isTooDeep) throw new OutOfSteps(clause);
    evaluator.depth++;
    const completion = runAlternatives(evaluator, [
      () => executeBlock(evaluator, block, environment),
      () => executeClauses(evaluator, clauses.slice(i + 1), environment),
    ]);
    evaluator.depth--;
    return completion;
  }
  return undefined;
}

/** A function or class, with its decorators applied from the last to the first. */
function executeDefinition(evaluator: Evaluator, node: SyntaxNode, environment: Environment): void {
  const definition = node.kind === 'decorated_definition' ? node.child('definition') : node;
  const name = definition?.child('name');
  if (definition === undefined || name === undefined) return;
  const decorators = node.parts
    .filter((part) => part.kind === 'decorator')
    .map((decorator) => {
      const written = decorator.parts[0];
      const value =
        written === undefined
          ? unknown('an unfinished decorator', decorator)
          : evaluate(evaluator, written, environment);
      return { decorator, value };
    });
  let value: Value =
    definition.kind === 'class_definition'
      ? defineClass(evaluator, definition, environment)
      : makeFunction(evaluator, definition, environment);
  for (const { decorator, value: callee } of decorators.reverse()) {
    value = decorated(evaluator, callee, value, decorator);
  }
  evaluator.bind(environment, name.text, value);
}

function decorated(evaluator: Evaluator, decorator: Value, value: Value, node: SyntaxNode): Value {
  const name =
    decorator.kind === 'outside' || decorator.kind === 'native-method' ? decorator.name : undefined;
  const isDataclass =
    name === 'dataclasses.dataclass' ||
    (decorator.kind === 'result' && decorator.callee === 'dataclasses.dataclass');
  if (value.kind === 'class' && isDataclass) {
    if (hasOtherConstructor(decorator))
      return unknown('a dataclass with another constructor', node);
    value.flavor = 'dataclass';
    makeFields(evaluator, value, statementsOf(value.node?.child('body')));
    return value;
  }
  const given = { positional: [{ value, node }], named: new Map(), mayHaveMore: false };
  return callValue(evaluator, decorator, given, node, true);
}

/** `@dataclass(init=False)` and `@dataclass(kw_only=True)` change which arguments it takes. */
function hasOtherConstructor(decorator: Value): boolean {
  if (decorator.kind !== 'result') return false;
  const { mayHaveMore, named } = decorator.arguments;
  return mayHaveMore || named.has('init') || named.has('kw_only');
}

function executeRaise(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Completion {
  const [written] = node.parts;
  if (written === undefined) {
    const handled = evaluator.handled.at(-1);
    if (handled !== undefined) return { kind: 'raise', raised: handled };
    evaluator.raise('RuntimeError', 'No active exception to reraise', node);
  }
  const value = evaluate(evaluator, written, environment);
  const isClass = value.kind === 'class' || value.kind === 'outside';
  const given = noArguments;
  const exception = isClass ? callValue(evaluator, value, given, node) : value;
  return { kind: 'raise', raised: new PythonRaise(exception, node) };
}
