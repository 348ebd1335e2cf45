import type { Value } from '../../../server/src/semantic/evaluation/values';

/** A value as a reader writes it: `?` for what is not known, `…` for what may be there besides. */
export function show(value: Value | undefined): string {
  if (value === undefined) return 'unbound';
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'boolean':
    case 'integer':
    case 'float':
    case 'string':
      return JSON.stringify(value.value);
    case 'list':
      return `[${[...value.items.map(show), ...(value.mayHaveMore ? ['…'] : [])].join(', ')}]`;
    case 'tuple':
      return `(${[...value.items.map(show), ...(value.mayHaveMore ? ['…'] : [])].join(', ')})`;
    case 'dict': {
      const entries = [...value.entries.values()].map(
        (entry) => `${show(entry.key)}: ${show(entry.value)}`,
      );
      return `{${[...entries, ...(value.mayHaveMore ? ['…'] : [])].join(', ')}}`;
    }
    case 'outside':
      return `<${value.name}>`;
    case 'function':
      return `${value.name}()`;
    case 'host':
      return value.object.className;
    case 'unknown':
      return value.isOneOfChoices ? value.choices.map(show).join(' | ') : '?';
    case 'result':
      return '?';
    default:
      return value.kind;
  }
}
