# --- case: version not known
from datetime import datetime, timedelta
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.python import BranchPythonOperator, PythonOperator
from airflow.timetables.trigger import CronTriggerTimetable

with DAG(
    "a",
    schedule="@daily",
    start_date=datetime(2024, 1, 1),
    max_active_tasks=4,
) as first:
    PythonOperator(task_id="b", python_callable=print)
    BranchPythonOperator(
        task_id="c",
        python_callable=print,
        # for the branch
        max_active_tis_per_dag=2,
    )

@dag(schedule=CronTriggerTimetable("0 1 * * *", timezone="UTC"))
def flow():
    @task()
    def call(**context): ...

    @task.branch(max_active_tis_per_dag=1)
    def choose(): ...

    call.override(max_active_tis_per_dag=3)()

flow()

# --- case: a version that warns
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator

with DAG("a", schedule=None, default_view="graph", fail_stop=True):
    PythonOperator(task_id="b", python_callable=print)
    BashOperator(task_id="c", bash_command="x", skip_on_exit_code=99, sla=None)

# --- case: a version that lacks it
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator

with DAG("a", schedule="@daily", fail_fast=True, sla_miss_callback=print):
    PythonOperator(task_id="b", python_callable=print)
    TriggerDagRunOperator(task_id="c", trigger_dag_id="x", logical_date="{{ ds }}")
    BigQueryInsertJobOperator(task_id="d", configuration={}, max_active_tis_per_dag=1)
    BashOperator(task_id="e", bash_command="x", email=["a@b.c"], email_on_failure=True)

# --- case: dictionaries of arguments
from airflow import DAG
from airflow.operators.bash import BashOperator

settings = {
    'schedule': '@daily',
    "default_view": "graph",
}
common = dict(max_active_tis_per_dag=1)
default_args = {"task_concurrency": 2, "retries": 1}
default_args["task_concurrency"] = 3

with DAG("a", default_args=default_args, **settings):
    BashOperator(task_id="b", bash_command="x", **common)

# --- case: default_args of a version that ignores what it does not know
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a", default_args={"max_active_tis_per_dag": 2, "email": None, "provide_context": True}):
    BashOperator(task_id="b", bash_command="x")

# --- case: old and new together, and values that mean something else, have no fix
from airflow import DAG

with DAG("a", schedule="@daily", timetable=None, concurrency=1, max_active_tasks=2):
    pass
with DAG("b", timetable=None):
    pass

# --- case: operator classes of the file
from airflow.operators.python import PythonOperator

class Ours(PythonOperator):
    def __init__(self, retry=True, **kwargs):
        super().__init__(**kwargs)

class OwnArgument(PythonOperator):
    def __init__(self, provide_context, **kwargs):
        super().__init__(**kwargs)

Ours(task_id="a", python_callable=print, max_active_tis_per_dag=1)
OwnArgument(task_id="b", python_callable=print, provide_context=True)

# --- case: an operator that keeps its layout
from airflow.operators.python import PythonOperator

with DAG("a"):
	PythonOperator(
		task_id="b",
		# the context
		python_callable=print)
	PythonOperator(task_id="c", python_callable=print)

# --- case: what is not Airflow's, or fine
from airflow import DAG
from airflow.operators.bash import BashOperator
from mylib import DAG as Other, Schedule

Other("a", schedule_interval="@daily")
Schedule(schedule_interval="@daily", provide_context=True)
settings = {"schedule_interval": "@daily"}

with DAG("a", schedule="@daily", max_active_tasks=1, default_args={"provide_context": True, "schedule_interval": "x"}):
    BashOperator(task_id="b", bash_command="x", email="a@b.c", sla=None, max_active_tis_per_dag=1)
