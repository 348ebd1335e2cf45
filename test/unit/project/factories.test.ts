import { expect, test } from 'vitest';
import { analyzeModel } from '../../../server/src/engine/analyze';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import { FileModel } from '../../../server/src/semantic/file-model';
import { loadedProject } from '../../harness/memory-project';

const factory = (taskId: string) => `from airflow import DAG
from airflow.operators.python import PythonOperator

def make(function):
    with DAG("d"):
        PythonOperator(task_id="${taskId}", python_callable=function)
`;

test('an edit in the body of a DAG factory is seen in what its tasks run', async () => {
  const helper = '/p/dags/helper.py';
  const project = await loadedProject({
    '/p/dags/factory.py': factory('first'),
    [helper]: 'import requests\n\ndef f():\n    requests.get("https://example.org")\n',
    '/p/dags/dag.py': 'from factory import make\nfrom helper import f\nmake(f)\n',
  });
  const tasks = () => {
    const surroundings = project.surroundingsOf(helper);
    if (surroundings === undefined) return expect.unreachable('the project has the file');
    const model = new FileModel(surroundings.own.tree, surroundings);
    const { findings } = analyzeModel(model, helper, {
      ...defaultConfiguration,
      select: ['request-without-timeout'],
    });
    return findings.flatMap((finding) => finding.tasks.map(({ taskId }) => taskId));
  };
  expect(tasks()).toEqual(['first']);
  project.files.open('/p/dags/factory.py', factory('second'));
  expect(tasks()).toEqual(['second']);
});
