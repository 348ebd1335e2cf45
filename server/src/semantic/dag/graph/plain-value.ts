import type { LoadedValue } from './types';

/** A value as JSON has it, durations in seconds; undefined where it is something else or not known. */
export function plainValue(value: LoadedValue): null | boolean | number | string | undefined {
  switch (value.type) {
    case 'none':
      return null;
    case 'duration':
      return value.seconds;
    case 'unknown':
      return undefined;
    default:
      return value.value;
  }
}
