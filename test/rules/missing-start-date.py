# --- case: a schedule and no start date, in Airflow 2
# airflow: 2.10
import os
from datetime import timedelta
from airflow import DAG
from airflow.datasets import Dataset
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator

with DAG("a", schedule="@daily"):
#    ^^^ warning: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)
    BashOperator(task_id="a", bash_command="date")

with DAG(
#    ^^^ warning: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)
    "b",
    schedule_interval=timedelta(hours=1),
    catchup=False,  # never
    default_args={"retries": 1},
):
    BashOperator(task_id="a", bash_command="date")

c = DAG("c", schedule=[Dataset("s3://orders")])
#   ^^^ warning: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)
d = DAG("d", schedule="@once")
#   ^^^ warning: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)
e = DAG("e", schedule="0 6 * * *", start_date=None, catchup=True)
#   ^^^ warning: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`.
f = DAG("f", schedule="0 6 * * *", catchup=True)
#   ^^^ warning: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`.

@dag(schedule="@weekly")
def weekly():
#   ^^^^^^ warning: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)
    @task
    def report(): ...

    report()

weekly()

# --- case: tabs, and Windows line breaks
# airflow: 2.10
# line-break: crlf
from airflow import DAG

with DAG(
#    ^^^ warning: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)
	"a",
	description="Daily",
	schedule="@daily",
	tags=["a"]
):
	pass

# --- case: an import that is there
# airflow: 2.9
import datetime as dt
from airflow.decorators import dag

@dag(schedule="@daily", max_active_runs=1)
def flow(): ...
#   ^^^^ warning: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)

flow()

# --- case: before 2.8 it is the tasks that need one
# airflow: 2.7
from datetime import datetime
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a"):
#    ^^^ warning: Neither this DAG nor its tasks have a `start_date`, and Airflow 2.7 refuses the first task: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)
    BashOperator(task_id="a", bash_command="date")

with DAG("b", schedule=None):
#    ^^^ warning: Neither this DAG nor its tasks have a `start_date`, and Airflow 2.7 refuses the first task: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)
    BashOperator(task_id="a", bash_command="date")

with DAG("c", schedule="@daily"):
    BashOperator(task_id="a", bash_command="date", start_date=datetime(2024, 1, 1))

with DAG("d", schedule="@daily"): ...

# --- case: where the version is not known
from airflow import DAG

a = DAG("a", schedule="@daily", catchup=False)
#   ^^^ information: This DAG has a schedule and no `start_date`, and Airflow 2 refuses that: loading the file fails, and its DAGs are gone from the UI. Set `start_date`. (unsafe fix)
b = DAG("b", schedule="@daily", catchup=True)
#   ^^^ warning: With `catchup=True` Airflow has to know where to begin, and this DAG has no `start_date`: loading the file fails, and its DAGs are gone from the UI. Set `start_date`.
c = DAG("c", schedule=None)

# --- case: Airflow 3 starts now where it need not catch up
# airflow: 3.1
from airflow.sdk import DAG, Asset, dag

a = DAG("a", schedule="@daily")
b = DAG("b", schedule="@daily", catchup=False)
c = DAG("c", schedule="@daily", catchup=True)
#   ^^^ warning: With `catchup=True` Airflow has to know where to begin, and this DAG has no `start_date`: loading the file fails, and its DAGs are gone from the UI. Set `start_date`.
d = DAG("d", schedule=None, catchup=True)
e = DAG("e", schedule=[Asset("s3://orders")])

@dag(schedule="@hourly", catchup=True)
def hourly(): ...
#   ^^^^^^ warning: With `catchup=True` Airflow has to know where to begin, and this DAG has no `start_date`: loading the file fails, and its DAGs are gone from the UI. Set `start_date`.

hourly()

# --- case: DAGs with a start date
# airflow: 2.10
import pendulum
from airflow import DAG
from airflow.decorators import dag

DEFAULTS = {"owner": "me", "start_date": pendulum.datetime(2024, 1, 1)}

a = DAG("a", schedule="@daily", start_date=pendulum.datetime(2024, 1, 1))
b = DAG("b", schedule="@daily", default_args=DEFAULTS)
c = DAG("c", schedule="@daily", default_args=dict(DEFAULTS, retries=1))
d = DAG("d", schedule="@daily", default_args={**DEFAULTS, "retries": 1})
e = DAG("e", "description", "@daily", pendulum.datetime(2024, 1, 1))

# --- case: no schedule needs none
# airflow: 2.10
from airflow import DAG

a = DAG("a", schedule=None)
b = DAG("b", schedule_interval=None)
c = DAG("c")

# --- case: what the file does not show, and DAGs of others
# airflow: 2.10
from airflow import DAG
from mylib import DAG as OtherDAG, DEFAULTS, dag_arguments

class OwnDAG(DAG):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, start_date=FIRST, **kwargs)

a = DAG("a", schedule="@daily", default_args=DEFAULTS)
b = DAG("b", schedule="@daily", **dag_arguments())
c = OtherDAG("c", schedule="@daily")
d = OwnDAG("d", schedule="@daily")
e = DAG("e", schedule=dag_arguments())
