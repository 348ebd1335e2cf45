// A deferred task waits for as long as its trigger does, unless the deferral has a timeout.

import { importedName } from '../../fixes/imports';
import { setKeywordArgument } from '../../fixes/keyword-argument';
import { parseAirflowVersion } from '../../knowledge/airflow-versions';
import { type Deferral, deferralsOf, isDeferralLimited } from '../../semantic/dag/deferrals';
import type { FileModel } from '../../semantic/file-model';
import { hasExecutionTimeout } from '../../semantic/flow/time-limits';
import { calleeAnchor } from '../../syntax/calls';
import type { Fix, Problem, Rule, RuleContext, RuleMeta } from '../rule';

const meta: RuleMeta = {
  id: 'defer-without-timeout',
  group: 'hang',
  summary: 'A deferral without a timeout, which lasts as long as its trigger does',
  severity: 'warning',
  profile: 'recommended',
  fix: 'unsafe',
  since: '0.1.0',
};

const messages = {
  two:
    'This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever, ' +
    'unless the task has an `execution_timeout`. Pass `timeout=`.',
  three:
    'This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. ' +
    '`execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass ' +
    '`timeout=`.',
  fix: (value: string) => `Pass \`timeout=${value}\``,
};

/** For a task that has no limit of its own; the author is meant to change it. */
const suggested = 'hours=6';

function* check({ model, airflowVersion }: RuleContext): Generator<Problem> {
  const version = airflowVersion === undefined ? undefined : parseAirflowVersion(airflowVersion);
  for (const deferral of deferralsOf(model)) {
    const { call } = deferral;
    if (isDeferralLimited(model, deferral) !== false) continue;
    const isTwo = version?.major === 2;
    // In 2.x the scheduler ends the wait when `execution_timeout` is over (`_defer_task`).
    if (isTwo && hasExecutionTimeout(model, call)) continue;
    const fix = fixFor(model, deferral);
    yield {
      message: isTwo ? messages.two : messages.three,
      node: calleeAnchor(call),
      fixes: fix === undefined ? [] : [fix],
    };
  }
}

/** A sensor has a limit in seconds, an operator may have one as a `timedelta`. */
function fixFor(model: FileModel, { call, component, self }: Deferral): Fix | undefined {
  const timedelta = importedName(model, 'datetime', 'timedelta', call);
  const name = timedelta.expression;
  const value =
    self === undefined
      ? `${name}(${suggested})`
      : component.kind === 'sensor'
        ? `${name}(seconds=${self}.timeout)`
        : `${self}.execution_timeout or ${name}(${suggested})`;
  const edits = setKeywordArgument(model, call, 'timeout', value);
  if (edits.length === 0) return undefined;
  return { title: messages.fix(value), safety: 'unsafe', edits: [...timedelta.edits, ...edits] };
}

export const deferWithoutTimeout: Rule = { meta, check };
