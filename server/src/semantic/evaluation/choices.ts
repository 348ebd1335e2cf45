import type { Value } from './values';

/** What a value is, or may be as far as that is known. */
export function choicesOf(value: Value): readonly Value[] {
  return value.kind === 'unknown' ? value.choices : [value];
}

export function isCollection({ kind }: Value): boolean {
  return kind === 'dict' || kind === 'list' || kind === 'set';
}

/** Whether code can change it in place. The objects of the host say themselves what is known of them. */
export function isChangeable(value: Value): boolean {
  return isCollection(value) || value.kind === 'instance';
}
