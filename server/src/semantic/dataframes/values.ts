/**
 * What is known of a value computed from a part of a DataFrame, when the whole is worked on part by
 * part: whether it is, row by row, what the whole would have given.
 */

/**
 * `any`: as read, or computed by arithmetic from what was read. `mixed`: text beside numbers, so
 * that a part may be numeric where the whole is not. `time`: its text depends on all its rows, since
 * pandas writes times of day only where some row has one.
 */
export type Family = 'any' | 'text' | 'number' | 'boolean' | 'time' | 'mixed';

export interface Column {
  readonly kind: 'column';
  readonly family: Family;
  /**
   * False where the type of a part can differ from the type of the whole: `1` in a part without
   * missing values is `1.0` in a whole with some.
   */
  readonly isFixed: boolean;
  /**
   * What a part may be of where the whole is of objects, since missing values became something else:
   * it has no `.str` then, and floats may get a format that objects do not. The elements of
   * `nullable` integers are floats for functions of them where one is missing.
   */
  readonly mayBecome?: 'truths' | 'nullable' | 'integers' | 'floats';
  /** The rows that it has; undefined for what is known of a frame's column. */
  readonly rows?: RowSet;
}

/** The rows of a frame, as one object that all with the same rows share. */
export interface RowSet {
  /** True where rows were left out, so that a part may have none. */
  readonly isFiltered: boolean;
}

export interface Frame {
  readonly kind: 'frame';
  /** What is known of single columns; the others are `rest`. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly rest: Column;
  readonly rows: RowSet;
  /** `rows`: numbers of rows of the file, or of a column; `lost`: a part begins again at 0. */
  readonly index: 'rows' | 'column' | 'lost';
}

/** A value that every part sees alike. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly type: ScalarType;
}

export type ScalarType =
  | 'text'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'missing'
  | 'list'
  /** The file does not say. */
  | 'other';

/** `column.str` or `column.dt`. */
export interface Accessor {
  readonly kind: 'accessor';
  readonly name: 'str' | 'dt';
  readonly column: Column;
}

/** `frame.columns`, which are the same for every part. */
export interface Labels {
  readonly kind: 'labels';
}

/** `frame.loc`. */
export interface Locator {
  readonly kind: 'locator';
  readonly frame: Frame;
}

export type Value = Frame | Column | Scalar | Accessor | Labels | Locator;

export function column(family: Family, isFixed = true): Column {
  return { kind: 'column', family, isFixed };
}

export function scalar(type: ScalarType): Scalar {
  return { kind: 'scalar', type };
}

/** A frame as a reader gives it, of whose columns the same is known. */
export function frameAsRead(rest: Column): Frame {
  const rows = { isFiltered: false };
  return { kind: 'frame', columns: new Map(), rest, rows, index: 'rows' };
}

/** The frame with some of its rows. */
export function filtered(frame: Frame): Frame {
  return { ...frame, rows: { isFiltered: true } };
}

export function columnOf(frame: Frame, key: string | undefined): Column {
  if (key !== undefined) return frame.columns.get(key) ?? frame.rest;
  return [...frame.columns.values()].reduce(either, frame.rest);
}

/** The frame with a column set; a key that only the run knows may be any column's. */
export function withColumn(frame: Frame, key: string | undefined, value: Column): Frame {
  if (key === undefined)
    return { ...frame, columns: new Map(), rest: either(columnOf(frame, undefined), value) };
  return { ...frame, columns: new Map([...frame.columns, [key, value]]) };
}

/** The frame with every column changed alike. */
export function mapColumns(
  frame: Frame,
  change: (column: Column) => Column | undefined,
): Frame | undefined {
  const rest = change(frame.rest);
  const columns = new Map<string, Column>();
  for (const [key, value] of frame.columns) {
    const changed = change(value);
    if (changed === undefined) return undefined;
    columns.set(key, changed);
  }
  return rest === undefined ? undefined : { ...frame, columns, rest };
}

/** The frame when its columns got other names: what is known of one now holds for all. */
export function withUnknownNames(frame: Frame): Frame {
  return { ...frame, columns: new Map(), rest: columnOf(frame, undefined) };
}

/** What is known of a frame that is one or the other. */
export function joinedFrames(a: Frame, b: Frame): Frame | undefined {
  if (a.index !== b.index) return undefined;
  const columns = new Map<string, Column>();
  for (const key of [...a.columns.keys(), ...b.columns.keys()]) {
    columns.set(key, either(columnOf(a, key), columnOf(b, key)));
  }
  const rows = a.rows === b.rows ? a.rows : { isFiltered: true };
  return { kind: 'frame', columns, rest: either(a.rest, b.rest), rows, index: a.index };
}

/** A column that may be one or the other. */
export function either(a: Column, b: Column): Column {
  if (isLooseNumber(a) || isLooseNumber(b)) return column('number', false);
  const isFixed = a.isFixed && b.isFixed;
  if (a.family === b.family) return withBecoming(column(a.family, isFixed), [a, b]);
  const families = [a.family, b.family];
  const family = families.includes('time') ? 'time' : 'mixed';
  return column(family, isFixed);
}

/** True where `.str` works on a part if it works on the whole, even on one without rows or values. */
export function hasText({ family, isFixed, mayBecome }: Column): boolean {
  const isText = family === 'text' || family === 'any' || family === 'mixed';
  return isText && isFixed && mayBecome === undefined;
}

/** True for numbers that may be integers in a part and floats in the whole. */
export function isLooseNumber({ family, isFixed }: Column): boolean {
  return !isFixed && (family === 'number' || family === 'any');
}

/** The column with what those that it was made of may become. */
export function withBecoming(value: Column, sources: readonly Column[]): Column {
  const all = sources.map(({ mayBecome }) => mayBecome);
  const worst = (['floats', 'integers', 'nullable', 'truths'] as const).find((type) =>
    all.includes(type),
  );
  return worst === undefined ? value : { ...value, mayBecome: worst };
}

/** True for a column whose parts are of truth values where the whole is. */
export function isOfTruths({ family, mayBecome }: Column): boolean {
  if (family === 'boolean') return true;
  return family === 'any' && (mayBecome === undefined || mayBecome === 'truths');
}

export interface WritingOptions {
  /** A format or decimal sign that only columns of floats get. */
  readonly formatsFloats: boolean;
  /** A format that every time gets. */
  readonly formatsTimes: boolean;
}

/** True where the text of each row is the same in a part as in the whole. */
export function isWrittenAlike(value: Column, options: WritingOptions): boolean {
  if (options.formatsFloats && value.mayBecome === 'floats') return false;
  switch (value.family) {
    case 'any':
    case 'number':
      return value.isFixed;
    case 'mixed':
      return !options.formatsFloats;
    case 'time':
      return options.formatsTimes;
    case 'text':
    case 'boolean':
      return true;
  }
}
