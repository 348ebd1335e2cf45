import { hole } from './lexer';
import type { CompoundCommand, ShellCommand, ShellItem } from './parser';
import { baseName, type ShellScript } from './script';
import { type ShellOptions, withOptionsOf } from './shell-options';

/** A command whose failure a script answers with an exit code that Airflow takes for a skip. */
export interface ErrorSkip {
  /** The command, as it is written. */
  readonly command: string;
  readonly code: number;
  /** Where the `exit` stands in the script. */
  readonly start: number;
  readonly end: number;
}

/** `load || exit 99`, and `exit 99` where an `if` finds that it failed; not `[ -f data ] || exit 99`. */
export function errorSkips(script: ShellScript, codes: readonly number[]): ErrorSkip[] {
  const found: ErrorSkip[] = [];
  const lists: (readonly ShellItem[])[] = [script.items];
  for (let items = lists.pop(); items !== undefined; items = lists.pop()) {
    items.forEach((item, index) => {
      for (const command of item.commands) {
        if (command.kind === 'simple') continue;
        lists.push(...command.ways);
        const decision = decisionOf(script, command, items[index - 1]);
        if (decision === undefined) continue;
        found.push(...answered(script, decision.tried, decision.whenFailed, codes));
      }
      const next = items[index + 1];
      const isAnswer = item.separator === '||' && !item.isNegated && next !== undefined;
      if (isAnswer) found.push(...answered(script, item, lastOf(next), codes));
    });
  }
  return found;
}

interface Decision {
  /** What the shell asks whether it worked. */
  readonly tried: ShellItem;
  /** What it does last where it did not. */
  readonly whenFailed: ShellItem;
}

/** `if ! load; then exit 99; fi`, `if load; then report; else exit 99; fi`, `[ $? -ne 0 ]` behind `load`. */
function decisionOf(
  script: ShellScript,
  command: CompoundCommand,
  before: ShellItem | undefined,
): Decision | undefined {
  const [condition, ...others] = command.kind === 'if' ? command.condition : [];
  if (condition === undefined || others.length > 0 || command.ways.length > 2) return undefined;
  const comparison = statusTest.exec(script.text.slice(condition.start, condition.end))?.[1];
  // With `set -e` the script has ended before it asks.
  if (comparison !== undefined && endsOnFailure(script)) return undefined;
  const tried = comparison === undefined ? condition : before;
  const asksForFailure = comparison === '-ne' || comparison === '-gt' || comparison === '!=';
  const isFailureFirst = condition.isNegated !== asksForFailure;
  const whenFailed = command.ways[isFailureFirst ? 0 : 1]?.at(-1);
  return tried === undefined || whenFailed === undefined ? undefined : { tried, whenFailed };
}

/** True where the script turns errexit on anywhere. */
function endsOnFailure({ invocations }: ShellScript): boolean {
  return invocations.some(
    (invocation) =>
      invocation.name === 'set' && withOptionsOf(invocation.arguments, noOptions).errexit,
  );
}

const noOptions: ShellOptions = { errexit: false, pipefail: false };

/** The comparison in `[ $? -ne 0 ]`. */
const statusTest = /^(?:!\s*)?\[{1,2}\s+"?\$\?"?\s+(-ne|-gt|!=|-eq|==?)\s+0\s+\]{1,2}\s*;?$/;

/** `{ echo failed; exit 99; }`: of a group its last command counts. */
function lastOf(item: ShellItem): ShellItem {
  const [command] = item.commands;
  const inner = command?.kind === 'group' ? command.ways[0]?.at(-1) : undefined;
  return inner ?? item;
}

function answered(
  script: ShellScript,
  tried: ShellItem,
  answer: ShellItem,
  codes: readonly number[],
): ErrorSkip[] {
  const [exit, ...piped] = answer.commands;
  const work = tried.commands.at(-1);
  if (exit === undefined || piped.length > 0 || work === undefined) return [];
  const code = exitCode(exit);
  if (code === undefined || !codes.includes(code) || asksOnly(work)) return [];
  const [written = '', ...unknown] = script.text.slice(work.start, work.end).split(hole);
  const command = written.trim() + (unknown.length > 0 ? ' …' : '');
  return [{ command, code, start: exit.start, end: exit.end }];
}

function exitCode(command: ShellCommand): number | undefined {
  if (command.kind !== 'simple') return undefined;
  const [name, code, ...more] = command.words.map(({ value }) => value);
  const isExit = (name === 'exit' || name === 'return') && more.length === 0;
  return isExit && /^\d+$/.test(code ?? '') ? Number(code) : undefined;
}

/** True for a command that only asks whether there is something to do, by its exit code. */
function asksOnly(command: ShellCommand): boolean {
  if (command.kind !== 'simple') return true;
  const [name, ...given] = command.words.map(({ value }) => value);
  // What a variable holds, nobody knows.
  if (name === undefined || !/^[\w./-]+$/.test(name)) return true;
  const base = baseName(name);
  return (
    questions.has(base) ||
    /(?:^|[-_.])(?:any|can|check|exists?|has|is|need|should|test|verify|wait)/i.test(base) ||
    given.some((word) => word !== undefined && askingWords.test(word))
  );
}

const questions: ReadonlySet<string> = new Set([
  '[',
  'cmp',
  'command',
  'diff',
  'egrep',
  'false',
  'fgrep',
  'grep',
  'ls',
  'pgrep',
  'read',
  'stat',
  'test',
  'true',
  'type',
  'which',
  'zgrep',
]);

/** Subcommands and options that look and change nothing. */
const askingWords =
  /^(?:-e|-I|-q|--check|--dry-run|--exit-code|--head|--quiet|--spider|-?test|check|describe|diff|exists?|head-object|list|ls|show|stat|status)$/;
