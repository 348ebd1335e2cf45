"""Where the arguments of a task come from."""

from datetime import timedelta

from airflow import DAG
from airflow.decorators import task
from airflow.models.baseoperator import BaseOperator
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup
from airflow.utils.trigger_rule import TriggerRule

base = {"retries": 1, "execution_timeout": timedelta(minutes=5), "owner": "me"}
changed = {**base, "retries": 2}
changed.update(trigger_rule="all_done")
copied = dict(base)
copied["execution_timeout"] = timedelta(hours=1, minutes=30)
copied.pop("retries")


class Fixed(BaseOperator):
    def __init__(self, *, retries=9, note=None, **kwargs):
        super().__init__(retries=retries, trigger_rule=TriggerRule.ALWAYS, **kwargs)
        self.note = note

    def execute(self, context):
        return self.note


class Defaulting(BashOperator):
    def __init__(self, **kwargs):
        kwargs.setdefault("retries", 8)
        super().__init__(bash_command="true", **kwargs)


class Silent(BaseOperator):
    def execute(self, context):
        return None


with DAG("merged", default_args=base):
    EmptyOperator(task_id="of_dag")
    EmptyOperator(task_id="own", retries=4)
    EmptyOperator(task_id="own_defaults", default_args={"retries": 6})
    EmptyOperator(task_id="none", execution_timeout=None)
    with TaskGroup("g", default_args={"retries": 7, "trigger_rule": TriggerRule.ONE_FAILED}):
        EmptyOperator(task_id="of_group")
        with TaskGroup("inner", default_args={"execution_timeout": timedelta(seconds=30)}):
            EmptyOperator(task_id="of_both")
            EmptyOperator(task_id="own", retries=0)

with DAG("changed", default_args=changed):
    EmptyOperator(task_id="a")

with DAG("copied", default_args=copied):
    EmptyOperator(task_id="a")
    # The DAG has its own copy, which this does not change.
    copied["retries"] = 99
    EmptyOperator(task_id="b")

with DAG("of_its_own", default_args={"retries": 3}) as own:
    own.default_args["retries"] = 5
    EmptyOperator(task_id="a")


@task(retries=2, execution_timeout=timedelta(days=1))
def flow():
    return None


with DAG("functions", default_args=base):
    flow()
    flow.override(task_id="other", retries=None)()

with DAG("classes", default_args={"retries": 3}):
    Fixed(task_id="fixed")
    Fixed(task_id="passed", retries=1)
    Defaulting(task_id="defaulting")
    Silent(task_id="silent")
    Silent(task_id="given", retries=6)

with DAG("later"):
    task = EmptyOperator(task_id="a")
    task.retries = 5
    task.execution_timeout = timedelta(minutes=1)
    task.trigger_rule = "all_done"
