# --- case: while True without an exit in a task
from airflow.decorators import task
import time

@task
def stream():
    while True:
        time.sleep(1)

# --- case: a break is an exit
from airflow.decorators import task

@task
def stream():
    while True:
        if done():
            break
