import { expect, test } from 'vitest';
import { fixText } from '../../../server/src/cli/check-file';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import { loadedProject } from '../../harness/memory-project';
import { MemorySource } from '../../harness/memory-source';
import { testParser } from '../../harness/parser';

const helper = `import requests
from airflow.decorators import task


@task
def load():
    return wait_for(open("/dev/tcp"))


def wait_for(queue):
    while True:
        pass
`;

const dag = `from airflow import DAG
from tasks import load

with DAG("sales"):
    load()
`;

test('the files of the DAGs see what a fix has made of the task that they use', async () => {
  const project = await loadedProject(
    new MemorySource({ '/p/dags/tasks.py': helper, '/p/dags/sales.py': dag }),
  );
  const path = '/p/dags/tasks.py';
  const configuration = { ...defaultConfiguration, select: ['missing-execution-timeout'] };
  const source = { project, path, text: helper, configuration };
  const fixed = fixText(source, await testParser(), new Set(['unsafe']));
  expect(fixed.text).toContain('@task(execution_timeout=timedelta(hours=1))');
  expect(fixed).toMatchObject({ applied: 1, faults: [] });
  expect(project.files.textOf(path)).toBe(helper);
});
