// A command that fails says so by its exit code, and a task that does not read it ends as a success.

import { raiseForExitCode, raiseForStatus } from '../../fixes/exit-code';
import { importedName } from '../../fixes/imports';
import { setKeywordArgument } from '../../fixes/keyword-argument';
import { replaceNode } from '../../fixes/replace';
import type { FileModel } from '../../semantic/file-model';
import {
  type IgnoredExitCode,
  ignoredExitCodes,
  statementThatIs,
} from '../../semantic/flow/exit-codes';
import {
  startsForgetfulScript,
  startsForgivingCommand,
  startsMinorCommand,
} from '../../semantic/shell/quick';
import { calleeAnchor, writtenCallee } from '../../syntax/calls';
import type { TextEdit } from '../../text/edit';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'return-code-ignored',
  group: 'failure',
  summary: 'A command whose exit code nobody reads',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const consequence = 'When the command fails, the task goes on and ends as a success.';

const messages = {
  checkable: (callee: string) =>
    `\`${callee}()\` does not raise when the command fails, and nothing reads its exit code. ` +
    `${consequence} Pass \`check=True\`.`,
  returned: (callee: string, instead: string) =>
    `\`${callee}()\` returns the exit code of the command, and nothing reads it. ${consequence} ` +
    `Use \`${instead}\`.`,
  paired: (callee: string) =>
    `\`${callee}()\` returns the exit code beside the output, and nothing reads it. ${consequence} ` +
    'Raise when it is not 0.',
  dropped: (callee: string) =>
    `\`${callee}()\` gives the command's output and drops its exit code. ${consequence} ` +
    'Use `subprocess.run(…, check=True, capture_output=True)`.',
  held: (callee: string, code: string) =>
    `Nothing reads the \`${code}\` of this \`${callee}()\`. ${consequence} ` +
    `Raise when \`${code}\` is not 0.`,
  remote: (callee: string) =>
    `Nothing reads the exit status of this \`${callee}()\`. ${consequence} ` +
    'Raise when `stdout.channel.recv_exit_status()` is not 0.',
  child: (callee: string) =>
    `Nothing reads the \`exitcode\` of this \`${callee}()\`: an exception in the child process ends ` +
    'only the child, and the task ends as a success. Raise when `exitcode` is not 0.',
  fix: {
    check: 'Raise when the command fails',
    raise: 'Raise when the exit code is not 0',
  },
};

function* check({ model }: RuleContext): Generator<Problem> {
  for (const ignored of ignoredExitCodes(model)) {
    if (startsForgivingCommand(model, ignored.call)) continue;
    yield {
      message: messageFor(model, ignored),
      node: calleeAnchor(ignored.call),
      // Ignored all the same, but a `mkdir` or `docker rm` that fails is seldom what the task is about.
      severity: startsMinorCommand(model, ignored.call) ? 'information' : meta.severity,
      fixes: fixesFor(model, ignored),
    };
  }
}

function messageFor(model: FileModel, { call, fact }: IgnoredExitCode): string {
  const callee = writtenCallee(call);
  if (fact.raisesWith !== undefined) return messages.checkable(callee);
  if (fact.library === 'paramiko') return messages.remote(callee);
  if (fact.library === 'multiprocessing') return messages.child(callee);
  switch (fact.gives) {
    case 'code': {
      const isCall = model.names.calleeName(call) === 'subprocess.call';
      const instead = isCall ? 'subprocess.check_call(…)' : 'subprocess.run(…, check=True)';
      return messages.returned(callee, instead);
    }
    case 'tuple':
      return messages.paired(callee);
    case 'output':
      return messages.dropped(callee);
    default:
      return messages.held(callee, fact.code ?? [...fact.asking][0] ?? 'exit code');
  }
}

function fixesFor(model: FileModel, ignored: IgnoredExitCode): Fix[] {
  // What another rule would have to say of the script then is for its author to mend first.
  if (startsForgetfulScript(model, ignored.call)) return [];
  const edits = editsFor(model, ignored);
  if (edits === undefined || edits.length === 0) return [];
  const title = ignored.fact.gives === 'process' ? messages.fix.raise : messages.fix.check;
  return [{ title, safety: 'unsafe', edits }];
}

function editsFor(model: FileModel, { call, fact, wait }: IgnoredExitCode): TextEdit[] | undefined {
  if (fact.raisesWith !== undefined) {
    return setKeywordArgument(model, call, fact.raisesWith, 'True');
  }
  const callee = call.child('function');
  switch (model.names.calleeName(call)) {
    case 'os.system':
      return raiseForStatus(model, call);
    case 'subprocess.call': {
      if (callee === undefined || statementThatIs(call) === undefined) return undefined;
      const checked = importedName(model, 'subprocess', 'check_call', call);
      return [...checked.edits, ...replaceNode(callee, checked.expression)];
    }
    case 'subprocess.Popen':
      return wait === undefined ? undefined : raiseForExitCode(model, call, wait);
    default:
      return undefined;
  }
}

export const returnCodeIgnored: Rule = { meta, check };
