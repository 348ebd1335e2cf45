import { keywordValue } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import { stringValue } from '../../syntax/strings';
import type { DagRhythm } from '../project/surroundings';
import type { LoadedDag } from './graph/types';
import { scheduleArguments } from './schedules';

/** When the runs of a loaded DAG begin; undefined where no cron expression says it, or not surely. */
export function rhythmOf({ arguments: given, hasAllArguments }: LoadedDag): DagRhythm | undefined {
  const schedules = scheduleArguments.flatMap((name) => given.get(name) ?? []);
  const [schedule, ...others] = schedules;
  if (schedule?.value.type !== 'string' || others.length > 0 || !hasAllArguments) return undefined;
  const start = given.get('start_date')?.origin;
  const zone =
    start === undefined ? zoneOfDefaults(given.get('default_args')?.origin) : zoneIn(start);
  return zone === undefined ? undefined : { cron: schedule.value.value, zone };
}

/** How a date writes its time zone; `''` where it has none, undefined where that is not seen. */
export function zoneIn(date: SyntaxNode): string | undefined {
  if (date.kind !== 'call') return undefined;
  return (keywordValue(date, 'tz') ?? keywordValue(date, 'tzinfo'))?.text ?? '';
}

/** The zone of the `start_date` in a `default_args` that is written out. */
function zoneOfDefaults(defaults: SyntaxNode | undefined): string | undefined {
  if (defaults === undefined) return '';
  if (defaults.kind !== 'dictionary') return undefined;
  const pairs = defaults.parts.filter(({ kind }) => kind === 'pair');
  if (pairs.length < defaults.parts.length) return undefined;
  const start = pairs.find((pair) => {
    const key = pair.child('key');
    return key !== undefined && stringValue(key) === 'start_date';
  });
  const value = start?.child('value');
  if (start === undefined) return '';
  return value === undefined ? undefined : zoneIn(value);
}
