import time

from airflow.decorators import dag, task


@task
def follow():
    while True:
        time.sleep(1)


@dag(schedule=None)
def stream():
    follow()


stream()
