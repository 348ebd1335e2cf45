/**
 * Functions that tell the time, by their qualified names. Source: the documentation of `datetime`,
 * `time`, `timeit` and `asyncio` in the Python library reference, of pandas, pendulum and Airflow.
 */

const dateClocks: ReadonlySet<string> = new Set([
  'airflow.sdk.timezone.utcnow',
  'airflow.utils.timezone.utcnow',
  'datetime.datetime.now',
  'datetime.datetime.today',
  'datetime.datetime.utcnow',
  'pandas.Timestamp.now',
  'pandas.Timestamp.utcnow',
  'pendulum.DateTime.now',
  'pendulum.DateTime.utcnow',
  'pendulum.now',
]);

const dayClocks: ReadonlySet<string> = new Set([
  'datetime.date.today',
  'pendulum.today',
  'pendulum.yesterday',
]);

const counters: ReadonlySet<string> = new Set([
  'asyncio.AbstractEventLoop.time',
  'time.monotonic',
  'time.monotonic_ns',
  'time.perf_counter',
  'time.perf_counter_ns',
  'time.process_time',
  'time.time',
  'time.time_ns',
  'timeit.default_timer',
]);

/** True for a function that tells the time, in whatever form. */
export function tellsTime(qualifiedName: string): boolean {
  return tellsDate(qualifiedName) || tellsDay(qualifiedName) || counters.has(qualifiedName);
}

/** True for a function that tells the date and the time of now. */
export function tellsDate(qualifiedName: string): boolean {
  return dateClocks.has(qualifiedName);
}

/** True for a function that tells the day alone. */
export function tellsDay(qualifiedName: string): boolean {
  return dayClocks.has(qualifiedName);
}
