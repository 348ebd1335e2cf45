/** Which published operators wait for the end of a job in a trigger without a limit, made by a script. */

import data from './data/deferrable-operators.json' with { type: 'json' };

const unlimited: ReadonlySet<string> = new Set(data.unlimited);
const byExecutionTimeout: ReadonlySet<string> = new Set(data.byExecutionTimeout);

/** What an operator passes to `defer` as its `timeout`: nothing, or the task's `execution_timeout`. */
export type DeferralTimeout = 'none' | 'execution_timeout';

/** Undefined for operators that limit their deferral by themselves, do not defer, or are not known. */
export function deferralTimeoutOf(operator: string): DeferralTimeout | undefined {
  if (!operator.startsWith('airflow.')) return undefined;
  const name = operator.slice(operator.lastIndexOf('.') + 1);
  if (unlimited.has(name)) return 'none';
  return byExecutionTimeout.has(name) ? 'execution_timeout' : undefined;
}
