# --- case: names that a version redirects with a warning
from datetime import datetime

from airflow import DAG
from airflow.sdk import chain
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.python import BranchPythonOperator, PythonOperator
from airflow.task.trigger_rule import TriggerRule

with DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1)):
    chain(
        BashOperator(task_id="b", bash_command="true"),
        BranchPythonOperator.partial(task_id="c").expand(python_callable=[print]),
        PythonOperator(task_id="d", python_callable=print, trigger_rule=TriggerRule.ALL_DONE),
    )

# --- case: names that are gone
from airflow import DAG
from airflow.providers.ssh.hooks.ssh import SSHHook
from airflow.hooks.base import BaseHook
from airflow.providers.standard.operators.bash import BashOperator as Bash
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.utils.dates import days_ago
from airflow.sdk import chain

with DAG("a", start_date=days_ago(1)) as dag:
    start = EmptyOperator(task_id="start")
    stop = EmptyOperator(task_id="stop")
    chain(start, Bash(task_id="b", bash_command="true"), stop)

def connect():
    return SSHHook("x"), BaseHook.get_connection("y")

# --- case: a version in which the old places still work, and warn
from airflow import DAG
from airflow.providers.google.cloud.transfers.gcs_to_bigquery import GCSToBigQueryOperator
from airflow.hooks.base import BaseHook
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.dates import days_ago

with DAG("a", schedule=None):
    BashOperator(task_id="b", bash_command="true") >> EmptyOperator(task_id="c")
    GCSToBigQueryOperator(task_id="d")

# --- case: version not known
from airflow import DAG
from airflow.decorators import task
from airflow.models import Variable
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import PythonOperator, get_current_context
from airflow.sensors.base import BaseSensorOperator
from airflow.providers.standard.utils.weekday import WeekDay
from airflow.utils.state import State

class Wait(BaseSensorOperator):
    def poke(self, context): return WeekDay.MONDAY == Variable.get("day")

with DAG("a", schedule=None):
    EmptyOperator(task_id="b")

# --- case: several names of one statement go to different places
from airflow import DAG
from airflow.providers.standard.operators.python import PythonOperator
from airflow.providers.standard.operators.python import (
    # the operators
    # runs a function
    BranchPythonOperator as Branch,  # decides
)
from airflow.sdk import BaseOperator, cross_downstream, get_current_context

def show(): print(get_current_context())

class Own(BaseOperator):
    def execute(self, context): ...

with DAG("a", schedule=None):
    cross_downstream(
        [PythonOperator(task_id="b", python_callable=show)],
        [Branch(task_id="c", python_callable=show)],
    )

# --- case: names on continued lines and behind semicolons
from airflow import DAG
from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import get_current_context
import os; from airflow.providers.standard.operators.empty import EmptyOperator; x = os.sep

def late():
    if x: from airflow.models.baseoperator import chain, get_merged_defaults

with DAG("a", schedule=None):
    EmptyOperator(task_id="a") >> PythonOperator(task_id="b", python_callable=late)
    print(get_current_context)

# --- case: what is imported from the new place already is not imported twice
from airflow.sdk import DAG, Variable
from airflow.models import Variable
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.bash import BashOperator as Old
from airflow.providers.standard.operators.python import ShortCircuitOperator
from airflow.providers.standard.operators.python import PythonOperator
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("a", schedule=None):
    BashOperator(task_id="b", bash_command=Variable.get("x"))
    Old(task_id="c", bash_command="true")
    PythonOperator(task_id="d", python_callable=print)
    ShortCircuitOperator(task_id="e", python_callable=print)
    EmptyOperator(task_id="f") >> EmptyOperator(task_id="g")

# --- case: a new name that means something else here stays out
from airflow import DAG
from airflow.providers.standard.operators.empty import EmptyOperator as DummyOperator
from mylib import EmptyOperator

with DAG("a", schedule=None):
    DummyOperator(task_id="a") >> EmptyOperator(task_id="b")

# --- case: modules and what is used of them
import airflow.providers.standard.operators.bash
import airflow.providers.standard.operators.python as python_operators
from airflow import DAG, models
from airflow.providers.standard.operators import empty as dummy_operator
from airflow.providers.standard.sensors import filesystem as files

with DAG("a", schedule=None):
    airflow.providers.standard.operators.bash.BashOperator(task_id="b", bash_command="true")
    python_operators.PythonOperator(task_id="c", python_callable=print)
    python_operators.BranchPythonOperator(task_id="d", python_callable=print)
    dummy_operator.EmptyOperator(task_id="e")
    files.FileSensor(task_id="f", filepath=models.Variable.get("path"))

# --- case: a module whose names went to several places gets no fix
import airflow.operators.python as python_operators
from airflow import DAG

with DAG("a", schedule=None):
    python_operators.PythonOperator(task_id="c", python_callable=print)
    python_operators.get_current_context()

# --- case: CRLF, tabs and comments stay
from airflow import DAG
from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import (
	# one
	get_current_context,  # two
)  # three

with DAG("a", schedule=None):
	PythonOperator(task_id="a", python_callable=get_current_context)

# --- case: imports that a file can do without
from typing import TYPE_CHECKING

import airflow
from airflow import DAG

try:
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:
    from airflow.operators.bash_operator import BashOperator

try:
    from airflow.operators.dummy_operator import DummyOperator
except (ModuleNotFoundError, AttributeError):
    DummyOperator = None

if airflow.__version__.startswith("2"):
    from airflow.operators.python_operator import PythonOperator
else:
    from airflow.providers.standard.operators.python import PythonOperator

if TYPE_CHECKING:
    from airflow.models.taskinstance import TaskInstance

with DAG("a", schedule=None):
    BashOperator(task_id="b", bash_command="true")

# --- case: other packages, what is still there, and what is only to come
from airflow import DAG
from airflow.exceptions import AirflowException
from airflow.operators.bash import BashOperator
from airflow.providers.ssh.operators.ssh import SSHOperator
from mylib.operators.bash_operator import BashOperator as Own
from .operators.bash_operator import BashOperator as Relative

with DAG("a", schedule=None):
    BashOperator(task_id="a", bash_command="true")
    SSHOperator(task_id="b", command="true")

# --- case: of SubDAGs another rule speaks
from airflow import DAG
from airflow.operators.subdag import SubDagOperator

with DAG("a", schedule=None):
    SubDagOperator(task_id="b", subdag=DAG("a.b"))
