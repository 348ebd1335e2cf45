# --- case: TaskFlow task that calls out, in each form of the decorator
from airflow.decorators import dag, task
import requests

@dag
def flow():
    @task
    def bare():
#       ^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        requests.get("https://example.com")

    @task()
    def empty():
#       ^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        requests.get("https://example.com")

    @task(retries=2)
    def configured():
#       ^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        requests.get("https://example.com")

    @task.virtualenv(
        requirements=["requests"],
    )
    def elsewhere():
#       ^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`.
        requests.get("https://example.com")

    bare() >> empty() >> configured() >> elsewhere()

flow()

# --- case: classic operators and helper functions
from datetime import datetime
from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.operators.empty import EmptyOperator
import subprocess

def export():
    run("export.sh")

def run(script):
    subprocess.run([script], check=True)

with DAG("a", start_date=datetime(2024, 1, 1), default_args={"retries": 1}) as dag:
    start = EmptyOperator(task_id="start")
    export_all = PythonOperator(
#                ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `subprocess.run()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        task_id="export",
        python_callable=export,
    )
    start >> export_all

# --- case: a loop that is never left
import time
from airflow.decorators import dag, task

@dag
def flow():
    @task
    def follow():
#       ^^^^^^ warning: This task has no `execution_timeout`, and its code has a loop that is never left: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        while True:
            time.sleep(1)
    follow()

flow()

# --- case: one information for a DAG whose tasks wait for nothing here
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator

with DAG("a"):
#    ^^^ information: 2 tasks of this DAG have no `execution_timeout`: if one of them hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    EmptyOperator(task_id="start") >> BashOperator(task_id="b", bash_command="date") >> BashOperator(task_id="c", bash_command="date")

# --- case: one task is enough, and DAGs count by themselves
from airflow import DAG
from airflow.operators.bash import BashOperator

first = DAG("a")
#       ^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
second = DAG(
#        ^^^ information: 2 tasks of this DAG have no `execution_timeout`: if one of them hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    "b",
    catchup=False  # never
)
BashOperator(task_id="one", bash_command="date", dag=first)
BashOperator(task_id="two", bash_command="date", dag=second)
BashOperator(task_id="three", bash_command="date", dag=second)

# --- case: default_args in a dictionary of its own
import datetime as dt
from airflow import DAG
from airflow.operators.bash import BashOperator

default_args = {
    'owner': 'data',
    'retries': 1,  # once more
}

with DAG("a", default_args=default_args):
#    ^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    BashOperator(task_id="b", bash_command="date")

# --- case: default_args made by dict()
from datetime import datetime
from airflow import DAG
from airflow.operators.bash import BashOperator

args = dict(
    owner="data",
    start_date=datetime(2024, 1, 1)
)

with DAG("a", default_args=args):
#    ^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    BashOperator(task_id="b", bash_command="date")

# --- case: default_args that is copied takes no entry, the task does
from airflow import DAG
from airflow.operators.python import PythonOperator
import requests

base = {"retries": 1}

def call():
    requests.get("https://example.com")

with DAG("a", default_args=base.copy()):
    PythonOperator(task_id="b", python_callable=call)
#   ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)

# --- case: default_args of None, and a function that makes them
from airflow import DAG
from airflow.operators.bash import BashOperator

def defaults():
    return {"retries": 1}

with DAG("a", default_args=None, catchup=False):
#    ^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    BashOperator(task_id="b", bash_command="date")
with DAG("b", default_args=defaults()):
#    ^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    BashOperator(task_id="c", bash_command="date")

# --- case: a bare decorator of the DAG
from airflow.decorators import dag
from airflow.operators.bash import BashOperator

@dag
def flow():
#   ^^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    BashOperator(task_id="b", bash_command="date")

flow()

# --- case: a decorator of the DAG with arguments
from airflow.sdk import dag
from airflow.providers.standard.operators.bash import BashOperator

@dag(
    schedule="@daily",
    tags=["x"],
)
def flow():
#   ^^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    BashOperator(task_id="b", bash_command="date")

flow()

# --- case: None and zero mean no limit, and are said to
from datetime import timedelta
from airflow import DAG
from airflow.operators.python import PythonOperator
import requests

def call():
    requests.get("https://example.com")

with DAG("a", default_args={"execution_timeout": timedelta(hours=1)}):
    PythonOperator(task_id="b", python_callable=call, execution_timeout=None)
#   ^^^^^^^^^^^^^^ warning: This task turns its `execution_timeout` off with `None`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
    PythonOperator(task_id="c", python_callable=call, execution_timeout=timedelta(0))
#   ^^^^^^^^^^^^^^ warning: This task has an `execution_timeout` of zero, which Airflow takes for no limit, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
    PythonOperator(task_id="d", python_callable=int, execution_timeout=None)

# --- case: zero in default_args
from datetime import timedelta
from airflow import DAG
from airflow.operators.python import PythonOperator
import requests

def call():
    requests.get("https://example.com")

with DAG("a", default_args={"execution_timeout": timedelta(seconds=0)}):
    PythonOperator(task_id="b", python_callable=call)
#   ^^^^^^^^^^^^^^ warning: This task has an `execution_timeout` of zero, which Airflow takes for no limit, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)

# --- case: an operator class of the file
from airflow import DAG
from airflow.models import BaseOperator
import requests

class Open(BaseOperator):
    def __init__(self, url, **kwargs):
        super().__init__(**kwargs)
        self.url = url

    def execute(self, context):
        return self.fetch()

    def fetch(self):
        return requests.get(self.url).text

class Closed(BaseOperator):
    def __init__(self, *, task_id, url):
        super().__init__(task_id=task_id)
        self.url = url

    def execute(self, context):
        return requests.get(self.url).text

with DAG("a"):
    Open(task_id="o", url="https://example.com")
#   ^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
    Closed(task_id="c", url="https://example.com")
#   ^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)

# --- case: mapped tasks and overrides
from airflow.decorators import dag, task
from airflow.operators.python import PythonOperator
import requests

def call(url):
    requests.get(url)

@dag
def flow():
    PythonOperator.partial(task_id="m", python_callable=call).expand(op_args=[["a"], ["b"]])
#   ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)

    @task
    def fetch(url):
#       ^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        requests.get(url)

    fetch.override(task_id="other", retries=3)("https://example.com")
    fetch.partial().expand(url=["a", "b"])

flow()

# --- case: a group whose default says nothing about it
from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.utils.task_group import TaskGroup
import requests

def call():
    requests.get("https://example.com")

with DAG("a"):
    with TaskGroup("g", default_args={"retries": 3}):
        PythonOperator(task_id="b", python_callable=call)
#       ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)

# --- case: the import is written as the file writes it
import datetime
from airflow import DAG
from airflow.operators.python import PythonOperator
import requests

def call():
    requests.get("https://example.com")

with DAG("a", start_date=datetime.datetime(2024, 1, 1)):
    PythonOperator(task_id="b", python_callable=call)
#   ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)

# --- case: an import in parentheses
from datetime import (
    date,
    datetime,
)
from airflow import DAG
from airflow.operators.python import PythonOperator
import requests

def call():
    requests.get("https://example.com")

with DAG("a", start_date=datetime(2024, 1, 1)):
    PythonOperator(task_id="b", python_callable=call)
#   ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)

# --- case: a local name timedelta that means something else
from airflow import DAG
from airflow.operators.python import PythonOperator
import requests

def timedelta(hours):
    return hours * 3600

def call():
    requests.get("https://example.com")

with DAG("a"):
    PythonOperator(task_id="b", python_callable=call)
#   ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)

# --- case: without any import the name still is Airflow's
@task
def call():
#   ^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
    requests.get("https://example.com")

with DAG("a"):
    call()

# --- case: tabs, a comment behind the last argument, a spread
from airflow import DAG
from airflow.operators.python import PythonOperator
import requests

common = {"retries": 2}

def call():
	requests.get("https://example.com")

with DAG("a"):
	PythonOperator(
#^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
		task_id="b",
		python_callable=call # the slow one
	)
	PythonOperator(
#^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
		task_id="c",
		python_callable=call,
		**common,
	)
	PythonOperator(task_id="d", python_callable=call, **common)
#^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)

# --- case: line ends of Windows and two spaces
# line-break: crlf
from datetime import datetime
from airflow import DAG
from airflow.operators.python import PythonOperator
import requests

def call():
  requests.get("https://example.com")

with DAG(
  "a",
  start_date=datetime(2024, 1, 1),
):
  PythonOperator(
# ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
    task_id="b",
    python_callable=call,
  )

# --- case: a docstring and a header, but no import of the standard library
"""Calls out."""
from __future__ import annotations

import requests
from airflow.sdk import DAG, task

@task
def call():
#   ^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
    requests.get("https://example.com")

with DAG("a"):
    call()

# --- case: what is set anywhere on the way is enough
from datetime import timedelta
from airflow import DAG
from airflow.decorators import task, task_group
from airflow.operators.python import PythonOperator
from airflow.utils.task_group import TaskGroup
import requests

def call():
    requests.get("https://example.com")

@task(execution_timeout=timedelta(minutes=5))
def limited():
    requests.get("https://example.com")

@task
def overridden():
    requests.get("https://example.com")

base = {"retries": 1}
limits = {**base, "execution_timeout": timedelta(hours=1)}

with DAG("a"):
    PythonOperator(task_id="b", python_callable=call, execution_timeout=timedelta(hours=1))
    limited()
    overridden.override(execution_timeout=timedelta(hours=1))()
    with TaskGroup("g", default_args=limits):
        PythonOperator(task_id="c", python_callable=call)

with DAG("b", default_args=limits):
    PythonOperator(task_id="d", python_callable=call)

# --- case: what the file does not show may set it
from airflow import DAG
from airflow.operators.python import PythonOperator
from company.defaults import default_args, make_dag
from company.operators import OurOperator
import requests

def call():
    requests.get("https://example.com")

with DAG("a", default_args=default_args):
    PythonOperator(task_id="a", python_callable=call)
with DAG("b", default_args={**default_args, "retries": 1}):
    PythonOperator(task_id="b", python_callable=call)
with make_dag("c"):
    PythonOperator(task_id="c", python_callable=call)
with DAG("d", **settings()):
    PythonOperator(task_id="d", python_callable=call)
with DAG("e"):
    OurOperator(task_id="e")

# --- case: a statement that sets it afterwards
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a") as dag:
    BashOperator(task_id="b", bash_command="date")
for each in dag.tasks:
    each.execution_timeout = timedelta(hours=1)

# --- case: tasks that do nothing, sensors and people have limits of their own
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.operators.latest_only import LatestOnlyOperator
from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sensors.filesystem import FileSensor

with DAG("a"):
    EmptyOperator(task_id="start") >> LatestOnlyOperator(task_id="latest")
    FileSensor(task_id="wait", filepath="/data/x", timeout=600)
    ApprovalOperator(task_id="ask", subject="Go?")

# --- case: a helper module without a DAG cannot know the defaults
from airflow.decorators import task
import requests

@task
def call():
    requests.get("https://example.com")

# --- case: a DAG and tasks of another library
from mylib import DAG, task
import requests

@task
def call():
    requests.get("https://example.com")

with DAG("a"):
    call()

# --- case: default_args do not reach a task that is made outside the DAG and put into it afterwards
import requests
from airflow import DAG
from airflow.operators.python import PythonOperator

def call():
    requests.get("https://example.com")

dag = DAG("a", default_args={"retries": 1})
first = PythonOperator(task_id="first", python_callable=call)
#       ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task itself: it is made outside the DAG, whose `default_args` do not reach it. (unsafe fix)
second = PythonOperator(task_id="second", python_callable=call, dag=dag)
#        ^^^^^^^^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
first >> second

# --- case: all tasks of the DAG are made outside it
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from datetime import datetime, timedelta

dag = DAG("a", default_args={"execution_timeout": timedelta(hours=10)})
#     ^^^ information: 2 tasks of this DAG have no `execution_timeout`: if one of them hangs, it stays in "running" until someone kills it. Set `execution_timeout` on the tasks themselves: they are made outside the DAG, whose `default_args` do not reach them. (unsafe fix)
start = EmptyOperator(task_id="start", dag=dag)
one = BashOperator(task_id="one", bash_command="date")
two = BashOperator(
    task_id="two",
    bash_command="date",  # again
)
start >> one >> two

# --- case: some tasks of the DAG are made outside it
from airflow import DAG
from airflow.operators.bash import BashOperator

dag = DAG("a")
#     ^^^ information: 2 tasks of this DAG have no `execution_timeout`: if one of them hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`, and on the task that is made outside the DAG, which `default_args` do not reach. (unsafe fix)
one = BashOperator(task_id="one", bash_command="date")
two = BashOperator(task_id="two", bash_command="date", dag=dag)
one >> two

# --- case: a limit in default_args reaches the tasks inside only
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

one = BashOperator(task_id="one", bash_command="date")
with DAG("a", default_args={"execution_timeout": timedelta(hours=1)}):
#    ^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` on the task itself: it is made outside the DAG, whose `default_args` do not reach it. (unsafe fix)
    two = BashOperator(task_id="two", bash_command="date")
    one >> two

# --- case: a dagrun_timeout ends the hanging task with its run
from datetime import timedelta
import requests
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator

def call():
    requests.get("https://example.com")

with DAG("a", dagrun_timeout=timedelta(minutes=50), default_args={"retries": 1}):
    PythonOperator(task_id="one", python_callable=call)
#   ^^^^^^^^^^^^^^ information: This task has no `execution_timeout`, and `requests.get()` can wait without limit: it then hangs until `dagrun_timeout` fails the whole run and marks it as skipped, without a retry. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
    BashOperator(task_id="two", bash_command="date")

# --- case: a limit that leaves the next run its time
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a", schedule=timedelta(minutes=30), max_active_runs=1):
#    ^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    BashOperator(task_id="two", bash_command="date")

# --- case: a function under @task that nothing calls makes no task
from datetime import datetime, timedelta
from airflow.decorators import dag, task
import requests

@task
def former(url):
    requests.get(url)

@task(execution_timeout=timedelta(minutes=5))
def current(url):
    requests.get(url)

@dag(schedule=None, start_date=datetime(2024, 1, 1))
def flow():
    @task
    def left_over():
        requests.post("https://example.com")

    # former("https://example.com")
    current("https://example.com")

flow()

# --- case: a wait for the work of an executor that ends by itself
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime
from functools import partial
import logging
import os
from airflow.decorators import dag, task
from airflow.providers.amazon.aws.hooks.s3 import S3Hook

def fetch(folder, key):
    name = key.split("/")[-1]
    os.makedirs(folder, exist_ok=True)
    S3Hook("lake").download_file(key=key, bucket_name="raw", local_path=f"{folder}/{name}")
    logging.info("fetched %s", name)
    return name

@dag(schedule=None, start_date=datetime(2024, 1, 1))
def flow():
#   ^^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`.
    @task
    def fetch_all(keys):
        with ThreadPoolExecutor(4) as pool:
            futures = [pool.submit(partial(fetch, "/data"), key) for key in keys]
            return [future.result() for future in as_completed(futures)]

    fetch_all(["a", "b"])

flow()

# --- case: a wait for the work of an executor that is not seen
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime
from airflow.decorators import dag, task
from models import answer

def ask(question):
    return answer(question)

@dag(schedule=None, start_date=datetime(2024, 1, 1))
def flow():
    @task
    def ask_all(questions):
#       ^^^^^^^ warning: This task has no `execution_timeout`, and `as_completed()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`.
        with ThreadPoolExecutor(4) as pool:
            futures = [pool.submit(ask, question) for question in questions]
            return [future.result() for future in as_completed(futures)]

    ask_all(["why"])

flow()

# --- case: a condition on top of the decorator
import requests
from airflow.decorators import dag, task

@dag
def flow():
    @task.skip_if(lambda context: context["params"]["dry"])
    @task
    def load():
#       ^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        requests.get("https://example.com")

    @task.run_if(lambda context: context["params"]["all"])
    @task.bash(env={"A": "b"})
    def archive():
#       ^^^^^^^ warning: This task has no `execution_timeout`, and `requests.get()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        return requests.get("https://example.com").text

    load() >> archive()

flow()

# --- case: a URL that requests refuses before it connects
from datetime import datetime
from airflow import DAG
from airflow.operators.python import PythonOperator
import requests

def report(**context):
    requests.get("GET https://example.com/status", params={"run": context["run_id"]})

with DAG("a", start_date=datetime(2024, 1, 1)):
#    ^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    PythonOperator(task_id="report", python_callable=report)

# --- case: commands that end with what they see
from datetime import datetime
import os
import subprocess
from airflow.decorators import dag, task

@dag(schedule=None, start_date=datetime(2024, 1, 1))
def flow():
#   ^^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    @task
    def look(folder):
        print(subprocess.run(["find", folder], capture_output=True, text=True).stdout)
        subprocess.run(["du", "-sh", folder], check=True)
        os.system("cat /data/ready.txt | wc -l")
        subprocess.run("tail -n 20 log.txt", shell=True, check=True)

    look("/data")

flow()

# --- case: commands that give up by themselves, if after hours
from datetime import datetime
import subprocess
from airflow import DAG
from airflow.operators.python import PythonOperator

def fetch(user, folder):
    command = "wget --continue " + f"--user={user} " + f"--directory-prefix={folder} " + "ftp://example.com/*.csv"
    command = command.format(user)
    child = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE)
    output, _ = child.communicate()
    subprocess.run(f"smbclient //files/shop --user={user} -c 'mget *.xlsx'", shell=True, check=True)
    return output

with DAG("a", start_date=datetime(2024, 1, 1)):
#    ^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    PythonOperator(task_id="fetch", python_callable=fetch, op_args=["me", "/data"])

# --- case: commands whose limit is taken away, that read what is typed, follow or start others
from datetime import datetime
import subprocess
from airflow.decorators import dag, task

@dag(schedule=None, start_date=datetime(2024, 1, 1))
def flow():
    @task
    def endless():
#       ^^^^^^^ warning: This task has no `execution_timeout`, and `subprocess.run()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        subprocess.run(["wget", "--tries=inf", "https://example.com/x"], check=True)

    @task
    def typed():
#       ^^^^^ warning: This task has no `execution_timeout`, and `subprocess.run()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        subprocess.run(["cat"], check=True)

    @task
    def followed():
#       ^^^^^^^^ warning: This task has no `execution_timeout`, and `subprocess.run()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        subprocess.run("tail -F log.txt", shell=True, check=True)

    @task
    def started(folder):
#       ^^^^^^^ warning: This task has no `execution_timeout`, and `subprocess.run()` can wait without limit: the task then stays in "running" until someone kills it. Set `execution_timeout=timedelta(...)` on the task or in `default_args`. (unsafe fix)
        subprocess.run(["find", folder, "-exec", "load", "{}", ";"], check=True)

    endless() >> typed() >> followed() >> started("/data")

flow()

# --- case: a wait for queries that BigQuery itself ends
from datetime import datetime
from airflow.decorators import dag, task
from google.cloud import bigquery

@dag(schedule=None, start_date=datetime(2024, 1, 1))
def flow():
#   ^^^^ information: A task of this DAG has no `execution_timeout`: if it hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    @task
    def count(project):
        client = bigquery.Client(project=project)
        first = client.query("SELECT 1").result(timeout=None)
        return [tuple(row) for row in client.query("SELECT 2").result()] + list(first)

    count("shop")

flow()

# --- case: a wait in a helper for work of the file's executors that ends by itself
from concurrent.futures import ThreadPoolExecutor as Pool, as_completed
from datetime import datetime
from functools import partial
import os
import shutil
from airflow.decorators import dag, task
from airflow.providers.amazon.aws.hooks.s3 import S3Hook

def upload(connection, name):
    hook = S3Hook(aws_conn_id=connection)
    hook.load_file(filename=os.path.join("/data", name), key=name, bucket_name="raw")
    return name

def move(name):
    os.makedirs("/done", exist_ok=True)
    shutil.copy2(name, "/done")
    os.remove(name)

def results_of(futures):
    done, failed = [], []
    for future in as_completed(futures):
        try:
            done.append(future.result())
        except Exception as error:
            failed.append(f"{futures[future]}: {error}")
    if failed:
        raise RuntimeError(failed)
    return done

@dag(schedule=None, start_date=datetime(2024, 1, 1))
def flow():
#   ^^^^ information: 2 tasks of this DAG have no `execution_timeout`: if one of them hangs, it stays in "running" until someone kills it. Set `execution_timeout` in `default_args`. (unsafe fix)
    @task
    def upload_all(names):
        with Pool(4) as pool:
            futures = {pool.submit(partial(upload, "lake"), name): name for name in names}
        return results_of(futures)

    @task
    def move_all(names):
        with Pool(4) as pool:
            futures = {pool.submit(move, name): name for name in names}
        return results_of(futures)

    upload_all(["a", "b"]) >> move_all(["a", "b"])

flow()
