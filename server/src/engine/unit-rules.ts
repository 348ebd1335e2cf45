import type { Rule } from '../rules/rule';

/**
 * The rules that find in a file what they find in each of its units: they start from code (nodes, calls, loops), and what
 * else they ask, they ask the whole file. All others start from what only a whole file has, such as tasks and DAGs, or
 * compare places that can be in different units.
 */
const idsOfUnitRules: ReadonlySet<string> = new Set([
  'append-on-retry',
  'blocking-call-in-trigger',
  'child-process-not-reaped',
  'client-without-timeout',
  'context-manager-without-finally',
  'defer-without-timeout',
  'endless-stream-in-task',
  'exit-in-task',
  'future-result-ignored',
  'generic-exception-raised',
  'growing-module-state',
  'hardcoded-secret',
  'http-status-ignored',
  'huge-accumulation',
  'huge-comprehension',
  'interactive-input',
  'jump-in-finally',
  'lock-without-release',
  'long-sleep-in-task',
  'missing-commit',
  'moved-import',
  'now-in-task',
  'open-without-with',
  'print-instead-of-logging',
  'return-code-ignored',
  'shadowed-exception',
  'subprocess-without-timeout',
  'swallowed-airflow-signal',
  'swallowed-exception',
  'swallowed-timeout',
  'unbounded-poll',
  'unchunked-dataframe-read',
  'unhandled-io-error',
  'wait-without-timeout',
]);

/** True for a rule that can be asked about one unit of a file after the other, with the same findings in sum. */
export function isAskedByUnit({ meta }: Rule): boolean {
  return idsOfUnitRules.has(meta.id);
}
