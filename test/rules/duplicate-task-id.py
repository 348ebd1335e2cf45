# --- case: two tasks with one id
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

with DAG("a"):
    BashOperator(task_id="load", bash_command="date")
    EmptyOperator(task_id="load")
#                         ^^^^^^ error: The id `load` belongs to another task of the DAG `a`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.

b = DAG("b")
first = EmptyOperator(task_id="x", dag=b)
second = EmptyOperator(task_id="x", dag=b)
#                              ^^^ error: The id `x` belongs to another task of the DAG `b`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.

with DAG("c"):
    with TaskGroup("g"):
        EmptyOperator(task_id="x")
        EmptyOperator(task_id="x")
#                             ^^^ error: The id `g.x` belongs to another task of the DAG `c`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.
    EmptyOperator(task_id="g.x")
#                         ^^^^^ error: The id `g.x` belongs to another task of the DAG `c`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.
    with TaskGroup("flat", prefix_group_id=False):
        EmptyOperator(task_id="y")
    EmptyOperator(task_id="y")
#                         ^^^ error: The id `y` belongs to another task of the DAG `c`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.

@dag
def flow():
    @task
    def load(): ...

    load()
    EmptyOperator(task_id="load")
#                         ^^^^^^ error: The id `load` belongs to another task of the DAG `flow`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.
    BashOperator.partial(task_id="m").expand(bash_command=["a", "b"])
    EmptyOperator(task_id="m")
#                         ^^^ error: The id `m` belongs to another task of the DAG `flow`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.

flow()

# --- case: groups and tasks share their ids
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

with DAG("a"):
    with TaskGroup("load"): ...
    EmptyOperator(task_id="load")
#                         ^^^^^^ error: The id `load` belongs to another group of the DAG `a`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.

with DAG("b"):
    EmptyOperator(task_id="load")
    with TaskGroup(group_id="load"): ...
#                           ^^^^^^ error: The id `load` belongs to another task of the DAG `b`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.

with DAG("c"):
    with TaskGroup("load"): ...
    with TaskGroup("load"): ...
#                  ^^^^^^ error: The id `load` belongs to another group of the DAG `c`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.

# --- case: loops and factories that make the same id again
from airflow import DAG
from airflow.operators.bash import BashOperator

def step(name):
    return BashOperator(task_id=f"step_{name}", bash_command="date")
#                               ^^^^^^^^^^^^^^ error: This makes more than one task with the id `step_a` in the DAG `a`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Put what differs into the id.

with DAG("a"):
    for table in ["orders", "bills"]:
        BashOperator(task_id="load", bash_command=f"load {table}")
#                            ^^^^^^ error: This makes more than one task with the id `load` in the DAG `a`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Put what differs into the id.
    for table in ["orders", "bills", "orders"]:
        BashOperator(task_id=f"check_{table}", bash_command="date")
#                            ^^^^^^^^^^^^^^^^ error: This makes more than one task with the id `check_orders` in the DAG `a`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Put what differs into the id.
    step("a")
    step("a")
    BashOperator(task_id="step_" + "b", bash_command="date")
#                        ^^^^^^^^^^^^^ error: The id `step_b` belongs to another task of the DAG `a`: Airflow raises DuplicateTaskIdFound, loading the file fails, and its DAGs are gone from the UI. Give this one an id of its own.
    step("b")

# --- case: ids that Airflow numbers by itself
from airflow import DAG
from airflow.decorators import dag, task, task_group
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

@dag
def flow():
    @task
    def load(): ...

    @task_group
    def group():
        load()

    load()
    load()
    load.override(task_id="other")()
    load.override(task_id="other")()
    group()
    group()

flow()

with DAG("b"):
    @task
    def work(): ...

    EmptyOperator(task_id="work")
    work()
    with TaskGroup("g"): ...
    with TaskGroup("g", add_suffix_on_collision=True): ...

# --- case: the same id in different DAGs, groups and branches
import os
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup
from mylib import names

def build(dag_id):
    with DAG(dag_id) as dag:
        EmptyOperator(task_id="x")
    return dag

a = build("a")
b = build("b")

with DAG("c"):
    EmptyOperator(task_id="x")
    with TaskGroup("g"):
        EmptyOperator(task_id="x")
    with TaskGroup("h"):
        EmptyOperator(task_id="x")
    if os.environ.get("PROD"):
        EmptyOperator(task_id="y")
    else:
        EmptyOperator(task_id="y")
    for name in names():
        EmptyOperator(task_id=f"z_{name}")
    for i in range(3):
        EmptyOperator(task_id=f"n_{i}")

# --- case: a function that nobody calls
from airflow import DAG
from airflow.operators.empty import EmptyOperator

def build():
    with DAG("a"):
        EmptyOperator(task_id="x")
        EmptyOperator(task_id="x")
