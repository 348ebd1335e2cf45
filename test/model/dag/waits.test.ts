import { expect, test } from 'vitest';
import { waitsOf } from '../../../server/src/semantic/dag/waits';
import { projectOf } from '../../harness/project';

const dagFile = `import subprocess
import requests
from airflow.decorators import task
from helpers import clean_up
from others import leave

@task
def work():
    leave()
    clean_up()
    subprocess.run(["own"])
    requests.get("https://example.org")
`;

const helper = (name: string, linesAbove: number) =>
  `${'# more\n'.repeat(linesAbove)}import subprocess\ndef ${name}():\n    subprocess.run(["${name}"])\n`;

/** The first argument of each call that the task waits for. */
async function waits(linesAboveHelper: number): Promise<string[]> {
  const project = await projectOf({
    'dags/dag.py': dagFile,
    'dags/helpers.py': helper('clean_up', linesAboveHelper),
    'dags/others.py': helper('leave', 20),
  });
  const model = project.model('dags/dag.py');
  const [task] = model.tasks.all;
  if (task === undefined) throw new Error('there is no task');
  return waitsOf(model, task).map(
    ({ node }) => /"(.*)"/.exec(node.parent?.text ?? '')?.[1] ?? node.text,
  );
}

test.each([0, 10, 100])(
  'what waits in other files comes behind what waits in the file itself, wherever it stands there (%i lines down)',
  async (lines) => {
    expect(await waits(lines)).toEqual(['own', 'https://example.org', 'leave', 'clean_up']);
  },
);
