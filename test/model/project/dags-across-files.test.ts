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
