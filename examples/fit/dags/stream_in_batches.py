"""Reads a stream of posts in short batches; the next run goes on where this one stopped."""

import logging
import time
from datetime import timedelta

import pendulum
import requests

from airflow import DAG
from airflow.decorators import task

logger = logging.getLogger(__name__)

STREAM_URL = "https://posts.example.com/stream"
BATCH_SECONDS = 240


with DAG(
    dag_id="stream_in_batches",
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    schedule=timedelta(minutes=30),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=25),
    default_args={
        "execution_timeout": timedelta(minutes=6),
        "retries": 2,
        "retry_delay": timedelta(seconds=30),
    },
) as dag:

    @task
    def read_batch(ti=None):
        # Each run may be on another worker, so the offset travels as an XCom and not as a file.
        offset = ti.xcom_pull(task_ids="read_batch", include_prior_dates=True) or 0
        deadline = time.monotonic() + BATCH_SECONDS
        while time.monotonic() < deadline:
            try:
                response = requests.get(STREAM_URL, params={"from": offset}, timeout=(5, 30))
                response.raise_for_status()
            except requests.RequestException:
                logger.exception("The stream failed after offset %s", offset)
                raise
            posts = response.json()
            if not posts:
                break
            offset = posts[-1]["id"]
        return offset

    @task
    def summarize(offset, logical_date=None):
        logger.info("Read up to %s for %s", offset, logical_date)

    summarize(read_batch())
