# --- case: circles of two and more
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a"):
    a = EmptyOperator(task_id="a")
    b = EmptyOperator(task_id="b")
    c = EmptyOperator(task_id="c")
    a >> b >> c
    c >> a
#     ^^ error: These tasks wait for each other: `a` → `b` → `c` → `a`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.

with DAG("b"):
    x = EmptyOperator(task_id="x")
    y = EmptyOperator(task_id="y")
    x.set_downstream(y)
    x.set_upstream(y)
#   ^^^^^^^^^^^^^^ error: These tasks wait for each other: `x` → `y` → `x`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.

with DAG("c"):
    t = EmptyOperator(task_id="t")
    t >> t
#     ^^ error: The task `t` waits for itself. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take this dependency out.

with DAG("d"):
    e = [EmptyOperator(task_id=f"e{i}") for i in range(12)]
    for one, two in zip(e, e[1:]):
        one >> two
    e[11] >> e[0]
#         ^^ error: These tasks wait for each other: `e0` → `e1` → `e2` → `e3` → `e4` → `e5` → … → `e11` → `e0`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.

# --- case: through lists, groups, chain and cross_downstream
from airflow import DAG
from airflow.models.baseoperator import chain, cross_downstream
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

with DAG("a"):
    a, b, c = [EmptyOperator(task_id=name) for name in "abc"]
    [a, b] >> c
    c << a
    c >> b
#     ^^ error: These tasks wait for each other: `b` → `c` → `b`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.

with DAG("b"):
    before = EmptyOperator(task_id="before")
    with TaskGroup("g") as g:
        one = EmptyOperator(task_id="one")
        two = EmptyOperator(task_id="two")
    before >> g
    g >> before
#     ^^ error: These tasks wait for each other: `before` → `g.one` → `before`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.

with DAG("c"):
    d, e, f = [EmptyOperator(task_id=name) for name in "def"]
    chain(d, e, f)
    chain(f, d)
#   ^^^^^ error: These tasks wait for each other: `d` → `e` → `f` → `d`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.

with DAG("d"):
    m, n, o, p = [EmptyOperator(task_id=name) for name in "mnop"]
    cross_downstream([m, n], [o, p])
    p >> m
#     ^^ error: These tasks wait for each other: `m` → `p` → `m`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.

# --- case: TaskFlow arguments
from airflow.decorators import dag, task

@dag
def flow():
    @task
    def extract(): ...

    @task
    def load(rows): ...

    rows = extract()
    done = load(rows)
    done >> rows
#        ^^ error: These tasks wait for each other: `extract` → `load` → `extract`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.

flow()

# --- case: two knots, one finding each
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("a"):
    a, b, c, d = [EmptyOperator(task_id=name) for name in "abcd"]
    a >> b >> a
#          ^^ error: These tasks wait for each other: `a` → `b` → `a`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.
    c >> d
    d >> c
#     ^^ error: These tasks wait for each other: `c` → `d` → `c`. Airflow raises AirflowDagCycleException, and the DAG is gone from the UI. Take one of the dependencies out.
    b >> c

# --- case: no circles
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

with DAG("a"):
    a, b, c, d = [EmptyOperator(task_id=name) for name in "abcd"]
    a >> [b, c] >> d
    a >> d
    a >> b
    with TaskGroup("g") as g:
        e = EmptyOperator(task_id="e")
        f = EmptyOperator(task_id="f")
        e >> f
    d >> g

def build(dag_id, isReversed):
    with DAG(dag_id) as dag:
        x = EmptyOperator(task_id="x")
        y = EmptyOperator(task_id="y")
        if isReversed:
            y >> x
        else:
            x >> y
    return dag

b = build("b", True)
c = build("c", False)

# --- case: what only the run decides
import os
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from mylib import order

with DAG("a"):
    a, b = [EmptyOperator(task_id=name) for name in "ab"]
    if os.environ.get("FORWARD"):
        a >> b
    else:
        b >> a
    for one in order(a, b):
        a >> one
        one >> b
