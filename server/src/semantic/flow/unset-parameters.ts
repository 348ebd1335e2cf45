import { argumentValue, hasSplat } from '../../syntax/calls';
import { enclosingClass, enclosingFunction, withoutParentheses } from '../../syntax/navigate';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { parameterName } from '../scopes';
import { handOvers } from './background';

/**
 * True for a condition that no call of its function can make true, as far as the file shows:
 * `timeout is not None and …`, where every call leaves `timeout` at its default of `None`.
 */
export function neverHolds(model: FileModel, condition: SyntaxNode): boolean {
  const test = withoutParentheses(condition);
  if (test.kind === 'boolean_operator') {
    const isBoth = test.child('operator')?.text === 'and';
    const never = test.parts.map((part) => neverHolds(model, part));
    return isBoth ? never.includes(true) : !never.includes(false);
  }
  if (test.kind === 'identifier') return isNeverPassed(model, test);
  const [name, none, ...others] = test.kind === 'comparison_operator' ? test.parts : [];
  const isNotNone = none?.kind === 'none' && others.length === 0 && / is\s+not /.test(test.text);
  return isNotNone && name?.kind === 'identifier' && isNeverPassed(model, name);
}

/** True for a parameter whose default is `None` and which every call of the function leaves out. */
function isNeverPassed(model: FileModel, name: SyntaxNode): boolean {
  const definition = enclosingFunction(name);
  if (definition?.kind !== 'function_definition') return false;
  const bindings = model.scopes.lookup(name.text, name);
  const [binding, ...others] = bindings;
  if (binding?.kind !== 'parameter' || others.length > 0) return false;
  const parameters = definition.child('parameters')?.parts ?? [];
  const position = parameters.findIndex(
    (parameter) => parameterName(parameter)?.text === name.text,
  );
  if (position < 0 || parameters[position]?.child('value')?.kind !== 'none') return false;
  const calls = model.callSites.of(definition);
  // A task's function, and one that other files call, may be given anything.
  if (calls.length === 0 || model.callSites.isCalledElsewhere(definition)) return false;
  if (model.isTaskEntry(definition) || handOvers(model, definition).length > 0) return false;
  const offset = enclosingClass(definition) === undefined ? 0 : 1;
  return calls.every(
    (call) => !hasSplat(call) && argumentValue(call, name.text, position - offset) === undefined,
  );
}
