import type { TaskLog } from '../airflow/model';

/** A log as text: the time, the level and the source stand before a line where the line does not say them itself. */
export function logText({ lines, isTruncated }: TaskLog): string {
  const head = isTruncated
    ? ['… older lines are left out: open the task in a browser to see them']
    : [];
  const body = lines.map(({ text, at, level, source }) =>
    [
      ...(at === undefined ? [] : [`[${new Date(at).toISOString()}]`]),
      ...(level === undefined || at === undefined ? [] : [level.toUpperCase()]),
      ...(source === undefined ? [] : [`${source}:`]),
      text,
    ].join(' '),
  );
  const all = [...head, ...body];
  return all.length === 0 ? 'Nothing is written to this log yet.\n' : `${all.join('\n')}\n`;
}
