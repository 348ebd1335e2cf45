// SubDAGs hold a slot while they wait for their own tasks, and are gone in Airflow 3.

import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import { isReached } from '../../knowledge/removals';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'subdag-operator',
  group: 'upgrade',
  summary: 'A SubDAG, which can deadlock its own tasks and is gone in Airflow 3',
  severity: 'warning',
  profile: 'recommended',
  fix: 'none',
  since: '0.1.0',
};

const messages = {
  deprecated:
    'A SubDAG holds a worker slot while its own tasks wait for one, which can stop them all; it is ' +
    'deprecated since Airflow 2.0 and gone in 3.0. Use a `TaskGroup`.',
  removed: 'Airflow 3.0 has no SubDAGs any more: loading the file fails. Use a `TaskGroup`.',
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  const isRemoved = version !== undefined && isReached(version, '3.0');
  for (const task of model.tasks.all) {
    if (task.operator !== 'airflow.SubDagOperator') continue;
    yield {
      message: isRemoved ? messages.removed : messages.deprecated,
      node: task.anchor,
      severity: isRemoved ? 'error' : 'warning',
      tasks: [task],
    };
  }
}

export const subdagOperator: Rule = { meta, check };
