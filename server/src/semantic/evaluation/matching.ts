import type { SyntaxNode } from '../../syntax/node';
import { assignTo } from './assignment';
import { attributeOf, hasAttribute } from './attributes';
import { runAlternatives } from './branching';
import { makeDict } from './collections';
import { type Completion, OutOfSteps } from './completion';
import type { Environment } from './environment';
import { equals, keyOf } from './equality';
import type { Evaluator } from './evaluator';
import { isInstanceOf } from './exceptions';
import { evaluate, evaluateName } from './expressions';
import { unaryOperation } from './operators';
import { executeBlock } from './statements';
import { list, tuple, unknown, type Value } from './values';

export function executeMatch(
  evaluator: Evaluator,
  node: SyntaxNode,
  environment: Environment,
): Completion {
  const subjects = node
    .childrenIn('subject')
    .filter((child) => child.isNamed)
    .map((child) => evaluate(evaluator, child, environment));
  const [only, ...others] = subjects;
  const subject = only !== undefined && others.length === 0 ? only : tuple(subjects, node);
  const cases = node.child('body')?.childrenIn('alternative') ?? [];
  return executeCases(evaluator, cases, subject, environment);
}

function executeCases(
  evaluator: Evaluator,
  cases: readonly SyntaxNode[],
  subject: Value,
  environment: Environment,
): Completion {
  for (const [i, clause] of cases.entries()) {
    const run = () => executeBlock(evaluator, clause.child('consequence'), environment);
    const patterns = clause.parts.filter((part) => part.kind === 'case_pattern');
    const [pattern, ...more] = patterns;
    if (pattern === undefined) continue;
    const matched =
      more.length === 0
        ? matches(evaluator, pattern, subject, environment)
        : matchesSequence(evaluator, patterns, subject, environment);
    if (matched === false) continue;
    const guard = clause.child('guard')?.parts[0];
    const holds =
      guard === undefined ? true : evaluator.truth(evaluate(evaluator, guard, environment));
    if (holds === false) continue;
    if (matched === true && holds === true) return run();
    evaluator.gap(pattern, 'a case of which it is not known whether it matches');
    if (evaluator.isTooDeep) throw new OutOfSteps(clause);
    evaluator.depth++;
    const completion = runAlternatives(evaluator, [
      run,
      () => executeCases(evaluator, cases.slice(i + 1), subject, environment),
    ]);
    evaluator.depth--;
    return completion;
  }
  return undefined;
}

/** Whether a pattern matches; names in it are bound on the way. */
function matches(
  evaluator: Evaluator,
  pattern: SyntaxNode,
  value: Value,
  environment: Environment,
): boolean | undefined {
  evaluator.step(pattern);
  if (evaluator.isTooDeep) return undefined;
  evaluator.depth++;
  const answer = matchesKind(evaluator, pattern, value, environment);
  evaluator.depth--;
  return answer;
}

function matchesKind(
  evaluator: Evaluator,
  pattern: SyntaxNode,
  value: Value,
  environment: Environment,
): boolean | undefined {
  const [first, ...rest] = pattern.parts;
  switch (pattern.kind) {
    case 'case_pattern': {
      if (pattern.text === '_') return true;
      if (first === undefined) return undefined;
      if (pattern.part('-') === undefined) return matches(evaluator, first, value, environment);
      const number = unaryOperation(evaluator, '-', evaluate(evaluator, first, environment), first);
      return equals(evaluator, value, number);
    }
    case 'dotted_name': {
      if (rest.length === 0) {
        if (pattern.text !== '_') evaluator.bind(environment, pattern.text, value);
        return true;
      }
      return equals(evaluator, value, dottedValue(evaluator, pattern, environment));
    }
    case 'as_pattern': {
      const name = rest.at(-1);
      if (first === undefined) return undefined;
      const answer = matches(evaluator, first, value, environment);
      if (name !== undefined) assignTo(evaluator, name, value, environment);
      return answer;
    }
    case 'union_pattern': {
      let answer: boolean | undefined = false;
      for (const part of pattern.parts) {
        const one = matches(evaluator, part, value, environment);
        if (one === true) return true;
        if (one === undefined) answer = undefined;
      }
      return answer;
    }
    case 'list_pattern':
    case 'tuple_pattern':
      // `(pattern)` is no sequence.
      if (pattern.kind === 'tuple_pattern' && rest.length === 0 && first !== undefined) {
        const isSequence = pattern.children.some((child) => child.kind === ',');
        if (!isSequence) return matches(evaluator, first, value, environment);
      }
      return matchesSequence(evaluator, pattern.parts, value, environment);
    case 'dict_pattern':
      return matchesMapping(evaluator, pattern, value, environment);
    case 'class_pattern':
      return matchesClass(evaluator, pattern, value, environment);
    case 'none':
    case 'true':
    case 'false':
    case 'integer':
    case 'float':
    case 'string':
    case 'concatenated_string':
      return equals(evaluator, value, evaluate(evaluator, pattern, environment));
    default:
      return undefined;
  }
}

function matchesSequence(
  evaluator: Evaluator,
  patterns: readonly SyntaxNode[],
  value: Value,
  environment: Environment,
): boolean | undefined {
  if (isSurelyNoSequence(value)) return false;
  const isKnown = (value.kind === 'list' || value.kind === 'tuple') && !value.mayHaveMore;
  const items = isKnown ? value.items : undefined;
  const star = patterns.findIndex((pattern) => splatOf(pattern) !== undefined);
  const fixed = star < 0 ? patterns.length : patterns.length - 1;
  if (items !== undefined && (star < 0 ? items.length !== fixed : items.length < fixed))
    return false;
  let answer: boolean | undefined = items === undefined ? undefined : true;
  for (const [i, pattern] of patterns.entries()) {
    const splat = splatOf(pattern);
    if (splat !== undefined) {
      const name = splat.part('identifier');
      const part = items?.slice(i, items.length - (fixed - i));
      const captured = part === undefined ? list([], splat, true) : list([...part], splat);
      if (name !== undefined) assignTo(evaluator, name, captured, environment);
      continue;
    }
    const at = star >= 0 && i > star ? (items?.length ?? 0) - patterns.length + i : i;
    const item = items?.[at] ?? unknown('a part of what is not known', pattern);
    const one = matches(evaluator, pattern, item, environment);
    if (one === false) return false;
    if (one === undefined) answer = undefined;
  }
  return answer;
}

function splatOf(pattern: SyntaxNode): SyntaxNode | undefined {
  return pattern.kind === 'splat_pattern' ? pattern : pattern.part('splat_pattern');
}

function isSurelyNoSequence(value: Value): boolean {
  switch (value.kind) {
    case 'none':
    case 'boolean':
    case 'integer':
    case 'float':
    case 'string':
    case 'bytes':
    case 'dict':
    case 'set':
    case 'duration':
      return true;
    default:
      return false;
  }
}

function matchesMapping(
  evaluator: Evaluator,
  pattern: SyntaxNode,
  value: Value,
  environment: Environment,
): boolean | undefined {
  if (isSurelyNoSequence(value) && value.kind !== 'dict') return false;
  if (value.kind === 'list' || value.kind === 'tuple') return false;
  const keys = pattern.childrenIn('key');
  const values = pattern.childrenIn('value');
  const used = new Set<string>();
  let answer: boolean | undefined = value.kind === 'dict' ? true : undefined;
  for (const [i, keyNode] of keys.entries()) {
    const inner = values[i];
    const written = keyNode.kind === 'case_pattern' ? keyNode.parts[0] : keyNode;
    if (inner === undefined || written === undefined) return undefined;
    const key = keyOf(evaluator, evaluate(evaluator, written, environment));
    const entry = value.kind === 'dict' && key !== undefined ? value.entries.get(key) : undefined;
    if (key !== undefined) used.add(key);
    if (entry === undefined && value.kind === 'dict' && !value.mayHaveMore && key !== undefined)
      return false;
    const item = entry?.value ?? unknown('an element that is not known', inner);
    const one = matches(evaluator, inner, item, environment);
    if (one === false) return false;
    if (one === undefined || entry === undefined) answer = undefined;
  }
  const rest = pattern.part('splat_pattern')?.part('identifier');
  if (rest !== undefined) {
    const made = makeDict(rest);
    if (value.kind === 'dict') {
      for (const [key, entry] of value.entries) if (!used.has(key)) made.entries.set(key, entry);
      made.mayHaveMore = value.mayHaveMore;
    } else made.mayHaveMore = true;
    assignTo(evaluator, rest, made, environment);
  }
  return answer;
}

function matchesClass(
  evaluator: Evaluator,
  pattern: SyntaxNode,
  value: Value,
  environment: Environment,
): boolean | undefined {
  const [named, ...parts] = pattern.parts;
  if (named === undefined) return undefined;
  const type = dottedValue(evaluator, named, environment);
  let answer = isInstanceOf(evaluator, value, type);
  if (answer === false) return false;
  let position = 0;
  for (const part of parts) {
    const inner = part.kind === 'case_pattern' ? (part.parts[0] ?? part) : part;
    const isKeyword = inner.kind === 'keyword_pattern';
    const name = isKeyword ? inner.parts[0]?.text : undefined;
    const written = isKeyword ? inner.parts[1] : inner;
    if (written === undefined) return undefined;
    const isPlain = type.kind === 'outside' && parts.length === 1 && !isKeyword;
    const fields = type.kind === 'class' && type.flavor === 'dataclass' ? type.fields : [];
    const attribute = name ?? fields[position++];
    let item: Value | undefined = isPlain ? value : undefined;
    if (attribute !== undefined && answer === true) {
      const has = hasAttribute(evaluator, value, attribute, part);
      if (has === false) return false;
      if (has === true) item = attributeOf(evaluator, value, attribute, part);
    }
    const one = matches(
      evaluator,
      written,
      item ?? unknown('a part of an object', part),
      environment,
    );
    if (one === false && item !== undefined) return false;
    if (one !== true || item === undefined) answer = undefined;
  }
  return answer;
}

/** `a.b.C` in a pattern. */
function dottedValue(evaluator: Evaluator, name: SyntaxNode, environment: Environment): Value {
  const [first, ...rest] = name.parts;
  if (first === undefined) return unknown('an unfinished pattern', name);
  let value = evaluateName(evaluator, first, environment);
  for (const part of rest) value = attributeOf(evaluator, value, part.text, part);
  return value;
}
