import { expect, it } from 'vitest';
import { projectOf } from '../../harness/project';

const locks = 'import threading\n\nouter = threading.Lock()\ninner = threading.Lock()\n';

const dag = `import threading

import orders
import stock
from airflow.decorators import task
from shop import store


def book(row):
    with orders.outer, orders.inner:
        store(row)
    with stock.outer, stock.inner:
        store(row)


def correct(row):
    with orders.inner, orders.outer:
        store(row)
    with stock.inner, stock.outer:
        store(row)


@task
def load(rows):
    first = threading.Thread(target=book, args=(rows[0],))
    second = threading.Thread(target=correct, args=(rows[1],))
    first.start()
    second.start()
    first.join(60)
    second.join(60)
`;

it('tells the locks of two files apart that look alike', async () => {
  const project = await projectOf({
    'dags/dag.py': dag,
    'dags/orders.py': locks,
    'dags/stock.py': locks,
  });
  const model = project.model('dags/dag.py');
  const lines = project
    .findings('dags/dag.py', 'inconsistent-lock-order')
    .map(({ start }) => model.lines.lineAt(start) + 1);
  expect(lines).toEqual([17, 19]);
});
