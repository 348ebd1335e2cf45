# --- case: at a task
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="load", retries=10, retry_delay=timedelta(seconds=5), retry_exponential_backoff=True)
    BashOperator(
        task_id="b",
        bash_command="load",
        retries=5,
        retry_delay=timedelta(seconds=30),  # quick
        retry_exponential_backoff=True,
    )
    BashOperator(task_id="c", bash_command="load", retries=20, retry_delay=timedelta())
    BashOperator(task_id="e", bash_command="load", retries=6, retry_delay=10, retry_exponential_backoff=True)
    BashOperator(
        task_id="f", bash_command="load", retries=6, retry_delay=timedelta(seconds=1), retry_exponential_backoff=True
    )

# --- case: in default arguments
from datetime import timedelta

from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator

default_args = {
    "owner": "data",
    "retries": 8,
    "retry_delay": timedelta(seconds=10),
    "retry_exponential_backoff": True,
}

with DAG("d", default_args=default_args):
    BashOperator(task_id="a", bash_command="load")
    BashOperator(task_id="b", bash_command="load")
    BashOperator(task_id="c", bash_command="load", retries=2)


@task(retries=9, retry_delay=timedelta(seconds=2), retry_exponential_backoff=True)
def load():
    print("loaded")


with DAG("e"):
    load()

# --- case: two DAGs share their default arguments
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

default_args = {"retries": 8, "retry_delay": timedelta(seconds=10), "retry_exponential_backoff": True}

with DAG("d", default_args=default_args):
    BashOperator(task_id="a", bash_command="load")

with DAG("e", default_args=default_args):
    BashOperator(task_id="a", bash_command="load")

# --- case: few retries, longer delays, growing delays
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="load", retries=4, retry_delay=timedelta(seconds=5))
    BashOperator(task_id="b", bash_command="load", retries=10, retry_delay=timedelta(minutes=1))
    BashOperator(task_id="c", bash_command="load", retries=10)
    BashOperator(task_id="e", bash_command="load", retry_delay=timedelta(seconds=5))
    BashOperator(
        task_id="f",
        bash_command="load",
        retries=10,
        retry_delay=timedelta(seconds=5),
        retry_exponential_backoff=True,
    )
    BashOperator(
        task_id="g", bash_command="load", retries=10, retry_delay=timedelta(seconds=5), retry_exponential_backoff=2.0
    )

# --- case: what is not known
from datetime import timedelta

from airflow import DAG
from airflow.models import Variable
from airflow.operators.bash import BashOperator
from project import defaults, policy

RETRIES = int(Variable.get("retries"))

with DAG("d"):
    BashOperator(task_id="a", bash_command="load", retries=RETRIES, retry_delay=timedelta(seconds=5))
    BashOperator(task_id="b", bash_command="load", retries=10, retry_delay=timedelta(seconds=5), retry_policy=policy)
    BashOperator(task_id="c", bash_command="load", retries=10, retry_delay=timedelta(seconds=5), **defaults)

with DAG("e", default_args=defaults):
    BashOperator(task_id="a", bash_command="load", retries=10, retry_delay=timedelta(seconds=5))

# --- case: a loop, and a factory with different values
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator


def make(name, retries):
    return BashOperator(task_id=name, bash_command="load", retries=retries, retry_delay=timedelta(seconds=1))


with DAG("d"):
    for name in ["a", "b"]:
        BashOperator(task_id=name, bash_command="load", retries=10, retry_delay=timedelta(seconds=5), retry_exponential_backoff=True)
    make("c", 10)
    make("e", 1)

# --- case: line breaks of Windows
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG(
    "d",
    default_args={
        "retries": 10,
        "retry_delay": timedelta(seconds=5),
        "retry_exponential_backoff": True,
    },
):
    BashOperator(task_id="a", bash_command="load")
