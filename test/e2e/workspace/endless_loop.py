import time
from datetime import timedelta

from airflow.decorators import dag, task


@task(execution_timeout=timedelta(hours=1))
def follow():
    while True:
        time.sleep(1)


@dag(schedule=None)
def stream():
    follow()


stream()
