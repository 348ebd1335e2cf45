# --- case: names that a version redirects with a warning
# airflow: 3.3.2
from datetime import datetime

from airflow import DAG
from airflow.models.baseoperator import chain
#                                       ^^^^^ warning: `airflow.models.baseoperator.chain` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.sdk.chain` instead. (safe fix)
from airflow.operators.bash import BashOperator
#                                  ^^^^^^^^^^^^ warning: `airflow.operators.bash.BashOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.bash.BashOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from airflow.operators.python import BranchPythonOperator, PythonOperator
#                                    ^^^^^^^^^^^^^^^^^^^^ warning: `airflow.operators.python.BranchPythonOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.BranchPythonOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
#                                                          ^^^^^^^^^^^^^^ warning: `airflow.operators.python.PythonOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.PythonOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from airflow.utils.trigger_rule import TriggerRule
#                                      ^^^^^^^^^^^ warning: `airflow.utils.trigger_rule.TriggerRule` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.task.trigger_rule.TriggerRule` instead. (safe fix)

with DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1)):
    chain(
        BashOperator(task_id="b", bash_command="true"),
        BranchPythonOperator.partial(task_id="c").expand(python_callable=[print]),
        PythonOperator(task_id="d", python_callable=print, trigger_rule=TriggerRule.ALL_DONE),
    )

# --- case: names that are gone
# airflow: 3.0
from airflow import DAG
from airflow.contrib.hooks.ssh_hook import SSHHook
#                                          ^^^^^^^ error: `airflow.contrib.hooks.ssh_hook.SSHHook` is gone since Airflow 3.0: the import fails, and the DAGs of the file with it. Import `airflow.providers.ssh.hooks.ssh.SSHHook` instead, from the package `apache-airflow-providers-ssh`. (unsafe fix)
from airflow.hooks.base_hook import BaseHook
#                                   ^^^^^^^^ error: `airflow.hooks.base_hook.BaseHook` is gone since Airflow 3.0: the import fails, and the DAGs of the file with it. Import `airflow.hooks.base.BaseHook` instead. (safe fix)
from airflow.operators.bash_operator import BashOperator as Bash
#                                           ^^^^^^^^^^^^ error: `airflow.operators.bash_operator.BashOperator` is gone since Airflow 3.0: the import fails, and the DAGs of the file with it. Import `airflow.providers.standard.operators.bash.BashOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from airflow.operators.dummy_operator import DummyOperator
#                                            ^^^^^^^^^^^^^ error: `airflow.operators.dummy_operator.DummyOperator` is gone since Airflow 3.0: the import fails, and the DAGs of the file with it. Import `airflow.providers.standard.operators.empty.EmptyOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from airflow.utils.dates import days_ago
#                               ^^^^^^^^ error: `airflow.utils.dates.days_ago` is gone since Airflow 3.0: the import fails, and the DAGs of the file with it. Nothing takes its place.
from airflow.utils.helpers import chain
#                                 ^^^^^ error: `airflow.utils.helpers.chain` is gone since Airflow 3.0: the import fails, and the DAGs of the file with it. Import `airflow.sdk.chain` instead. (safe fix)

with DAG("a", start_date=days_ago(1)) as dag:
    start = DummyOperator(task_id="start")
    stop = DummyOperator(task_id="stop")
    chain(start, Bash(task_id="b", bash_command="true"), stop)

def connect():
    return SSHHook("x"), BaseHook.get_connection("y")

# --- case: a version in which the old places still work, and warn
# airflow: 2.10.5
from airflow import DAG
from airflow.contrib.operators.gcs_to_bq import GoogleCloudStorageToBigQueryOperator
#                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `airflow.contrib.operators.gcs_to_bq.GoogleCloudStorageToBigQueryOperator` is deprecated, and gone in Airflow 3.0: there the import fails, and the DAGs of the file with it. Import `airflow.providers.google.cloud.transfers.gcs_to_bigquery.GCSToBigQueryOperator` instead, from the package `apache-airflow-providers-google`. (safe fix)
from airflow.hooks.base_hook import BaseHook
#                                   ^^^^^^^^ warning: `airflow.hooks.base_hook.BaseHook` is deprecated, and gone in Airflow 3.0: there the import fails, and the DAGs of the file with it. Import `airflow.hooks.base.BaseHook` instead. (safe fix)
from airflow.operators.bash import BashOperator
from airflow.operators.dummy import DummyOperator
#                                   ^^^^^^^^^^^^^ warning: `airflow.operators.dummy.DummyOperator` is deprecated, and gone in Airflow 3.0: there the import fails, and the DAGs of the file with it. Import `airflow.operators.empty.EmptyOperator` instead. (safe fix)
from airflow.utils.dates import days_ago

with DAG("a", schedule=None):
    BashOperator(task_id="b", bash_command="true") >> DummyOperator(task_id="c")
    GoogleCloudStorageToBigQueryOperator(task_id="d")

# --- case: version not known
from airflow import DAG
from airflow.decorators import task
from airflow.models import Variable
from airflow.operators.dummy_operator import DummyOperator
#                                            ^^^^^^^^^^^^^ information: `airflow.operators.dummy_operator.DummyOperator` is gone from Airflow 3.0 on: there the import fails, and the DAGs of the file with it. Import `airflow.operators.empty.EmptyOperator` instead. (safe fix)
from airflow.operators.python import PythonOperator, get_current_context
from airflow.sensors.base_sensor_operator import BaseSensorOperator
#                                                ^^^^^^^^^^^^^^^^^^ information: `airflow.sensors.base_sensor_operator.BaseSensorOperator` is gone from Airflow 3.0 on: there the import fails, and the DAGs of the file with it. Import `airflow.sensors.base.BaseSensorOperator` instead. (safe fix)
from airflow.utils.weekday import WeekDay
#                                 ^^^^^^^ information: `airflow.utils.weekday.WeekDay` is gone from Airflow 3.0 on: there the import fails, and the DAGs of the file with it. Import `airflow.providers.standard.utils.weekday.WeekDay` instead, from the package `apache-airflow-providers-standard`. (unsafe fix)
from airflow.utils.state import State

class Wait(BaseSensorOperator):
    def poke(self, context): return WeekDay.MONDAY == Variable.get("day")

with DAG("a", schedule=None):
    DummyOperator(task_id="b")

# --- case: several names of one statement go to different places
# airflow: 3.3
from airflow import DAG
from airflow.operators.python import (
    # the operators
    PythonOperator,  # runs a function
#   ^^^^^^^^^^^^^^ warning: `airflow.operators.python.PythonOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.PythonOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
    get_current_context,
#   ^^^^^^^^^^^^^^^^^^^ warning: `airflow.operators.python.get_current_context` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.sdk.get_current_context` instead. (safe fix)
    BranchPythonOperator as Branch,  # decides
#   ^^^^^^^^^^^^^^^^^^^^ warning: `airflow.operators.python.BranchPythonOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.BranchPythonOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
)
from airflow.models.baseoperator import BaseOperator, cross_downstream
#                                       ^^^^^^^^^^^^ warning: `airflow.models.baseoperator.BaseOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.sdk.BaseOperator` instead. (safe fix)
#                                                     ^^^^^^^^^^^^^^^^ warning: `airflow.models.baseoperator.cross_downstream` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.sdk.cross_downstream` instead. (safe fix)

def show(): print(get_current_context())

class Own(BaseOperator):
    def execute(self, context): ...

with DAG("a", schedule=None):
    cross_downstream(
        [PythonOperator(task_id="b", python_callable=show)],
        [Branch(task_id="c", python_callable=show)],
    )

# --- case: names on continued lines and behind semicolons
# airflow: 3.3
from airflow import DAG
from airflow.operators.python import PythonOperator, \
#                                    ^^^^^^^^^^^^^^ warning: `airflow.operators.python.PythonOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.PythonOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
    get_current_context
#   ^^^^^^^^^^^^^^^^^^^ warning: `airflow.operators.python.get_current_context` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.sdk.get_current_context` instead. (safe fix)
import os; from airflow.operators.empty import EmptyOperator; x = os.sep
#                                              ^^^^^^^^^^^^^ warning: `airflow.operators.empty.EmptyOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.empty.EmptyOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)

def late():
    if x: from airflow.models.baseoperator import chain, get_merged_defaults

with DAG("a", schedule=None):
    EmptyOperator(task_id="a") >> PythonOperator(task_id="b", python_callable=late)
    print(get_current_context)

# --- case: what is imported from the new place already is not imported twice
# airflow: 3.3
from airflow.sdk import DAG, Variable
from airflow.models import Variable
from airflow.models.dag import DAG
#                              ^^^ warning: `airflow.models.dag.DAG` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.sdk.DAG` instead. (safe fix)
from airflow.providers.standard.operators.bash import BashOperator
from airflow.operators.bash import BashOperator as Old
#                                  ^^^^^^^^^^^^ warning: `airflow.operators.bash.BashOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.bash.BashOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from airflow.operators.python import PythonOperator, ShortCircuitOperator
#                                    ^^^^^^^^^^^^^^ warning: `airflow.operators.python.PythonOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.PythonOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
#                                                    ^^^^^^^^^^^^^^^^^^^^ warning: `airflow.operators.python.ShortCircuitOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.ShortCircuitOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from airflow.providers.standard.operators.python import PythonOperator
from airflow.operators.dummy_operator import DummyOperator
#                                            ^^^^^^^^^^^^^ error: `airflow.operators.dummy_operator.DummyOperator` is gone since Airflow 3.0: the import fails, and the DAGs of the file with it. Import `airflow.providers.standard.operators.empty.EmptyOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("a", schedule=None):
    BashOperator(task_id="b", bash_command=Variable.get("x"))
    Old(task_id="c", bash_command="true")
    PythonOperator(task_id="d", python_callable=print)
    ShortCircuitOperator(task_id="e", python_callable=print)
    DummyOperator(task_id="f") >> EmptyOperator(task_id="g")

# --- case: a new name that means something else here stays out
# airflow: 3.3
from airflow import DAG
from airflow.operators.dummy_operator import DummyOperator
#                                            ^^^^^^^^^^^^^ error: `airflow.operators.dummy_operator.DummyOperator` is gone since Airflow 3.0: the import fails, and the DAGs of the file with it. Import `airflow.providers.standard.operators.empty.EmptyOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from mylib import EmptyOperator

with DAG("a", schedule=None):
    DummyOperator(task_id="a") >> EmptyOperator(task_id="b")

# --- case: modules and what is used of them
# airflow: 3.3
import airflow.operators.bash
#      ^^^^^^^^^^^^^^^^^^^^^^ warning: `airflow.operators.bash.BashOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.bash.BashOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
import airflow.operators.python as python_operators
#      ^^^^^^^^^^^^^^^^^^^^^^^^ warning: `airflow.operators.python.PythonOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.PythonOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from airflow import DAG, models
from airflow.operators import dummy_operator
#                             ^^^^^^^^^^^^^^ error: `airflow.operators.dummy_operator.DummyOperator` is gone since Airflow 3.0: the import fails, and the DAGs of the file with it. Import `airflow.providers.standard.operators.empty.EmptyOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
from airflow.sensors import filesystem as files
#                           ^^^^^^^^^^ warning: `airflow.sensors.filesystem.FileSensor` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.sensors.filesystem.FileSensor` instead, from the package `apache-airflow-providers-standard`. (safe fix)

with DAG("a", schedule=None):
    airflow.operators.bash.BashOperator(task_id="b", bash_command="true")
    python_operators.PythonOperator(task_id="c", python_callable=print)
    python_operators.BranchPythonOperator(task_id="d", python_callable=print)
    dummy_operator.DummyOperator(task_id="e")
    files.FileSensor(task_id="f", filepath=models.Variable.get("path"))

# --- case: a module whose names went to several places gets no fix
# airflow: 3.3
import airflow.operators.python as python_operators
#      ^^^^^^^^^^^^^^^^^^^^^^^^ warning: `airflow.operators.python.PythonOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.PythonOperator` instead, from the package `apache-airflow-providers-standard`.
from airflow import DAG

with DAG("a", schedule=None):
    python_operators.PythonOperator(task_id="c", python_callable=print)
    python_operators.get_current_context()

# --- case: CRLF, tabs and comments stay
# airflow: 3.3
# line-break: crlf
from airflow import DAG
from airflow.operators.python import (
	PythonOperator,  # one
#^^^^^^^^^^^^^^ warning: `airflow.operators.python.PythonOperator` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.providers.standard.operators.python.PythonOperator` instead, from the package `apache-airflow-providers-standard`. (safe fix)
	get_current_context,  # two
#^^^^^^^^^^^^^^^^^^^ warning: `airflow.operators.python.get_current_context` is deprecated: Airflow warns at each import, and a later version will not have it. Import `airflow.sdk.get_current_context` instead. (safe fix)
)  # three

with DAG("a", schedule=None):
	PythonOperator(task_id="a", python_callable=get_current_context)

# --- case: imports that a file can do without
# airflow: 3.3
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
# airflow: 2.10
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
# airflow: 3.3
from airflow import DAG
from airflow.operators.subdag import SubDagOperator

with DAG("a", schedule=None):
    SubDagOperator(task_id="b", subdag=DAG("a.b"))
