// Child processes that a task forks where that goes wrong: beside threads, over open connections, out of daemons.

import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import type { FileModel } from '../../semantic/file-model';
import {
  daemonicParent,
  type Fork,
  forks,
  inheritedConnection,
  threadsAround,
} from '../../semantic/flow/forks';
import { calleeAnchor } from '../../syntax/calls';
import type { Problem, RelatedPlace, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'multiprocessing-in-task',
  group: 'hang',
  summary: 'Child processes that are forked beside threads, over open connections or by daemons',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
  aboutThisProcess: true,
};

const messages = {
  threads:
    'This forks the task while threads of it run: a lock that one of them holds is never released in ' +
    'the child, which then hangs, and the task with it. Start the processes before the threads.',
  connection: (name: string) =>
    `\`${name}\` was opened before this fork and is used in the child: both sides talk over one ` +
    "connection, get each other's answers and can wait for ever. Open it in the child.",
  daemon:
    'A daemonic process runs this, and may have no children: it raises `AssertionError`. ' +
    'Start the processes from the task itself, or use threads.',
  worker:
    'In Airflow 2 the workers of the LocalExecutor and of Celery are daemonic processes, which may ' +
    'have no children: there, this raises `AssertionError`. Use threads or `subprocess`.',
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  const all = forks(model);
  for (const fork of all) {
    if (!model.runsOutsideParsing(fork.call)) continue;
    const trouble = troubleOf(model, fork, all, version?.major === 2);
    if (trouble === undefined) continue;
    yield { ...trouble, node: calleeAnchor(fork.call) };
  }
}

function troubleOf(
  model: FileModel,
  fork: Fork,
  all: readonly Fork[],
  isAirflow2: boolean,
): Pick<Problem, 'message' | 'related'> | undefined {
  const parent = daemonicParent(model, fork, all);
  if (parent !== undefined) {
    return { message: messages.daemon, related: at(parent.call, 'It makes the daemonic process') };
  }
  const connection = inheritedConnection(model, fork);
  if (connection !== undefined) {
    const related = at(connection, 'The child uses it here');
    return { message: messages.connection(connection.text), related };
  }
  const threads = threadsAround(model, fork);
  if (threads !== undefined) {
    return { message: messages.threads, related: at(threads, 'It starts the threads') };
  }
  return isAirflow2 ? { message: messages.worker } : undefined;
}

function at(place: RelatedPlace['place'], message: string): RelatedPlace[] {
  return [{ place, message }];
}

export const multiprocessingInTask: Rule = { meta, check };
