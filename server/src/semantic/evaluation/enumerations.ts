import type { SyntaxNode } from '../../syntax/node';
import { attributesFrom } from './classes';
import { variableIn } from './environment';
import type { Evaluator } from './evaluator';
import { now } from './made';
import { assignedNames } from './records';
import { type ClassValue, type InstanceValue, string, unknown, type Value } from './values';

/** Turns what the body of an enumeration assigns into its members. */
export function makeEnumMembers(
  evaluator: Evaluator,
  owner: ClassValue,
  statements: readonly SyntaxNode[],
): void {
  const members: string[] = [];
  let previous = 0;
  for (const name of assignedNames(statements)) {
    const held = owner.attributes.get(name);
    if (held?.value === undefined || name.startsWith('_') || isNoMember(held.value)) continue;
    let value: Value = held.value;
    if (value.kind === 'result' && value.callee === 'enum.auto') {
      const isText = owner.order.some(
        (base) => base.kind === 'outside' && base.name === 'enum.StrEnum',
      );
      value = isText
        ? string(name.toLowerCase(), value.origin)
        : { kind: 'integer', value: previous + 1, origin: value.origin };
    }
    if (value.kind === 'integer') previous = value.value;
    const member: InstanceValue = {
      kind: 'instance',
      class: owner,
      attributes: attributesFrom(
        new Map([
          ['name', string(name, value.origin)],
          ['value', hasOwnRules(owner) ? unknown('the value of a member', value.origin) : value],
          ['_name_', string(name, value.origin)],
          ['_value_', value],
        ]),
      ),
      host: undefined,
      mayHaveMore: false,
      origin: value.origin,
      made: now(),
    };
    evaluator.setVariable(variableIn(owner.attributes, name), member);
    members.push(name);
  }
  owner.fields = members;
}

function isNoMember(value: Value): boolean {
  return value.kind === 'function' || value.kind === 'descriptor' || value.kind === 'class';
}

/** Members made by code of their own may have another value than the one that is written. */
function hasOwnRules(owner: ClassValue): boolean {
  return owner.order.some(
    (base) =>
      base.kind === 'class' &&
      ['__new__', '__init__', '_generate_next_value_'].some((name) => base.attributes.has(name)),
  );
}
