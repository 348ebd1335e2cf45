"""Tasks that prepare for others and clean up after them."""

from airflow import DAG
from airflow.decorators import setup, task, teardown
from airflow.operators.bash import BashOperator
from airflow.utils.task_group import TaskGroup


@setup
def begin(name="x"):
    return name


@teardown
def end(name=None):
    return name


@teardown(on_failure_fail_dagrun=True)
def finish(name):
    return name


@task
def work(value=None):
    return value


def shell(task_id):
    return BashOperator(task_id=task_id, bash_command="true")


with DAG("classic"):
    made = shell("make").as_setup()
    used = shell("use")
    gone = shell("remove").as_teardown(setups=made)
    made >> used >> gone
    shell("drop").as_teardown(setups=[shell("a").as_setup(), shell("b")])

with DAG("blocks"):
    with begin() >> end():
        work() >> work()
        shell("inside")
    with shell("outer_setup").as_setup() >> shell("outer_teardown").as_teardown():
        work()
        with shell("inner_setup").as_setup() >> shell("inner_teardown").as_teardown():
            shell("deep")
    one = shell("one_setup").as_setup()
    two = shell("one_teardown").as_teardown(setups=one)
    with two:
        shell("first") >> shell("second")
    with two as scope:
        late = shell("late")
        scope.add_task(late)

with DAG("groups"):
    with TaskGroup("g") as group:
        created = begin("g")
        worked = work(created)
        cleaned = finish(created)
        created >> worked >> cleaned
    group >> shell("after")
    shell("before") >> group
