// Python files that see each other in many ways, for tests of what must be true of any project.

import fc from 'fast-check';

/** Places whose files see each other in many ways, and sometimes cannot be told apart. */
export const paths = [
  '/p/dags/a.py',
  '/p/dags/b.py',
  '/p/dags/team/a.py',
  '/p/dags/lib/__init__.py',
  '/p/dags/lib/a.py',
  '/p/plugins/b.py',
  '/p/plugins/lib/a.py',
  '/p/src/lib/__init__.py',
] as const;

/** How files get hold of `f`. */
const imports = [
  'from a import f',
  'from a import f as g, f',
  'from b import *',
  'from lib import f',
  'from lib.a import f',
  'from .a import f',
  'from .lib import *',
  'from ..b import f',
  'from team.a import f',
  'import sys\nsys.path.append("x")\nfrom a import f',
];

/** What they do with it, or have in its place. */
const code = [
  'import requests\ndef f():\n    requests.get("https://example.org")\n    f2()\ndef f2(): pass',
  'def f():\n    pass',
  'import requests\ndef f():\n    return f2\ndef f2():\n    requests.get("https://example.org")',
  '',
  'def h():\n    f()\nfrom airflow.decorators import task\n@task\ndef g():\n    h()',
  'f()',
  // A factory, whose task and id another file's load decides.
  ...['t', 'u'].map(
    (id) =>
      'import requests\nfrom airflow import DAG\nfrom airflow.operators.python import PythonOperator\n' +
      'def get():\n    requests.get("https://example.org")\n' +
      `def f(name="d"):\n    with DAG(name):\n        PythonOperator(task_id="${id}", python_callable=get)`,
  ),
  'f("d")\nf("e")',
  'from airflow.decorators import task\nfrom airflow import DAG\nwith DAG("e"):\n    f()',
  ...['f', 'lambda: f()', 'f()'].map(
    (callable) =>
      'from airflow import DAG\nfrom airflow.operators.python import PythonOperator\n' +
      `with DAG("d") as dag:\n    PythonOperator(task_id="t", python_callable=${callable})`,
  ),
];

/** What such a file may hold. */
export const text = fc
  .tuple(fc.constantFrom('', '', ...imports), fc.constantFrom(...code), fc.constantFrom('', '# x'))
  .map((parts) => `${parts.join('\n')}\n`);
