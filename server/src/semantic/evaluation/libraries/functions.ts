import type { SyntaxNode } from '../../../syntax/node';
import type { Evaluator } from '../evaluator';
import type { Arguments } from '../host';
import type { Libraries, NativeFunction } from '../native';
import type { Value } from '../values';
import { builtinFunctions } from './builtin-functions';
import { collectionFunctions } from './collection-functions';
import { dictMethods } from './dict-methods';
import { durationFunctions } from './durations';
import { functionTools } from './function-tools';
import { iteratingBuiltins } from './iterating-builtins';
import { iterationFunctions } from './iteration-functions';
import { listMethods } from './list-methods';
import { numberMethod } from './number-methods';
import { pathFunctions } from './path-functions';
import { setMethods } from './set-methods';
import { textMethods } from './text-methods';

/** Python's own functions and types, as far as the evaluation can run them itself. */
export const pythonLibraries: Libraries = {
  functionNamed: (name) => functions.get(name),
  hasMethod,
  callMethod,
};

const functions: ReadonlyMap<string, NativeFunction> = new Map([
  ...Object.entries(builtinFunctions),
  ...Object.entries(iteratingBuiltins),
  ...Object.entries(collectionFunctions),
  ...Object.entries(durationFunctions),
  ...Object.entries(functionTools),
  ...Object.entries(iterationFunctions),
  ...Object.entries(pathFunctions),
]);

function hasMethod(receiver: Value, name: string): boolean {
  switch (receiver.kind) {
    case 'string':
      return Object.hasOwn(textMethods, name);
    case 'list':
      return Object.hasOwn(listMethods, name);
    case 'dict':
      return Object.hasOwn(dictMethods, name);
    case 'set':
      return Object.hasOwn(setMethods, name);
    case 'tuple':
      return (
        name === 'index' ||
        name === 'count' ||
        (name === '_replace' && receiver.names !== undefined)
      );
    case 'duration':
      return name === 'total_seconds' || name === 'in_seconds';
    case 'float':
    case 'integer':
      return name === 'is_integer' || name === 'bit_length';
    default:
      return false;
  }
}

function callMethod(
  evaluator: Evaluator,
  receiver: Value,
  name: string,
  given: Arguments,
  node: SyntaxNode,
): Value | undefined {
  switch (receiver.kind) {
    case 'string':
      return textMethods[name]?.(evaluator, receiver, given, node);
    case 'list':
      return listMethods[name]?.(evaluator, receiver, given, node);
    case 'dict':
      return dictMethods[name]?.(evaluator, receiver, given, node);
    case 'set':
      return setMethods[name]?.(evaluator, receiver, given, node);
    default:
      return numberMethod(evaluator, receiver, name, given, node);
  }
}
