// Small DAG files with known findings.

/** One error of `unbounded-loop`, in line 7. */
export const endless = `from airflow.decorators import dag, task
import time


@task
def stream():
    while True:
        time.sleep(5)


@dag(dag_id="live")
def live():
    stream()


live()
`;

/** One warning of `context-manager-without-finally`, with a safe fix. */
export const bareYield = `from contextlib import contextmanager

from airflow.decorators import task


@contextmanager
def opened(path):
    handle = connect(path)
    yield handle
    handle.close()


@task
def load():
    with opened("a") as handle:
        handle.send(1)
`;

/** Nothing to say about it. */
export const clean = `from airflow.decorators import task


@task
def add(a, b):
    return a + b
`;
