"""Collects and ships what was ordered, each day."""

from datetime import datetime, timedelta

from airflow.decorators import dag, task, task_group
from airflow.operators.empty import EmptyOperator
from shop import ordered_since

default_args = {"execution_timeout": timedelta(minutes=10)}


@dag(schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False, default_args=default_args)
def orders():
    @task
    def collect(ds=None):
        return ordered_since(ds)

    @task_group
    def ship():
        for carrier in ("rail", "road"):
            EmptyOperator(task_id=f"by_{carrier}")

    collect() >> ship()


orders()
