import { describe, expect, it } from 'vitest';
import { projectOf, type TestProject } from '../../harness/project';

const imports = 'from airflow import DAG\nfrom airflow.operators.empty import EmptyOperator\n';

/** What a finding is about, with the text that it marks. */
function found(project: TestProject, path: string, rule: string): readonly string[] {
  const { text } = project.model(path);
  return project.findings(path, rule).map(({ start, end }) => text.slice(start, end));
}

describe('DAGs that are made of several files', () => {
  it('have the schedules and ids that another file writes', async () => {
    const project = await projectOf({
      'dags/plans.py': 'NIGHTLY = "0 25 * * *"\nDAILY = "@daily"\nTITLE = "my dag"\n',
      'dags/a.py': `${imports}import plans
from plans import NIGHTLY
a = DAG("a", schedule=NIGHTLY)
b = DAG("b", schedule=plans.DAILY)
c = DAG(plans.TITLE, schedule=None)
`,
    });
    expect(found(project, 'dags/a.py', 'invalid-schedule')).toEqual(['NIGHTLY']);
    expect(found(project, 'dags/a.py', 'invalid-id')).toEqual(['plans.TITLE']);
    expect(project.findings('dags/plans.py')).toEqual([]);
  });

  it('have the tasks and dependencies that helpers make', async () => {
    const project = await projectOf({
      'dags/steps.py': `${imports}
def step(name):
    return EmptyOperator(task_id=f"step_{name}")

def before(first, second):
    first >> second
`,
      'dags/a.py': `${imports}from steps import before, step
with DAG("twice", schedule=None):
    step("a")
    step("a")
with DAG("circle", schedule=None):
    one, two = step("one"), step("two")
    before(one, two)
    two >> one
with DAG("fine", schedule=None):
    before(step("one"), step("two"))
`,
    });
    expect(found(project, 'dags/a.py', 'duplicate-task-id')).toEqual(['"twice"']);
    const [twice] = project.findings('dags/a.py', 'duplicate-task-id');
    expect(twice?.related.map(({ path }) => path)).toEqual(['/project/dags/steps.py']);
    expect(found(project, 'dags/a.py', 'dependency-cycle')).toEqual(['>>']);
    const [circle] = project.findings('dags/a.py', 'dependency-cycle');
    expect(circle?.message).toContain('`step_one` → `step_two` → `step_one`');
    expect(circle?.related.map(({ path }) => path)).toEqual(['/project/dags/steps.py']);
    expect(project.findings('dags/steps.py')).toEqual([]);
  });
});

describe('a sensor that waits for a DAG of another file', () => {
  const other = (schedule: string, more = '') =>
    `from datetime import datetime\n${imports}with DAG("early", schedule=${schedule}, ${more}start_date=datetime(2024, 1, 1)):\n    EmptyOperator(task_id="a")\n`;
  const sensor = (schedule: string, delta = '') =>
    [
      'from datetime import datetime, timedelta',
      'from airflow import DAG',
      'from airflow.sensors.external_task import ExternalTaskSensor',
      `with DAG("late", schedule=${schedule}, start_date=datetime(2024, 1, 1)):`,
      `    ExternalTaskSensor(task_id="wait", external_dag_id="early", timeout=60${delta})`,
      '',
    ].join('\n');

  it.each([
    ['never meets it', '"0 5 * * *"', '"0 6 * * *"', '', 1],
    ['looks back to it', '"0 5 * * *"', '"0 6 * * *"', ', execution_delta=timedelta(hours=1)', 0],
    ['looks back past it', '"0 5 * * *"', '"0 6 * * *"', ', execution_delta=timedelta(hours=2)', 1],
    ['meets it now and then', '"@hourly"', '"@daily"', '', 0],
    ['has no rhythm', 'None', '"@daily"', '', 0],
  ])('and %s', async (_, early, late, delta, count) => {
    const project = await projectOf({
      'dags/early.py': other(early),
      'dags/late.py': sensor(late, delta),
    });
    const findings = project.findings('dags/late.py', 'external-task-sensor-waits-forever');
    expect(findings).toHaveLength(count);
    if (count > 0) expect(findings[0]?.related).toMatchObject([{ path: '/project/dags/early.py' }]);
  });

  it('is not compared where two files have the DAG', async () => {
    const project = await projectOf({
      'dags/early.py': other('"0 5 * * *"'),
      'dags/again.py': other('"0 6 * * *"'),
      'dags/late.py': sensor('"0 6 * * *"'),
    });
    expect(project.findings('dags/late.py', 'external-task-sensor-waits-forever')).toEqual([]);
  });

  it('is not compared where the other one may begin in another time zone', async () => {
    const zoned = other('"0 5 * * *"').replace(
      'datetime(2024, 1, 1)',
      'datetime(2024, 1, 1, tzinfo=zone)',
    );
    const project = await projectOf({
      'dags/early.py': zoned,
      'dags/late.py': sensor('"0 6 * * *"'),
    });
    expect(project.findings('dags/late.py', 'external-task-sensor-waits-forever')).toEqual([]);
  });
});
