from datetime import timedelta

import requests

from airflow import DAG
from airflow.operators.python import PythonOperator


def load_orders():
    response = requests.get("https://orders.example.com")
    response.raise_for_status()


with DAG("orders", schedule=None) as dag:
    load = PythonOperator(
        task_id="load_orders",
        python_callable=load_orders,
        execution_timeout=timedelta(hours=1),
    )
