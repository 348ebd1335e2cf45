// Which value of an argument a task ends up with, as `BaseOperatorMeta._apply_defaults` decides it
// (airflow/models/baseoperator.py, airflow/sdk/bases/operator.py).

import type { SyntaxNode } from '../../../syntax/node';
import { type DictValue, hostObjectOf, type Value } from '../../evaluation/values';
import { EnumMember } from './enum-members';
import type { GivenArguments, LoadedArgument, LoadedValue } from './types';

/** An argument together with the value that the code handed over. */
export interface HeldArgument extends LoadedArgument {
  readonly held: Value;
}

/** Keyword arguments of a call, or entries of a `default_args`, at one moment of the load. */
export interface Defaults extends GivenArguments {
  readonly entries: ReadonlyMap<string, HeldArgument>;
}

/** What was passed for the object itself. It can be set anew as long as the file is loaded. */
export interface OwnArguments {
  readonly entries: Map<string, HeldArgument>;
  mayHaveMore: boolean;
}

export const noDefaults: Defaults = { entries: new Map(), mayHaveMore: false };

/**
 * The argument of the first level that has it: the task itself, its own `default_args`, those of its
 * groups from the inside out, those of its DAG.
 */
export function effectiveArgument(
  own: Defaults,
  levels: readonly Defaults[],
  name: string,
): HeldArgument | 'unset' | 'unknown' {
  // Asked of every task for every argument: a list of all levels would be felt.
  const nearest = own.entries.get(name);
  if (nearest !== undefined) return nearest;
  if (own.mayHaveMore) return 'unknown';
  for (const level of levels) {
    const found = level.entries.get(name);
    if (found !== undefined) return found;
    if (level.mayHaveMore) return 'unknown';
  }
  return 'unset';
}

/** A copy of a `default_args` as it stands now; Airflow copies it when the DAG or group is made. */
export function defaultsOf(
  value: Value | undefined,
  source: LoadedArgument['source'],
  fallback: SyntaxNode,
): Defaults {
  if (value === undefined || value.kind === 'none') return noDefaults;
  if (value.kind !== 'dict') return { entries: new Map(), mayHaveMore: true };
  return { entries: dictArguments(value, source, fallback), mayHaveMore: value.mayHaveMore };
}

function dictArguments(
  dict: DictValue,
  source: LoadedArgument['source'],
  fallback: SyntaxNode,
): Map<string, HeldArgument> {
  const entries = new Map<string, HeldArgument>();
  for (const { key, value } of dict.entries.values()) {
    if (key.kind === 'string') entries.set(key.value, heldArgument(value, source, fallback));
  }
  return entries;
}

export function heldArgument(
  value: Value,
  source: LoadedArgument['source'],
  fallback: SyntaxNode,
): HeldArgument {
  return { origin: value.origin ?? fallback, source, value: loadedValue(value), held: value };
}

/** A value as plain data, as far as it is known. */
export function loadedValue(value: Value): LoadedValue {
  const object = hostObjectOf(value);
  if (object instanceof EnumMember) return { type: 'string', value: object.value };
  switch (value.kind) {
    case 'none':
      return { type: 'none' };
    case 'boolean':
      return { type: 'boolean', value: value.value };
    case 'integer':
      return { type: 'number', value: value.value, isFloat: false };
    case 'float':
      return { type: 'number', value: value.value, isFloat: true };
    case 'string':
      return { type: 'string', value: value.value };
    case 'duration':
      return { type: 'duration', seconds: value.seconds };
    default:
      return { type: 'unknown' };
  }
}
