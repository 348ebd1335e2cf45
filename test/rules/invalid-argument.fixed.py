# --- case: names that nothing takes
from datetime import datetime, timedelta

from airflow import DAG
from airflow.decorators import dag, task, task_group
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import PythonOperator
from airflow.sensors.filesystem import FileSensor
from airflow.utils.task_group import TaskGroup

with DAG("a", schedule=None, description="x", retries=2, owner="me"):  # the last two are of tasks
    EmptyOperator(task_id="a", retries=2)
    EmptyOperator(task_id="b", poke_interval=30)
    EmptyOperator(task_id="c", tags=["x"])
    BashOperator(task_id="d", bash_command="date", enviroment={"A": "b"}, append_env=True)
    PythonOperator(task_id="e", python_callable=print, op_kwargs={"a": 1})
    FileSensor(
        task_id="f",
        filepath="/data/in",
        poke_interval=30,  # every half minute
        timeout=600,
    )
    with TaskGroup("g", tooltip="x", retries=1):
        BashOperator.partial(task_id="h", execution_timeout=timedelta(minutes=5)).expand(bash_command=["a"])
    BashOperator(task_id="i", bash_command="date", **{"retry_delay": timedelta(minutes=5)})

@dag(schedule=None, max_active_runs=1)
def flow():
    @task(retries=2)
    def work(): ...

    @task.branch(task_ids="x")
    def choose(): ...

    @task
    def other(): ...

    @task_group(group_ids="x")
    def group():
        other()

    work()
    choose()
    other.override(trigger_rule="all_done")()
    group()

flow()
# --- case: names that are taken stay silent
from datetime import datetime, timedelta

from airflow import DAG
from airflow.decorators import dag, task, task_group
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.sensors.filesystem import FileSensor
from airflow.utils.task_group import TaskGroup
from elsewhere.operators import CustomOperator
from mylib import DAG as OtherDAG, task as other_task

with DAG("a", schedule=None, tags=["a"], max_active_runs=1, doc_md="x", user_defined_macros={}) as one:
    BashOperator(task_id="a", bash_command="date", cwd="/", env={}, retries=2, doc_md="x", dag=one, outlets=[])
    FileSensor(task_id="b", filepath="x", poke_interval=5, mode="reschedule", timeout=600, soft_fail=True)
    CustomOperator(task_id="c", anything="goes")
    with TaskGroup("g", tooltip="x", default_args={"retries": 1}, prefix_group_id=False, ui_color="#fff"):
        PythonOperator(task_id="d", python_callable=print, op_kwargs={"retrys": 1}, params={"retrys": 1})

OtherDAG("b", anything="goes")

@dag(schedule=None)
def flow():
    @task(multiple_outputs=True, templates_dict={}, show_return_value_in_logs=False)
    def work(retrys=1): ...

    @task(never_called=True)
    def unused(): ...

    @other_task(anything="goes")
    def foreign(): ...

    @task.sensor(poke_interval=5, mode="poke", timeout=60)
    def wait(): ...

    work(retrys=2)
    wait()

flow()
# --- case: what another version took or takes
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule=None, fail_fast=True, sla_miss_callback=None, concurrency=3):
    EmptyOperator(task_id="a", retry_policy=None, task_concurrency=1)
# --- case: what another version takes, behind a question for the version
from airflow import DAG, __version__
from airflow.operators.empty import EmptyOperator

if __version__.startswith("3."):
    dag = DAG("a", schedule=None, fail_fast=True)
else:
    dag = DAG("a", schedule=None, fail_stop=True)
try:
    other = DAG("b", schedule=None, anything=True)
except TypeError:
    other = DAG("b", schedule=None)
# --- case: a version that the tables lack says nothing
from airflow import DAG

DAG("a", anything=True)
# --- case: without a version, what some version takes is fine
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule=None, fail_fast=True, deadline=None):
    EmptyOperator(task_id="a", retry_policy=None, trigger_rule="all_done_min_one_success")
    EmptyOperator(task_id="b", trigger_rule="dummy")
# --- case: operators of the project
from airflow import DAG
from airflow.models import BaseOperator
from airflow.operators.bash import BashOperator

class Load(BaseOperator):
    def __init__(self, table, **kwargs):
        super().__init__(**kwargs)
        self.table = table

class LoadAll(Load):
    def __init__(self, schema, **kwargs):
        super().__init__(table="*", **kwargs)

class Plain(BashOperator):
    template_fields = ("bash_command",)

class Strict(BaseOperator):
    def __init__(self, task_id, table):
        super().__init__(task_id=task_id)

class Takes(BaseOperator):
    def __init__(self, **kwargs):
        self.table = kwargs.pop("tables", None)
        super().__init__(**kwargs)

class Mixed(Other, BaseOperator):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

class Queued(BaseOperator):
    def __init__(self, queue, **kwargs):
        super().__init__(queue=str(queue), **kwargs)

class QueuedLater(Queued):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

@registered
class Decorated(BaseOperator):
    pass

with DAG("a", schedule=None):
    Load(task_id="a", table="x", retries=1)
    Load(task_id="b", table="x", retries=1)
    LoadAll(task_id="c", schema="x", owner="me")
    LoadAll(task_id="d", schema="x", columns=[])
    Plain(task_id="e", bash_command="date", anything=1)
    Strict(task_id="f", table="x", retries=1)
    Takes(task_id="g", tables=["x"])
    Mixed(task_id="h", anything=1)
    Decorated(task_id="i", anything=1)
    QueuedLater(task_id="j", queue=5)
# --- case: operators of providers
from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator
from airflow.providers.made_up.operators.thing import ThingOperator
from airflow.providers.smtp.operators.smtp import EmailOperator

with DAG("a", schedule=None):
    HttpOperator(task_id="a", http_conn_id="x", endpoint="/", method="GET", response_filter=None)
    HttpOperator(task_id="b", http_conn_id="x", endpoint="/")
    HttpOperator(task_id="c", endpoint="/", brought_by_a_newer_release=1)
    ThingOperator(task_id="d", anything=1)
    EmailOperator(task_id="e", to="a@b.c", subject="x", html_content="y", from_email="d@e.f")
# --- case: default_args that nothing takes
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

default_args = {
    'owner': 'me',
    'retry_delay': timedelta(minutes=5),  # five minutes
    "email_on_failures": False,
    'catchup': False,
    'schedule_interval': '@daily',
    'team': 'ours',
    'execution_timezone': 'UTC',
}
with DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False, default_args=default_args):
    BashOperator(task_id="a", bash_command="date")
with DAG("b", schedule=None, default_args=dict(owner="me", retries=3)):
    BashOperator(task_id="a", bash_command="date")
# --- case: default_args that something takes or reads
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from elsewhere import CustomOperator, make_tasks

args = {"owner": "me", "start_date": datetime(2024, 1, 1), "bash_command": "date", "queues": "x", "params": {}}
with DAG("a", schedule=None, default_args=args):
    BashOperator(task_id="a")
    EmptyOperator(task_id=args["queues"])

with DAG("b", schedule=None, default_args={"retrys": 1, "catchup": False}):
    CustomOperator(task_id="a")

with DAG("c", schedule=None, default_args={"retrys": 1, "catchup": False}) as c:
    make_tasks(c)

shared = {"catchup": False, "schedule": None}
with DAG("d", **shared):
    EmptyOperator(task_id="a")

read = {"catchup": False}
with DAG("e", schedule=None, catchup=read["catchup"], default_args=read):
    EmptyOperator(task_id="a")

with DAG("f", schedule=None, default_args={"retrys": 1}):
    pass
# --- case: trigger rules
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.trigger_rule import TriggerRule

with DAG("a", schedule=None):
    EmptyOperator(task_id="a", trigger_rule="all_done")
    EmptyOperator(task_id="b", trigger_rule='all_done')
    EmptyOperator(task_id="c", trigger_rule=TriggerRule.ALL_SUCCESS)
    EmptyOperator(task_id="d", trigger_rule="whenever")
    EmptyOperator(task_id="e", trigger_rule="all_done_min_one_success")
    EmptyOperator(task_id="f", trigger_rule=TriggerRule.ALL_DONE)
    EmptyOperator(task_id="g", trigger_rule="none_failed_min_one_success")
    EmptyOperator(task_id="h", trigger_rule="dummy")
    BashOperator.partial(task_id="i", trigger_rule="whenever").expand(bash_command=["a"])

    @task(trigger_rule="one_success")
    def work(): ...

    work()
# --- case: trigger rules that went with Airflow 3
from airflow.sdk import DAG, TriggerRule
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("a", schedule=None, default_args={"trigger_rule": "none_failed_min_one_success"}):
    EmptyOperator(task_id="a", trigger_rule="always")
    EmptyOperator(task_id="b", trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
    EmptyOperator(task_id="c", trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
    EmptyOperator(task_id="d")
# --- case: values that every version refuses
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.sensors.filesystem import FileSensor

with DAG("a", schedule=None, start_date="2024-01-01"):
    EmptyOperator(task_id="a", retries="three", retry_delay="300", pool_slots=0)
    EmptyOperator(task_id="b", weight_rule="downstream", priority_weight="1")
    EmptyOperator(task_id="c", priority_weight=1.5, max_retry_delay=[1], end_date="2024-01-01")
    FileSensor(task_id="d", filepath="x", mode="reschedule", poke_interval=-1, timeout="600")
    FileSensor(task_id="e", filepath="x", mode=None, poke_interval=timedelta(seconds=-5))
    BashOperator.partial(task_id="f", pool_slots=-1).expand(bash_command=["a"])
with DAG("b", schedule=None, default_args={"retries": "many", "pool_slots": 0}):
    EmptyOperator(task_id="a", pool_slots=1)
# --- case: values that are fine
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.sensors.filesystem import FileSensor

with DAG("a", schedule=None, start_date=datetime(2024, 1, 1), tags=["a"], default_args={"start_date": "2024-01-01"}):
    EmptyOperator(task_id="a", retries="3", retry_delay=300, pool_slots=1, retry_exponential_backoff=2)
    EmptyOperator(task_id="b", weight_rule="absolute", priority_weight=-1, retries=-1, owner=5)
    EmptyOperator(task_id="c", weight_rule="my.module.Strategy", depends_on_past=None, max_retry_delay=60)
    FileSensor(task_id="d", filepath="x", mode="reschedule", poke_interval=0, timeout=timedelta(hours=1))
    FileSensor(task_id="e", filepath="x", poke_interval=1.5, timeout=0.5)
    BashOperator.partial(task_id="f", weight_rule="x").expand(bash_command=["a"])
# --- case: values that are refused from 2.10 on
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule=None, catchup="False", max_active_runs="1"):
    EmptyOperator(task_id="a", depends_on_past="False", queue=5)
# --- case: before 2.10 they are not
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule=None, catchup="False", max_active_runs="1", tags="a"):
    EmptyOperator(task_id="a", depends_on_past="False", queue=5, start_date="2024-01-01")
# --- case: dates and tags by version
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule=None, tags="a"):
    EmptyOperator(task_id="a", start_date="2024-01-01")
# --- case: dates and tags in Airflow 3
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("a", schedule=None, tags="a"):
    EmptyOperator(task_id="a", start_date="2024-01-01")
# --- case: layouts
from airflow import DAG
from airflow.operators.empty import EmptyOperator
with DAG("a", schedule=None):
	EmptyOperator(
		task_id="a",
		retries = 2 , # twice
		owner='me',
	)
