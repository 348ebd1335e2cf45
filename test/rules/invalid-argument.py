# --- case: names that nothing takes
from datetime import datetime, timedelta

from airflow import DAG
from airflow.decorators import dag, task, task_group
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import PythonOperator
from airflow.sensors.filesystem import FileSensor
from airflow.utils.task_group import TaskGroup

with DAG("a", schedule=None, descripton="x", retries=2, owner="me"):  # the last two are of tasks
#                            ^^^^^^^^^^ error: `DAG` takes no `descripton`: loading the file fails, and its DAGs are gone from the UI. Did you mean `description`? (unsafe fix)
#                                            ^^^^^^^ error: `DAG` takes no `retries`: loading the file fails, and its DAGs are gone from the UI. It is an argument of tasks: put it into `default_args`.
#                                                       ^^^^^ error: `DAG` takes no `owner`: loading the file fails, and its DAGs are gone from the UI. It is an argument of tasks: put it into `default_args`.
    EmptyOperator(task_id="a", retrys=2)
#                              ^^^^^^ error: `EmptyOperator` takes no `retrys`: loading the file fails, and its DAGs are gone from the UI. Did you mean `retries`? (unsafe fix)
    EmptyOperator(task_id="b", poke_interval=30)
#                              ^^^^^^^^^^^^^ error: `EmptyOperator` takes no `poke_interval`: loading the file fails, and its DAGs are gone from the UI. Leave it out.
    EmptyOperator(task_id="c", tags=["x"])
#                              ^^^^ error: `EmptyOperator` takes no `tags`: loading the file fails, and its DAGs are gone from the UI. It is an argument of the DAG.
    BashOperator(task_id="d", bash_command="date", enviroment={"A": "b"}, append_envs=True)
#                                                  ^^^^^^^^^^ error: `BashOperator` takes no `enviroment`: loading the file fails, and its DAGs are gone from the UI. Leave it out.
#                                                                         ^^^^^^^^^^^ error: `BashOperator` takes no `append_envs`: loading the file fails, and its DAGs are gone from the UI. Did you mean `append_env`? (unsafe fix)
    PythonOperator(task_id="e", python_callable=print, op_kwarg={"a": 1})
#                                                      ^^^^^^^^ error: `PythonOperator` takes no `op_kwarg`: loading the file fails, and its DAGs are gone from the UI. Did you mean `op_kwargs`? (unsafe fix)
    FileSensor(
        task_id="f",
        filepath="/data/in",
        poke_intervall=30,  # every half minute
#       ^^^^^^^^^^^^^^ error: `FileSensor` takes no `poke_intervall`: loading the file fails, and its DAGs are gone from the UI. Did you mean `poke_interval`? (unsafe fix)
        timeout=600,
    )
    with TaskGroup("g", tooltips="x", retries=1):
#                       ^^^^^^^^ error: `TaskGroup` takes no `tooltips`: loading the file fails, and its DAGs are gone from the UI. Did you mean `tooltip`? (unsafe fix)
#                                     ^^^^^^^ error: `TaskGroup` takes no `retries`: loading the file fails, and its DAGs are gone from the UI. It is an argument of tasks: put it into `default_args`.
        BashOperator.partial(task_id="h", excution_timeout=timedelta(minutes=5)).expand(bash_command=["a"])
#                                         ^^^^^^^^^^^^^^^^ error: `BashOperator` takes no `excution_timeout`: loading the file fails, and its DAGs are gone from the UI. Did you mean `execution_timeout`? (unsafe fix)
    BashOperator(task_id="i", bash_command="date", **{"retry_delays": timedelta(minutes=5)})
#                                                     ^^^^^^^^^^^^^^ error: `BashOperator` takes no `retry_delays`: loading the file fails, and its DAGs are gone from the UI. Did you mean `retry_delay`? (unsafe fix)

@dag(schedule=None, max_active_run=1)
#                   ^^^^^^^^^^^^^^ error: `@dag` takes no `max_active_run`: loading the file fails, and its DAGs are gone from the UI. Did you mean `max_active_runs`? (unsafe fix)
def flow():
    @task(retrys=2)
#         ^^^^^^ error: `@task` takes no `retrys`: loading the file fails, and its DAGs are gone from the UI. Did you mean `retries`? (unsafe fix)
    def work(): ...

    @task.branch(task_ids="x")
#                ^^^^^^^^ error: `@task.branch` takes no `task_ids`: loading the file fails, and its DAGs are gone from the UI. Did you mean `task_id`?
    def choose(): ...

    @task
    def other(): ...

    @task_group(group_ids="x")
#               ^^^^^^^^^ error: `@task_group` takes no `group_ids`: loading the file fails, and its DAGs are gone from the UI. Did you mean `group_id`?
    def group():
        other()

    work()
    choose()
    other.override(trigger_rules="all_done")()
#                  ^^^^^^^^^^^^^ error: `@task` takes no `trigger_rules`: loading the file fails, and its DAGs are gone from the UI. Did you mean `trigger_rule`? (unsafe fix)
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
# airflow: 2.10.5
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule=None, fail_fast=True, sla_miss_callback=None, concurrency=3):
#                            ^^^^^^^^^ error: `DAG` takes `fail_fast` only from Airflow 3.0 on: here, loading the file fails, and its DAGs are gone from the UI. Leave it out.
    EmptyOperator(task_id="a", retry_policy=None, task_concurrency=1)
#                              ^^^^^^^^^^^^ error: `EmptyOperator` takes `retry_policy` only from Airflow 3.3 on: here, loading the file fails, and its DAGs are gone from the UI. Leave it out.
# --- case: what another version takes, behind a question for the version
# airflow: 2.10.5
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
# airflow: 1.10.15
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
    Load(task_id="b", table="x", retrys=1)
#                                ^^^^^^ error: `Load` takes no `retrys`: loading the file fails, and its DAGs are gone from the UI. Did you mean `retries`? (unsafe fix)
    LoadAll(task_id="c", schema="x", owner="me")
    LoadAll(task_id="d", schema="x", columns=[])
#                                    ^^^^^^^ error: `LoadAll` takes no `columns`: loading the file fails, and its DAGs are gone from the UI. Leave it out.
    Plain(task_id="e", bash_command="date", anything=1)
#                                           ^^^^^^^^ error: `Plain` takes no `anything`: loading the file fails, and its DAGs are gone from the UI. Leave it out.
    Strict(task_id="f", table="x", retries=1)
#                                  ^^^^^^^ error: `Strict` takes no `retries`: loading the file fails, and its DAGs are gone from the UI. Leave it out.
    Takes(task_id="g", tables=["x"])
    Mixed(task_id="h", anything=1)
    Decorated(task_id="i", anything=1)
    QueuedLater(task_id="j", queue=5)
# --- case: operators of providers
# airflow: 2.10.5
from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator
from airflow.providers.made_up.operators.thing import ThingOperator
from airflow.providers.smtp.operators.smtp import EmailOperator

with DAG("a", schedule=None):
    HttpOperator(task_id="a", http_conn_id="x", endpoint="/", method="GET", response_filter=None)
    HttpOperator(task_id="b", http_con_id="x", endpoint="/")
#                             ^^^^^^^^^^^ error: `HttpOperator` takes no `http_con_id`: loading the file fails, and its DAGs are gone from the UI. Did you mean `http_conn_id`? (unsafe fix)
    HttpOperator(task_id="c", endpoint="/", brought_by_a_newer_release=1)
    ThingOperator(task_id="d", anything=1)
    EmailOperator(task_id="e", to="a@b.c", subject="x", html_content="y", from_email="d@e.f")
# --- case: default_args that nothing takes
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

default_args = {
    'owner': 'me',
    'retry_delays': timedelta(minutes=5),  # five minutes
#   ^^^^^^^^^^^^^^ warning: No task of the DAG takes `retry_delays`: in `default_args` it is silently ignored. Did you mean `retry_delay`? (unsafe fix)
    "email_on_failures": False,
    'catchup': False,
#   ^^^^^^^^^ warning: `catchup` is an argument of the DAG, and in `default_args`, which are for tasks, it is silently ignored. Pass it to the DAG itself.
    'schedule_interval': '@daily',
#   ^^^^^^^^^^^^^^^^^^^ warning: `schedule_interval` is an argument of the DAG, and in `default_args`, which are for tasks, it is silently ignored. Pass it to the DAG itself.
    'team': 'ours',
    'execution_timezone': 'UTC',
}
with DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False, default_args=default_args):
    BashOperator(task_id="a", bash_command="date")
with DAG("b", schedule=None, default_args=dict(owner="me", retrie=3)):
#                                                          ^^^^^^ warning: No task of the DAG takes `retrie`: in `default_args` it is silently ignored. Did you mean `retries`? (unsafe fix)
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
# airflow: 2.10.5
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.trigger_rule import TriggerRule

with DAG("a", schedule=None):
    EmptyOperator(task_id="a", trigger_rule="all_donne")
#                                           ^^^^^^^^^^^ error: `all_donne` is no trigger rule of Airflow 2.10: loading the file fails, and its DAGs are gone from the UI. Did you mean `all_done`? (unsafe fix)
    EmptyOperator(task_id="b", trigger_rule='ALL_DONE')
#                                           ^^^^^^^^^^ error: `ALL_DONE` is no trigger rule of Airflow 2.10: loading the file fails, and its DAGs are gone from the UI. Did you mean `all_done`? (unsafe fix)
    EmptyOperator(task_id="c", trigger_rule=TriggerRule.ALL_SUCESS)
#                                           ^^^^^^^^^^^^^^^^^^^^^^ error: `all_sucess` is no trigger rule of Airflow 2.10: loading the file fails, and its DAGs are gone from the UI. Did you mean `all_success`? (unsafe fix)
    EmptyOperator(task_id="d", trigger_rule="whenever")
#                                           ^^^^^^^^^^ error: `whenever` is no trigger rule of Airflow 2.10: loading the file fails, and its DAGs are gone from the UI.
    EmptyOperator(task_id="e", trigger_rule="all_done_min_one_success")
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: `all_done_min_one_success` is no trigger rule of Airflow 2.10: loading the file fails, and its DAGs are gone from the UI.
    EmptyOperator(task_id="f", trigger_rule=TriggerRule.ALL_DONE)
    EmptyOperator(task_id="g", trigger_rule="none_failed_min_one_success")
    EmptyOperator(task_id="h", trigger_rule="dummy")
    BashOperator.partial(task_id="i", trigger_rule="whenever").expand(bash_command=["a"])

    @task(trigger_rule="one_sucess")
#                      ^^^^^^^^^^^^ error: `one_sucess` is no trigger rule of Airflow 2.10: loading the file fails, and its DAGs are gone from the UI. Did you mean `one_success`? (unsafe fix)
    def work(): ...

    work()
# --- case: trigger rules that went with Airflow 3
# airflow: 3.3.2
from airflow.sdk import DAG, TriggerRule
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("a", schedule=None, default_args={"trigger_rule": "none_failed_or_skipped"}):
#                                                          ^^^^^^^^^^^^^^^^^^^^^^^^ error: `none_failed_or_skipped` is no trigger rule of Airflow 3.3: loading the file fails, and its DAGs are gone from the UI. Did you mean `none_failed_min_one_success`? (unsafe fix)
    EmptyOperator(task_id="a", trigger_rule="dummy")
#                                           ^^^^^^^ error: `dummy` is no trigger rule of Airflow 3.3: loading the file fails, and its DAGs are gone from the UI. Did you mean `always`? (unsafe fix)
    EmptyOperator(task_id="b", trigger_rule=TriggerRule.NONE_FAILED_OR_SKIPPED)
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: `none_failed_or_skipped` is no trigger rule of Airflow 3.3: loading the file fails, and its DAGs are gone from the UI. Did you mean `none_failed_min_one_success`? (unsafe fix)
    EmptyOperator(task_id="c", trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
    EmptyOperator(task_id="d")
# --- case: values that every version refuses
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.sensors.filesystem import FileSensor

with DAG("a", schedule=None, start_date="2024-01-01"):
#                                       ^^^^^^^^^^^^ error: `start_date` is `"2024-01-01"` here, and Airflow takes only a `datetime`: loading the file fails, and its DAGs are gone from the UI.
    EmptyOperator(task_id="a", retries="three", retry_delay="300", pool_slots=0)
#                                      ^^^^^^^ error: `retries` is `"three"` here, and Airflow takes only a whole number: loading the file fails, and its DAGs are gone from the UI.
#                                                           ^^^^^ error: `retry_delay` is `"300"` here, and Airflow takes only a `timedelta` or a number of seconds: loading the file fails, and its DAGs are gone from the UI.
#                                                                             ^ error: `pool_slots` is `0` here, and Airflow takes only a whole number of at least 1: loading the file fails, and its DAGs are gone from the UI.
    EmptyOperator(task_id="b", weight_rule="downstrem", priority_weight="1")
#                                          ^^^^^^^^^^^ error: `weight_rule` is `"downstrem"` here, and Airflow takes only `downstream`, `upstream` or `absolute`: loading the file fails, and its DAGs are gone from the UI. Did you mean `downstream`? (unsafe fix)
#                                                                       ^^^ error: `priority_weight` is `"1"` here, and Airflow takes only a whole number: loading the file fails, and its DAGs are gone from the UI.
    EmptyOperator(task_id="c", priority_weight=1.5, max_retry_delay=[1], end_date="2024-01-01")
#                                              ^^^ error: `priority_weight` is `1.5` here, and Airflow takes only a whole number: loading the file fails, and its DAGs are gone from the UI.
#                                                                   ^^^ error: `max_retry_delay` is `[1]` here, and Airflow takes only a `timedelta` or a number of seconds: loading the file fails, and its DAGs are gone from the UI.
#                                                                                 ^^^^^^^^^^^^ error: `end_date` is `"2024-01-01"` here, and Airflow takes only a `datetime`: loading the file fails, and its DAGs are gone from the UI.
    FileSensor(task_id="d", filepath="x", mode="rescheduled", poke_interval=-1, timeout="600")
#                                              ^^^^^^^^^^^^^ error: `mode` is `"rescheduled"` here, and Airflow takes only `poke` or `reschedule`: loading the file fails, and its DAGs are gone from the UI. Did you mean `reschedule`? (unsafe fix)
#                                                                           ^^ error: `poke_interval` is `-1` here, and Airflow takes only a `timedelta` or a number of seconds that is not negative: loading the file fails, and its DAGs are gone from the UI.
#                                                                                       ^^^^^ error: `timeout` is `"600"` here, and Airflow takes only a `timedelta` or a number of seconds that is not negative: loading the file fails, and its DAGs are gone from the UI.
    FileSensor(task_id="e", filepath="x", mode=None, poke_interval=timedelta(seconds=-5))
#                                              ^^^^ error: `mode` is `None` here, and Airflow takes only `poke` or `reschedule`: loading the file fails, and its DAGs are gone from the UI.
#                                                                  ^^^^^^^^^^^^^^^^^^^^^ error: `poke_interval` is `timedelta(seconds=-5)` here, and Airflow takes only a `timedelta` or a number of seconds that is not negative: loading the file fails, and its DAGs are gone from the UI.
    BashOperator.partial(task_id="f", pool_slots=-1).expand(bash_command=["a"])
#                                                ^^ error: `pool_slots` is `-1` here, and Airflow takes only a whole number of at least 1: loading the file fails, and its DAGs are gone from the UI.
with DAG("b", schedule=None, default_args={"retries": "many", "pool_slots": 0}):
#                                                     ^^^^^^ error: `retries` is `"many"` here, and Airflow takes only a whole number: loading the file fails, and its DAGs are gone from the UI.
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
#                                    ^^^^^^^ information: `catchup` is `"False"` here, and Airflow takes only True or False: from 2.10 on, loading the file fails, and its DAGs are gone from the UI.
#                                                             ^^^ information: `max_active_runs` is `"1"` here, and Airflow takes only a whole number: from 2.10 on, loading the file fails, and its DAGs are gone from the UI.
    EmptyOperator(task_id="a", depends_on_past="False", queue=5)
#                                              ^^^^^^^ information: `depends_on_past` is `"False"` here, and Airflow takes only True or False: from 2.10 on, loading the file fails, and its DAGs are gone from the UI.
#                                                             ^ information: `queue` is `5` here, and Airflow takes only a text: from 2.10 on, loading the file fails, and its DAGs are gone from the UI.
# --- case: before 2.10 they are not
# airflow: 2.9.3
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule=None, catchup="False", max_active_runs="1", tags="a"):
    EmptyOperator(task_id="a", depends_on_past="False", queue=5, start_date="2024-01-01")
# --- case: dates and tags by version
# airflow: 2.10.5
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a", schedule=None, tags="a"):
#                                 ^^^ error: `tags` is `"a"` here, and Airflow takes only a list of texts: loading the file fails, and its DAGs are gone from the UI.
    EmptyOperator(task_id="a", start_date="2024-01-01")
# --- case: dates and tags in Airflow 3
# airflow: 3.3.2
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("a", schedule=None, tags="a"):
    EmptyOperator(task_id="a", start_date="2024-01-01")
#                                         ^^^^^^^^^^^^ error: `start_date` is `"2024-01-01"` here, and Airflow takes only a `datetime`: loading the file fails, and its DAGs are gone from the UI.
# --- case: layouts
# line-break: crlf
from airflow import DAG
from airflow.operators.empty import EmptyOperator
with DAG("a", schedule=None):
	EmptyOperator(
		task_id="a",
		retrys = 2 , # twice
# ^^^^^^ error: `EmptyOperator` takes no `retrys`: loading the file fails, and its DAGs are gone from the UI. Did you mean `retries`? (unsafe fix)
		owners='me',
# ^^^^^^ error: `EmptyOperator` takes no `owners`: loading the file fails, and its DAGs are gone from the UI. Did you mean `owner`? (unsafe fix)
	)
