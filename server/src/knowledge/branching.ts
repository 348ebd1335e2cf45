/**
 * Operators that decide which of the tasks behind them run. Sources: airflow/operators/python.py and
 * airflow/operators/branch.py (2.10.5), airflow/providers/standard/operators (3.3.2).
 */

const branching =
  /^airflow\.(?:task\.branch(?:_\w+)?|(?:Base)?Branch\w*Operator|HITLBranchOperator|LatestOnlyOperator)$/;

/** True for an operator that follows some of the tasks right behind it and skips the others. */
export function isBranching(operator: string): boolean {
  return branching.test(operator);
}

/** True for one that skips everything behind it, also past trigger rules that would run a task. */
export function isShortCircuit(operator: string): boolean {
  return operator === 'airflow.ShortCircuitOperator' || operator === 'airflow.task.short_circuit';
}

/** The arguments of branch operators without a function that name the tasks to go on with. */
export const branchArguments: readonly string[] = [
  'follow_task_ids_if_true',
  'follow_task_ids_if_false',
];
