# --- case: limits of tasks that are longer than the run may last
from datetime import datetime, timedelta
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.sensors.filesystem import FileSensor

RUN = timedelta(hours=2)

with DAG("a", dagrun_timeout=RUN):
    BashOperator(task_id="one", bash_command="date", execution_timeout=timedelta(hours=3))
#                                                                      ^^^^^^^^^^^^^^^^^^ warning: `execution_timeout` is 3 hours here, longer than the `dagrun_timeout` of 2 hours: when it takes that long, the run fails first and Airflow marks the task as skipped, without a retry and without its `on_failure_callback`. Make the limit of the task the shorter one.
    FileSensor(task_id="two", filepath="/data/in", timeout=6 * 60 * 60)
#                                                          ^^^^^^^^^^^ warning: `timeout` is 6 hours here, longer than the `dagrun_timeout` of 2 hours: when it takes that long, the run fails first and Airflow marks the task as skipped, without a retry and without its `on_failure_callback`. Make the limit of the task the shorter one.
    BashOperator(task_id="three", bash_command="date", execution_timeout=timedelta(hours=1), retries=2)
#                                                                        ^^^^^^^^^^^^^^^^^^ warning: 3 tries of up to 1 hour make 190 minutes with their pauses, longer than the `dagrun_timeout` of 2 hours: when they take that long, the run fails before the last one is over, and Airflow marks the task as skipped instead of failed. Shorten the tries, or give the run more time.

    @task(execution_timeout=timedelta(minutes=121))
#                           ^^^^^^^^^^^^^^^^^^^^^^ warning: `execution_timeout` is 121 minutes here, longer than the `dagrun_timeout` of 2 hours: when it takes that long, the run fails first and Airflow marks the task as skipped, without a retry and without its `on_failure_callback`. Make the limit of the task the shorter one.
    def four():
        pass

    four()

# --- case: one finding for a default that several tasks share
from datetime import timedelta
from airflow.decorators import dag
from airflow.operators.bash import BashOperator

defaults = {
    "owner": "data",
    "execution_timeout": timedelta(hours=12),
#                        ^^^^^^^^^^^^^^^^^^^ warning: `execution_timeout` is 12 hours here, longer than the `dagrun_timeout` of 6 hours: when it takes that long, the run fails first and Airflow marks the task as skipped, without a retry and without its `on_failure_callback`. Make the limit of the task the shorter one.
}

@dag(dagrun_timeout=timedelta(hours=6), default_args=defaults)
def flow():
    BashOperator(task_id="one", bash_command="date")
    BashOperator(task_id="two", bash_command="date")
    BashOperator(task_id="three", bash_command="date", execution_timeout=timedelta(hours=1))

flow()

# --- case: retries from default_args, with their pauses
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a", dagrun_timeout=timedelta(minutes=60), default_args={"retries": 1, "retry_delay": timedelta(minutes=20)}):
    BashOperator(task_id="one", bash_command="date", execution_timeout=timedelta(minutes=25))
#                                                                      ^^^^^^^^^^^^^^^^^^^^^ warning: 2 tries of up to 25 minutes make 70 minutes with their pauses, longer than the `dagrun_timeout` of 1 hour: when they take that long, the run fails before the last one is over, and Airflow marks the task as skipped instead of failed. Shorten the tries, or give the run more time.

# --- case: a limit that is longer than the time to the next run, of which only one is active
from datetime import timedelta
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("a", schedule="@hourly", max_active_runs=1):
    FileSensor(task_id="two", filepath="/data/in", timeout=2 * 60 * 60)
#                                                          ^^^^^^^^^^^ information: `timeout` lets this task take 2 hours, and a run is due every 1 hour: with `max_active_runs=1` the next ones wait as long as it does. Make the limit shorter than the interval.

with DAG("b", schedule=timedelta(minutes=10), max_active_runs=1):
    FileSensor(task_id="two", filepath="/data/in", timeout=900, execution_timeout=timedelta(minutes=5))

# --- case: limits that are shorter
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.sensors.filesystem import FileSensor

with DAG("a", dagrun_timeout=timedelta(hours=2)):
    BashOperator(task_id="one", bash_command="date", execution_timeout=timedelta(hours=2))
    BashOperator(task_id="two", bash_command="date", execution_timeout=timedelta(minutes=30), retries=2)
    FileSensor(task_id="three", filepath="/data/in", timeout=3600, retries=5)
    BashOperator(task_id="four", bash_command="date")

# --- case: what the run may last is not known, or is nothing
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator
from settings import RUN, OPTIONS

with DAG("a", dagrun_timeout=RUN):
    BashOperator(task_id="one", bash_command="date", execution_timeout=timedelta(hours=3))
with DAG("b", **OPTIONS):
    BashOperator(task_id="one", bash_command="date", execution_timeout=timedelta(hours=3))
with DAG("c", dagrun_timeout=None):
    BashOperator(task_id="one", bash_command="date", execution_timeout=timedelta(hours=3))

# --- case: a limit of the run that a statement sets afterwards
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

dag = DAG("a", dagrun_timeout=timedelta(hours=1))
dag.dagrun_timeout = timedelta(hours=9)
BashOperator(task_id="one", bash_command="date", execution_timeout=timedelta(hours=3), dag=dag)

# --- case: runs that need not wait for each other, or have the time
from datetime import timedelta
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("a", schedule="@hourly"):
    FileSensor(task_id="two", filepath="/data/in", timeout=2 * 60 * 60)
with DAG("b", schedule="@daily", max_active_runs=1):
    FileSensor(task_id="two", filepath="/data/in", timeout=24 * 60 * 60)
with DAG("c", schedule="0 6 * * 1-5", max_active_runs=1):
    FileSensor(task_id="two", filepath="/data/in", timeout=48 * 60 * 60)
with DAG("d", schedule=None, max_active_runs=1):
    FileSensor(task_id="two", filepath="/data/in", timeout=48 * 60 * 60)
