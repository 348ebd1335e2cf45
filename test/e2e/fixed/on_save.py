from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import Process

from airflow.decorators import dag, task


@contextmanager
def running(target):
    process = Process(target=target)
    process.start()
    try:
        yield process
    finally:
        process.terminate()
        process.join()


def work():
    pass


@task(execution_timeout=timedelta(minutes=5))
def on_save():
    with running(work) as process:
        print(process.pid)


@dag(schedule=None)
def saving():
    on_save()


saving()
