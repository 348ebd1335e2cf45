import type { SyntaxNode } from '../../../syntax/node';
import type { HostObject } from '../../evaluation/host';
import { host, string, type Value } from '../../evaluation/values';

/** The member of one of Airflow's string enumerations, which is also that string. */
export class EnumMember implements HostObject {
  constructor(
    readonly className: string,
    readonly name: string,
    readonly value: string,
  ) {}

  attribute(name: string, node: SyntaxNode): Value | undefined {
    if (name === 'value') return string(this.value, node);
    return name === 'name' ? string(this.name, node) : undefined;
  }

  isInstance(className: string): boolean | undefined {
    return className === this.className || className === 'builtins.str' ? true : undefined;
  }
}

/** The text of a string or of a member of such an enumeration. */
export function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.value;
  const object = value?.kind === 'host' ? value.object : undefined;
  return object instanceof EnumMember ? object.value : undefined;
}

/** `airflow.TriggerRule.ALL_DONE` is `"all_done"` (airflow/utils/trigger_rule.py). */
export function enumMember(name: string, node: SyntaxNode): Value | undefined {
  const match = /^(airflow\.(?:TriggerRule|WeightRule))\.([A-Z][A-Z_]*)$/.exec(name);
  const [, className, member] = match ?? [];
  if (className === undefined || member === undefined) return undefined;
  return host(new EnumMember(className, member, member.toLowerCase()), node);
}
