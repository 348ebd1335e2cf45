# --- case: at a task
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="load", retries=10, retry_delay=timedelta(seconds=5))
#                                                                          ^^^^^^^^^^^^^^^^^^^^ information: 10 retries with 5 seconds between them are over within about 50 seconds: a service that is down for longer fails the task all the same, and one that is overloaded is asked again and again. Let the time grow with `retry_exponential_backoff=True`. (unsafe fix)
    BashOperator(
        task_id="b",
        bash_command="load",
        retries=5,
        retry_delay=timedelta(seconds=30),  # quick
#                   ^^^^^^^^^^^^^^^^^^^^^ information: 5 retries with 30 seconds between them are over within about 3 minutes: a service that is down for longer fails the task all the same, and one that is overloaded is asked again and again. Let the time grow with `retry_exponential_backoff=True`. (unsafe fix)
    )
    BashOperator(task_id="c", bash_command="load", retries=20, retry_delay=timedelta())
#                                                                          ^^^^^^^^^^^ information: 20 retries with no time between them are over at once: a service that is down for a minute fails the task all the same, and one that is overloaded is asked again and again. Set a `retry_delay`, and let it grow with `retry_exponential_backoff=True`.
    BashOperator(task_id="e", bash_command="load", retries=6, retry_delay=10)
#                                                                         ^^ information: 6 retries with 10 seconds between them are over within about a minute: a service that is down for longer fails the task all the same, and one that is overloaded is asked again and again. Let the time grow with `retry_exponential_backoff=True`. (unsafe fix)
    BashOperator(
        task_id="f", bash_command="load", retries=6, retry_delay=timedelta(seconds=1), retry_exponential_backoff=False
#                                                                ^^^^^^^^^^^^^^^^^^^^ information: 6 retries with a second between them are over within about 6 seconds: a service that is down for longer fails the task all the same, and one that is overloaded is asked again and again. Let the time grow with `retry_exponential_backoff=True`. (unsafe fix)
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
#                  ^^^^^^^^^^^^^^^^^^^^^ information: 8 retries with 10 seconds between them are over within about a minute: a service that is down for longer fails the task all the same, and one that is overloaded is asked again and again. Let the time grow with `retry_exponential_backoff=True`. (unsafe fix)
}

with DAG("d", default_args=default_args):
    BashOperator(task_id="a", bash_command="load")
    BashOperator(task_id="b", bash_command="load")
    BashOperator(task_id="c", bash_command="load", retries=2)


@task(retries=9, retry_delay=timedelta(seconds=2))
#                            ^^^^^^^^^^^^^^^^^^^^ information: 9 retries with 2 seconds between them are over within about 18 seconds: a service that is down for longer fails the task all the same, and one that is overloaded is asked again and again. Let the time grow with `retry_exponential_backoff=True`. (unsafe fix)
def load():
    print("loaded")


with DAG("e"):
    load()

# --- case: two DAGs share their default arguments
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

default_args = {"retries": 8, "retry_delay": timedelta(seconds=10)}
#                                            ^^^^^^^^^^^^^^^^^^^^^ information: 8 retries with 10 seconds between them are over within about a minute: a service that is down for longer fails the task all the same, and one that is overloaded is asked again and again. Let the time grow with `retry_exponential_backoff=True`. (unsafe fix)

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
        BashOperator(task_id=name, bash_command="load", retries=10, retry_delay=timedelta(seconds=5))
#                                                                               ^^^^^^^^^^^^^^^^^^^^ information: 10 retries with 5 seconds between them are over within about 50 seconds: a service that is down for longer fails the task all the same, and one that is overloaded is asked again and again. Let the time grow with `retry_exponential_backoff=True`. (unsafe fix)
    make("c", 10)
    make("e", 1)

# --- case: line breaks of Windows
# line-break: crlf
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG(
    "d",
    default_args={
        "retries": 10,
        "retry_delay": timedelta(seconds=5),
#                      ^^^^^^^^^^^^^^^^^^^^ information: 10 retries with 5 seconds between them are over within about 50 seconds: a service that is down for longer fails the task all the same, and one that is overloaded is asked again and again. Let the time grow with `retry_exponential_backoff=True`. (unsafe fix)
    },
):
    BashOperator(task_id="a", bash_command="load")
