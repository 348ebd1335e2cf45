/** What repeated measurements of one thing say; the spread is the noise of the machine. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly runs: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    min: quantile(values, 0),
    median: quantile(values, 0.5),
    max: quantile(values, 1),
    runs: values.length,
  };
}

/**
 * The value below which a share of all values lies, between two of them by their distance (R's type 7,
 * as numpy and spreadsheets do it). Not a number where there are no values.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** How many times the first takes what the second takes, run by run: both had the same machine then. */
export function ratios(values: readonly number[], others: readonly number[]): Spread {
  return spreadOf(values.flatMap((value, i) => (others[i] === undefined ? [] : value / others[i])));
}
