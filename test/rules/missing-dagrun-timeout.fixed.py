# --- case: DAGs without a limit
from datetime import datetime, timedelta
from airflow import DAG
from airflow.decorators import dag
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False, dagrun_timeout=timedelta(days=1)):
    EmptyOperator(task_id="one")

second = DAG(
    "b",
    catchup=False,  # never
    start_date=datetime(2024, 1, 1),
    dagrun_timeout=timedelta(days=1),
)
EmptyOperator(task_id="one", dag=second)

@dag(dagrun_timeout=timedelta(days=1))
def third():
    EmptyOperator(task_id="one")

third()

@dag(start_date=datetime(2024, 1, 1), dagrun_timeout=timedelta(days=1))
def fourth():
    EmptyOperator(task_id="one")

fourth()

# --- case: a limit that leaves the tasks their time
import datetime as dt
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.sensors.filesystem import FileSensor

with DAG("a", start_date=dt.datetime(2024, 1, 1), dagrun_timeout=dt.timedelta(days=3)):
    BashOperator(task_id="one", bash_command="date", execution_timeout=dt.timedelta(hours=20), retries=1)
    FileSensor(task_id="two", filepath="/data/in", timeout=3 * 24 * 60 * 60)

# --- case: DAGs with a limit, or where it is not known
from datetime import timedelta
from airflow import DAG
from settings import LIMIT, OPTIONS

one = DAG("a", dagrun_timeout=timedelta(hours=1))
two = DAG("b", dagrun_timeout=LIMIT)
three = DAG("c", **OPTIONS)
four = DAG("d", dagrun_timeout=None)

# --- case: a limit that a statement sets afterwards
from datetime import timedelta
from airflow import DAG

dag = DAG("a")
dag.dagrun_timeout = timedelta(hours=1)

# --- case: someone else's DAG
from airflow import DAG as AirflowDAG
from mylib import DAG

class LimitedDAG(AirflowDAG):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, dagrun_timeout=DAY, **kwargs)

one = DAG("a")
two = LimitedDAG("b")

# --- case: tabs, comments and line breaks of Windows
from datetime import datetime, timedelta
from airflow.decorators import dag

@dag(
	schedule=None,  # by hand
	start_date=datetime(2024, 1, 1),  # fixed
	dagrun_timeout=timedelta(days=1),
)
def flow():
	pass

flow()
