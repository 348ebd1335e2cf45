"""Scores a batch while a helper process collects metrics, which ends whatever happens to the batch."""

import logging
import multiprocessing
import queue as queues
import time
from contextlib import contextmanager
from datetime import timedelta

import pendulum

from airflow import DAG
from airflow.operators.python import PythonOperator

logger = logging.getLogger(__name__)


def collect_metrics(metrics, stop):
    while not stop.wait(5):
        metrics.put({"at": time.time()}, timeout=5)


@contextmanager
def metrics_collector():
    metrics = multiprocessing.Queue()
    stop = multiprocessing.Event()
    process = multiprocessing.Process(target=collect_metrics, args=(metrics, stop), daemon=True)
    process.start()
    try:
        yield metrics
    finally:
        # Under Airflow 3 a forked child ignores SIGTERM, so terminate() alone may not end it.
        stop.set()
        process.terminate()
        process.join(5)
        if process.is_alive():
            process.kill()
            process.join()


def score(row):
    if row["amount"] < 0:
        raise ValueError(f"negative amount in row {row['id']}")
    return row["amount"] * 0.2


def score_batch():
    rows = [{"id": 1, "amount": 20}, {"id": 2, "amount": 30}]
    with metrics_collector() as metrics:
        scores = [score(row) for row in rows]
        try:
            logger.info("First sample: %s", metrics.get(timeout=10))
        except queues.Empty:
            logger.warning("The helper sent no sample within ten seconds")
    return scores


with DAG(
    dag_id="helper_process",
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    schedule="@daily",
    catchup=False,
    dagrun_timeout=timedelta(hours=2),
    default_args={
        "execution_timeout": timedelta(minutes=15),
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
    },
) as dag:
    PythonOperator(task_id="score_batch", python_callable=score_batch)
