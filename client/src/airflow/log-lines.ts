// The lines of a task's log, as the two versions of Airflow write them.

import * as z from 'zod/mini';
import type { LogLine, TaskLog } from './model';

/** What is kept of a log, counted from its end: enough to read, and little enough to show in an editor. */
const mostLines = 50_000;
const mostCharacters = 8 * 1024 * 1024;

/** The end of a log, in bounded memory. */
export class LogTail {
  #lines: LogLine[] = [];
  /** How many of the first lines are dropped already. */
  #start = 0;
  #characters = 0;
  #isTruncated = false;

  add(line: LogLine): void {
    this.#lines.push(line);
    this.#characters += line.text.length;
    while (
      this.#lines.length - this.#start > mostLines ||
      (this.#characters > mostCharacters && this.#lines.length - this.#start > 1)
    ) {
      this.#characters -= this.#lines[this.#start]?.text.length ?? 0;
      this.#start += 1;
      this.#isTruncated = true;
    }
    // Now and then, since making the list anew takes its time.
    if (this.#start > mostLines) {
      this.#lines = this.#lines.slice(this.#start);
      this.#start = 0;
    }
  }

  log(): TaskLog {
    return { lines: this.#lines.slice(this.#start), isTruncated: this.#isTruncated };
  }
}

/** `[2026-01-31T04:05:06.789+0000] {taskinstance.py:1234} INFO - text`, as [logging] log_format has it by default. */
const usualLine = /^\[(\d{4}-\d\d-\d\dT[\d:.,]+[+-]\d{4})\] (?:\{[^}]*\} )?([A-Z]+) - /;

/** One line of Airflow 2's log. */
export function plainLine(text: string): LogLine {
  const [, date, level] = usualLine.exec(text) ?? [];
  const at = Date.parse(date?.replace(/(\d\d)$/, ':$1') ?? '');
  return {
    text,
    at: Number.isNaN(at) ? undefined : at,
    level: level?.toLowerCase(),
    source: undefined,
  };
}

const frameSchema = z.object({
  filename: z.string(),
  lineno: z.number(),
  name: z.string(),
});
const exceptionSchema = z.object({
  exc_type: z.string(),
  exc_value: z.string(),
  frames: z.catch(z.array(frameSchema), []),
});
/** `StructuredLogMessage`: everything but the event is left to who logs. */
const messageSchema = z.object({
  event: z.string(),
  timestamp: z.catch(z.nullish(z.string()), undefined),
  level: z.catch(z.optional(z.string()), undefined),
  logger: z.catch(z.optional(z.string()), undefined),
  error_detail: z.catch(z.optional(z.array(exceptionSchema)), undefined),
});

/** The lines of one record of Airflow 3's log; an exception in it becomes lines as Python prints them. */
export function structuredLines(record: string): LogLine[] {
  if (record.trim() === '') return [];
  let json: unknown;
  try {
    json = JSON.parse(record);
  } catch {
    return [plainLine(record)];
  }
  const message = messageSchema.safeParse(json);
  if (!message.success) return [plainLine(typeof json === 'string' ? json : record)];
  const { event, timestamp, level, logger, error_detail: exceptions = [] } = message.data;
  const at = Date.parse(timestamp ?? '');
  return [...event.split(/\r?\n/), ...exceptions.flatMap(tracebackOf)].map((text) => ({
    text,
    at: Number.isNaN(at) ? undefined : at,
    level: level?.toLowerCase(),
    source: logger,
  }));
}

function tracebackOf(exception: z.infer<typeof exceptionSchema>): string[] {
  const frames = exception.frames.map(
    ({ filename, lineno, name }) => `  File "${filename}", line ${lineno}, in ${name}`,
  );
  const last = `${exception.exc_type}: ${exception.exc_value}`.split(/\r?\n/);
  return frames.length === 0 ? last : ['Traceback (most recent call last):', ...frames, ...last];
}
