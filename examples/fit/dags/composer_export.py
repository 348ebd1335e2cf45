"""Nightly export of sensor readings, in which every wait has an end and every failure a log line."""

import json
import logging
import time
from datetime import timedelta

import pendulum
import requests

from airflow import DAG
from airflow.exceptions import AirflowException
from airflow.operators.python import PythonOperator

logger = logging.getLogger(__name__)

CONFIG_FILE = "/home/airflow/gcs/data/export.json"
STATUS_URL = "https://sensors.example.com/api/export/status"
PUBLISH_URL = "https://sensors.example.com/api/publish"
HTTP_TIMEOUT = (5, 30)


def read_config():
    try:
        with open(CONFIG_FILE, encoding="utf-8") as config_file:
            return json.load(config_file)
    except (OSError, ValueError):
        logger.exception("Could not read %s", CONFIG_FILE)
        raise


def wait_for_export():
    deadline = time.monotonic() + 20 * 60
    while time.monotonic() < deadline:
        try:
            response = requests.get(STATUS_URL, timeout=HTTP_TIMEOUT)
            response.raise_for_status()
        except requests.RequestException:
            logger.exception("Could not ask for the state of the export")
            raise
        if response.json()["state"] == "done":
            return
        time.sleep(30)
    raise AirflowException("The export was not done within 20 minutes")


def build_index():
    return sum(1 for reading in range(100_000_000) if reading % 7 == 0)


def publish():
    try:
        response = requests.post(PUBLISH_URL, json={"day": "today"}, timeout=HTTP_TIMEOUT)
        response.raise_for_status()
    except requests.RequestException:
        logger.exception("Could not publish the export")
        raise
    logger.info("Published %s rows", len(response.json()))


with DAG(
    dag_id="composer_export",
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    schedule="@daily",
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=4),
    default_args={
        "execution_timeout": timedelta(minutes=30),
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
    },
) as dag:
    config = PythonOperator(task_id="read_config", python_callable=read_config)
    wait = PythonOperator(task_id="wait_for_export", python_callable=wait_for_export)
    index = PythonOperator(task_id="build_index", python_callable=build_index)
    share = PythonOperator(task_id="publish", python_callable=publish)

    config >> wait >> index >> share
