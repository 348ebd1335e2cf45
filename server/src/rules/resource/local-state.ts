// A file on one worker carries state between tasks or runs, which may run on another worker.

import type { Task } from '../../semantic/dag/types';
import { isReadFirst, type LocalFileAccess, localFileAccesses } from '../../semantic/local-files';
import { groupBy } from '../../text/groups';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'local-state',
  group: 'resource',
  summary: 'A worker-local file that carries state between tasks or runs',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  betweenTasks: (path: string, writer: string) =>
    `\`${path}\` is written by ${writer} and read here: another task may run on another worker, ` +
    'where the file is missing or old. Hand the data over by XCom or object storage.',
  betweenRuns: (path: string) =>
    `\`${path}\` is read here before this task writes it: the next run may start on another worker, ` +
    'where the state is missing or old. Keep state in a Variable, a database or object storage.',
  written: 'Written here',
};

function* check({ model }: RuleContext): Generator<Problem> {
  const byPath = groupBy(localFileAccesses(model), (access) => access.path);
  for (const [path, accesses] of byPath) {
    for (const read of accesses.filter((access) => access.kind === 'read')) {
      const elsewhere = accesses.find((access) => isWrittenElsewhere(access, read));
      const writer =
        elsewhere ??
        accesses.find(
          (access) => access.kind === 'write' && isReadFirst(model, read, access, accesses),
        );
      if (writer === undefined) continue;
      yield {
        message:
          elsewhere === undefined
            ? messages.betweenRuns(path)
            : messages.betweenTasks(path, describe(elsewhere.tasks)),
        node: read.node,
        related: [{ place: writer.node, message: messages.written }],
      };
    }
  }
}

/** Written by a task that never reads it itself at this place, and the other way round. */
function isWrittenElsewhere(access: LocalFileAccess, read: LocalFileAccess): boolean {
  return access.kind === 'write' && !access.tasks.some((task) => read.tasks.includes(task));
}

function describe(tasks: readonly Task[]): string {
  const id = tasks[0]?.taskId;
  return id === undefined ? 'another task' : `the task \`${id}\``;
}

export const localState: Rule = { meta, check };
