# --- case: while True without an exit in a task
from airflow.decorators import task
import time

@task
def stream():
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline.
        time.sleep(1)

# --- case: a break is an exit
from airflow.decorators import task

@task
def stream():
    while True:
        if done():
            break
