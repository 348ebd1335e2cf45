import type { Evaluator } from './evaluator';
import { callMethod } from './methods';
import type { Value } from './values';

/** Whether Python takes the value for true; undefined where that is not known. */
export function truthOf(evaluator: Evaluator, value: Value): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return false;
    case 'boolean':
      return value.value;
    case 'integer':
    case 'float':
      return value.value !== 0;
    case 'string':
    case 'bytes':
      return value.value !== '';
    case 'duration':
      return value.seconds !== 0;
    case 'list':
    case 'tuple':
      return value.items.length > 0 ? true : value.mayHaveMore ? undefined : false;
    case 'set':
      return value.items.size > 0 ? true : value.mayHaveMore ? undefined : false;
    case 'dict':
      return value.entries.size > 0 ? true : value.mayHaveMore ? undefined : false;
    case 'range':
      return value.step > 0 ? value.start < value.stop : value.start > value.stop;
    case 'unknown':
      return truthOfChoices(evaluator, value.isOneOfChoices ? value.choices : []);
    case 'instance':
      return truthOfInstance(evaluator, value);
    case 'host':
      return value.object.truth?.();
    case 'result':
      return value.isPart !== true && isConstructed(value.callee) ? true : undefined;
    case 'outside':
      // Functions and classes are true; a value of a module may be anything.
      return value.name.startsWith('builtins.') ? true : undefined;
    case 'names':
    case 'super':
      return undefined;
    default:
      return true;
  }
}

/** True for the date and path classes of the standard library, of which every instance is true. */
export function isConstructed(callee: string): boolean {
  return alwaysTrue.has(callee);
}

const alwaysTrue: ReadonlySet<string> = new Set([
  'datetime.date',
  'datetime.datetime',
  'datetime.timezone',
  'pathlib.Path',
  'pathlib.PurePath',
  'pendulum.datetime',
  'pendulum.timezone',
  'zoneinfo.ZoneInfo',
]);

function truthOfChoices(evaluator: Evaluator, choices: readonly Value[]): boolean | undefined {
  const [first, ...others] = choices.map((choice) => truthOf(evaluator, choice));
  return others.every((other) => other === first) ? first : undefined;
}

function truthOfInstance(
  evaluator: Evaluator,
  instance: Value & { kind: 'instance' },
): boolean | undefined {
  if (instance.host !== undefined) return instance.host.truth?.();
  for (const name of ['__bool__', '__len__']) {
    const answer = callMethod(evaluator, instance, name, []);
    if (answer !== undefined) return truthOf(evaluator, answer);
  }
  return instance.class.order.every((base) => base.kind === 'class' || isObject(base))
    ? true
    : undefined;
}

function isObject(base: Value): boolean {
  return base.kind === 'outside' && base.name === 'builtins.object';
}
