import { type ShellCommandFact, shellCommandFact } from '../../knowledge/shell-commands';
import { hasOption, leadingOptions } from './options';
import type { CompoundCommand, ShellCommand } from './parser';
import { baseName, type Invocation, type ShellLoop, type ShellScript } from './script';

/** A command that may run for ever. */
export interface EndlessCommand {
  readonly invocation: Invocation;
  readonly fact: ShellCommandFact;
  /** True where an option limits a part of the wait only. */
  readonly isPartlyLimited: boolean;
}

/** A loop that may run for ever. */
export interface EndlessLoop {
  readonly loop: ShellLoop;
  /** `never-left`: nothing leaves it. `poll`: it waits for something that may never come. */
  readonly kind: 'never-left' | 'poll';
  /** Behind the part of the text that names the trouble. */
  readonly headerEnd: number;
}

/** `seen` gives the source of a word, to see whether a variable in it may hold options. */
export function endlessCommands(
  script: ShellScript,
  seen: (start: number, end: number) => string,
): EndlessCommand[] {
  return script.invocations.flatMap((invocation) => {
    const fact = shellCommandFact(invocation.name);
    if (fact === undefined || invocation.isLimited || invocation.isBackground) return [];
    const given = fact.runsRest
      ? leadingOptions(invocation.arguments, fact.lettersWithValue)
      : invocation.arguments;
    const has = (options: readonly string[]) => hasOption(given, options, fact.lettersWithValue);
    if (fact.onlyWith.length > 0 && !has(fact.onlyWith)) return [];
    if (has([...fact.limits, ...fact.endsWith, ...fact.unknownWith])) return [];
    if (fact.unlessInput && invocation.hasInput) return [];
    if (fact.unlessOutput && invocation.hasOutput) return [];
    if (invocation.arguments.length === 0 && fact.waits !== 'person') return [];
    const mayHoldOptions = given.some(
      (word) => word.isDynamic && /opt|arg|flag|timeout|param/i.test(seen(word.start, word.end)),
    );
    if (mayHoldOptions) return [];
    return [{ invocation, fact, isPartlyLimited: has(fact.partialLimits) }];
  });
}

export function endlessLoops(script: ShellScript): EndlessLoop[] {
  return script.loops.flatMap((loop): EndlessLoop[] => {
    if (loop.isLimited || loop.isBackground) return [];
    const { command } = loop;
    const isEndless = hasEndlessHeader(script, command);
    if (!isEndless && !isPollingHeader(script, command)) return [];
    const inside = script.invocations.filter(
      ({ nameWord }) => nameWord.start >= command.start && nameWord.end <= command.end,
    );
    const isLeft = inside.some(({ name, loops }) => {
      // A `break` leaves the innermost loop only.
      return name === 'break' ? loops.at(-1) === command : leavingCommands.has(name);
    });
    const { headerEnd } = command;
    if (isEndless && !isLeft) return [{ loop, kind: 'never-left', headerEnd }];
    const sleeps = inside.some(({ name }) => name === 'sleep');
    const counts = /-(?:gt|ge|lt|le|eq)\b|\(\(|\bSECONDS\b|\blet\b|\bexpr\b|%s\b/.test(
      script.text.slice(command.start, command.end),
    );
    // Without a break, what ends a polling header is what it waits for.
    const isPoll = sleeps && !counts && (isEndless || !isLeft);
    return isPoll ? [{ loop, kind: 'poll', headerEnd }] : [];
  });
}

const leavingCommands: ReadonlySet<string> = new Set(['exec', 'exit', 'return']);

function hasEndlessHeader(script: ShellScript, command: CompoundCommand): boolean {
  if (command.kind === 'for') {
    const header = script.text.slice(command.start, command.headerEnd);
    return /^for\s*\(\([^;]*;\s*;[^;]*\)\)/.test(header);
  }
  const [item, ...others] = command.condition;
  const [condition, ...piped] = item?.commands ?? [];
  if (item === undefined || condition === undefined || others.length + piped.length > 0)
    return false;
  const isTrue = truthOf(script, condition);
  if (isTrue === undefined) return false;
  const holds = item.isNegated ? !isTrue : isTrue;
  return command.kind === 'while' ? holds : !holds;
}

function truthOf(script: ShellScript, condition: ShellCommand): boolean | undefined {
  if (condition.kind !== 'simple') {
    const text = script.text.slice(condition.start, condition.end);
    if (condition.kind !== 'test') return undefined;
    if (/^(?:\(\(\s*[1-9]\d*\s*\)\)|\[\[\s*(?:1|true)\s*\]\])$/.test(text)) return true;
    return undefined;
  }
  const [name = '', ...given] = condition.words.map((word) => word.value);
  const command = baseName(name);
  if (given.length === 0 && (command === 'true' || command === ':')) return true;
  if (given.length === 0 && command === 'false') return false;
  const isTest = command === '[' || command === 'test';
  return isTest && /^(?:1|true)$/.test(given[0] ?? '') && given.length <= 2 ? true : undefined;
}

/** `until ready; do`, `while ! ready; do`, `while [ ! -f x ]; do`: it waits for something to change. */
function isPollingHeader(script: ShellScript, command: CompoundCommand): boolean {
  const [item, ...others] = command.condition;
  const condition = item?.commands.at(-1);
  if (item === undefined || condition === undefined || others.length > 0) return false;
  if (condition.kind === 'simple' && readsNext(condition.words[0]?.value)) return false;
  if (command.kind === 'until') return true;
  const text = script.text.slice(condition.start, condition.end);
  return command.kind === 'while' && (item.isNegated || /^\[\[?\s+(?:!|-z)\s/.test(text));
}

/** `while read line` ends with its input, `while shift` with the arguments. */
function readsNext(name: string | undefined): boolean {
  return name === 'read' || name === 'shift' || name === 'getopts';
}
