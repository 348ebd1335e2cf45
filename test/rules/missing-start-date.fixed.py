# --- case: a schedule and no start date, in Airflow 2
import os
from datetime import timedelta, datetime
from airflow import DAG
from airflow.datasets import Dataset
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator

with DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False):
    BashOperator(task_id="a", bash_command="date")

with DAG(
    "b",
    schedule_interval=timedelta(hours=1),
    catchup=False,  # never
    default_args={"retries": 1},
    start_date=datetime(2024, 1, 1),
):
    BashOperator(task_id="a", bash_command="date")

c = DAG("c", schedule=[Dataset("s3://orders")], start_date=datetime(2024, 1, 1))
d = DAG("d", schedule="@once", start_date=datetime(2024, 1, 1))
e = DAG("e", schedule="0 6 * * *", start_date=None, catchup=True)
f = DAG("f", schedule="0 6 * * *", catchup=True)

@dag(schedule="@weekly", start_date=datetime(2024, 1, 1), catchup=False)
def weekly():
    @task
    def report(): ...

    report()

weekly()

# --- case: tabs, and Windows line breaks
from datetime import datetime

from airflow import DAG

with DAG(
	"a",
	description="Daily",
	schedule="@daily",
	tags=["a"],
	start_date=datetime(2024, 1, 1),
	catchup=False
):
	pass

# --- case: an import that is there
import datetime as dt
from airflow.decorators import dag

@dag(schedule="@daily", max_active_runs=1, start_date=dt.datetime(2024, 1, 1), catchup=False)
def flow(): ...

flow()

# --- case: before 2.8 it is the tasks that need one
from datetime import datetime
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a", start_date=datetime(2024, 1, 1), catchup=False):
    BashOperator(task_id="a", bash_command="date")

with DAG("b", schedule=None, start_date=datetime(2024, 1, 1)):
    BashOperator(task_id="a", bash_command="date")

with DAG("c", schedule="@daily"):
    BashOperator(task_id="a", bash_command="date", start_date=datetime(2024, 1, 1))

with DAG("d", schedule="@daily"): ...

# --- case: where the version is not known
from datetime import datetime

from airflow import DAG

a = DAG("a", schedule="@daily", catchup=False, start_date=datetime(2024, 1, 1))
b = DAG("b", schedule="@daily", catchup=True)
c = DAG("c", schedule=None)

# --- case: Airflow 3 starts now where it need not catch up
from airflow.sdk import DAG, Asset, dag

a = DAG("a", schedule="@daily")
b = DAG("b", schedule="@daily", catchup=False)
c = DAG("c", schedule="@daily", catchup=True)
d = DAG("d", schedule=None, catchup=True)
e = DAG("e", schedule=[Asset("s3://orders")])

@dag(schedule="@hourly", catchup=True)
def hourly(): ...

hourly()

# --- case: DAGs with a start date
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
from airflow import DAG

a = DAG("a", schedule=None)
b = DAG("b", schedule_interval=None)
c = DAG("c")

# --- case: what the file does not show, and DAGs of others
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
