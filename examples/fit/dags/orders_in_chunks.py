"""Cleans the day's orders a chunk at a time, in as few tasks as there are shards."""

import logging
import os
import time
from datetime import timedelta

import pendulum

from airflow import DAG
from airflow.decorators import task
from airflow.exceptions import AirflowException
from airflow.models import BaseOperator

logger = logging.getLogger(__name__)

ORDERS = "/mnt/warehouse/orders.csv"
CLEAN_ORDERS = "/mnt/warehouse/orders_clean.csv"
SHARDS = ["north", "south", "east", "west"]


class WaitForMarker(BaseOperator):
    """Waits for a file, and fails when it does not come in time."""

    def __init__(self, *, marker, wait=timedelta(minutes=10), **kwargs):
        super().__init__(**kwargs)
        self.marker = marker
        self.wait = wait

    def execute(self, context):
        deadline = time.monotonic() + self.wait.total_seconds()
        while not os.path.exists(self.marker):
            if time.monotonic() > deadline:
                raise AirflowException(f"{self.marker} did not come within {self.wait}")
            time.sleep(10)


with DAG(
    dag_id="orders_in_chunks",
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    schedule="@daily",
    catchup=False,
    dagrun_timeout=timedelta(hours=4),
    default_args={
        "execution_timeout": timedelta(minutes=30),
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
    },
) as dag:

    @task
    def clean_orders():
        import pandas as pd

        rows = 0
        try:
            with open(CLEAN_ORDERS, "w", encoding="utf-8", newline="") as target:
                for chunk in pd.read_csv(ORDERS, chunksize=100_000):
                    chunk["total"] = chunk["price"] * chunk["amount"]
                    chunk.to_csv(target, header=rows == 0)
                    rows += len(chunk)
        except OSError:
            logger.exception("Could not clean %s", ORDERS)
            raise
        return rows

    @task
    def publish(shard):
        logger.info("Publishing the orders of %s", shard)

    marker = WaitForMarker(task_id="wait_for_marker", marker="/mnt/warehouse/_SUCCESS")
    marker >> clean_orders() >> publish.expand(shard=SHARDS)
