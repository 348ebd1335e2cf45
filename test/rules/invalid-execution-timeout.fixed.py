# --- case: numbers of seconds
from datetime import timedelta

from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator

@dag(dagrun_timeout=timedelta(seconds=3600))
def flow():
    @task(execution_timeout=timedelta(seconds=60*30))
    def stream(): ...

    @task
    def other(): ...

    BashOperator(task_id="b", bash_command="date", execution_timeout=timedelta(seconds=1.5))
    other.override(execution_timeout=timedelta(seconds=90))()
    stream()

flow()

# --- case: before 2.10 the scheduler takes a number for the run
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a", dagrun_timeout=timedelta(seconds=3600)):
    BashOperator(task_id="b", bash_command="date", execution_timeout=timedelta(seconds=1800))

# --- case: in default_args of the DAG and of a group
from datetime import datetime, timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.utils.task_group import TaskGroup

default_args = {
    "retries": 1,
    "execution_timeout": timedelta(seconds=1800),  # half an hour
}

with DAG("a", start_date=datetime(2024, 1, 1), default_args=default_args):
    with TaskGroup("g", default_args=dict(execution_timeout=timedelta(seconds=60))):
        BashOperator(task_id="b", bash_command="date")

# --- case: names that are bound to numbers
import datetime as dt
from airflow import DAG
from airflow.operators.bash import BashOperator

MINUTE = 60
LIMIT = 30 * MINUTE

def make(limit):
    return BashOperator(task_id="c", bash_command="date", execution_timeout=dt.timedelta(seconds=limit))

with DAG("a"):
    BashOperator(
        task_id="b",
        bash_command="date",
        execution_timeout=dt.timedelta(seconds=LIMIT),
    )
    make(60)
    make(limit=120)

# --- case: numbers that only the run knows
import os
from datetime import timedelta
from airflow import DAG
from airflow.models import Variable
from airflow.operators.bash import BashOperator

with DAG("a", dagrun_timeout=timedelta(seconds=float(os.environ["LIMIT"]))):
    BashOperator(
        task_id="b",
        bash_command="date",
        execution_timeout=timedelta(seconds=int(
            Variable.get("limit"),
        )),
    )

# --- case: a duration that is turned into seconds
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

LIMIT = timedelta(hours=1)

with DAG("a"):
    BashOperator(task_id="b", bash_command="date", execution_timeout=timedelta(minutes=5))
    BashOperator(task_id="c", bash_command="date", execution_timeout=LIMIT)

# --- case: strings, booleans and other types
from datetime import datetime, timedelta
from dateutil.relativedelta import relativedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a"):
    BashOperator(task_id="b", bash_command="date", execution_timeout=timedelta(seconds=3600))
    BashOperator(task_id="c", bash_command="date", execution_timeout="01:00:00")
    BashOperator(task_id="d", bash_command="date", execution_timeout=True)
    BashOperator(task_id="e", bash_command="date", execution_timeout=relativedelta(hours=1))
    BashOperator(task_id="f", bash_command="date", execution_timeout=0)
    BashOperator(task_id="g", bash_command="date", execution_timeout=-1)

# --- case: negative durations
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a", dagrun_timeout=-timedelta(hours=1)):
    BashOperator(task_id="b", bash_command="date", execution_timeout=timedelta(minutes=-5))

# --- case: in the operator class of the file
from datetime import timedelta

from airflow.models import BaseOperator

class Slow(BaseOperator):
    def __init__(self, **kwargs):
        super().__init__(execution_timeout=timedelta(seconds=7200), **kwargs)

    def execute(self, context): ...

# --- case: a name timedelta of the file's own, and Windows line ends
from datetime import timedelta as _timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

timedelta = None

with DAG("a"):
	BashOperator(
		task_id="b",
		bash_command="date",
		execution_timeout=_timedelta(seconds=60),
	)

# --- case: what Airflow takes
from datetime import timedelta
import pendulum
from airflow import DAG
from airflow.operators.bash import BashOperator
from company import LIMIT

with DAG("a", dagrun_timeout=timedelta(hours=2), default_args={"execution_timeout": None}):
    BashOperator(task_id="b", bash_command="date", execution_timeout=timedelta(seconds=90))
    BashOperator(task_id="c", bash_command="date", execution_timeout=pendulum.duration(minutes=5))
    BashOperator(task_id="d", bash_command="date", execution_timeout=2 * timedelta(hours=1))
    BashOperator(task_id="e", bash_command="date", execution_timeout=LIMIT)
    BashOperator(task_id="f", bash_command="date", execution_timeout=limit_of("f"))
    BashOperator(task_id="g", bash_command="date", execution_timeout=timedelta(0))

# --- case: a sensor's timeout is in seconds, and other libraries have their own arguments
from airflow import DAG
from airflow.sensors.filesystem import FileSensor
from mylib import Job

with DAG("a"):
    FileSensor(task_id="s", filepath="/data/x", timeout=60 * 30)
    Job(execution_timeout=3600)

default_args = {"execution_timeout": 60}

# --- case: a class of the project takes seconds by that name
from datetime import timedelta
from airflow import DAG
from airflow.models import BaseOperator


class Copy(BaseOperator):
    def __init__(self, execution_timeout=600, **kwargs):
        super().__init__(execution_timeout=timedelta(seconds=execution_timeout), **kwargs)


class Report(BaseOperator):
    def __init__(self, execution_timeout, **kwargs):
        super().__init__(**kwargs)
        self.minutes = execution_timeout


class Handed(BaseOperator):
    def __init__(self, execution_timeout=None, **kwargs):
        super().__init__(execution_timeout=execution_timeout, **kwargs)


with DAG("nightly"):
    Copy(task_id="copy", execution_timeout=30)
    Report(task_id="report", execution_timeout=30)
    Handed(task_id="handed", execution_timeout=timedelta(seconds=30))
