import { builtinFunctions } from './builtin-functions';
import { collectionFunctions } from './collection-functions';
import { durationFunctions } from './durations';
import { functionTools } from './function-tools';
import { iterationFunctions } from './iteration-functions';
import type { NativeFunction } from './native';
import { pathFunctions } from './path-functions';

/** Functions of Python's standard library that the evaluation can run itself, by canonical name. */
export function libraryFunction(name: string): NativeFunction | undefined {
  return functions.get(name);
}

const functions: ReadonlyMap<string, NativeFunction> = new Map([
  ...Object.entries(builtinFunctions),
  ...Object.entries(collectionFunctions),
  ...Object.entries(durationFunctions),
  ...Object.entries(functionTools),
  ...Object.entries(iterationFunctions),
  ...Object.entries(pathFunctions),
]);
