import { airflowPresets, cronFields, croniterPresets, type Field } from './fields';

/** The values that one field of an expression lets through. */
export interface CronField {
  readonly values: ReadonlySet<number>;
  /** True for `*`, `?` and lists that leave nothing out. */
  readonly isAny: boolean;
}

/** A cron expression as Airflow understands it, through the Python library croniter. */
export interface CronExpression {
  readonly minutes: CronField;
  readonly hours: CronField;
  readonly days: CronField;
  /** `L` in the day of the month. */
  readonly hasLastDay: boolean;
  /** The day in `15W`: the weekday nearest to it. */
  readonly nearestTo: number | undefined;
  readonly months: CronField;
  /** 0 is Sunday. */
  readonly weekdays: CronField;
  /** `5#2` and `L5`: for each weekday its occurrences in a month. */
  readonly occurrences: ReadonlyMap<number, ReadonlySet<number | 'last'>>;
  readonly seconds: CronField | undefined;
  readonly years: CronField | undefined;
  /** `R`: some values are drawn anew each time that Airflow reads the expression. */
  readonly isRandom: boolean;
}

/** Why croniter refuses an expression; `part` is the text of the piece that it refuses. */
export type CronMistake =
  | { readonly kind: 'fields'; readonly count: number }
  | { readonly kind: 'range'; readonly field: Field; readonly part: string }
  | { readonly kind: 'part'; readonly field: Field; readonly part: string }
  | { readonly kind: 'step'; readonly field: Field; readonly part: string }
  | { readonly kind: 'hash'; readonly field: Field; readonly part: string }
  | { readonly kind: 'question-mark'; readonly field: Field; readonly part: string }
  | { readonly kind: 'occurrence'; readonly field: Field; readonly part: string }
  | { readonly kind: 'nearest'; readonly field: Field; readonly part: string }
  | { readonly kind: 'mixed-weekdays'; readonly field: Field; readonly part: string };

export type CronReading =
  | { readonly cron: CronExpression; readonly mistake?: undefined }
  | { readonly mistake: CronMistake; readonly cron?: undefined };

/** What the parts of a field add up to. */
interface ReadField {
  readonly values: Set<number>;
  isAny: boolean;
  isLast: boolean;
  isRandom: boolean;
  nearestTo: number | undefined;
  readonly occurrences: Map<number, Set<number | 'last'>>;
}

/**
 * Reads an expression or preset in the dialect of croniter 6.2.4, which Airflow 3.3 needs; every
 * older one that Airflow takes refuses at least as much (`_expand` in croniter/croniter.py).
 */
export function readCron(expression: string): CronReading {
  const plain = airflowPresets.get(expression) ?? expression;
  const lower = plain.toLowerCase();
  const texts = (croniterPresets.get(lower) ?? lower).split(/\s+/).filter((text) => text !== '');
  if (texts.length < 5 || texts.length > 7) {
    return { mistake: { kind: 'fields', count: texts.length } };
  }
  const read: ReadField[] = [];
  for (const [index, text] of texts.entries()) {
    const field = cronFields[index];
    if (field === undefined) break;
    const found = readField(text, field, texts.length);
    if ('kind' in found) return { mistake: found };
    read.push(found);
  }
  const [minute, hour, day, month, weekday, second, year] = read;
  if (!minute || !hour || !day || !month || !weekday) {
    return { mistake: { kind: 'fields', count: texts.length } };
  }
  const [, , dayText = '', , weekdayText = ''] = texts;
  if (isMixed(weekday)) {
    return { mistake: { kind: 'mixed-weekdays', field: cronFields[4], part: weekdayText } };
  }
  return {
    cron: {
      minutes: fieldOf(minute, cronFields[0]),
      hours: fieldOf(hour, cronFields[1]),
      // A full list of days is left as it is where the other field of days restricts.
      days: fieldOf(day, cronFields[2], weekdayText.includes('*')),
      hasLastDay: day.isLast,
      nearestTo: day.nearestTo,
      months: fieldOf(month, cronFields[3]),
      weekdays: fieldOf(weekday, cronFields[4], dayText.includes('*')),
      occurrences: weekday.occurrences,
      seconds: second && fieldOf(second, cronFields[5]),
      years: year && fieldOf(year, cronFields[6]),
      isRandom: read.some((field) => field.isRandom),
    },
  };
}

function readField(text: string, field: Field, fieldCount: number): ReadField | CronMistake {
  const read: ReadField = {
    values: new Set(),
    isAny: false,
    isLast: false,
    isRandom: false,
    nearestTo: undefined,
    occurrences: new Map(),
  };
  const drawn = /^([hr])(?:\((\d+)-(\d+)\))?(?:\/(\d+))?$/.exec(text);
  if (drawn !== null) return readDrawn(drawn, text, field, read);
  if (text.includes('?')) {
    const isPlace = field.key === 'day' || field.key === 'weekday';
    if (text !== '?' || !isPlace) return { kind: 'question-mark', field, part: text };
    read.isAny = true;
    return read;
  }
  const parts = text.split(',');
  for (const part of parts) {
    const mistake = readPart(part, parts.length, field, fieldCount, read);
    if (mistake !== undefined) return mistake;
  }
  return read;
}

/** `H` stands for a value drawn from a name that Airflow never gives, `R` for any value. */
function readDrawn(
  [, letter, from, to, step]: RegExpExecArray,
  part: string,
  field: Field,
  read: ReadField,
): ReadField | CronMistake {
  if (letter === 'h') return { kind: 'hash', field, part };
  if (from !== undefined && Number(from) >= Number(to)) return { kind: 'range', field, part };
  if (step !== undefined && Number(step) === 0) return { kind: 'step', field, part };
  read.isRandom = true;
  return read;
}

/** Adds one part of a comma-separated list to what was read. */
function readPart(
  part: string,
  partCount: number,
  field: Field,
  fieldCount: number,
  read: ReadField,
): CronMistake | undefined {
  if (field.key === 'day') {
    const nearest = /^(?:(\d+)w|w(\d+))$/.exec(part);
    if (nearest !== null) {
      const day = Number(nearest[1] ?? nearest[2]);
      const isAlone = partCount === 1 && day >= 1 && day <= 31;
      if (!isAlone) return { kind: 'nearest', field, part };
      read.nearestTo = day;
      read.values.add(day);
      return undefined;
    }
  }
  let text = part;
  let occurrence: number | 'last' | undefined;
  if (field.key === 'weekday') {
    const special = /^(?:([a-z]{3}-[a-z]{3}|\w+)#|l)(\d+)$/.exec(part);
    if (special?.[1] !== undefined) {
      occurrence = Number(special[2]);
      if (occurrence < 1 || occurrence > 5) return { kind: 'occurrence', field, part };
      text = special[1];
    } else if (special?.[2] !== undefined) {
      occurrence = 'last';
      text = special[2];
    }
  }
  const band = bandOf(text, field);
  if (band === undefined) return readValue(text, part, occurrence, field, fieldCount, read);
  const [, from = '', to = '', stepText = '1'] = band;
  const low = numberOf(from, field, fieldCount);
  const high = field.key === 'day' && to === 'l' ? 31 : numberOf(to, field, fieldCount);
  const step = Number(stepText);
  if (low === undefined || high === undefined) return { kind: 'part', field, part };
  if (step === 0) return { kind: 'step', field, part };
  if (Math.max(low, high) > field.most) return { kind: 'range', field, part };
  for (const value of valuesOf(low, high, step, field)) {
    if (value < field.least) return { kind: 'range', field, part };
    add(value, occurrence, read);
  }
  return undefined;
}

function readValue(
  text: string,
  part: string,
  occurrence: number | 'last' | undefined,
  field: Field,
  fieldCount: number,
  read: ReadField,
): CronMistake | undefined {
  if (text === '*') {
    read.isAny = true;
    return undefined;
  }
  if (text === 'l' && field.key === 'day') {
    read.isLast = true;
    return undefined;
  }
  const value = numberOf(text, field, fieldCount);
  if (value === undefined) return { kind: 'part', field, part };
  if (value < field.least || value > field.most) return { kind: 'range', field, part };
  add(value, occurrence, read);
  return undefined;
}

/** `a-b`, `a-b/step`, and the same for what stands without an end before a step. */
function bandOf(text: string, { least, most }: Field): RegExpExecArray | undefined {
  const band = /^([^-]+)-([^-/]+)(?:\/(\d+))?$/;
  const ofStar = text.replace(/^\*(\/.+)$/, `${least}-${most}$1`);
  return band.exec(ofStar) ?? band.exec(text.replace(/^(.+)\/(.+)$/, `$1-${most}/$2`)) ?? undefined;
}

function numberOf(text: string, field: Field, fieldCount: number): number | undefined {
  const named = field.names.indexOf(text);
  if (named >= 0) return field.firstName + named;
  if (!/^\d+$/.test(text)) return undefined;
  const value = Number(text);
  const alias = field.alias;
  // croniter leaves these as they are in expressions of some lengths (`value_alias`).
  const isAlias = alias !== undefined && value === alias.from && !alias.notIn.includes(fieldCount);
  return isAlias ? alias.to : value;
}

/** A range may end before it begins, and one of a value with itself is the whole round. */
function valuesOf(low: number, high: number, step: number, { least, most }: Field): number[] {
  if (low < high) return steps(low, high, step);
  if (low === high) return steps(least, most, step);
  const first = steps(low, most, step);
  const left = most - (first.at(-1) ?? most);
  const position = (first.at(-1) ?? most) - least;
  const skipped = position + step > most - least + 1 && left < step ? step - left : 0;
  return [...first, ...steps(least + skipped, high, step)];
}

function steps(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}

function add(value: number, occurrence: number | 'last' | undefined, read: ReadField): void {
  read.values.add(value);
  if (occurrence === undefined) return;
  const known = read.occurrences.get(value);
  if (known === undefined) read.occurrences.set(value, new Set([occurrence]));
  else known.add(occurrence);
}

/** `1,2#3` says of Mondays all and of Tuesdays one; croniter wants one way for all of them. */
function isMixed({ isAny, occurrences, values }: ReadField): boolean {
  if (occurrences.size === 0) return false;
  // As croniter counts, the star is one of the seven.
  const isWholeWeek = values.size + (isAny ? 1 : 0) === 7;
  return !isWholeWeek && [...values].some((value) => !occurrences.has(value));
}

function fieldOf(read: ReadField, field: Field, mayBeAny = true): CronField {
  const size = read.values.size + (read.isLast ? 1 : 0);
  const isFull = mayBeAny && size === field.most - field.least + 1;
  return { values: read.values, isAny: read.isAny || isFull };
}
