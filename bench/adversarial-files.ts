// Files that are hard on an analysis: one shape again and again, so that what is quadratic shows.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allRules } from '../server/src/rules/registry';
import { type DagFile, dagsOfPages, repeatedFile } from './dag-files';

/** A shape that can be made of any size. */
export interface Shape {
  readonly name: string;
  readonly text: (count: number) => string;
}

/**
 * Two shapes for each rule: the bad example of its page again and again, each time with new names and
 * ids, and the cases of its fixture, about as many lines of them.
 */
export function shapesOfRules(root: string): { readonly rule: string; readonly shapes: Shape[] }[] {
  const examples = new Map(
    dagsOfPages(path.join(root, 'docs/rules'), 'Bad').map(({ name, text }) => [name, text]),
  );
  return allRules.map(({ meta }) => {
    const example: DagFile = { name: meta.id, text: examples.get(`${meta.id}.md`) ?? '' };
    const fixture = readFileSync(path.join(root, `test/rules/${meta.id}.py`), 'utf8');
    const cases = fixture
      .split(/^# --- case: .*\n/m)
      .filter((text) => text.trim() !== '')
      .map((text, i): DagFile => ({ name: `${meta.id} ${i}`, text: withoutMarkers(text) }));
    const lines = example.text.split('\n').length;
    return {
      rule: meta.id,
      shapes: [
        { name: 'example', text: (count) => repeatedFile(count, [example]) },
        { name: 'fixture', text: (count) => fixtureFile(cases, lines * count) },
      ],
    };
  });
}

/** Cases one after the other, from the first again, up to about so many lines. */
function fixtureFile(cases: readonly DagFile[], lines: number): string {
  let count = 0;
  let total = 0;
  while (total < lines && cases.length > 0) {
    total += cases[count % cases.length]?.text.split('\n').length ?? 0;
    count++;
  }
  return repeatedFile(count, cases);
}

function withoutMarkers(text: string): string {
  return text.replace(/^(?:\s*#?\s*\^+ .*|# (?:airflow|profile|line-break): .*)\n/gm, '');
}

const header = `from datetime import datetime

import requests
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
`;
const openDag = 'with DAG("one", start_date=datetime(2024, 1, 1), schedule="@daily"):';

/** Shapes that no rule owns: much of one thing in one place, and deep nesting. */
export const generalShapes: readonly Shape[] = [
  {
    name: 'one huge function',
    text: (count) =>
      `${header}
def work():
${lines(count, (i) => `    value_${i} = requests.get(f"https://example.com/{${before(i)}}")\n    print(value_${i})`)}

${openDag}
    PythonOperator(task_id="work", python_callable=work)
`,
  },
  {
    name: 'one name, bound again and again',
    text: (count) =>
      `${header}
def work():
    value = 0
${lines(count, (i) => `    value = value + ${i}\n    if value:\n        value = requests.get(value)`)}

${openDag}
    PythonOperator(task_id="work", python_callable=work)
`,
  },
  {
    name: 'one huge list',
    text: (count) =>
      `${header}
URLS = [
${lines(count, (i) => `    ("name_${i}", "https://example.com/" + str(${i}), {"since": datetime.now()}),`)}
]

def work():
    for name, url, given in URLS:
        requests.get(url, params=given)

${openDag}
    for name, url, given in URLS:
        PythonOperator(task_id=name, python_callable=work, op_kwargs=given)
`,
  },
  {
    name: 'one huge text of parts',
    text: (count) =>
      `${header}
QUERY = (
    "select * from orders where day = "
${lines(count, (i) => `    + str(datetime.now()) + " and id <> ${i}"`)}
)
`,
  },
  {
    name: 'one chain of >>',
    text: (count) =>
      `${header}
${openDag}
${lines(count, (i) => `    task_${i} = BashOperator(task_id="task_${i}", bash_command="curl https://example.com/${i}")`)}
    ${Array.from({ length: count }, (_, i) => `task_${i}`).join(' >> ')}
`,
  },
  {
    name: 'many tasks in one DAG',
    text: (count) =>
      `${header}
${openDag}
${lines(count, (i) => `    @task\n    def work_${i}():\n        return requests.get("https://example.com/${i}").json()\n\n    work_${i}()`)}
`,
  },
  {
    name: 'many DAGs in one file',
    text: (count) =>
      `${header}
${lines(count, (i) => `@dag(start_date=datetime(2024, 1, 1), schedule="@daily")\ndef dag_${i}():\n    @task\n    def work():\n        return requests.get("https://example.com/${i}").json()\n\n    work()\n\n\ndag_${i}()\n`)}
`,
  },
  {
    name: 'many DAGs and tasks without one',
    text: (count) =>
      `${header}
def work():
    requests.get("https://example.com")

${lines(count, (i) => `dag_${i} = DAG("dag_${i}", start_date=datetime(2024, 1, 1), schedule="@daily")\ntask_${i} = PythonOperator(task_id="task_${i}", python_callable=work)`)}
`,
  },
  {
    name: 'one function for many tasks',
    text: (count) =>
      `${header}
def work(url):
    requests.get(url)
    open(url).read()
    while True:
        requests.get(url, params={"since": datetime.now()})

${lines(count, (i) => `with DAG("dag_${i}", start_date=datetime(2024, 1, 1), schedule="@daily"):\n    PythonOperator(task_id="work", python_callable=work, op_args=["https://example.com/${i}"])`)}
`,
  },
  {
    name: 'functions that call the one before',
    text: (count) =>
      `${header}
def work_0(url):
    return requests.get(url)

${lines(count, (i) => `def work_${i + 1}(url):\n    return work_${i}(url)\n\n`)}
${openDag}
    PythonOperator(task_id="work", python_callable=work_${count})
`,
  },
  {
    name: 'one helper, called everywhere',
    text: (count) =>
      `${header}
def fetch(url, timeout):
    return requests.get(url, timeout=timeout)

${openDag}
${lines(count, (i) => `    @task\n    def work_${i}():\n        return fetch("https://example.com/${i}", ${i})\n\n    work_${i}()`)}
`,
  },
  {
    name: 'nested blocks',
    text: (count) =>
      `${header}
def work(url):
${nested(depthOf(count), (indent, i) => `${indent}${['if url:', 'while url:', 'for url in url:', 'with open(url) as url:'][i % 4]}`)}
${' '.repeat(depthOf(count) + 1)}requests.get(url)
`,
  },
  {
    name: 'nested handlers',
    text: (count) =>
      `${header}
def work(url):
${nested(depthOf(count), (indent) => `${indent}try:\n${indent} requests.get(url)\n${indent}except Exception:`)}
${' '.repeat(depthOf(count) + 1)}pass
`,
  },
  {
    name: 'nested functions',
    text: (count) =>
      `${header}
${nested(depthOf(count), (indent, i) => `${indent.slice(1)}def work_${i}():`)}
${' '.repeat(depthOf(count))}requests.get("https://example.com")
`,
  },
  {
    name: 'nested calls',
    text: (count) =>
      `${header}\nvalue = ${'str('.repeat(count)}datetime.now()${')'.repeat(count)}\n`,
  },
  {
    name: 'nested lists',
    text: (count) => `${header}\nvalue = ${'['.repeat(count)}datetime.now()${']'.repeat(count)}\n`,
  },
  {
    name: 'nested lambdas',
    text: (count) =>
      `${header}\nvalue = ${Array.from({ length: count }, (_, i) => `lambda x${i}: `).join('')}x0\n`,
  },
  {
    name: 'one chain of methods',
    text: (count) => `${header}\nvalue = requests${'.get("a")'.repeat(count)}\n`,
  },
  {
    name: 'one chain of elif',
    text: (count) =>
      `${header}
def work(url):
    if url == 0:
        requests.get(url)
${lines(count, (i) => `    elif url == ${i}:\n        requests.get(f"{url}/${i}")`)}
`,
  },
  {
    name: 'many findings, each silenced',
    text: (count) =>
      `${header}
${openDag}
${lines(count, (i) => `    @task\n    def work_${i}():\n        requests.get("https://example.com")  # airworthy: ignore[request-without-timeout]\n\n    work_${i}()`)}
`,
  },
];

/** Files of which all import one. */
export function importingFiles(count: number): ReadonlyMap<string, string> {
  const files = new Map([
    ['dags/shared.py', 'import requests\n\n\ndef fetch(url):\n    return requests.get(url)\n'],
  ]);
  for (let i = 0; i < count; i++) {
    files.set(
      `dags/dag_${i}.py`,
      `${header}from shared import fetch

${openDag.replace('one', `dag_${i}`)}
    PythonOperator(task_id="work", python_callable=fetch, op_args=["https://example.com"])
`,
    );
  }
  return files;
}

/** Every block is indented by one more, so that the text of deep nesting is itself quadratic. */
function depthOf(count: number): number {
  return Math.ceil(count / 4);
}

function before(i: number): string {
  return i === 0 ? '0' : `value_${i - 1}`;
}

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

function nested(depth: number, line: (indent: string, i: number) => string): string {
  return Array.from({ length: depth }, (_, i) => line(' '.repeat(i + 1), i)).join('\n');
}
