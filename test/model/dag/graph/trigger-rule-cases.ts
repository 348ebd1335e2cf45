// One DAG in which tasks with every trigger rule wait for every mix of outcomes.

/** The tasks whose outcome is given, by the state in which each of them ends. */
export const outcomes = {
  done: 'success',
  broken: 'failed',
  passed_over: 'skipped',
  behind_broken: 'upstream_failed',
} as const;

const rulesOfBoth = [
  'all_success',
  'all_failed',
  'all_done',
  'always',
  'one_success',
  'one_failed',
  'one_done',
  'none_failed',
  'none_failed_min_one_success',
  'none_skipped',
  'all_skipped',
];

/** The trigger rules that an Airflow of a major version has, apart from that of teardowns. */
export function rulesOf(major: 2 | 3): readonly string[] {
  return major === 2
    ? [...rulesOfBoth, 'none_failed_or_skipped', 'dummy']
    : [...rulesOfBoth, 'all_done_min_one_success'];
}

/** Every mix of the outcomes, as the ids of the tasks that have them. */
export const mixes: readonly (readonly string[])[] = Array.from({ length: 15 }, (_, at) =>
  Object.keys(outcomes).filter((_, bit) => ((at + 1) >> bit) % 2 === 1),
);

/** The DAG, bound to `dag`; its tasks are called as `idOf` says. */
export function triggerRuleDag(major: 2 | 3): string {
  const waiting = rulesOf(major).flatMap((rule) =>
    mixes.map(
      (mix) =>
        `    [${mix.join(', ')}] >> EmptyOperator(task_id="${idOf(rule, mix)}", trigger_rule="${rule}")`,
    ),
  );
  const [python, empty] =
    major === 2
      ? ['airflow.operators.python', 'airflow.operators.empty']
      : [
          'airflow.providers.standard.operators.python',
          'airflow.providers.standard.operators.empty',
        ];
  return `
from datetime import datetime
from airflow import DAG
from airflow.exceptions import AirflowSkipException
from ${python} import PythonOperator
from ${empty} import EmptyOperator

def fail():
    raise ValueError("broken")

def skip():
    raise AirflowSkipException("passed over")

with DAG("rules", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    done = EmptyOperator(task_id="done")
    broken = PythonOperator(task_id="broken", python_callable=fail)
    passed_over = PythonOperator(task_id="passed_over", python_callable=skip)
    behind_broken = EmptyOperator(task_id="behind_broken")
    broken >> behind_broken
${waiting.join('\n')}
`;
}

export function idOf(rule: string, mix: readonly string[]): string {
  return [rule, ...mix].join('-');
}
