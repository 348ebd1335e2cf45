"""Tasks and groups of which the number is decided when they run."""

from airflow import DAG
from airflow.decorators import task, task_group
from airflow.models.baseoperator import BaseOperator
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator


@task
def numbers():
    return [1, 2]


@task(retries=1)
def add(x, y=0):
    return x + y


@task
def total(values):
    return sum(values)


class Report(BaseOperator):
    template_fields = ("path",)

    def __init__(self, *, path, mode="w", **kwargs):
        super().__init__(**kwargs)
        self.path = path
        self.mode = mode

    def execute(self, context):
        return self.path


with DAG("mapped_functions", default_args={"retries": 3}):
    listed = numbers()
    added = add.partial(y=numbers.override(task_id="offset")()).expand(x=listed)
    total(added)
    add.override(task_id="twice").expand(x=added)
    add.expand(x=[1, 2, 3])
    add.expand(x=listed.map(lambda n: n + 1))
    add.expand_kwargs(listed.zip(numbers()).map(lambda pair: {"x": pair[0], "y": pair[1]}))
    add.expand_kwargs([{"x": 1}, {"x": listed}])

with DAG("mapped_operators", default_args={"retries": 3}):
    listed = numbers()
    BashOperator.partial(task_id="run", retries=5).expand(bash_command=listed)
    BashOperator.partial(task_id="env", bash_command="true").expand(env=[{"A": "b"}])
    Report.partial(task_id="report", path=listed["path"]).expand(mode=["a", "w"])
    Report.partial(task_id="plain", path="x").expand_kwargs([{"mode": "a"}])
    PythonOperator.partial(task_id="call", python_callable=print).expand(op_args=listed)

with DAG("mapped_groups"):

    @task_group
    def work(value, factor=1):
        one = add(value, factor)
        total([one])

    listed = numbers()
    work.partial(factor=2).expand(value=listed)
    last = work.expand(value=[1, 2])
    last >> total.override(task_id="end")([1])
