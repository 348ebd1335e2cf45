# --- case: operators of providers
# profile: strict
from airflow import DAG
from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator
from airflow.providers.http.operators.http import HttpOperator

with DAG("d"):
#    ^^^ information: 2 tasks of this DAG talk to the network (`BigQueryInsertJobOperator` and others) and have no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`. (unsafe fix)
    BigQueryInsertJobOperator(task_id="a", configuration={})
    HttpOperator(task_id="b", endpoint="x", extra_options={"timeout": 60})

# --- case: Python code, also three helpers away
# profile: strict
from datetime import timedelta

import requests
from airflow.decorators import dag, task


def fetch(url):
    return requests.get(url, timeout=60).json()


def fetch_all():
    return fetch("https://a")


@dag(default_args={"execution_timeout": timedelta(minutes=5)})
def d():
#   ^ information: A task of this DAG talks to the network (`requests.get`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`. (unsafe fix)
    @task
    def load():
        return fetch_all()

    @task
    def add(values):
        return sum(values)

    add(load())


d()

# --- case: shell commands
# profile: strict
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d", default_args={"owner": "data"}):
#    ^^^ information: A task of this DAG talks to the network (`curl`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`. (unsafe fix)
    BashOperator(task_id="a", bash_command="curl -fsS --max-time 60 https://a -o x")
    BashOperator(task_id="b", bash_command="echo x")

# --- case: retries are there
# profile: strict
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.providers.http.operators.http import HttpOperator

with DAG("d", default_args={"retries": 2}):
    BashOperator(task_id="a", bash_command="curl --max-time 60 https://a -o x")

with DAG("e"):
    HttpOperator(task_id="b", endpoint="x", extra_options={"timeout": 60}, retries=3)

# --- case: zero, by default and by intent
# profile: strict
from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator

with DAG(
    "d",
    default_args={
        "owner": "data",
        "retries": 0,  # for now
#                  ^ information: A task of this DAG talks to the network (`HttpOperator`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`. (unsafe fix)
    },
):
    HttpOperator(task_id="b", endpoint="x", extra_options={"timeout": 60})

with DAG("e"):
    HttpOperator(task_id="b", endpoint="pay", extra_options={"timeout": 60}, retries=0)

# --- case: code and commands that try again by themselves
# profile: strict
import requests
import tenacity
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator


@tenacity.retry(stop=tenacity.stop_after_attempt(3))
def fetch():
    return requests.get("https://a", timeout=60).json()


@task
def load():
    return fetch()


@task
def patient():
    for attempt in range(3):
        try:
            return requests.get("https://a", timeout=60).json()
        except requests.ConnectionError:
            print("again")
    raise ValueError("no answer")


with DAG("d"):
    load()
    patient()
    BashOperator(task_id="a", bash_command="curl --retry 3 --max-time 60 https://a -o x")
    BashOperator(task_id="b", bash_command="wget -q --timeout=60 https://a/x")
    BashOperator(task_id="c", bash_command="for i in 1 2 3; do curl --max-time 60 https://a && exit 0; done; exit 1")

# --- case: a run without time for a second try
# profile: strict
from datetime import timedelta

from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator

with DAG("d", default_args={"execution_timeout": timedelta(hours=3)}, dagrun_timeout=timedelta(hours=3)):
#    ^^^ information: A task of this DAG talks to the network (`HttpOperator`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`.
    HttpOperator(task_id="a", endpoint="x", extra_options={"timeout": 60})

# --- case: a module that begins with a capital letter
# profile: strict
from airflow import DAG
from airflow.hooks.S3_hook import S3Hook
from airflow.operators.python import PythonOperator


def list_keys():
    return S3Hook("aws").list_keys("bucket")


with DAG("d"):
#    ^^^ information: A task of this DAG talks to the network (`S3Hook("aws").list_keys`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`. (unsafe fix)
    PythonOperator(task_id="list_keys", python_callable=list_keys)

# --- case: what is not known
# profile: strict
from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator
from project import defaults

with DAG("d", default_args=defaults):
    HttpOperator(task_id="a", endpoint="x", extra_options={"timeout": 60})

with DAG("e"):
    HttpOperator(task_id="a", endpoint="x", extra_options={"timeout": 60}, **defaults)
    tuned = HttpOperator(task_id="b", endpoint="x", extra_options={"timeout": 60})
    tuned.retries = 3

# --- case: a task that appends must not be tried again just so
# profile: strict
import requests
from airflow.decorators import dag, task


@dag()
def d():
#   ^ information: A task of this DAG talks to the network (`requests.get`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`.
    @task
    def load():
        rows = requests.get("https://a", timeout=60).json()
        with open("/data/rows.csv", "a") as target:
            for row in rows:
                target.write(row)

    load()


d()

# --- case: a task that is made outside its DAG
# profile: strict
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.providers.http.operators.http import HttpOperator

with DAG("d", default_args={"retries": 1}):
    start = EmptyOperator(task_id="start")

notify = HttpOperator(
#        ^^^^^^^^^^^^ information: This task talks to the network (`HttpOperator`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` on the task itself: it is made outside the DAG, whose `default_args` do not reach it. (unsafe fix)
    task_id="notify",
    endpoint="x",
    extra_options={"timeout": 60},
)

start >> notify

# --- case: two DAGs share their default arguments
# profile: strict
from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator

default_args = {
    "owner": "data",
}

with DAG("d", default_args=default_args):
#    ^^^ information: A task of this DAG talks to the network (`HttpOperator`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`. (unsafe fix)
    HttpOperator(task_id="a", endpoint="x", extra_options={"timeout": 60})

with DAG("e", default_args=default_args):
#    ^^^ information: A task of this DAG talks to the network (`HttpOperator`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`. (unsafe fix)
    HttpOperator(task_id="a", endpoint="x", extra_options={"timeout": 60})

# --- case: line breaks of Windows
# profile: strict
# line-break: crlf
from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator

with DAG(
#    ^^^ information: A task of this DAG talks to the network (`HttpOperator`) and has no `retries`: the first time that fails, so does the run, until someone clears the task. Set `retries` in `default_args`. (unsafe fix)
    "d",
    default_args={
        "owner": "data",  # of us
    },
):
    HttpOperator(task_id="a", endpoint="x", extra_options={"timeout": 60})

# --- case: what only prepares a question asks no one
# profile: strict
import boto3
from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.providers.amazon.aws.hooks.s3 import S3Hook


def name(url):
    bucket, key = S3Hook("aws").parse_s3_url(url)
    boto3.client("s3").generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key})


with DAG("orders", schedule=None):
    PythonOperator(task_id="name", python_callable=name, op_args=["s3://shop/orders"])
