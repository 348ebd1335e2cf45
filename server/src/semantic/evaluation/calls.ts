import { argumentNodes } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import { evaluateAlternatives } from './branching';
import { callNativeMethod } from './built-in-methods';
import { instantiate } from './classes';
import type { Environment } from './environment';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { callFunction } from './functions';
import { type Argument, type Arguments, noArguments } from './host';
import { elementsOf, isNotIterable } from './iteration';
import { lookUp, methodOf } from './methods';
import { callOutside } from './outside-calls';
import { unknown, type Value } from './values';

/** Evaluates what a call passes, splats expanded. */
export function evaluateArguments(
  evaluator: Evaluator,
  call: SyntaxNode,
  environment: Environment,
): Arguments {
  const positional: Argument[] = [];
  let named: Map<string, Argument> | undefined;
  let mayHaveMore = false;
  for (const node of argumentNodes(call)) {
    if (node.kind === 'keyword_argument') {
      const written = node.child('value');
      const name = node.child('name')?.text;
      if (written === undefined || name === undefined) continue;
      named ??= new Map();
      named.set(name, { value: evaluate(evaluator, written, environment), node: written });
    } else if (node.kind === 'dictionary_splat') {
      const value = evaluatePart(node);
      if (value.kind !== 'dict') mayHaveMore = true;
      else {
        if (value.mayHaveMore) mayHaveMore = true;
        for (const entry of value.entries.values()) {
          if (entry.key.kind !== 'string') continue;
          named ??= new Map();
          if (named.has(entry.key.value)) {
            evaluator.raise('TypeError', `multiple values for ${entry.key.value}`, node);
          }
          named.set(entry.key.value, { value: entry.value, node });
        }
      }
    } else if (node.kind === 'list_splat') {
      const value = evaluatePart(node);
      if (isNotIterable(value)) evaluator.raise('TypeError', 'not iterable', node);
      const elements = elementsOf(evaluator, value);
      // Behind a splat of unknown length nobody knows which parameter an argument is for.
      if (!mayHaveMore) {
        for (const item of elements?.items ?? []) positional.push({ value: item, node });
      }
      if (elements === undefined || elements.mayHaveMore) mayHaveMore = true;
    } else {
      const value = evaluate(evaluator, node, environment);
      if (!mayHaveMore) positional.push({ value, node });
      else evaluator.escape(value, node);
    }
  }
  return { positional, named: named ?? noArguments.named, mayHaveMore };

  function evaluatePart(splat: SyntaxNode): Value {
    const inner = splat.parts[0];
    return inner === undefined
      ? unknown('an unfinished splat', splat)
      : evaluate(evaluator, inner, environment);
  }
}

export function callValue(
  evaluator: Evaluator,
  callee: Value,
  given: Arguments,
  node: SyntaxNode,
  isDecorator = false,
): Value {
  evaluator.step(node);
  evaluator.place = node;
  if (evaluator.isTooDeep)
    return callUnknown(evaluator, callee, given, node, 'calls that nest too deep');
  evaluator.depth++;
  const value = callKind(evaluator, callee, given, node, isDecorator);
  evaluator.depth--;
  return value;
}

function callKind(
  evaluator: Evaluator,
  callee: Value,
  given: Arguments,
  node: SyntaxNode,
  isDecorator: boolean,
): Value {
  switch (callee.kind) {
    case 'function':
      return callFunction(evaluator, callee, given, node);
    case 'method':
      return callValue(evaluator, callee.function, behind(callee.receiver, given, node), node);
    case 'native-method':
      return callNativeMethod(evaluator, callee, given, node);
    case 'partial':
      return callValue(evaluator, callee.callee, merged(callee.arguments, given), node);
    case 'descriptor':
      return callValue(evaluator, callee.function, given, node);
    case 'class':
      return instantiate(evaluator, callee, given, node);
    case 'outside':
      return callOutside(evaluator, callee.name, given, node, isDecorator);
    case 'host':
      return (
        callee.object.call?.(given, node, isDecorator, evaluator) ??
        callUnknown(evaluator, callee, given, node, `a call of ${callee.object.className}`)
      );
    case 'instance':
      return callInstance(evaluator, callee, given, node, isDecorator);
    case 'unknown':
      return callChoice(evaluator, callee, given, node, isDecorator);
    case 'result':
      return callResult(evaluator, callee, given, node);
    case 'super':
    case 'names':
      return unknown('a call that is not followed', node);
    default:
      return evaluator.raise('TypeError', 'the object is not callable', node);
  }
}

/** Positional arguments behind the object that a method is called on. */
export function behind(receiver: Value, given: Arguments, node: SyntaxNode): Arguments {
  return { ...given, positional: [{ value: receiver, node }, ...given.positional] };
}

function merged(first: Arguments, then: Arguments): Arguments {
  return {
    positional: [...first.positional, ...then.positional],
    named: new Map([...first.named, ...then.named]),
    mayHaveMore: first.mayHaveMore || then.mayHaveMore,
  };
}

/** A call of something that nobody knows: it may do anything with what it is given. */
export function callUnknown(
  evaluator: Evaluator,
  callee: Value,
  given: Arguments,
  node: SyntaxNode,
  reason: string,
): Value {
  evaluator.mayRaise();
  evaluator.host.unknownCall?.(node, reason, evaluator);
  evaluator.escape(callee, node);
  for (const argument of [...given.positional, ...given.named.values()]) {
    evaluator.escape(argument.value, node);
  }
  return unknown(reason, node);
}

function callInstance(
  evaluator: Evaluator,
  callee: Value & { kind: 'instance' },
  given: Arguments,
  node: SyntaxNode,
  isDecorator: boolean,
): Value {
  const method = methodOf(callee.class, '__call__');
  if (method !== undefined)
    return callFunction(evaluator, method, behind(callee, given, node), node);
  if (callee.host !== undefined) {
    const answer = callee.host.call?.(given, node, isDecorator, evaluator);
    if (answer !== undefined) return answer;
  }
  if (lookUp(callee.class, '__call__') === undefined) {
    evaluator.raise('TypeError', `${callee.class.name} is not callable`, node);
  }
  return callUnknown(evaluator, callee, given, node, `a call of a ${callee.class.name}`);
}

function callChoice(
  evaluator: Evaluator,
  callee: Value & { kind: 'unknown' },
  given: Arguments,
  node: SyntaxNode,
  isDecorator: boolean,
): Value {
  const callable = callee.choices.filter(isCallable);
  // Where one of the choices cannot be called, the load fails: what goes on had the other one.
  if (callee.isOneOfChoices && callable.length > 0) {
    const [only, ...others] = callable;
    if (only !== undefined && others.length === 0) {
      evaluator.mayRaise();
      return callValue(evaluator, only, given, node, isDecorator);
    }
    return evaluateAlternatives(
      evaluator,
      callable.map((choice) => () => callValue(evaluator, choice, given, node, isDecorator)),
    );
  }
  evaluator.gap(node, `a call of ${callee.reason}`);
  const isResult = callee.reason.startsWith('what ');
  const reason = isResult ? callee.reason : `what ${callee.reason} gives`;
  return callUnknown(evaluator, callee, given, node, reason);
}

/**
 * A call of what an outside call gave, such as a function that an outside decorator has wrapped. The
 * functions in it may run, any number of times.
 */
function callResult(
  evaluator: Evaluator,
  callee: Value & { kind: 'result' },
  given: Arguments,
  node: SyntaxNode,
): Value {
  if (callee.isPart === true) return callOutside(evaluator, callee.callee, given, node, false);
  const inner = [...callee.arguments.positional, ...callee.arguments.named.values()];
  for (const { value } of inner) {
    if (value.kind !== 'function') continue;
    evaluator.gap(node, `a function that ${callee.callee} has wrapped`);
    evaluator.maybe(() => callFunction(evaluator, value, { ...given, mayHaveMore: true }, node));
  }
  evaluator.mayRaise();
  const isWrapping = given.positional.some(({ value }) => value.kind === 'function');
  if (isWrapping) {
    return { kind: 'result', callee: `${callee.callee}()`, arguments: given, origin: node };
  }
  return callUnknown(evaluator, callee, given, node, `what a result of ${callee.callee} gives`);
}

function isCallable(value: Value): boolean {
  switch (value.kind) {
    case 'function':
    case 'method':
    case 'native-method':
    case 'partial':
    case 'class':
    case 'outside':
    case 'host':
    case 'instance':
    case 'result':
    case 'unknown':
      return true;
    default:
      return false;
  }
}
