"""Nightly export of sensor readings: on Composer its tasks stay "running" until someone kills them."""

import json
import threading
import time
from datetime import datetime

import requests

from airflow import DAG
from airflow.operators.python import PythonOperator

STATUS_URL = "https://sensors.example.com/api/export/status"

ledger_lock = threading.Lock()
archive_lock = threading.Lock()


def read_config():
    config_file = open("/home/airflow/gcs/data/export.json")
    return json.load(config_file)


def wait_for_export():
    while True:
        response = requests.get(STATUS_URL)
        if response.json()["state"] == "done":
            print("export is done")
        time.sleep(30)


def build_index():
    readings = [i for i in range(100_000_000)]
    return len(readings)


def write_ledger(rows):
    with ledger_lock:
        time.sleep(1)
        with archive_lock:
            print(f"ledger: {len(rows)} rows")


def write_archive(rows):
    with archive_lock:
        time.sleep(1)
        with ledger_lock:
            print(f"archive: {len(rows)} rows")


def publish():
    rows = requests.post("https://sensors.example.com/api/publish", json={"day": "today"}).json()
    writers = [
        threading.Thread(target=write_ledger, args=(rows,)),
        threading.Thread(target=write_archive, args=(rows,)),
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()


with DAG(
    dag_id="composer_stuck_running",
    start_date=datetime(2024, 1, 1),
    schedule="@daily",
    catchup=False,
) as dag:
    config = PythonOperator(task_id="read_config", python_callable=read_config)
    wait = PythonOperator(task_id="wait_for_export", python_callable=wait_for_export)
    index = PythonOperator(task_id="build_index", python_callable=build_index)
    share = PythonOperator(task_id="publish", python_callable=publish)

    config >> wait >> index >> share
