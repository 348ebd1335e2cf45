import { describe, expect, it } from 'vitest';
import { analyzeModel } from '../../../server/src/engine/analyze';
import { defaultConfiguration } from '../../../server/src/engine/configuration';
import { FileModel } from '../../../server/src/semantic/file-model';
import { loadedProject, reload } from '../../harness/memory-project';
import { MemorySource } from '../../harness/memory-source';

const dag = `from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="t", bash_command="scripts/load.sh")
`;

const [file, script] = ['/p/dags/dag.py', '/p/dags/scripts/load.sh'];

async function projectWith(files: Record<string, string>) {
  const source = new MemorySource({ [file]: dag, ...files });
  const project = await loadedProject(source);
  const find = () => {
    const surroundings = project.surroundingsAsKnownOf(file, dag);
    const model = new FileModel(surroundings.own.tree, surroundings);
    const { findings } = analyzeModel(model, file, {
      ...defaultConfiguration,
      select: ['missing-template-file'],
    });
    return { count: findings.length, basis: surroundings.basis };
  };
  return { find, project, source };
}

describe('a template file of a project', () => {
  it('is missed where its folder does not have it', async () => {
    expect((await projectWith({})).find().count).toBe(1);
    expect((await projectWith({ '/p/dags/scripts/other.sh': '' })).find().count).toBe(1);
    expect((await projectWith({ [script]: '' })).find().count).toBe(0);
  });

  it('may be in a folder that is left out, or behind a link', async () => {
    const { find, project, source } = await projectWith({
      '/p/.gitignore': 'scripts/\n',
      [script]: '',
    });
    expect(find().count).toBe(0);
    source.files.delete('/p/.gitignore');
    source.files.delete(script);
    source.links.set('/p/dags/scripts', '/elsewhere/scripts');
    source.files.set('/elsewhere/scripts/other.sh', '');
    await reload(project, source);
    expect(project.files.hasTemplate(script)).not.toBe(true);
  });

  it('is looked for again when it comes or goes', async () => {
    const { find, project, source } = await projectWith({});
    const before = find();
    expect(project.stillHolds(file, before.basis)).toBe(true);
    source.files.set(script, '');
    expect(await reload(project, source)).toBe(true);
    expect(project.stillHolds(file, before.basis)).toBe(false);
    expect(find().count).toBe(0);
  });
});
