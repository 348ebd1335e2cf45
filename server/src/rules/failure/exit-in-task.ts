// An exit is no way to end a task: what Airflow makes of it depends on the version and the code.

import { exitAsRaise, exitAsReturn } from '../../fixes/process-exit';
import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import type { FileModel } from '../../semantic/file-model';
import { type ProcessExit, processExits } from '../../semantic/flow/exits';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'exit-in-task',
  group: 'failure',
  summary: 'Code of a task that exits instead of returning or raising',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
  aboutThisProcess: true,
};

type Major = 2 | 3 | undefined;

const successInEach =
  'Airflow 2 marks the task as a success, whatever was left to do, and Airflow 3 as failed.';

const messages = {
  success: (exit: string, major: Major) => {
    const outcome =
      major === 2
        ? 'Airflow 2 marks the task as a success, whatever was left to do; Airflow 3 would fail it.'
        : major === 3
          ? 'Airflow 3 marks the task as failed, although its code says success.'
          : successInEach;
    return `\`${exit}\` ends the process of the task. ${outcome} Return instead, or raise.`;
  },
  failure: (exit: string) =>
    `\`${exit}\` fails the task by \`SystemExit\`, which passes every \`except Exception\` on its way ` +
    'and says nothing of what failed. Raise an exception that says it.',
  unknown: (exit: string, major: Major) => {
    const outcome =
      major === 3
        ? 'Airflow 3 marks the task as failed, also where the code is 0.'
        : 'A code of 0 is a success in Airflow 2 and a failure in Airflow 3.';
    return (
      `\`${exit}\` ends the process of the task. ${outcome} ` +
      'Return where the work is done, and raise where it failed.'
    );
  },
  process: (exit: string) =>
    `\`${exit}\` ends the process of the task at once: no \`finally\` and no clean-up runs, the log ends ` +
    'there, and Airflow marks the task as failed, whatever the code. Return instead, or raise.',
  callback: (exit: string, major: Major) => {
    const outcome =
      major === 3
        ? 'no later callback is called'
        : 'Airflow 2 shows a failed task as "running" until it is taken for a zombie, and marks one that ' +
          'succeeded as failed';
    return `\`${exit}\` in a callback ends the process that runs it: ${outcome}. Return instead.`;
  },
  fix: {
    returns: 'Return instead',
    raises: 'Raise AirflowException instead',
  },
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const parsed = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  const major = parsed === undefined ? undefined : parsed.major >= 3 ? 3 : 2;
  for (const exit of processExits(model)) {
    const message = messageFor(model, exit, major);
    if (message === undefined) continue;
    yield { message, node: exit.anchor, fixes: fixesFor(model, exit) };
  }
}

function messageFor(model: FileModel, exit: ProcessExit, major: Major): string | undefined {
  const { phases } = model.reach(exit.node);
  const written = exit.anchor.text === 'SystemExit' ? 'raise SystemExit' : `${exit.anchor.text}()`;
  if (phases.has('task') || phases.has('unknown')) {
    if (exit.kind === 'process') return messages.process(written);
    if (exit.isSuccess === undefined) return messages.unknown(written, major);
    return exit.isSuccess ? messages.success(written, major) : messages.failure(written);
  }
  return phases.has('callback') ? messages.callback(written, major) : undefined;
}

function fixesFor(model: FileModel, exit: ProcessExit): Fix[] {
  const returned = exitAsReturn(model, exit);
  if (returned !== undefined) {
    return [{ title: messages.fix.returns, safety: 'unsafe', edits: returned }];
  }
  const raised = exitAsRaise(model, exit);
  return raised === undefined
    ? []
    : [{ title: messages.fix.raises, safety: 'unsafe', edits: raised }];
}

export const exitInTask: Rule = { meta, check };
