/** Ids that are taken and circles of dependencies are found where Airflow finds them. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../server/src/engine/analyze';
import { defaultConfiguration } from '../../server/src/engine/configuration';
import { testParser } from '../harness/parser';
import { makeAirflowHome, runPython } from '../harness/python';

type Verdict = 'fine' | 'duplicate' | 'cycle';

const preludes: Readonly<Record<2 | 3, string>> = {
  2: `
from airflow import DAG
from airflow.decorators import task
from airflow.models.baseoperator import chain, cross_downstream
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup
`,
  3: `
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, TaskGroup, chain, cross_downstream, task
`,
};

const work = `
@task
def work(value=None): ...
`;

/** The variables \`n0\`, \`n1\`, … are tasks and groups, in the order in which they are made. */
const makers = fc.constantFrom(
  (name: string, id: number) => `${name} = EmptyOperator(task_id="t${id}")`,
  (name: string, id: number) => `${name} = EmptyOperator(task_id="t${id}")`,
  (name: string) => `${name} = work()`,
  (name: string, id: number) => `${name} = work.override(task_id="t${id}")()`,
  (name: string, id: number) =>
    `with TaskGroup("t${id}") as ${name}:\n        EmptyOperator(task_id="a")\n        work()`,
  (name: string, id: number) =>
    `with TaskGroup("g${id}", prefix_group_id=False) as ${name}:\n        EmptyOperator(task_id="t${id}")`,
  (name: string, id: number) =>
    `for ${name} in [EmptyOperator(task_id=f"t{i}") for i in range(${id}, ${id} + 2)]: pass`,
);

const links = fc.constantFrom(
  (a: string, b: string) => `${a} >> ${b}`,
  (a: string, b: string) => `${a} << ${b}`,
  (a: string, b: string) => `${a}.set_downstream(${b})`,
  (a: string, b: string, c: string) => `[${a}, ${b}] >> ${c}`,
  (a: string, b: string, c: string) => `${a} >> [${b}, ${c}]`,
  (a: string, b: string, c: string) => `${a} >> ${b} >> ${c}`,
  (a: string, b: string, c: string) => `chain(${a}, ${b}, ${c})`,
  (a: string, b: string, c: string) => `cross_downstream([${a}], [${b}, ${c}])`,
);

const programs = fc
  .tuple(
    fc.array(fc.tuple(makers, fc.nat(12)), { minLength: 2, maxLength: 5 }),
    fc.array(fc.tuple(links, fc.nat(4), fc.nat(4), fc.nat(4)), { maxLength: 4 }),
  )
  .map(([made, linked]) => {
    const name = (index: number) => `n${index % made.length}`;
    return [
      'with DAG("a", schedule=None) as d:',
      ...made.map(([make, id], index) => `    ${make(`n${index}`, id)}`),
      ...linked.map(([link, a, b, c]) => `    ${link(name(a), name(b), name(c))}`),
    ].join('\n');
  });

const sources = fc.sample(programs, { numRuns: 400, seed: 20_240_229 });

async function verdictsOf(major: 2 | 3): Promise<readonly string[]> {
  const home = makeAirflowHome(major);
  const checkCycle =
    major === 2
      ? 'from airflow.utils.dag_cycle_tester import check_cycle'
      : 'check_cycle = lambda dag: dag.check_cycle()';
  const program = `${preludes[major]}
import json, logging, warnings
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
${checkCycle}
${work}
names = {"DuplicateTaskIdFound": "duplicate", "AirflowDagCycleException": "cycle"}

def verdict(source):
    scope = dict(globals())
    try:
        exec(source, scope)
        check_cycle(scope["d"])
    except Exception as error:
        return names.get(type(error).__name__, f"{type(error).__name__}: {error}")
    return "fine"

sources = json.loads(${JSON.stringify(JSON.stringify(sources))})
print("VERDICTS " + json.dumps([verdict(source) for source in sources]))
`;
  try {
    const run = await runPython(major, program, { variables: home.variables });
    expect(run.status, run.stderr).toBe(0);
    const line = run.stdout.split('\n').find((text) => text.startsWith('VERDICTS ')) ?? '';
    return JSON.parse(line.slice('VERDICTS '.length));
  } finally {
    home.dispose();
  }
}

async function ours(major: 2 | 3): Promise<readonly Verdict[]> {
  const parser = await testParser();
  return sources.map((source) => {
    const text = `${preludes[major]}${work}\n${source}\n`;
    const configuration = {
      ...defaultConfiguration,
      select: ['duplicate-task-id', 'dependency-cycle'],
      airflowVersion: major === 2 ? '2.10.5' : '3.3.2',
    };
    const { findings } = analyze({ path: 'dags/a.py', text }, configuration, parser);
    // Airflow looks for circles only once all tasks are there.
    if (findings.some(({ rule }) => rule === 'duplicate-task-id')) return 'duplicate';
    return findings.length > 0 ? 'cycle' : 'fine';
  });
}

describe('DAGs at random', () => {
  it.each([2, 3] as const)('are refused by Airflow %i for the same reason', async (major) => {
    const [mine, theirs] = [await ours(major), await verdictsOf(major)];
    const differences = sources.flatMap((source, index) =>
      mine[index] === theirs[index] ? [] : [`${mine[index]}, not ${theirs[index]}\n${source}`],
    );
    expect(differences.join('\n\n')).toBe('');
    for (const verdict of ['fine', 'duplicate', 'cycle']) {
      expect(theirs.filter((one) => one === verdict).length, verdict).toBeGreaterThan(20);
    }
  });
});
