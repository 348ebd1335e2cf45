// Dataclasses and named tuples: classes of which the annotations make the constructor.

import type { SyntaxNode } from '../../syntax/node';
import { behind } from './calls';
import { variableIn } from './environment';
import type { Evaluator } from './evaluator';
import { callFunction } from './functions';
import { type Argument, type Arguments, noArguments } from './host';
import { methodOf } from './methods';
import { type ClassValue, type InstanceValue, unknown, type Value } from './values';

/** The names that the statements of a class body assign, in order. */
export function assignedNames(statements: readonly SyntaxNode[]): string[] {
  return statements.flatMap((statement) => {
    const assignment = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
    const target = assignment?.kind === 'assignment' ? assignment.child('left') : undefined;
    return target?.kind === 'identifier' ? [target.text] : [];
  });
}

/** Reads the fields of a record class from its annotated names, those of its bases first. */
export function makeFields(
  evaluator: Evaluator,
  owner: ClassValue,
  statements: readonly SyntaxNode[],
): void {
  const fields: string[] = [];
  for (const base of [...owner.bases].reverse())
    if (base.kind === 'class') fields.push(...base.fields);
  for (const statement of statements) {
    evaluator.step(statement);
    const assignment = statement.kind === 'expression_statement' ? statement.parts[0] : undefined;
    const type = assignment?.kind === 'assignment' ? assignment.child('type') : undefined;
    const target = assignment?.child('left');
    if (type === undefined || target?.kind !== 'identifier') continue;
    if (/\bClassVar\b/.test(type.text) || fields.includes(target.text)) continue;
    fields.push(target.text);
  }
  owner.fields = fields;
}

/** Binds the arguments of a constructor to the fields of an instance, or of a new named tuple. */
export function bindFields(
  evaluator: Evaluator,
  owner: ClassValue,
  given: Arguments,
  node: SyntaxNode,
  instance: InstanceValue | undefined,
): Value {
  const positional: Argument[] = [...given.positional];
  const named = new Map(given.named);
  const values: Value[] = [];
  for (const name of owner.fields) {
    const fallback = defaultOf(evaluator, owner, name, node);
    const isParameter = fallback !== 'no parameter';
    const argument = isParameter ? (positional.shift() ?? named.get(name)) : undefined;
    named.delete(name);
    const value = argument?.value ?? (fallback === 'no parameter' ? undefined : fallback);
    if (value === undefined && given.mayHaveMore)
      values.push(unknown('an argument of a splat', node));
    else if (value !== undefined) values.push(value);
    else if (isParameter) evaluator.raise('TypeError', `missing argument ${name}`, node);
    else values.push(unknown('a field that the constructor does not take', node));
  }
  if (positional.length + named.size > 0) {
    evaluator.raise('TypeError', `${owner.name}() got an unexpected argument`, node);
  }
  if (instance === undefined) {
    return { kind: 'tuple', items: values, mayHaveMore: false, names: owner.fields, origin: node };
  }
  for (const [i, name] of owner.fields.entries()) {
    evaluator.setVariable(variableIn(instance.attributes, name, instance.made), values[i]);
  }
  const after = methodOf(owner, '__post_init__');
  if (after !== undefined)
    callFunction(evaluator, after, behind(instance, noArguments, node), node);
  return instance;
}

/** What a field is where the call does not give it. */
function defaultOf(
  evaluator: Evaluator,
  owner: ClassValue,
  name: string,
  node: SyntaxNode,
): Value | 'no parameter' | undefined {
  for (const base of owner.order) {
    const value = base.kind === 'class' ? base.attributes.get(name)?.value : undefined;
    if (value === undefined) continue;
    if (value.kind !== 'result' || value.callee !== 'dataclasses.field') return value;
    const { named, mayHaveMore } = value.arguments;
    const isLeftOut = named.get('init')?.value;
    if (isLeftOut?.kind === 'boolean' && !isLeftOut.value) return 'no parameter';
    const factory = named.get('default_factory')?.value;
    if (factory !== undefined) return evaluator.call(factory, noArguments, node);
    return named.get('default')?.value ?? (mayHaveMore ? unknown('a default', node) : undefined);
  }
  return undefined;
}
