# --- case: breakpoints
import pdb
import ipdb as debugger
from airflow.decorators import task


@task
def load(rows):
    for row in rows:
        if row is None:
            pass  # why?
        else:
            print(row)
    try:
        return sum(rows)
    except TypeError:
        raise

# --- case: questions
import getpass
import sys
import click
from airflow.operators.python import PythonOperator


def ask():
    name = input("Name? ")
    password = getpass.getpass()
    line = sys.stdin.readline()
    if click.confirm("Go on?"):
        return name, password, line


PythonOperator(task_id="ask", python_callable=ask)

# --- case: what happens in Airflow 3
from airflow.sdk import task


@task
def ask():
    return input()

# --- case: what happens in Airflow 2, when the file is loaded, in a sensor, and in a helper
from airflow import DAG
from airflow.sensors.base import BaseSensorOperator

name = input("Which DAG? ")

with DAG(name):
    pass


class AskSensor(BaseSensorOperator):
    def poke(self, context):
        return ask()


def ask():
    return input() == "y"

# --- case: in a trigger
from airflow.triggers.base import BaseTrigger, TriggerEvent


class MessageTrigger(BaseTrigger):
    async def run(self):
        yield TriggerEvent("now")

# --- case: a debugger that waits for someone to connect
import debugpy
from airflow.decorators import task


@task
def load():
    debugpy.listen(5678)
    print("go")

# --- case: one that is all there is
from airflow.decorators import task


@task
def load(rows):
	if rows:
		pass
	for row in rows: pass

# --- case: a script, a test, and other things of these names
from mylib import breakpoint, set_trace
from airflow.decorators import task


@task
def load(form):
    breakpoint()
    set_trace()
    form.input("a")
    prompt = input
    return prompt


if __name__ == "__main__":
    name = input("Which? ")
