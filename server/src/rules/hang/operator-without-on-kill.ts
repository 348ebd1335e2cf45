// What an operator starts outside of its own process works on when Airflow kills the task.

import { onKillMethod } from '../../fixes/on-kill';
import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import { unendedWork } from '../../semantic/dag/outside-work';
import { calleeAnchor } from '../../syntax/calls';
import type { Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'operator-without-on-kill',
  group: 'hang',
  summary: 'A custom operator that starts outside work and has no `on_kill`',
  severity: 'information',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  found: (what: string, end: string, unlessRun: string) =>
    `This operator starts ${what} and has no \`on_kill\`: when Airflow kills the task, that works on, ` +
    `and a retry starts it a second time.${unlessRun} Define \`on_kill\` and ${end} there.`,
  isAll: ' No `finally` runs then in Airflow 3.',
  endGroup: 'end its process group',
  fix: 'Add an `on_kill` that ends it',
};

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  for (const work of unendedWork(model, version)) {
    const { call, fact, leadsGroup } = work;
    const edits = onKillMethod(model, work);
    const end = leadsGroup && fact.kind === 'process' ? messages.endGroup : fact.end;
    yield {
      message: messages.found(fact.what, end, version?.major === 2 ? '' : messages.isAll),
      node: calleeAnchor(call),
      fixes: edits === undefined ? [] : [{ title: messages.fix, safety: 'unsafe', edits }],
    };
  }
}

export const operatorWithoutOnKill: Rule = { meta, check };
