import { unknown, type Value } from './values';

/** How many values a choice keeps; with more of them it is just unknown. */
const mostChoices = 8;

/** What a place holds when it got its value on one of several ways. */
export function joined(values: readonly Value[]): Value {
  const [first, second] = values;
  if (first === undefined) return unknown('a value that no way gives');
  if (second !== undefined && values.length === 2) return joinedTwo(first, second);
  return values.every((value) => isSame(first, value)) ? first : anyOf(first, values);
}

/** The same for two ways, as most places have them. */
export function joinedTwo(first: Value, second: Value): Value {
  return isSame(first, second) ? first : anyOf(first, [first, second]);
}

function anyOf(first: Value, values: readonly Value[]): Value {
  const choices: Value[] = [];
  let isComplete = true;
  for (const value of values) {
    if (value.kind !== 'unknown') addChoice(choices, value);
    else {
      isComplete &&= value.isOneOfChoices;
      for (const choice of value.choices) addChoice(choices, choice);
    }
  }
  if (choices.length === 1 && isComplete && choices[0] !== undefined) return choices[0];
  const reason = 'a value that depends on a condition that is not known';
  // Also of many choices all are kept: a change of the value may be a change of any of them.
  return unknown(reason, first.origin, choices, isComplete && choices.length <= mostChoices);
}

function addChoice(choices: Value[], choice: Value): void {
  for (const known of choices) if (isSame(known, choice)) return;
  choices.push(choice);
}

/** True where nothing in the evaluation can tell the two apart. */
export function isSame(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one.kind !== other.kind) return false;
  switch (one.kind) {
    case 'none':
    case 'ellipsis':
      return true;
    case 'boolean':
    case 'integer':
    case 'float':
    case 'string':
    case 'bytes':
      return other.kind === one.kind && Object.is(one.value, other.value);
    case 'duration':
      return other.kind === 'duration' && one.seconds === other.seconds;
    case 'outside':
      return other.kind === 'outside' && one.name === other.name;
    case 'module':
      return other.kind === 'module' && one.environment === other.environment;
    case 'host':
      return other.kind === 'host' && one.object === other.object;
    case 'tuple':
      return (
        other.kind === 'tuple' &&
        !one.mayHaveMore &&
        !other.mayHaveMore &&
        one.items.length === other.items.length &&
        one.items.every((item, i) => {
          const counterpart = other.items[i];
          return counterpart !== undefined && isSame(item, counterpart);
        })
      );
    case 'range':
      return (
        other.kind === 'range' &&
        one.start === other.start &&
        one.stop === other.stop &&
        one.step === other.step
      );
    default:
      return false;
  }
}
