"""Follows a stream of posts from inside a task. One night it stalls, and nothing is in the log."""

import json
import os
import signal
import sys
import time
from datetime import datetime

import requests

from airflow import DAG
from airflow.decorators import task
from airflow.operators.python import PythonOperator

OFFSET_FILE = "/tmp/stream_offset.json"


class TimeoutError(Exception):
    """The stream was silent for too long."""


def stop_gracefully(signum, frame):
    print("stopping")
    sys.exit(0)


def load_offset():
    if os.path.exists(OFFSET_FILE):
        with open(OFFSET_FILE) as offset_file:
            return json.load(offset_file)["offset"]
    return 0


def summarize(execution_date, **context):
    print("posts of", execution_date.strftime("%Y-%m-%d"))


with DAG(
    dag_id="streaming_stall",
    start_date=datetime(2024, 1, 1),
    schedule_interval="@hourly",
    catchup=False,
) as dag:

    @task(execution_timeout=60 * 30)
    def follow_stream():
        signal.signal(signal.SIGTERM, stop_gracefully)
        offset = load_offset()
        while True:
            try:
                response = requests.get(f"https://posts.example.com/stream?from={offset}")
                posts = response.json()
                if not posts:
                    raise TimeoutError("no posts")
                offset = posts[-1]["id"]
                with open(OFFSET_FILE, "w") as offset_file:
                    json.dump({"offset": offset}, offset_file)
            except Exception as e:
                print(e)
            time.sleep(10)

    summary = PythonOperator(
        task_id="summarize",
        python_callable=summarize,
        provide_context=True,
    )

    follow_stream() >> summary
