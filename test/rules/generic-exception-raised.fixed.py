# --- case: raise Exception in tasks
from airflow.decorators import task
from airflow.exceptions import AirflowException


@task
def load(code):
    if code == 1:
        raise AirflowException("it failed")
    if code == 2:
        raise AirflowException
    try:
        work()
    except ValueError as e:
        raise AirflowException(
            "it failed",  # badly
        ) from e

# --- case: what a handler on the way to Airflow catches
import requests
from airflow.decorators import task
from airflow.exceptions import AirflowException


def check(response):
    if not response.ok:
        raise AirflowException(response.text)


@task
def publish(url, layers):
    for layer in layers:
        try:
            check(requests.put(url, data=layer, timeout=60))
            if layer == "latest":
                raise AirflowException("it is there already")
        except Exception as error:
            print(f"not published: {error}")


publish("https://maps.example.com", ["a", "latest"])

# --- case: BaseException, builtins, an import that is there
import builtins
from airflow.exceptions import (
    AirflowSkipException,
    AirflowException,
)
from airflow.models import BaseOperator


class Load(BaseOperator):
    def execute(self, context):
        if context["a"]:
            raise AirflowException("gone")
        raise AirflowException("gone")

# --- case: AirflowException by another name
import airflow.exceptions
from airflow import DAG
from airflow.exceptions import AirflowException as Failed
from airflow.operators.python import PythonOperator


def load():
    raise Failed("it failed")


with DAG("loads"):
    PythonOperator(task_id="load", python_callable=load)

# --- case: exceptions that say what failed
from airflow.decorators import task
from airflow.exceptions import AirflowException, AirflowFailException


class LoadError(Exception):
    pass


@task
def load(code):
    if code == 1:
        raise AirflowException("it failed")
    if code == 2:
        raise AirflowFailException("it failed")
    if code == 3:
        raise LoadError("it failed")
    try:
        work()
    except Exception:
        raise
    raise RuntimeError("it failed")

# --- case: a class of one's own by that name
from airflow.decorators import task


class Exception(RuntimeError):
    pass


@task
def load():
    raise Exception("it failed")

# --- case: at parse time, in another interpreter, in scripts
from airflow import DAG
from airflow.decorators import task

if not DAG:
    raise Exception("no Airflow")


@task.virtualenv
def load():
    raise Exception("it failed")


if __name__ == "__main__":
    raise Exception("not a script")
