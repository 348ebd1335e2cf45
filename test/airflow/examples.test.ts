/** Whether the example projects load in a real Airflow, as the tables in their READMEs say. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeAirflowHome, runPython } from '../harness/python';

const examples = path.resolve(import.meta.dirname, '../../examples');

/** `loads`, or `fails:` and what the import error says. */
type Claim = string;

function claims(project: string): Map<string, Readonly<Record<2 | 3, Claim>>> {
  const readme = readFileSync(path.join(examples, project, 'README.md'), 'utf8');
  const rows = readme.matchAll(
    /^\| `dags\/([^`]+)` \|.*\| (loads|fails.*?) \| (loads|fails.*?) \|$/gm,
  );
  return new Map(
    [...rows].map(([, file = '', two = '', three = '']) => [file, { 2: two, 3: three }]),
  );
}

const loader = `
import json, sys, warnings
warnings.simplefilter("ignore")
import airflow
if airflow.__version__.startswith("2."):
    from airflow.models.dagbag import DagBag
else:
    from airflow.dag_processing.dagbag import DagBag
bag = DagBag(sys.argv[1])
tasks = {dag_id: len(dag.tasks) for dag_id, dag in bag.dags.items()}
print(json.dumps({"errors": bag.import_errors, "tasks": tasks}))
`;

describe.each(['grounded', 'fit'])('examples/%s', (project) => {
  const dags = path.join(examples, project, 'dags');

  it('says of every file whether it loads', () => {
    const files = readdirSync(dags).filter((file) => file.endsWith('.py'));
    expect([...claims(project).keys()].sort()).toEqual(files.sort());
  });

  it.each([2, 3] as const)('loads in Airflow %i as its README says', async (major) => {
    const home = makeAirflowHome(major);
    const run = await runPython(major, loader, {
      args: [dags],
      variables: home.variables,
      seconds: 120,
    });
    home.dispose();
    expect(run.status, run.stderr).toBe(0);
    const line = run.stdout.split('\n').find((text) => text.startsWith('{"errors"')) ?? '';
    const seen: { errors: Record<string, string>; tasks: Record<string, number> } =
      JSON.parse(line);
    const errors = new Map(
      Object.entries(seen.errors).map(([file, error]) => [path.basename(file), error]),
    );
    for (const [file, claim] of claims(project)) {
      if (claim[major] === 'loads') {
        expect(errors.get(file), file).toBeUndefined();
        expect(seen.tasks[file.replace('.py', '')], file).toBeGreaterThan(0);
      } else {
        const reason = /`([^`]+)`/.exec(claim[major])?.[1] ?? '';
        expect(errors.get(file), file).toContain(reason);
      }
    }
  });
});
