# --- case: version not known
from datetime import datetime, timedelta
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.python import BranchPythonOperator, PythonOperator
from airflow.timetables.trigger import CronTriggerTimetable

with DAG(
    "a",
    schedule_interval="@daily",
#   ^^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `DAG` takes no `schedule_interval`: there, loading the file raises a TypeError, and its DAGs are gone. Use `schedule`. (safe fix)
    start_date=datetime(2024, 1, 1),
    concurrency=4,
#   ^^^^^^^^^^^ information: From Airflow 3.0 on, `DAG` takes no `concurrency`: there, loading the file raises a TypeError, and its DAGs are gone. Use `max_active_tasks`. (safe fix)
    default_view="graph",
#   ^^^^^^^^^^^^ information: From Airflow 3.0 on, `DAG` takes no `default_view`: there, loading the file raises a TypeError, and its DAGs are gone. Nothing takes its place: leave it out. (unsafe fix)
    orientation="LR",
#   ^^^^^^^^^^^ information: From Airflow 3.0 on, `DAG` takes no `orientation`: there, loading the file raises a TypeError, and its DAGs are gone. Nothing takes its place: leave it out. (unsafe fix)
) as first:
    PythonOperator(task_id="b", python_callable=print, provide_context=True)
#                                                      ^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `PythonOperator` takes no `provide_context`: there, loading the file raises a TypeError, and its DAGs are gone. It does nothing: leave it out. (safe fix)
    BranchPythonOperator(
        task_id="c",
        python_callable=print,
        provide_context=True,  # for the branch
#       ^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `BranchPythonOperator` takes no `provide_context`: there, loading the file raises a TypeError, and its DAGs are gone. It does nothing: leave it out. (safe fix)
        task_concurrency=2,
#       ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `BranchPythonOperator` takes no `task_concurrency`: there, loading the file raises a TypeError, and its DAGs are gone. Use `max_active_tis_per_dag`. (safe fix)
    )

@dag(timetable=CronTriggerTimetable("0 1 * * *", timezone="UTC"), full_filepath=__file__)
#    ^^^^^^^^^ information: From Airflow 3.0 on, `@dag` takes no `timetable`: there, loading the file raises a TypeError, and its DAGs are gone. Use `schedule`. (safe fix)
#                                                                 ^^^^^^^^^^^^^ information: From Airflow 3.0 on, `@dag` takes no `full_filepath`: there, loading the file raises a TypeError, and its DAGs are gone. It does nothing: leave it out. (safe fix)
def flow():
    @task(provide_context=True)
#         ^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `@task` takes no `provide_context`: there, loading the file raises a TypeError, and its DAGs are gone. It does nothing: leave it out. (safe fix)
    def call(**context): ...

    @task.branch(task_concurrency=1)
#                ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `@task.branch` takes no `task_concurrency`: there, loading the file raises a TypeError, and its DAGs are gone. Use `max_active_tis_per_dag`. (safe fix)
    def choose(): ...

    call.override(task_concurrency=3)()
#                 ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `@task` takes no `task_concurrency`: there, loading the file raises a TypeError, and its DAGs are gone. Use `max_active_tis_per_dag`. (safe fix)

flow()

# --- case: a version that warns
# airflow: 2.10
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator

with DAG("a", schedule_interval=None, default_view="graph", fail_stop=True):
#             ^^^^^^^^^^^^^^^^^ warning: `schedule_interval` of `DAG` is deprecated, and gone in Airflow 3.0: there, loading the file raises a TypeError, and its DAGs are gone. Use `schedule`. (safe fix)
    PythonOperator(task_id="b", python_callable=print, provide_context=True)
#                                                      ^^^^^^^^^^^^^^^ warning: `provide_context` of `PythonOperator` is deprecated, and gone in Airflow 3.0: there, loading the file raises a TypeError, and its DAGs are gone. It does nothing: leave it out. (safe fix)
    BashOperator(task_id="c", bash_command="x", skip_exit_code=99, sla=None)
#                                               ^^^^^^^^^^^^^^ warning: `skip_exit_code` of `BashOperator` is deprecated, and gone in Airflow 3.0: there, loading the file raises a TypeError, and its DAGs are gone. Use `skip_on_exit_code`. (safe fix)

# --- case: a version that lacks it
# airflow: 3.1
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator

with DAG("a", schedule_interval="@daily", fail_stop=True, sla_miss_callback=print):
#             ^^^^^^^^^^^^^^^^^ error: `DAG` takes no `schedule_interval` since Airflow 3.0: loading the file raises a TypeError, and its DAGs are gone. Use `schedule`. (safe fix)
#                                         ^^^^^^^^^ error: `DAG` takes no `fail_stop` since Airflow 3.0: loading the file raises a TypeError, and its DAGs are gone. Use `fail_fast`. (safe fix)
#                                                         ^^^^^^^^^^^^^^^^^ warning: `sla_miss_callback` of `DAG` is deprecated. The SLA feature is removed in Airflow 3.0, and replaced with a Deadline Alerts in >=3.1.
    PythonOperator(task_id="b", python_callable=print, provide_context=True)
#                                                      ^^^^^^^^^^^^^^^ error: `PythonOperator` takes no `provide_context` since Airflow 3.0: loading the file raises a TypeError, and its DAGs are gone. It does nothing: leave it out. (safe fix)
    TriggerDagRunOperator(task_id="c", trigger_dag_id="x", execution_date="{{ ds }}")
#                                                          ^^^^^^^^^^^^^^ error: `TriggerDagRunOperator` takes no `execution_date` since Airflow 3.0: loading the file raises a TypeError, and its DAGs are gone. Use `logical_date`. (safe fix)
    BigQueryInsertJobOperator(task_id="d", configuration={}, task_concurrency=1)
#                                                            ^^^^^^^^^^^^^^^^ error: `BigQueryInsertJobOperator` takes no `task_concurrency` since Airflow 3.0: loading the file raises a TypeError, and its DAGs are gone. Use `max_active_tis_per_dag`. (safe fix)
    BashOperator(task_id="e", bash_command="x", email=["a@b.c"], email_on_failure=True)
#                                               ^^^^^ warning: `email` of `BashOperator` is deprecated. Setting email on a task is deprecated; please migrate to SmtpNotifier.

# --- case: dictionaries of arguments
from airflow import DAG
from airflow.operators.bash import BashOperator

settings = {
    'schedule_interval': '@daily',
#   ^^^^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `DAG` takes no `schedule_interval`: there, loading the file raises a TypeError, and its DAGs are gone. Use `schedule`. (safe fix)
    "default_view": "graph",
#   ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `DAG` takes no `default_view`: there, loading the file raises a TypeError, and its DAGs are gone. Nothing takes its place: leave it out.
}
common = dict(task_concurrency=1)
#             ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `BashOperator` takes no `task_concurrency`: there, loading the file raises a TypeError, and its DAGs are gone. Use `max_active_tis_per_dag`. (safe fix)
default_args = {"task_concurrency": 2, "retries": 1}
default_args["task_concurrency"] = 3
#            ^^^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `default_args` takes no `task_concurrency`: there, it is silently ignored. Use `max_active_tis_per_dag`.

with DAG("a", default_args=default_args, **settings):
    BashOperator(task_id="b", bash_command="x", **common)

# --- case: default_args of a version that ignores what it does not know
# airflow: 3.0
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a", default_args={"task_concurrency": 2, "email": None, "provide_context": True}):
#                           ^^^^^^^^^^^^^^^^^^ warning: `default_args` takes no `task_concurrency` since Airflow 3.0: it is silently ignored. Use `max_active_tis_per_dag`. (safe fix)
    BashOperator(task_id="b", bash_command="x")

# --- case: old and new together, and values that mean something else, have no fix
from airflow import DAG

with DAG("a", schedule="@daily", timetable=None, concurrency=1, max_active_tasks=2):
#                                ^^^^^^^^^ information: From Airflow 3.0 on, `DAG` takes no `timetable`: there, loading the file raises a TypeError, and its DAGs are gone. Use `schedule`.
#                                                ^^^^^^^^^^^ information: From Airflow 3.0 on, `DAG` takes no `concurrency`: there, loading the file raises a TypeError, and its DAGs are gone. Use `max_active_tasks`.
    pass
with DAG("b", timetable=None):
#             ^^^^^^^^^ information: From Airflow 3.0 on, `DAG` takes no `timetable`: there, loading the file raises a TypeError, and its DAGs are gone. Use `schedule`.
    pass

# --- case: operator classes of the file
from airflow.operators.python import PythonOperator

class Ours(PythonOperator):
    def __init__(self, retry=True, **kwargs):
        super().__init__(provide_context=True, **kwargs)
#                        ^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `PythonOperator` takes no `provide_context`: there, loading the file raises a TypeError, and its DAGs are gone. It does nothing: leave it out. (safe fix)

class OwnArgument(PythonOperator):
    def __init__(self, provide_context, **kwargs):
        super().__init__(**kwargs)

Ours(task_id="a", python_callable=print, task_concurrency=1)
#                                        ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `PythonOperator` takes no `task_concurrency`: there, loading the file raises a TypeError, and its DAGs are gone. Use `max_active_tis_per_dag`. (safe fix)
OwnArgument(task_id="b", python_callable=print, provide_context=True)

# --- case: an operator that keeps its layout
# line-break: crlf
from airflow.operators.python import PythonOperator

with DAG("a"):
	PythonOperator(
		task_id="b",
		# the context
		provide_context=True,
# ^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `PythonOperator` takes no `provide_context`: there, loading the file raises a TypeError, and its DAGs are gone. It does nothing: leave it out. (safe fix)
		python_callable=print)
	PythonOperator(task_id="c", python_callable=print,
		provide_context=True)
# ^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, `PythonOperator` takes no `provide_context`: there, loading the file raises a TypeError, and its DAGs are gone. It does nothing: leave it out. (safe fix)

# --- case: what is not Airflow's, or fine
from airflow import DAG
from airflow.operators.bash import BashOperator
from mylib import DAG as Other, Schedule

Other("a", schedule_interval="@daily")
Schedule(schedule_interval="@daily", provide_context=True)
settings = {"schedule_interval": "@daily"}

with DAG("a", schedule="@daily", max_active_tasks=1, default_args={"provide_context": True, "schedule_interval": "x"}):
    BashOperator(task_id="b", bash_command="x", email="a@b.c", sla=None, max_active_tis_per_dag=1)
