"""Scores a batch while a helper process collects metrics, which ends whatever happens to the batch."""

import logging
import subprocess
from contextlib import contextmanager
from datetime import timedelta

import pendulum

from airflow import DAG
from airflow.operators.python import PythonOperator

logger = logging.getLogger(__name__)


@contextmanager
def metrics_collector():
    # Not multiprocessing: workers of Airflow 2 are daemonic processes, which may have no such children.
    try:
        process = subprocess.Popen(["vmstat", "5"], stdout=subprocess.PIPE, text=True)
    except OSError:
        logger.exception("Cannot collect metrics")
        raise
    try:
        yield
    finally:
        process.terminate()
        try:
            samples, _ = process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            samples, _ = process.communicate(timeout=5)
        logger.info("Load of the machine meanwhile:\n%s", samples)


def score(row):
    if row["amount"] < 0:
        raise ValueError(f"negative amount in row {row['id']}")
    return row["amount"] * 0.2


def score_batch():
    rows = [{"id": 1, "amount": 20}, {"id": 2, "amount": 30}]
    with metrics_collector():
        return [score(row) for row in rows]


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
