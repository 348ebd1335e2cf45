import type { SyntaxNode } from '../../syntax/node';
import { assignTo } from './assignment';
import { addToSet, append, makeDict, makeSet, setItem } from './collections';
import { Environment } from './environment';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { isNotIterable, someElement } from './iteration';
import { now } from './made';
import {
  type DictValue,
  type ListValue,
  lazily,
  list,
  type SetValue,
  unknown,
  type Value,
} from './values';

/** `[… for … in … if …]` and its like. A generator expression runs when it is asked for elements. */
export function evaluateComprehension(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Value {
  const scope = evaluator.scopesOf(node).scopeOpenedBy(node) ?? environment.scope;
  const clauses = node.parts.filter(
    (part) => part.kind === 'for_in_clause' || part.kind === 'if_clause',
  );
  const written = clauses[0]?.child('right');
  if (written === undefined) return unknown('an unfinished comprehension', node);
  // The first iterable is evaluated at once, in the code around.
  const iterable = evaluate(evaluator, written, environment);
  const outer =
    environment.scope.kind === 'class' ? (environment.outer ?? environment) : environment;
  const collect = (): ListValue | SetValue | DictValue => {
    const begin = now();
    const inner = new Environment(scope, outer);
    const into = containerFor(evaluator, node);
    runClauses(evaluator, { node, clauses, environment: inner, into, begin }, 0, iterable);
    return into;
  };
  if (node.kind !== 'generator_expression') return collect();
  return lazily(node, () => {
    const made = collect();
    return made.kind === 'list' ? made : { items: [], mayHaveMore: true };
  });
}

interface Comprehension {
  readonly node: SyntaxNode;
  readonly clauses: readonly SyntaxNode[];
  readonly environment: Environment;
  readonly into: ListValue | SetValue | DictValue;
  /** What was made since then, it alone can see. */
  readonly begin: number;
}

function containerFor(evaluator: Evaluator, node: SyntaxNode): ListValue | SetValue | DictValue {
  if (node.kind === 'dictionary_comprehension') return makeDict(node);
  if (node.kind === 'set_comprehension') return makeSet(evaluator, [], false, node);
  return list([], node);
}

/** Runs what stands behind the clauses before `position`; the iterable is that of the clause there. */
function runClauses(
  evaluator: Evaluator,
  comprehension: Comprehension,
  position: number,
  iterable?: Value,
): void {
  const { begin, clauses, environment } = comprehension;
  const clause = clauses[position];
  if (clause === undefined) {
    addElement(evaluator, comprehension);
    return;
  }
  evaluator.step(clause);
  if (clause.kind === 'if_clause') {
    const written = clause.parts[0];
    const truth =
      written === undefined
        ? undefined
        : evaluator.truth(evaluate(evaluator, written, environment));
    if (truth === true) runClauses(evaluator, comprehension, position + 1);
    if (truth === undefined) {
      evaluator.maybe(() => runClauses(evaluator, comprehension, position + 1), begin);
    }
    return;
  }
  const [target, written] = [clause.child('left'), clause.child('right')];
  if (target === undefined || written === undefined) return;
  const value = iterable ?? evaluate(evaluator, written, environment);
  if (isNotIterable(value)) evaluator.raise('TypeError', 'not iterable', clause);
  const elements = clause.part('async') === undefined ? evaluator.elements(value) : undefined;
  for (const item of elements?.items ?? []) {
    assignTo(evaluator, target, item, environment);
    runClauses(evaluator, comprehension, position + 1);
  }
  if (elements !== undefined && !elements.mayHaveMore) return;
  evaluator.maybe(() => {
    assignTo(evaluator, target, someElement(value, target), environment);
    runClauses(evaluator, comprehension, position + 1);
  }, begin);
}

function addElement(evaluator: Evaluator, { node, environment, into }: Comprehension): void {
  const body = node.child('body');
  if (body === undefined) return;
  evaluator.place = node;
  if (into.kind === 'dict') {
    const [keyNode, valueNode] = [body.child('key'), body.child('value')];
    if (keyNode === undefined || valueNode === undefined) return;
    const key = evaluate(evaluator, keyNode, environment);
    setItem(evaluator, into, key, evaluate(evaluator, valueNode, environment));
    return;
  }
  const value = evaluate(evaluator, body, environment);
  if (into.kind === 'list') append(evaluator, into, value);
  else addToSet(evaluator, into, value);
}
