// What people do to the files of a project in an editor, as plain data that is carried out on whatever the texts are by
// then: positions and lines are numbers of any size, of which the remainder counts.

import fc from 'fast-check';
import type { Editor, TextChange } from './editor';
import { definedName, piecesOf } from './real-projects';

export type Step =
  | {
      readonly kind: 'type';
      readonly file: number;
      readonly line: number;
      readonly statement: string;
      /** How many characters come one by one, before the rest comes as a completion does. */
      readonly keys: number;
      readonly isFinished: boolean;
    }
  | { readonly kind: 'insert'; readonly file: number; readonly at: number; readonly text: string }
  | {
      readonly kind: 'erase';
      readonly file: number;
      readonly at: number;
      readonly length: number;
    }
  | { readonly kind: 'above'; readonly file: number; readonly text: string }
  | {
      readonly kind: 'delete lines' | 'indent' | 'dedent' | 'comment out' | 'duplicate';
      readonly file: number;
      readonly line: number;
      readonly count: number;
    }
  | {
      readonly kind: 'paste';
      readonly file: number;
      readonly line: number;
      readonly source: number;
      readonly from: number;
      readonly count: number;
    }
  | {
      readonly kind: 'rename';
      readonly file: number;
      readonly name: number;
      readonly to: string;
      readonly isEverywhere: boolean;
    }
  | {
      readonly kind: 'move';
      readonly file: number;
      readonly piece: number;
      readonly to: number;
      readonly before: number;
    }
  | {
      readonly kind: 'several';
      readonly file: number;
      readonly changes: readonly { readonly at: number; readonly text: string }[];
    }
  | { readonly kind: 'undo'; readonly count: number }
  | { readonly kind: 'save' | 'close' | 'remove' | 'look'; readonly file: number }
  | { readonly kind: 'write'; readonly file: number; readonly source: number };

/** What one notification tells. */
export interface Notification {
  readonly path: string;
  readonly changes: readonly TextChange[];
}

const statements = [
  'response = requests.get(f"https://example.com/{day}/status")',
  'while response.json()["state"] != "done": time.sleep(30)',
  'rows = [row for row in response.json()["rows"] if row is not None]',
  'import requests, subprocess, time',
  'from airflow import DAG',
  'from airflow.decorators import dag, task',
  'from airflow.operators.python import PythonOperator',
  'with DAG("typed", schedule="@daily", catchup=True) as dag:\n    work()',
  '@task(retries=3)\ndef typed(value):\n    subprocess.run(["load", value])\n    return value',
  '@dag(schedule="@hourly", start_date=datetime(2024, 1, 1))\ndef typed_dag():\n    typed(1)',
  'load = PythonOperator(task_id="load", python_callable=work, dag=dag)',
  'extract >> transform >> load',
  'try:\n    work()\nexcept Exception:\n    pass',
  'except (KeyError, ValueError) as error:',
  'finally:',
  'else:',
  'def work(url, **context):\n    return requests.get(url)',
  'class Loader(BaseOperator):\n    def execute(self, context):\n        work("https://example.com")',
  'class Waits(BaseSensorOperator):\n    def poke(self, context):\n        return requests.head(self.url).ok',
  'BashOperator(task_id="shell", bash_command="curl example.com | tee out")',
  'ExternalTaskSensor(task_id="wait", external_dag_id="sales", external_task_id="load")',
  'TriggerDagRunOperator(task_id="next", trigger_dag_id="stock", wait_for_completion=True)',
  'default_args = {"retries": 5, "execution_timeout": timedelta(minutes=5)}',
  'frame = pd.read_sql("select * from orders", connection)',
  'lock.acquire()',
  'sys.exit(1)',
  'return None',
  'from typed_helpers import *',
  'for i in range(3): PythonOperator(task_id=f"t{i}", python_callable=lambda: work(i))',
  'task = lambda f: f',
  'from stock import dag as other',
  '# airworthy: ignore[request-without-timeout]',
];

const fragments = [
  ...['"', "'", '"""', "'''", 'f"', '(', '[', '{', ')', ']', '}', '#', '\\', '\n', '\r', '\r\n'],
  ...[' ', '\t', '    ', ':', ',', '=', '.', '@', '*', '**', '>>', ';', 'é', '🛫', '\0', '\f'],
];

const aboves = [
  '\n',
  '# a remark\n',
  '\n\n\n',
  '"""What the file is about: 🛫."""\n',
  'from __future__ import annotations\n',
  'import requests\n',
  '# airworthy: ignore-file[missing-retries]\n',
  'def above():\n    pass\n\n\n',
  '🛫 = 1\n',
  '"""',
  '(',
];

const newNames = ['renamed', 'work', 'dag', 'task', 'DAG', 'requests', 'load', 'π'];

const file = fc.nat(20);
const at = fc.nat(20_000);
const line = fc.nat(400);
const count = fc.integer({ min: 1, max: 6 });

/** @param sources how many texts there are to paste from */
export function stepOf(sources: number): fc.Arbitrary<Step> {
  const source = fc.nat(sources - 1);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('type' as const),
        file,
        line,
        statement: fc.constantFrom(...statements),
        keys: fc.nat(12),
        isFinished: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('insert' as const),
        file,
        at,
        text: fc.constantFrom(...fragments),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('erase' as const), file, at, length: count }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('above' as const),
        file,
        text: fc.constantFrom(...aboves),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'delete lines' as const,
          'indent' as const,
          'dedent' as const,
          'comment out' as const,
          'duplicate' as const,
        ),
        file,
        line,
        count,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('paste' as const),
        file,
        line,
        source,
        from: line,
        count: fc.integer({ min: 1, max: 15 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('rename' as const),
        file,
        name: fc.nat(200),
        to: fc.constantFrom(...newNames),
        isEverywhere: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        file,
        piece: fc.nat(40),
        to: file,
        before: fc.nat(40),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('several' as const),
        file,
        changes: fc.array(fc.record({ at, text: fc.constantFrom(...fragments, '', 'x = 1\n') }), {
          minLength: 2,
          maxLength: 4,
        }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('undo' as const),
        count: fc.integer({ min: 1, max: 12 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'save' as const,
          'close' as const,
          'remove' as const,
          'look' as const,
        ),
        file,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('write' as const), file, source }),
    },
  );
}

/** A text of the client's before a notification. */
export interface Before {
  readonly path: string;
  readonly text: string;
}

/**
 * What a step tells a server, one notification after the other: each is worked out of the texts as the ones before have
 * left them.
 *
 * @param history what can be undone; what is undone is taken from its end
 */
export function* notificationsOf(
  step: Exclude<Step, { readonly kind: 'save' | 'close' | 'remove' | 'look' | 'write' }>,
  editor: Editor,
  texts: readonly string[],
  history: Before[],
): Generator<Notification> {
  if (step.kind === 'undo') {
    for (let i = 0; i < step.count; i++) {
      const before = history.pop();
      if (before === undefined) return;
      const now = editor.textOf(before.path);
      // A file that was closed meanwhile has lost its history.
      if (now !== undefined && now !== before.text) yield difference(before.path, now, before.text);
    }
    return;
  }
  const path = picked(editor.openPaths, step.file);
  const text = path === undefined ? undefined : editor.textOf(path);
  if (path === undefined || text === undefined) return;
  switch (step.kind) {
    case 'type':
      yield* typing(step, path, text);
      return;
    case 'insert': {
      const start = step.at % (text.length + 1);
      yield { path, changes: [{ start, end: start, text: step.text }] };
      return;
    }
    case 'erase': {
      const start = step.at % (text.length + 1);
      const end = Math.min(text.length, start + step.length);
      yield { path, changes: [{ start, end, text: '' }] };
      return;
    }
    case 'above':
      yield { path, changes: [{ start: 0, end: 0, text: step.text }] };
      return;
    case 'several': {
      const changes = step.changes.map(({ at, text: inserted }) => {
        const start = at % (text.length + 1);
        const end = inserted === '' ? Math.min(text.length, start + 3) : start;
        return { start, end, text: inserted };
      });
      // From the end to the beginning, so that each is inside of what the one before has left.
      yield { path, changes: changes.sort((a, b) => b.start - a.start) };
      return;
    }
    case 'delete lines':
    case 'indent':
    case 'dedent':
    case 'comment out':
    case 'duplicate': {
      const lines = linesOf(text);
      const first = step.line % lines.length;
      const block = lines.slice(first, first + step.count);
      yield { path, changes: blockChanges(step.kind, lines.slice(0, first), block) };
      return;
    }
    case 'paste': {
      const lines = linesOf(text);
      const start = lines.slice(0, step.line % lines.length).join('').length;
      const source = linesOf(texts[step.source] ?? '');
      const from = step.from % source.length;
      const pasted = source.slice(from, from + step.count).join('');
      yield { path, changes: [{ start, end: start, text: pasted }] };
      return;
    }
    case 'rename': {
      const names = [...new Set(text.match(/\b[A-Za-z_]\w*\b/g))];
      const name = picked(names, step.name);
      if (name === undefined) return;
      for (const each of step.isEverywhere ? editor.openPaths : [path]) {
        const changes = renaming(editor.textOf(each) ?? '', name, step.to);
        if (changes.length > 0) yield { path: each, changes };
      }
      return;
    }
    case 'move': {
      const to = picked(editor.openPaths, step.to) ?? path;
      const pieces = piecesOf(text);
      const definitions = pieces.filter((piece) => definedName(piece) !== undefined);
      const piece = picked(definitions.length > 0 ? definitions : pieces, step.piece) ?? '';
      const start = pieces.slice(0, pieces.indexOf(piece)).join('').length;
      const cut: TextChange = { start, end: start + piece.length, text: '' };
      const rest = text.slice(0, start) + text.slice(cut.end);
      const target = piecesOf(to === path ? rest : (editor.textOf(to) ?? ''));
      const place = target.slice(0, step.before % (target.length + 1)).join('').length;
      const put: TextChange = { start: place, end: place, text: piece };
      if (to === path) yield { path, changes: [cut, put] };
      else {
        yield { path, changes: [cut] };
        yield { path: to, changes: [put] };
      }
    }
  }
}

/** A line break with the indentation, as editors make it, then one character after the other. */
function* typing(
  { isFinished, keys, line: anyLine, statement }: Extract<Step, { readonly kind: 'type' }>,
  path: string,
  text: string,
): Generator<Notification> {
  const lines = linesOf(text);
  const line = anyLine % lines.length;
  const whole = lines[line] ?? '';
  const indentation = /^[ \t]*/.exec(whole)?.[0] ?? '';
  let start = lines.slice(0, line).join('').length + whole.replace(/[\r\n]+$/, '').length;
  const insertion = (inserted: string): Notification => {
    const change = { start, end: start, text: inserted };
    start += inserted.length;
    return { path, changes: [change] };
  };
  yield insertion(`\n${indentation}`);
  const typed = statement.replaceAll('\n', `\n${indentation}`);
  for (const character of typed.slice(0, keys)) yield insertion(character);
  if (isFinished && keys < typed.length) yield insertion(typed.slice(keys));
}

function blockChanges(
  kind: 'delete lines' | 'indent' | 'dedent' | 'comment out' | 'duplicate',
  above: readonly string[],
  block: readonly string[],
): TextChange[] {
  const start = above.join('').length;
  const end = start + block.join('').length;
  if (kind === 'delete lines') return [{ start, end, text: '' }];
  if (kind === 'duplicate') return [{ start, end: start, text: block.join('') }];
  const changes: TextChange[] = [];
  let at = start;
  for (const line of block) {
    const removed = kind === 'dedent' ? (/^ {1,4}|^\t/.exec(line)?.[0].length ?? 0) : 0;
    const added = kind === 'indent' ? '    ' : kind === 'comment out' ? '# ' : '';
    if (added !== '' || removed > 0) changes.push({ start: at, end: at + removed, text: added });
    at += line.length + added.length - removed;
  }
  return changes;
}

/** All occurrences in one notification, each where the ones before have moved it to. */
function renaming(text: string, name: string, to: string): TextChange[] {
  const changes: TextChange[] = [];
  for (const { index } of text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))) {
    const start = index + changes.length * (to.length - name.length);
    changes.push({ start, end: start + name.length, text: to });
  }
  return changes;
}

/** By whole lines, as editors know what was there before. */
function difference(path: string, from: string, to: string): Notification {
  const [a, b] = [linesOf(from), linesOf(to)];
  let top = 0;
  while (top < Math.min(a.length, b.length) && a[top] === b[top]) top++;
  let bottom = 0;
  while (bottom < Math.min(a.length, b.length) - top && a.at(-1 - bottom) === b.at(-1 - bottom)) {
    bottom++;
  }
  const start = a.slice(0, top).join('').length;
  const end = from.length - a.slice(a.length - bottom).join('').length;
  return { path, changes: [{ start, end, text: b.slice(top, b.length - bottom).join('') }] };
}

/** With their line breaks; the last one has none, and may be empty. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/).concat(text.endsWith('\n') ? [''] : []);
}

function picked<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % Math.max(1, items.length)];
}
