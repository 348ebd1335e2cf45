# --- case: two DAGs of a file with one id
from airflow import DAG
from airflow.decorators import dag
from airflow.operators.empty import EmptyOperator

with DAG("load", schedule=None):
    EmptyOperator(task_id="a")

with DAG(dag_id="load", schedule=None):
#               ^^^^^^ error: Another DAG of this file has the id `load`: Airflow keeps one of the two, now this and now that, and the other never runs. Give each an id of its own.
    EmptyOperator(task_id="b")

@dag(schedule=None)
def report(): ...

report()

first = DAG("report", schedule=None)
#           ^^^^^^^^ error: Another DAG of this file has the id `report`: Airflow keeps one of the two, now this and now that, and the other never runs. Give each an id of its own.

@dag(dag_id="check", schedule=None)
def one(): ...

@dag("check", schedule=None)
def two(): ...
#   ^^^ error: Another DAG of this file has the id `check`: Airflow keeps one of the two, now this and now that, and the other never runs. Give each an id of its own.

one()
two()

# --- case: loops and factories that make the same id again
from airflow import DAG

def build(table):
    with DAG("load", schedule=None) as dag: ...
#            ^^^^^^ error: This makes more than one DAG with the id `load`: Airflow keeps one of them, now this and now that, and the others never run. Put what differs into the id.
    return dag

a = build("orders")
b = build("bills")

for table in ["orders", "bills"]:
    with DAG("check", schedule=None): ...
#            ^^^^^^^ error: This makes more than one DAG with the id `check`: Airflow keeps one of them, now this and now that, and the others never run. Put what differs into the id.

for table in ["orders", "bills", "orders"]:
    with DAG(f"count_{table}", schedule=None): ...
#            ^^^^^^^^^^^^^^^^ error: This makes more than one DAG with the id `count_orders`: Airflow keeps one of them, now this and now that, and the others never run. Put what differs into the id.

# --- case: ids that differ
from airflow import DAG
from airflow.decorators import dag

for table in ["orders", "bills"]:
    with DAG(f"load_{table}", schedule=None): ...

def build(table):
    with DAG(f"check_{table}", schedule=None) as dag: ...
    return dag

a = build("orders")
b = build("bills")

@dag(schedule=None)
def report(name): ...

report("a")

# --- case: branches, and DAGs that Airflow never finds
import os
from airflow import DAG

if os.environ.get("PROD"):
    with DAG("load", schedule="@daily"): ...
else:
    with DAG("load", schedule=None): ...

d = DAG("check", schedule=None)
d = DAG("check", schedule="@daily")

def unused():
    with DAG("count", schedule=None): ...

with DAG("count", schedule=None): ...
with DAG("count", schedule=None, auto_register=False): ...

# --- case: what only the run knows
import os
from airflow import DAG
from mylib import tables

with DAG(os.environ["DAG_ID"], schedule=None): ...
with DAG(os.environ["DAG_ID"], schedule=None): ...
for table in tables():
    with DAG(f"load_{table}", schedule=None): ...
