// A command of a shell script that fails without the script, and with it the task, failing.

import { beginScript } from '../../fixes/shell-script-start';
import type { FileModel } from '../../semantic/file-model';
import { ignoredExitCodes } from '../../semantic/flow/exit-codes';
import { type MappedText, mappedText, sourceRange } from '../../semantic/mapped-text';
import { shortName } from '../../semantic/shell/commands';
import {
  failuresOf,
  type LostFailure,
  type ScriptFailures,
} from '../../semantic/shell/lost-failures';
import { readScript, type ShellScript } from '../../semantic/shell/script';
import { type ShellText, shellTexts } from '../../semantic/shell/shell-calls';
import type { SyntaxNode } from '../../syntax/node';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'shell-hides-failure',
  group: 'failure',
  summary: 'A shell command whose failure the exit code of its script does not tell',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  alternative: (failing: string, hider: string) =>
    `\`${hider}\` makes a success of it when \`${failing}\` fails: the script goes on, and the task can ` +
    'end as success with this step missing. Let it fail, or handle just the error that you expect.',
  end: (failing: string, hider: string, advice: string) =>
    `\`${hider}\` ends the script with success whatever failed before it: when \`${failing}\` fails, the ` +
    `task is marked success all the same. ${advice}`,
  laterCommand: (failing: string, advice: string) =>
    `Only the last command decides: when \`${failing}\` fails, the shell goes on, and the task can end ` +
    `as success with this step missing. ${advice}`,
  laterRound: (failing: string, advice: string) =>
    `When \`${failing}\` fails in one round of the loop, the shell goes on with the next one, and the ` +
    `task can end as success with this step missing. ${advice}`,
  pipe: (failing: string, hider: string, advice: string) =>
    `Only the last command of a pipe decides: when \`${failing}\` fails, \`${hider}\` takes what it got ` +
    `for everything, and the task can end as success. ${advice}`,
  conjunction: (failing: string) =>
    `\`set -e\` does not count in front of \`&&\`: when \`${failing}\` fails, the shell goes on, and the task ` +
    'can end as success with this step missing. Give each command a line of its own.',
  begin: (command: string) => `Begin the script with \`${command}\`.`,
  lines: 'Put `set -e` in front, and give each command a line of its own.',
  bashPipe: "Run it with `bash -o pipefail -c '…'`, or write to a file first.",
  fix: (command: string) => `Begin the script with \`${command}\``,
};

function* check({ model }: RuleContext): Generator<Problem> {
  const spoken = new Set<number>();
  const shells = shellTexts(model);
  const isInPython = shells.some(({ call }) => call !== undefined);
  const ignored = new Set(isInPython ? [...ignoredExitCodes(model)].map(({ call }) => call) : []);
  for (const shell of shells) {
    if (!tellsExitCode(model, shell, ignored)) continue;
    for (const text of model.values.of(shell.text)) {
      const mapped = mappedText(model, text);
      if (mapped === undefined || text.tree !== model.tree) continue;
      for (const problem of problemsOf(model, shell, mapped)) {
        // A command that several tasks share is written once.
        const start = problem.range?.start ?? problem.node.start;
        if (spoken.has(start)) continue;
        spoken.add(start);
        yield problem;
      }
    }
  }
}

/** Where nobody looks at the exit code, the script is not what hides the failure. */
function tellsExitCode(
  model: FileModel,
  { call, task }: ShellText,
  ignored: ReadonlySet<SyntaxNode>,
): boolean {
  // The exit code of a sensor's command is its answer.
  if (call === undefined) return task?.isSensor !== true;
  return callsWithExitCode.has(model.names.calleeName(call) ?? '') && !ignored.has(call);
}

/**
 * Functions that raise for an exit code, or return it to code that looks at it. Of a `Popen` it is
 * seldom sure: who ends the process need not have looked.
 */
const callsWithExitCode: ReadonlySet<string> = new Set([
  'os.system',
  'subprocess.call',
  'subprocess.check_call',
  'subprocess.check_output',
  'subprocess.getstatusoutput',
  'subprocess.run',
]);

function* problemsOf(model: FileModel, shell: ShellText, mapped: MappedText): Generator<Problem> {
  const script = readScript(mapped.text);
  const failures = failuresOf(script);
  if (failures.lost.length === 0) return;
  const cure = cureOf(shell, script, failures);
  let isOptionTold = false;
  for (const lost of failures.lost) {
    // One `set` line mends all of what options would tell.
    if (lost.by !== 'alternative' && isOptionTold) continue;
    const range = sourceRange(mapped, lost.word.start, lost.word.end);
    if (range === undefined) continue;
    isOptionTold ||= lost.by !== 'alternative';
    const command = lost.by === 'alternative' || lost.shell !== undefined ? undefined : cure;
    yield {
      message: messageFor(lost, command),
      node: mapped.literals.find(({ start }) => start <= range.start) ?? shell.text,
      range,
      subject: shell.task?.node ?? shell.call ?? shell.text,
      ...(shell.task === undefined ? {} : { tasks: [shell.task] }),
      fixes: command === undefined ? [] : fixFor(model, mapped, script, command),
    };
  }
}

/**
 * The `set` command by which the script would tell all of its failures. None where `sh` may run it,
 * which need not know pipefail, and where the command would make failures of what is none.
 */
function cureOf(
  { host }: ShellText,
  script: ShellScript,
  { canEndOnFailure, canFailPipes, options }: ScriptFailures,
): string | undefined {
  if (host !== 'bash' || !(options.errexit || canEndOnFailure)) return undefined;
  const after = failuresOf(script, { errexit: true, pipefail: canFailPipes });
  if (after.lost.some(({ by, shell }) => by !== 'alternative' && shell === undefined)) {
    return undefined;
  }
  if (options.errexit) return 'set -o pipefail';
  return canFailPipes ? 'set -eo pipefail' : 'set -e';
}

function messageFor(lost: LostFailure, command: string | undefined): string {
  const { by, hider } = lost;
  const failing = shortName(lost.failing);
  const advice = command === undefined ? messages.lines : messages.begin(command);
  switch (by) {
    case 'alternative':
      return messages.alternative(failing, hider);
    case 'conjunction':
      return messages.conjunction(failing);
    case 'end':
      return messages.end(failing, hider, advice);
    case 'later-command':
      return messages.laterCommand(failing, advice);
    case 'later-round':
      return messages.laterRound(failing, advice);
    case 'pipe':
      return messages.pipe(failing, hider, command === undefined ? messages.bashPipe : advice);
  }
}

function fixFor(
  model: FileModel,
  mapped: MappedText,
  script: ShellScript,
  command: string,
): readonly Fix[] {
  const edits = beginScript(model, mapped, script, command);
  return edits === undefined ? [] : [{ title: messages.fix(command), safety: 'unsafe', edits }];
}

export const shellHidesFailure: Rule = { meta, check };
