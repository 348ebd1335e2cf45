"""Operators of the project."""

from airflow import DAG
from airflow.decorators import task
from airflow.models.baseoperator import BaseOperator
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.utils.task_group import TaskGroup


class Mixin:
    extra = None


class Load(Mixin, BaseOperator):
    template_fields = ("table", "rows")

    def __init__(self, table, rows=None, untemplated=None, **kwargs):
        super().__init__(**kwargs)
        self.table = table
        self.rows = rows
        self.untemplated = untemplated

    def execute(self, context):
        return self.table


class LoadTwice(Load):
    template_fields = (*Load.template_fields, "second")

    def __init__(self, *, second, **kwargs):
        super().__init__(table="both", **kwargs)
        self.second = second


class Shell(BashOperator):
    template_fields = [*BashOperator.template_fields, "name"]

    def __init__(self, name, **kwargs):
        self.name = name
        super().__init__(bash_command="echo", task_id=f"shell_{name}", **kwargs)


class Section(TaskGroup):
    def __init__(self, name, **kwargs):
        super().__init__(group_id=f"section_{name}", **kwargs)


class Pipeline(DAG):
    pass


@task
def rows():
    return []


with Pipeline("operators") as pipeline:
    made = rows()
    Load(task_id="named", table=made)
    Load(task_id="kept", table="t", untemplated=made)
    Load(task_id="second", table="t", rows=[made])
    LoadTwice(task_id="twice", second=made)
    Shell(name="a", env={"x": made})
    with Section("s") as section:
        PythonOperator(task_id="call", python_callable=print, op_kwargs={"x": made["y"]})
    Load(task_id="last", table="t") << section
