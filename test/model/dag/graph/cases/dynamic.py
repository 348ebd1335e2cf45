"""DAGs and tasks that loops and functions make."""

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup

tables = {"users": ["load", "check"], "orders": ["load"]}


def build(name, steps, schedule=None):
    dag = DAG(f"sync_{name}", schedule=schedule)
    previous = None
    for step in steps:
        current = BashOperator(task_id=f"{step}_{name}", bash_command="true", dag=dag)
        if previous is not None:
            previous >> current
        previous = current
    return dag


for name, steps in tables.items():
    globals()[f"dag_{name}"] = build(name, steps)

listed = [build(f"listed_{i}", ["load"]) for i in range(2)]
kept = build(name="kept", steps=("a", "b", "c"))


def hidden():
    dag = DAG("hidden")
    EmptyOperator(task_id="a", dag=dag)


hidden()


def shown():
    with DAG("shown"):
        EmptyOperator(task_id="a")


shown()

with DAG("unregistered", auto_register=False):
    EmptyOperator(task_id="a")

with DAG("looped") as looped:
    start = EmptyOperator(task_id="start")
    for index, letter in enumerate("abc", start=1):
        with TaskGroup(group_id=f"group_{letter}") as group:
            tasks = [EmptyOperator(task_id=f"task_{n}") for n in range(index)]
            for one, two in zip(tasks, tasks[1:]):
                one >> two
        start >> group
    ends = {key: EmptyOperator(task_id="end_" + key) for key in ("x", "y") if key != "z"}
    looped.get_task("start") >> list(ends.values())

outside = EmptyOperator(task_id="attached")
later = DAG("later")
outside.dag = later
first = EmptyOperator(task_id="first", dag=later)
second = EmptyOperator(task_id="second")
first >> second
