"""Cleans the day's orders. The worker dies of memory, and every parse of this file takes seconds."""

import time
from datetime import datetime

import pandas as pd

from airflow import DAG
from airflow.models import BaseOperator
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import PythonOperator
from airflow.operators.subdag import SubDagOperator

START = datetime(2024, 1, 1)

# Computed again at every parse, although only one task needs it.
PRICES = {sku: sku * 1.19 for sku in range(1_000_000)}

seen_orders = []


class WaitForMarker(BaseOperator):
    """Holds a worker slot until the marker shows up."""

    def __init__(self, marker, **kwargs):
        super().__init__(**kwargs)
        self.marker = marker
        self.looks = 0

    def execute(self, context):
        while True:
            self.looks += 1
            self.log.info("looked %s times for %s", self.looks, self.marker)
            time.sleep(60)


def clean_orders():
    orders = pd.read_csv("/data/orders.csv")
    orders["total"] = orders["price"] * orders["amount"]
    orders.to_csv("/data/orders_clean.csv")


def remember_orders():
    while True:
        page = pd.read_csv("/data/new_orders.csv")
        if page.empty:
            break
        seen_orders.append(page)


def shard_dag(parent, child):
    with DAG(dag_id=f"{parent}.{child}", start_date=START, schedule="@daily") as subdag:
        EmptyOperator(task_id="load")
    return subdag


with DAG(
    dag_id="memory_and_triggers", start_date=START, schedule="@daily", catchup=False
) as dag:
    wait = WaitForMarker(task_id="wait_for_marker", marker="/data/_SUCCESS")
    clean = PythonOperator(task_id="clean_orders", python_callable=clean_orders)
    remember = PythonOperator(task_id="remember_orders", python_callable=remember_orders)
    shards = SubDagOperator(
        task_id="shards", subdag=shard_dag("memory_and_triggers", "shards")
    )
    wait >> clean >> remember >> shards

    for sku in range(2000):
        clean >> EmptyOperator(task_id=f"publish_{sku}")
