// A sensor that is skipped, or goes on, where others fail.

import {
  type AirflowVersion,
  compareAirflowVersions,
  parseAirflowVersion,
} from '../../knowledge/airflow-versions';
import type { EffectiveArgument, Task } from '../../semantic/dag/types';
import type { FileModel } from '../../semantic/file-model';
import type { SyntaxNode } from '../../syntax/node';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'soft-failing-sensor',
  group: 'failure',
  summary: 'A sensor that is skipped, or goes on, where others fail',
  severity: 'information',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const outcome =
  'is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can ' +
  'still be a success.';

const messages = {
  softOnTimeout: `With \`soft_fail\`, a sensor that times out ${outcome} Use it only where the data may be missing.`,
  softOnFinalErrors:
    `With \`soft_fail\`, a sensor that times out, or raises \`AirflowFailException\`, ${outcome} Use it ` +
    'only where the data may be missing.',
  softOnAnyError:
    'With `soft_fail`, Airflow 2.7 to 2.9 skip a sensor on any error, wrong credentials and typos ' +
    'included, without another try: no one is told, what waits for it is skipped too, and the run ' +
    'can still be a success. Leave it out, or catch what may happen in the sensor itself.',
  softByVersion:
    `With \`soft_fail\`, a sensor that times out (in Airflow 2.7 to 2.9, on any error) ${outcome} Use it ` +
    'only where the data may be missing.',
  neverFail:
    'With `never_fail`, a sensor whose check raises anything, wrong credentials and typos included, ' +
    `${outcome} Leave it out, or catch what may happen in the sensor itself.`,
  silentFail:
    'With `silent_fail`, an error in the sensor is only logged and counts as "not yet": with wrong ' +
    'credentials or a typo it goes on until its `timeout`, seven days by default. Leave it out: ' +
    '`retries` do the same, and are seen.',
};

type Option = 'soft_fail' | 'never_fail' | 'silent_fail';

/** The first versions with the options; `soft_fail` is older than all that are supported. */
const optionsSince: readonly (readonly [Option, AirflowVersion])[] = [
  ['soft_fail', { major: 2, minor: 0, patch: 0 }],
  ['silent_fail', { major: 2, minor: 6, patch: 0 }],
  ['never_fail', { major: 2, minor: 10, patch: 0 }],
];

function* check({ airflowVersion, model }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  const found = new Map<SyntaxNode, { option: Option; tasks: Task[] }>();
  for (const task of model.tasks.all) {
    if (!task.isSensor) continue;
    for (const [option, since] of optionsSince) {
      if (version !== undefined && compareAirflowVersions(version, since) < 0) continue;
      const argument = turnedOn(model, task, option);
      if (argument === undefined) continue;
      const node = argument.value.tree === model.tree ? argument.value : task.anchor;
      const known = found.get(node);
      if (known === undefined) found.set(node, { option, tasks: [task] });
      else known.tasks.push(task);
    }
  }
  for (const [node, { option, tasks }] of found) {
    yield { message: messageFor(option, version), node, subject: tasks[0]?.node ?? node, tasks };
  }
}

function turnedOn(model: FileModel, task: Task, option: Option): EffectiveArgument | undefined {
  if (model.tasks.mayBeSetLater(option)) return undefined;
  const argument = model.tasks.effectiveArgument(task, option);
  if (argument === undefined) return undefined;
  const values = model.values.of(argument.value);
  return values.every((value) => model.constants.truth(value) === true) ? argument : undefined;
}

/**
 * What the option does by version: `BaseSensorOperator.execute` and `resume_execution` in
 * airflow/sensors/base.py (2.4.3 to 2.11.2) and airflow/sdk/bases/sensor.py (3.3.2).
 */
function messageFor(option: Option, version: AirflowVersion | undefined): string {
  if (option === 'never_fail') return messages.neverFail;
  if (option === 'silent_fail') return messages.silentFail;
  if (version === undefined) return messages.softByVersion;
  if (compareAirflowVersions(version, { major: 2, minor: 7, patch: 0 }) < 0)
    return messages.softOnTimeout;
  const isBefore210 = compareAirflowVersions(version, { major: 2, minor: 10, patch: 0 }) < 0;
  return isBefore210 ? messages.softOnAnyError : messages.softOnFinalErrors;
}

export const softFailingSensor: Rule = { meta, check };
