"""TaskFlow functions: how their tasks are called, and what they follow."""

from airflow import DAG
from airflow.decorators import dag, task, task_group
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup


@task
def extract(source="a"):
    return {"rows": [source]}


@task(task_id="shape", retries=2)
def transform(rows, limit=None):
    return rows


@task.branch(trigger_rule="none_failed")
def choose(rows):
    return "left"


@task.short_circuit
def check(rows):
    return True


@task.bash
def shell(name):
    return f"echo {name}"


with DAG("numbered"):
    extract()
    extract("b")
    extract(source="c")
    extract.override(task_id="other")()
    extract.override(task_id="other")()
    with TaskGroup("g"):
        extract()
        extract()
    with TaskGroup("flat", prefix_group_id=False):
        extract()
        extract()

with DAG("passed_on"):
    first = extract()
    transform(first)
    transform(first["rows"])
    transform([first, {"deep": (first["rows"],)}], limit=extract("limit"))
    transform.override(task_id="renamed", retries=5)(first)
    operator = BashOperator(task_id="operator", bash_command="echo")
    transform(operator.output)
    BashOperator(task_id="templated", bash_command="echo", env={"rows": first["rows"]})
    BashOperator(task_id="mentioned", bash_command=f"echo {first}")
    check(first) >> shell("x")

with DAG("branches") as branches:
    left = EmptyOperator(task_id="left")
    right = EmptyOperator(task_id="right")
    choose(extract()) >> [left, right]


@dag(schedule=None)
def decorated(name="x"):
    @task
    def inner(value):
        return value

    @task_group
    def section(value):
        inner(value)
        return inner.override(task_id="last")(value)

    @task_group(group_id="named", default_args={"retries": 7})
    def silent():
        inner(1)

    one = section(inner(name))
    two = section(one)
    silent() >> inner(two)
    silent()


decorated()


@dag("own_id", schedule=None)
def another():
    extract() >> EmptyOperator(task_id="end")


instance = another()


@dag
def never_called():
    extract()
