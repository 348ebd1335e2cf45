import { describe, expect, it } from 'vitest';
import { projectOf } from '../../harness/project';

const rule = 'duplicate-dag-id';
const load = 'from airflow import DAG\nwith DAG("load", schedule=None): ...\n';

describe('DAGs of one id in several files', () => {
  it('are told in the later file, with the place in the first', async () => {
    const project = await projectOf({ 'dags/one/a.py': load, 'dags/two/b.py': load });
    expect(project.findings('dags/one/a.py', rule)).toEqual([]);
    const [finding, ...others] = project.findings('dags/two/b.py', rule);
    expect(others).toEqual([]);
    expect(finding?.message).toContain('is in `one/a.py`, too');
    expect(finding?.related).toMatchObject([
      { path: '/project/dags/one/a.py', start: { line: 1, column: 5 } },
    ]);
  });

  it('may be in folders of different Airflows', async () => {
    const project = await projectOf({
      'one/dags/a.py': load,
      'two/dags/b.py': load,
      'examples/c.py': load,
      'tutorials/d.py': load,
    });
    for (const path of ['one/dags/a.py', 'two/dags/b.py', 'examples/c.py', 'tutorials/d.py']) {
      expect(project.findings(path, rule), path).toEqual([]);
    }
  });

  it('are no trouble where one file only imports the DAG of the other, or may not make it', async () => {
    const project = await projectOf({
      'dags/a.py': load,
      'dags/b.py':
        'import os\nfrom airflow import DAG\nif os.environ.get("X"):\n    with DAG("load"): ...\n',
      'dags/c.py': 'from airflow import DAG\nfrom a import dag\n',
    });
    expect(project.findings('dags/b.py', rule)).toEqual([]);
    expect(project.findings('dags/c.py', rule)).toEqual([]);
  });

  it('are no trouble where Airflow leaves one of the files out', async () => {
    const project = await projectOf({
      'dags/.airflowignore': 'archive\n',
      'dags/archive/a.py': load,
      'dags/b.py': load,
    });
    expect(project.findings('dags/b.py', rule)).toEqual([]);
  });
});
