import type { Evaluator } from './evaluator';
import { callFunction } from './functions';
import { noArguments } from './host';
import type { ClassValue, FunctionValue, InstanceValue, Value } from './values';

/** Where an attribute of a class comes from. */
export type FoundAttribute =
  | { readonly kind: 'value'; readonly value: Value; readonly mayBeMissing: boolean }
  /** It may come from a base class that is not of the project. */
  | { readonly kind: 'outside'; readonly base: string }
  | { readonly kind: 'unknown' };

/** Finds an attribute in a class and its bases, or in those behind one of them. */
export function lookUp(
  owner: ClassValue,
  name: string,
  behind?: ClassValue,
): FoundAttribute | undefined {
  const { order } = owner;
  const start = behind === undefined ? 0 : order.indexOf(behind) + 1;
  for (let i = start; i < order.length; i++) {
    const base = order[i];
    if (base === undefined) continue;
    if (base.kind === 'class') {
      const held = base.attributes.get(name);
      if (held?.value !== undefined) {
        return { kind: 'value', value: held.value, mayBeMissing: held.mayBeUnbound };
      }
    } else if (base.kind === 'outside') {
      if (!hasOnlyDefaults(base.name)) return { kind: 'outside', base: base.name };
    } else {
      return { kind: 'unknown' };
    }
  }
  return undefined;
}

/** Base classes that bring nothing but what every class has. */
export function hasOnlyDefaults(name: string): boolean {
  return bareBases.has(name);
}

const bareBases: ReadonlySet<string> = new Set([
  'abc.ABC',
  'builtins.object',
  'enum.Enum',
  'enum.IntEnum',
  'enum.StrEnum',
  'typing.Generic',
  'typing.NamedTuple',
  'typing.Protocol',
  'typing_extensions.Protocol',
]);

/** The project's own function behind a method; undefined where there is none or it is not known. */
export function methodOf(owner: ClassValue, name: string): FunctionValue | undefined {
  const found = lookUp(owner, name);
  return found?.kind === 'value' && found.value.kind === 'function' ? found.value : undefined;
}

/** True where a class of the project or an unknown base may define the method. */
export function definesMethod(owner: ClassValue, name: string): boolean {
  return lookUp(owner, name) !== undefined;
}

/** Calls a method that the project defines; undefined where it defines none. */
export function callMethod(
  evaluator: Evaluator,
  instance: InstanceValue,
  name: string,
  given: readonly Value[],
): Value | undefined {
  const method = methodOf(instance.class, name);
  if (method === undefined) return undefined;
  const node = evaluator.place;
  const positional = [instance, ...given].map((value) => ({ value, node }));
  return callFunction(evaluator, method, { ...noArguments, positional }, node);
}
