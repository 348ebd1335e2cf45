import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/text/edit';
import { projectOf } from '../../harness/project';

const dag = (expression: string) => `from datetime import datetime, timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator
import plans
from plans import DEFAULTS

with DAG("a", schedule=None, start_date=datetime(2024, 1, 1), default_args=${expression}):
    BashOperator(task_id="load", bash_command="load")
`;

const plans = 'DEFAULTS = {"owner": "data", "retries": 2}\n';

/** What the first fix of the finding makes of the DAG's file; undefined where there is none. */
async function fixed(text: string, other = plans): Promise<string | undefined> {
  const rule = 'missing-execution-timeout';
  const project = await projectOf({ 'dags/a.py': text, 'dags/plans.py': other });
  const fix = project.findings('dags/a.py', rule)[0]?.fixes[0];
  const result = fix && applyEdits(text, fix.edits);
  if (result !== undefined) {
    expect(project.findingsInText('dags/a.py', result, rule)).toEqual([]);
  }
  return result;
}

test('a limit is added to the default_args of another file where a DAG is given them', async () => {
  const limit = '"execution_timeout": timedelta(hours=1)';
  expect(await fixed(dag('DEFAULTS'))).toBe(dag(`{**DEFAULTS, ${limit}}`));
  expect(await fixed(dag('plans.DEFAULTS'))).toBe(dag(`{**plans.DEFAULTS, ${limit}}`));
});

test('what is not known of them is not spread', async () => {
  const open = 'from settings import settings\nDEFAULTS = settings()\n';
  expect(await fixed(dag('DEFAULTS'), open)).toBeUndefined();
});
