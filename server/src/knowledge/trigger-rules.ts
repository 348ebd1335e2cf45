/**
 * Airflow's trigger rules by what they make of a failure upstream. Source:
 * airflow/ti_deps/deps/trigger_rule_dep.py (2.10.5 and 3.3.2); `dummy` is the old name of `always`.
 */

const hiding: ReadonlySet<string> = new Set([
  'all_done',
  'all_done_min_one_success',
  'always',
  'dummy',
  'none_skipped',
  'one_done',
  'one_success',
]);

/** True for a rule with which a task runs although an upstream task has failed. */
export function hidesFailures(rule: string): boolean {
  return hiding.has(rule);
}

/** True for a rule with which a task runs only because an upstream task has failed. */
export function reactsToFailures(rule: string): boolean {
  return rule === 'all_failed' || rule === 'one_failed';
}
