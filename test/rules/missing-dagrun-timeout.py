# --- case: DAGs without a limit
# profile: strict
from datetime import datetime
from airflow import DAG
from airflow.decorators import dag
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False):
#    ^^^ information: This DAG has no `dagrun_timeout`: a run in which something never ends stays "running" for ever, and after `max_active_runs` of them no new one starts. Set `dagrun_timeout=timedelta(...)` on the DAG. (unsafe fix)
    EmptyOperator(task_id="one")

second = DAG(
#        ^^^ information: This DAG has no `dagrun_timeout`: a run in which something never ends stays "running" for ever, and after `max_active_runs` of them no new one starts. Set `dagrun_timeout=timedelta(...)` on the DAG. (unsafe fix)
    "b",
    catchup=False,  # never
    start_date=datetime(2024, 1, 1),
)
EmptyOperator(task_id="one", dag=second)

@dag
def third():
#   ^^^^^ information: This DAG has no `dagrun_timeout`: a run in which something never ends stays "running" for ever, and after `max_active_runs` of them no new one starts. Set `dagrun_timeout=timedelta(...)` on the DAG. (unsafe fix)
    EmptyOperator(task_id="one")

third()

@dag(start_date=datetime(2024, 1, 1))
def fourth():
#   ^^^^^^ information: This DAG has no `dagrun_timeout`: a run in which something never ends stays "running" for ever, and after `max_active_runs` of them no new one starts. Set `dagrun_timeout=timedelta(...)` on the DAG. (unsafe fix)
    EmptyOperator(task_id="one")

fourth()

# --- case: a limit that leaves the tasks their time
# profile: strict
# line-break: crlf
import datetime as dt
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.sensors.filesystem import FileSensor

with DAG("a", start_date=dt.datetime(2024, 1, 1)):
#    ^^^ information: This DAG has no `dagrun_timeout`: a run in which something never ends stays "running" for ever, and after `max_active_runs` of them no new one starts. Set `dagrun_timeout=timedelta(...)` on the DAG. (unsafe fix)
    BashOperator(task_id="one", bash_command="date", execution_timeout=dt.timedelta(hours=20), retries=1)
    FileSensor(task_id="two", filepath="/data/in", timeout=3 * 24 * 60 * 60)

# --- case: DAGs with a limit, or where it is not known
# profile: strict
from datetime import timedelta
from airflow import DAG
from settings import LIMIT, OPTIONS

one = DAG("a", dagrun_timeout=timedelta(hours=1))
two = DAG("b", dagrun_timeout=LIMIT)
three = DAG("c", **OPTIONS)
four = DAG("d", dagrun_timeout=None)

# --- case: a limit that a statement sets afterwards
# profile: strict
from datetime import timedelta
from airflow import DAG

dag = DAG("a")
dag.dagrun_timeout = timedelta(hours=1)

# --- case: someone else's DAG
# profile: strict
from airflow import DAG as AirflowDAG
from mylib import DAG

class LimitedDAG(AirflowDAG):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, dagrun_timeout=DAY, **kwargs)

one = DAG("a")
two = LimitedDAG("b")

# --- case: tabs, comments and line breaks of Windows
# line-break: crlf
from datetime import datetime
from airflow.decorators import dag

@dag(
	schedule=None,  # by hand
	start_date=datetime(2024, 1, 1),  # fixed
)
def flow():
#   ^^^^ information: This DAG has no `dagrun_timeout`: a run in which something never ends stays "running" for ever, and after `max_active_runs` of them no new one starts. Set `dagrun_timeout=timedelta(...)` on the DAG. (unsafe fix)
	pass

flow()
