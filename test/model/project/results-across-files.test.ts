import { expect, test } from 'vitest';
import { projectOf } from '../../harness/project';

const dag = `
from airflow.decorators import dag, task
from helpers.steps import export


@dag(schedule=None)
def shop():
    @task
    def load():
        export("orders")

    load()


shop()
`;

const steps = 'from helpers.shell import dump\n\n\ndef export(name):\n    dump(name)\n';

test('a command three helpers away, in other files, is found where it stands', async () => {
  const project = await projectOf({
    'dags/shop.py': dag,
    'dags/helpers/__init__.py': '',
    'dags/helpers/steps.py': steps,
    'dags/helpers/shell.py':
      'import subprocess\n\n\ndef run(command):\n    subprocess.run(command)\n\n\n' +
      'def dump(name):\n    run(["pg_dump", name])\n',
  });
  expect(project.findings('dags/helpers/shell.py', 'return-code-ignored')).toMatchObject([
    { severity: 'warning', tasks: [{ dagId: 'shop', taskId: 'load' }] },
  ]);
});

test('what is returned to another file may be looked at there', async () => {
  const project = await projectOf({
    'dags/shop.py': dag,
    'dags/helpers/__init__.py': '',
    'dags/helpers/steps.py': steps,
    'dags/helpers/shell.py':
      'import subprocess\n\n\ndef dump(name):\n    return subprocess.call(["pg_dump", name])\n',
  });
  expect(project.findings('dags/helpers/shell.py', 'return-code-ignored')).toEqual([]);
});

const pool = `
from concurrent.futures import ThreadPoolExecutor
from airflow.decorators import task
from work import convert


@task
def load(rows):
    with ThreadPoolExecutor() as pool:
        for row in rows:
            pool.submit(convert, row)
`;

test('work of another file that catches every exception lets none vanish', async () => {
  const findings = async (work: string) => {
    const project = await projectOf({ 'dags/shop.py': pool, 'dags/work.py': work });
    return project.findings('dags/shop.py', 'future-result-ignored').length;
  };
  expect(await findings('def convert(row):\n    int(row)\n')).toBe(1);
  const careful =
    'def convert(row):\n    try:\n        int(row)\n    except Exception as error:\n        print(error)\n';
  expect(await findings(careful)).toBe(0);
});

test('a client that another file sets up may look at every status', async () => {
  const text = (client: string) =>
    `from airflow.decorators import task\nfrom clients import make\n\n\n@task\ndef load(url):\n    return make().get(url, timeout=9).json()\n${client}`;
  const findings = async (make: string) => {
    const project = await projectOf({ 'dags/shop.py': text(''), 'dags/clients.py': make });
    return project.findings('dags/shop.py', 'http-status-ignored').length;
  };
  expect(await findings('import requests\n\n\ndef make():\n    return requests.Session()\n')).toBe(
    1,
  );
  const checking =
    'import requests\n\n\ndef make():\n    session = requests.Session()\n' +
    '    session.hooks["response"] = [lambda r, *a, **k: r.raise_for_status()]\n    return session\n';
  expect(await findings(checking)).toBe(0);
});

test('a failure that a helper returns is noticed where another file looks at the result', async () => {
  const findings = async (use: string) => {
    const project = await projectOf({
      'dags/shop.py':
        'from airflow.decorators import dag, task\nfrom work import save\n\n\n@task\ndef load(rows):\n' +
        `    ${use}\n        raise ValueError("not saved")\n\n\n` +
        '@dag(schedule=None)\ndef shop():\n    load([])\n\n\nshop()\n',
      'dags/work.py':
        'from shop_client import send\n\n\ndef save(row):\n    try:\n        send(row)\n        return True\n' +
        '    except Exception as error:\n        print(error)\n        return False\n',
    });
    return project.findings('dags/work.py', 'swallowed-exception').length;
  };
  expect(await findings('save(rows[0])\n    if not rows:')).toBe(1);
  expect(await findings('if not save(rows[0]):')).toBe(0);
  expect(await findings('if not all(save(row) for row in rows):')).toBe(0);
  expect(await findings('if not all(map(save, rows)):')).toBe(0);
});
