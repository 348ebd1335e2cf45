import type { DictValue, InstanceValue, ListValue, SetValue, Value } from './values';

/** What a value is, or may be as far as that is known. */
export function choicesOf(value: Value): readonly Value[] {
  return value.kind === 'unknown' ? value.choices : [value];
}

export function isCollection(value: Value): value is DictValue | ListValue | SetValue {
  return value.kind === 'dict' || value.kind === 'list' || value.kind === 'set';
}

/** Whether code can change it in place. The objects of the host say themselves what is known of them. */
export function isChangeable(
  value: Value,
): value is DictValue | InstanceValue | ListValue | SetValue {
  return isCollection(value) || value.kind === 'instance';
}
