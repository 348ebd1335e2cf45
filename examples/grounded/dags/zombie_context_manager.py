"""Scores a batch while a helper process collects metrics; one bad row leaves a zombie behind."""

import multiprocessing
import time
from contextlib import contextmanager
from datetime import datetime

from airflow import DAG
from airflow.operators.python import PythonOperator


def collect_metrics(queue):
    while True:
        queue.put({"at": time.time()})
        time.sleep(5)


@contextmanager
def metrics_collector():
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=collect_metrics, args=(queue,))
    process.start()
    yield queue
    process.terminate()
    process.join()


def score(row):
    if row["amount"] < 0:
        raise ValueError(f"negative amount in row {row['id']}")
    return row["amount"] * 0.2


def score_batch():
    rows = [{"id": 1, "amount": 20}, {"id": 2, "amount": -1}]
    with metrics_collector() as metrics:
        scores = [score(row) for row in rows]
        print("first sample", metrics.get())
    return scores


with DAG(
    dag_id="zombie_context_manager",
    start_date=datetime(2024, 1, 1),
    schedule="@hourly",
    catchup=False,
) as dag:
    PythonOperator(task_id="score_batch", python_callable=score_batch)
