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
      ...(source === undefined ? [] : [`${moduleName(source)}:`]),
      text,
    ].join(' '),
  );
  const all = [...head, ...body];
  return all.length === 0 ? 'Nothing is written to this log yet.\n' : `${all.join('\n')}\n`;
}

/**
 * Airflow loads DAG files under made-up module names, which would push the message out of sight
 * (`get_unique_dag_module_name` in airflow/utils/file.py, 2.10.5 and 3.3.2).
 */
function moduleName(source: string): string {
  return source.replace(/^unusual_prefix_[0-9a-f]{40}_/, '');
}
