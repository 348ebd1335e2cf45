/** A process whose clean-up an exception skipped hangs at its end; after the fix it ends. */

import { describe, expect, it } from 'vitest';
import { makeAirflowHome, runPython } from '../../harness/python';
import { applyFix } from './apply-fix';
import { dagAround } from './dag-around';

const withContextManager = dagAround(`
import multiprocessing
import time
from contextlib import contextmanager


def collect_metrics(queue):
    while True:
        queue.put({"at": time.time()})
        time.sleep(1)


@contextmanager
def metrics_collector():
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=collect_metrics, args=(queue,))
    process.start()
    yield queue
    process.terminate()
    process.join()


def work():
    with metrics_collector() as metrics:
        print("first sample", metrics.get())
        raise ValueError("negative amount in row 2")
`);

const withProcess = dagAround(`
import multiprocessing
import time


def collect_metrics():
    while True:
        time.sleep(1)


def work():
    process = multiprocessing.Process(target=collect_metrics)
    process.start()
    raise_for_rows([{"id": 2, "amount": -1}])
    process.terminate()
    process.join()


def raise_for_rows(rows):
    raise ValueError(f"negative amount in row {rows[0]['id']}")
`);

/** A plain Python process that calls the task's function, as the five troubles' report does. */
const caller = `

if __name__ == "__main__":
    work()
`;

async function run(source: string) {
  const home = makeAirflowHome(2);
  try {
    return await runPython(2, source + caller, {
      variables: home.variables,
      seconds: 60,
      after: { text: 'ValueError: negative amount', seconds: 10 },
    });
  } finally {
    home.dispose();
  }
}

describe.each([
  ['context-manager-without-finally', withContextManager],
  ['child-process-not-reaped', withProcess],
])('%s', (rule, original) => {
  it('hangs as it was written', async () => {
    const { timedOut, stderr } = await run(original);
    expect(stderr).toContain('ValueError: negative amount in row 2');
    expect(timedOut).toBe(true);
  });

  it('ends by itself after the fix, with the same error', async () => {
    const { timedOut, status, stderr } = await run(applyFix(rule, original));
    expect(stderr).toContain('ValueError: negative amount in row 2');
    expect(timedOut).toBe(false);
    expect(status).toBe(1);
  });
});
