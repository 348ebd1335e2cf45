# --- case: characters that Airflow refuses
from airflow import DAG
from airflow.decorators import dag, task, task_group
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

with DAG("my dag"):
#        ^^^^^^^^ error: A DAG id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
    EmptyOperator(task_id="load/orders")
#                         ^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has `/`: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
    BashOperator(task_id="load orders", bash_command="date")
#                        ^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
    EmptyOperator(task_id="load:orders[0]")
#                         ^^^^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has `:`, `[`, `]`: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
    EmptyOperator(task_id="")
#                         ^^ error: A task id cannot be empty: loading the file fails, and its DAGs are gone from the UI.
    EmptyOperator(task_id=1)
#                         ^ error: A task id is a text, not of type `int`: loading the file fails, and its DAGs are gone from the UI.
    with TaskGroup("my.group"):
#                  ^^^^^^^^^^ error: A group id has only letters, digits, `-` and `_`, and this has `.`: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
        EmptyOperator(task_id="a")
    with TaskGroup(group_id="my group"):
#                           ^^^^^^^^^^ error: A group id has only letters, digits, `-` and `_`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
        EmptyOperator(task_id="a")

with DAG(dag_id="report@daily"): ...
#               ^^^^^^^^^^^^^^ error: A DAG id has only letters, digits, `-`, `_` and `.`, and this has `@`: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.

@dag("weekly report")
#    ^^^^^^^^^^^^^^^ error: A DAG id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
def weekly():
    @task(task_id="build it")
#                 ^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
    def build(): ...

    @task
    def send(): ...

    @task_group(group_id="checks & sums")
#                        ^^^^^^^^^^^^^^^ error: A group id has only letters, digits, `-` and `_`, and this has a space, `&`: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
    def checks():
        send.override(task_id="send it")()
#                             ^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.

    build()
    checks()

weekly()

# --- case: parts of an id that are known whatever the run puts in
from airflow import DAG
from airflow.operators.bash import BashOperator

PREFIX = "load "

def names(): ...

with DAG("a"):
    for name in names():
        BashOperator(task_id=f"load {name}", bash_command="date")
#                            ^^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
        BashOperator(task_id="load " + name, bash_command="date")
#                            ^^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
        BashOperator(task_id=PREFIX + name, bash_command="date")
#                            ^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
        BashOperator(task_id="load %s" % name, bash_command="date")
#                            ^^^^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
        BashOperator(task_id="load {}".format(name), bash_command="date")
#                            ^^^^^^^^^^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
        BashOperator(task_id=f"load_{name}", bash_command="date")
        BashOperator(task_id="load_%s" % name, bash_command="date")
        BashOperator(task_id="load_{0}".format(name), bash_command="date")
        BashOperator(task_id=f"load {name}".replace(" ", "_"), bash_command="date")

# --- case: names, loops and factories, where the text is written
from airflow import DAG
from airflow.operators.bash import BashOperator

DAG_ID = "my dag"
#        ^^^^^^^^ error: A DAG id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.

def step(name):
    return BashOperator(task_id=name, bash_command="date")

with DAG(DAG_ID):
    step("first step")
#        ^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
    step("second_step")
    for table in ["orders", "order lines"]:
#                           ^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.
        BashOperator(task_id=table, bash_command="date")
    for table in ("a b", "c"):
        BashOperator(task_id=f"load_{table}", bash_command="date")
#                            ^^^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and `load_a b` has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.

# --- case: ids that only the load of the file shows
from airflow import DAG
from airflow.operators.bash import BashOperator

def step(table, *, prefix="load"):
    return BashOperator(task_id=f"{prefix}_{table}", bash_command="date")
#                               ^^^^^^^^^^^^^^^^^^^ error: A task id has only letters, digits, `-`, `_` and `.`, and `load_order lines` has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.

with DAG("a"):
    for table in ["orders", "order lines"]:
        step(table)
    for table in ["a", "b"]:
        step(table, prefix="check")

for team in ["sales", "R&D"]:
    with DAG("report_" + team.lower()): ...
#            ^^^^^^^^^^^^^^^^^^^^^^^^ error: A DAG id has only letters, digits, `-`, `_` and `.`, and `report_r&d` has `&`: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.

# --- case: lengths
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

with DAG("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"): ...
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A DAG id has 250 characters at most, and this has 251: loading the file fails, and its DAGs are gone from the UI. Shorten it.
with DAG("éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"):
    EmptyOperator(task_id="bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A task id has 250 characters at most, and this has 251: loading the file fails, and its DAGs are gone from the UI. Shorten it.
    with TaskGroup("ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"): ...
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A group id has 200 characters at most, and this has 201: loading the file fails, and its DAGs are gone from the UI. Shorten it.
    with TaskGroup("dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"):
        EmptyOperator(task_id="eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee")
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: With the ids of its groups in front, the id of this task has 252 characters, and Airflow takes 250: loading the file fails, and its DAGs are gone from the UI. Shorten one of them.
        EmptyOperator(task_id="short")

# --- case: before 2.10 the groups in front do not count
# airflow: 2.9
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

with DAG("a"):
    with TaskGroup("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"):
        EmptyOperator(task_id="ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc")

# --- case: groups that prefix nothing, in Airflow 3
# airflow: 3.1
from airflow.sdk import DAG, TaskGroup

with DAG("a"):
    with TaskGroup("my group", prefix_group_id=False): ...
#                  ^^^^^^^^^^ error: A group id has only letters, digits, `-` and `_`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.

# --- case: groups that prefix nothing, in Airflow 2
# airflow: 2.10
from airflow import DAG
from airflow.utils.task_group import TaskGroup

with DAG("a"):
    with TaskGroup("my group", prefix_group_id=False): ...

# --- case: groups that prefix nothing, in any Airflow
from airflow import DAG
from airflow.utils.task_group import TaskGroup

with DAG("a"):
    with TaskGroup("my group", prefix_group_id=False): ...
#                  ^^^^^^^^^^ information: Airflow 2 takes such an id of a group that prefixes nothing; from Airflow 3.0 on: a group id has only letters, digits, `-` and `_`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.

# --- case: ids that Airflow takes
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

with DAG("täglich.report-2_v1", dag_display_name="Täglicher Report"):
    EmptyOperator(task_id="load.orders", task_display_name="Load orders")
    EmptyOperator(task_id="日本")
    EmptyOperator(task_id="-")
    with TaskGroup("groupe_é-1", tooltip="What it does"):
        EmptyOperator(task_id="a")

@dag(dag_display_name="Weekly report")
def weekly():
    @task
    def build(): ...

    build()

weekly()

# --- case: entries of which only the run knows the key
import os
from airflow import DAG
from airflow.operators.empty import EmptyOperator

SETTINGS = {"id": "orders", "title": "All orders", "priority": 1}

with DAG("a"):
    EmptyOperator(task_id=SETTINGS[os.environ["KEY"]])
    EmptyOperator(task_id=SETTINGS["id"])

# --- case: attributes that every instance may set
from dataclasses import dataclass
from airflow import DAG
from mylib import configurations

@dataclass
class Configuration:
    dag_id: str = ""

    def __post_init__(self):
        self.dag_id = f"{self.name}_workflow"

def build(configuration: Configuration):
    return DAG(dag_id=configuration.dag_id)

for configuration in configurations():
    build(configuration)

class Names:
    report = "weekly report"
#            ^^^^^^^^^^^^^^^ error: A DAG id has only letters, digits, `-`, `_` and `.`, and this has a space: loading the file fails, and its DAGs are gone from the UI. Write `_` instead.

d = DAG(Names.report)

# --- case: code in between makes ids of what is written
from airflow import DAG
from airflow.operators.empty import EmptyOperator

def step(title):
    name = title
    if " " in name:
        name = name.replace(" ", "_")
    return EmptyOperator(task_id=name)

def build(title):
    dag_id = title
    if not title.isidentifier():
        dag_id = "_".join(title.lower().split())
    with DAG(dag_id) as dag:
        step("load orders")
        step("send")
    return dag

a = build("Weekly report")

# --- case: what only the run knows, and classes of others
import os
from airflow import DAG
from airflow.models import BaseOperator
from mylib import DAG as OtherDAG, slug

class NamedDAG(DAG):
    def __init__(self, title, **kwargs):
        super().__init__(slug(title), **kwargs)

class NamedOperator(BaseOperator):
    def __init__(self, task_id, **kwargs):
        super().__init__(task_id=slug(task_id), **kwargs)

with DAG(os.environ["DAG_ID"]):
    NamedOperator(task_id="load orders")
with DAG(slug("my dag")): ...
with OtherDAG("my dag"): ...
with NamedDAG("my dag"): ...
