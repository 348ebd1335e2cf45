// Calls of functions of the project.

import type { SyntaxNode } from '../../syntax/node';
import { caught, combine, endedWays } from './branching';
import { makeDict } from './collections';
import { type Completion, PythonRaise } from './completion';
import { Environment, variable } from './environment';
import type { Evaluator, Frame } from './evaluator';
import { evaluate } from './expressions';
import type { Argument, Arguments } from './host';
import { type Parameter, parametersOf, signatureOf } from './parameters';
import { executeBlock } from './statements';
import { forgetChangedBy } from './unrun-functions';
import {
  type DictEntry,
  type Elements,
  type FunctionValue,
  lazily,
  none,
  string,
  tuple,
  unknown,
  type Value,
} from './values';

/** How often a function may call itself where it is not known that it really does. */
const mostUncertainRecursion = 1;
/** How many elements a generator is asked for at once. */
const mostYields = 2_000;

export function callFunction(
  evaluator: Evaluator,
  callee: FunctionValue,
  given: Arguments,
  node: SyntaxNode,
): Value {
  evaluator.step(node);
  const refusal = whyNotCalled(evaluator, callee);
  if (refusal !== undefined) {
    evaluator.gap(node, refusal);
    for (const argument of [...given.positional, ...given.named.values()]) {
      evaluator.escape(argument.value, node);
    }
    forgetChangedBy(evaluator, callee, node);
    return unknown(refusal, node);
  }
  const environment = bind(evaluator, callee, given, node);
  switch (signatureOf(callee.node).kind) {
    case 'plain':
      return runFunction(evaluator, callee, environment, undefined);
    case 'generator':
      return lazily(node, () => yielded(evaluator, callee, environment));
    case 'asynchronous generator':
      return unknown('an asynchronous generator', node);
    case 'coroutine':
      // It runs when it is awaited, which nothing does during a load.
      return unknown('a coroutine', node);
  }
}

/** Runs a body with its parameters bound. What a generator yields goes to `onYield`. */
export function runFunction(
  evaluator: Evaluator,
  callee: FunctionValue,
  environment: Environment,
  onYield: Frame['onYield'],
): Value {
  evaluator.calledFunctions.add(callee.node);
  const { body } = signatureOf(callee.node);
  if (body === undefined) return none();
  const completion = runFrame(
    evaluator,
    { function: callee, environment, deferred: [], onYield },
    () =>
      callee.node.kind === 'lambda'
        ? { kind: 'return', value: evaluate(evaluator, body, environment) }
        : executeBlock(evaluator, body, environment),
  );
  return completion?.kind === 'return' ? completion.value : none();
}

/** Runs code in a frame of its own, and brings together all the ways on which it ends. */
export function runFrame(evaluator: Evaluator, frame: Frame, run: () => Completion): Completion {
  evaluator.frames.push(frame);
  const { place } = evaluator;
  try {
    const completion = caught(evaluator, run);
    const end: Completion = completion ?? { kind: 'return', value: none() };
    if (frame.deferred.length === 0) {
      if (end.kind === 'raise') throw end.raised;
      return end;
    }
    return combine(evaluator, endedWays(evaluator, end, 0));
  } finally {
    evaluator.frames.pop();
    evaluator.place = place;
  }
}

/** The environment in which the body runs. Raises Python's `TypeError` for what does not fit. */
export function bind(
  evaluator: Evaluator,
  callee: FunctionValue,
  given: Arguments,
  node: SyntaxNode,
): Environment {
  const scope = evaluator.scopesOf(callee.node).scopeOpenedBy(callee.node) ?? callee.closure.scope;
  const environment = new Environment(scope, callee.closure);
  const parameters = parametersOf(callee.node);
  const { positional } = given;
  /** How many of them have found their parameter. */
  let taken = 0;
  const named = given.named.size === 0 ? undefined : new Map(given.named);
  for (const parameter of parameters) {
    environment.variables.set(parameter.name, variable(argumentFor(parameter)));
  }
  if (taken < positional.length || (named !== undefined && named.size > 0)) {
    evaluator.raise('TypeError', `${callee.name}() got an unexpected argument`, node);
  }
  return environment;

  function argumentFor({ kind, name }: Parameter): Value {
    if (kind === 'rest') {
      const items = positional.slice(taken).map((argument) => argument.value);
      taken = positional.length;
      return tuple(items, node, given.mayHaveMore);
    }
    if (kind === 'options') return options(evaluator, named, given.mayHaveMore, node);
    const first = kind === 'keyword' ? undefined : positional[taken];
    if (first !== undefined) {
      taken++;
      if (kind !== 'positional' && named?.has(name) === true) {
        evaluator.raise('TypeError', `${callee.name}() got multiple values for ${name}`, node);
      }
      return first.value;
    }
    const argument = kind === 'positional' ? undefined : named?.get(name);
    if (argument !== undefined) {
      named?.delete(name);
      return argument.value;
    }
    const fallback = callee.defaults.get(name);
    if (given.mayHaveMore) {
      const choices = fallback === undefined ? [] : [fallback];
      return unknown('an argument that may be passed by a splat', node, choices);
    }
    if (fallback !== undefined) return fallback;
    return evaluator.raise('TypeError', `${callee.name}() missing argument ${name}`, node);
  }
}

/** The function that a definition or lambda makes; its defaults are evaluated now. */
export function makeFunction(
  evaluator: Evaluator,
  definition: SyntaxNode,
  environment: Environment,
): FunctionValue {
  let defaults: Map<string, Value> | undefined;
  for (const { name, fallback } of parametersOf(definition)) {
    if (fallback === undefined) continue;
    defaults ??= new Map();
    defaults.set(name, evaluate(evaluator, fallback, environment));
  }
  return {
    kind: 'function',
    node: definition,
    name: definition.child('name')?.text ?? '<lambda>',
    closure: environment.scope.kind === 'class' ? outerOf(environment) : environment,
    defaults: defaults ?? noDefaults,
    attributes: undefined,
    owner: undefined,
    origin: definition,
  };
}

const noDefaults: ReadonlyMap<string, Value> = new Map();

/** The names of a class body are not seen by the functions inside it. */
function outerOf(environment: Environment): Environment {
  return environment.outer ?? environment;
}

function whyNotCalled(evaluator: Evaluator, callee: FunctionValue): string | undefined {
  if (evaluator.hasTooManyFrames || evaluator.isTooDeep) return 'calls that nest too deep';
  if (evaluator.isCertain) return undefined;
  let open = 0;
  for (const frame of evaluator.frames) if (frame.function?.node === callee.node) open++;
  return open >= mostUncertainRecursion
    ? 'a function that calls itself, of which it is not known how often'
    : undefined;
}

function options(
  evaluator: Evaluator,
  named: Map<string, Argument> | undefined,
  mayHaveMore: boolean,
  node: SyntaxNode,
): Value {
  const entries = new Map<string, DictEntry>();
  if (named !== undefined) {
    for (const [name, argument] of named) {
      entries.set(`s:${name}`, { key: string(name, argument.node), value: argument.value });
    }
    named.clear();
  }
  evaluator.step(node, entries.size);
  return { ...makeDict(node), entries, mayHaveMore };
}

/** All that a generator yields, found by running it to its end. */
function yielded(evaluator: Evaluator, callee: FunctionValue, environment: Environment): Elements {
  const items: Value[] = [];
  let mayHaveMore = false;
  const { maybeDepth } = evaluator;
  try {
    runFunction(evaluator, callee, environment, (value, node) => {
      if (items.length >= mostYields) {
        mayHaveMore = true;
        evaluator.raise('GeneratorExit', 'enough of it', node);
      }
      if (evaluator.maybeDepth > maybeDepth) mayHaveMore = true;
      else if (!mayHaveMore) items.push(value);
      return none(node);
    });
  } catch (error) {
    const isEnough = error instanceof PythonRaise && items.length >= mostYields;
    if (!isEnough) throw error;
  }
  return { items, mayHaveMore };
}
