# --- case: tasks that wait for their past, in runs without a limit
from datetime import datetime, timedelta
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator
from airflow.utils.task_group import TaskGroup

default_args = {
    "owner": "me",
    "depends_on_past": True,
#                      ^^^^ information: `depends_on_past` lets a task wait for the success of the same task in the run before. Once that fails, every later run stays "running" for ever and does nothing, until no more may start. Set `dagrun_timeout` on the DAG, which ends a run that waits.
    "retries": 1,
}

with DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1), default_args=default_args):
    BashOperator(task_id="a", bash_command="date")
    BashOperator(task_id="b", bash_command="date")

with DAG("b", schedule=timedelta(hours=1), start_date=datetime(2024, 1, 1)):
    BashOperator(task_id="a", bash_command="date", depends_on_past=True)
#                                                                  ^^^^ information: `depends_on_past` lets a task wait for the success of the same task in the run before. Once that fails, every later run stays "running" for ever and does nothing, until no more may start. Set `dagrun_timeout` on the DAG, which ends a run that waits.
    BashOperator(task_id="b", bash_command="date", wait_for_downstream=True)
#                                                                      ^^^^ information: `wait_for_downstream` lets a task wait for the success of the same task and those behind it in the run before. Once that fails, every later run stays "running" for ever and does nothing, until no more may start. Set `dagrun_timeout` on the DAG, which ends a run that waits.
    with TaskGroup("g", default_args=dict(wait_for_downstream=True)):
#                                                             ^^^^ information: `wait_for_downstream` lets a task wait for the success of the same task and those behind it in the run before. Once that fails, every later run stays "running" for ever and does nothing, until no more may start. Set `dagrun_timeout` on the DAG, which ends a run that waits.
        BashOperator(task_id="c", bash_command="date")

@dag(schedule="@hourly", start_date=datetime(2024, 1, 1), dagrun_timeout=None)
def flow():
    @task(depends_on_past=True)
#                         ^^^^ information: `depends_on_past` lets a task wait for the success of the same task in the run before. Once that fails, every later run stays "running" for ever and does nothing, until no more may start. Set `dagrun_timeout` on the DAG, which ends a run that waits.
    def load(): ...

    @task
    def count(): ...

    load() >> count.override(depends_on_past=True)()
#                                            ^^^^ information: `depends_on_past` lets a task wait for the success of the same task in the run before. Once that fails, every later run stays "running" for ever and does nothing, until no more may start. Set `dagrun_timeout` on the DAG, which ends a run that waits.

flow()

# --- case: runs with a limit, or that nobody waits for
from datetime import datetime, timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

START = datetime(2024, 1, 1)

with DAG("a", schedule="@daily", start_date=START, dagrun_timeout=timedelta(hours=20)):
    BashOperator(task_id="a", bash_command="date", depends_on_past=True)
with DAG("b", schedule=None, start_date=START):
    BashOperator(task_id="a", bash_command="date", depends_on_past=True)
with DAG("c", schedule="@once", start_date=START):
    BashOperator(task_id="a", bash_command="date", depends_on_past=True)
with DAG("d", schedule="@daily", start_date=START, default_args={"depends_on_past": False}):
    BashOperator(task_id="a", bash_command="date")
with DAG("e", schedule="@daily", start_date=START, default_args={"depends_on_past": True}):
    BashOperator(task_id="a", bash_command="date", depends_on_past=False)
with DAG("f", schedule="@daily", start_date=START):
    BashOperator(task_id="a", bash_command="date")

# --- case: what the file does not show
import os
from datetime import datetime
from airflow import DAG
from airflow.operators.bash import BashOperator
from mylib import DAG as OtherDAG, arguments, strict

with DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1), **arguments()):
    BashOperator(task_id="a", bash_command="date", depends_on_past=True)
with DAG("b", schedule="@daily", start_date=datetime(2024, 1, 1)):
    BashOperator(task_id="a", bash_command="date", depends_on_past=strict())
with OtherDAG("c", schedule="@daily"):
    BashOperator(task_id="a", bash_command="date", depends_on_past=True)
with DAG("d", schedule=os.environ["SCHEDULE"], start_date=datetime(2024, 1, 1)):
    BashOperator(task_id="a", bash_command="date", depends_on_past=True)
