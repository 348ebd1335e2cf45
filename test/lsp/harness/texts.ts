/** A task that `unbounded-loop` speaks of, once per given condition. */
export function endlessDag(condition = 'True', lineBreak = '\n'): string {
  return [
    'from airflow.decorators import task',
    'import time',
    '',
    '@task',
    'def stream():',
    `    while ${condition}:`,
    '        time.sleep(1)',
    '',
  ].join(lineBreak);
}
