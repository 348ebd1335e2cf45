# --- case: breakpoints
import pdb
import ipdb as debugger
from airflow.decorators import task


@task
def load(rows):
    breakpoint()
#   ^^^^^^^^^^ error: `breakpoint()` stops for a debugger that nobody sits at: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Remove it. (unsafe fix)
    for row in rows:
        if row is None:
            pdb.set_trace()  # why?
#           ^^^^^^^^^^^^^ error: `pdb.set_trace()` stops for a debugger that nobody sits at: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Remove it. (unsafe fix)
        else:
            print(row)
    debugger.set_trace()
#   ^^^^^^^^^^^^^^^^^^ error: `debugger.set_trace()` stops for a debugger that nobody sits at: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Remove it. (unsafe fix)
    import pudb; pudb.set_trace()
#                ^^^^^^^^^^^^^^ error: `pudb.set_trace()` stops for a debugger that nobody sits at: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Remove it. (unsafe fix)
    try:
        return sum(rows)
    except TypeError:
        import pdb as p; p.post_mortem()
#                        ^^^^^^^^^^^^^ error: `p.post_mortem()` stops for a debugger that nobody sits at: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Remove it. (unsafe fix)
        raise

# --- case: questions
import getpass
import sys
import click
from airflow.operators.python import PythonOperator


def ask():
    name = input("Name? ")
#          ^^^^^ error: `input()` asks a person, and nobody is there: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Take the value from `params`, a `Variable` or a `Connection`.
    password = getpass.getpass()
#              ^^^^^^^^^^^^^^^ error: `getpass.getpass()` asks a person, and nobody is there: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Take the value from `params`, a `Variable` or a `Connection`.
    line = sys.stdin.readline()
#          ^^^^^^^^^^^^^^^^^^ error: `sys.stdin.readline()` asks a person, and nobody is there: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Take the value from `params`, a `Variable` or a `Connection`.
    if click.confirm("Go on?"):
#      ^^^^^^^^^^^^^ error: `click.confirm()` asks a person, and nobody is there: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Take the value from `params`, a `Variable` or a `Connection`.
        return name, password, line


PythonOperator(task_id="ask", python_callable=ask)

# --- case: what happens in Airflow 3
# airflow: 3.0.2
from airflow.sdk import task


@task
def ask():
    breakpoint()
#   ^^^^^^^^^^ error: `breakpoint()` stops for a debugger that nobody sits at: in Airflow 3, the task fails, since its standard input cannot be read. Remove it. (unsafe fix)
    return input()
#          ^^^^^ error: `input()` asks a person, and nobody is there: in Airflow 3, the task fails, since its standard input cannot be read. Take the value from `params`, a `Variable` or a `Connection`.

# --- case: what happens in Airflow 2, when the file is loaded, in a sensor, and in a helper
# airflow: 2.10.5
from airflow import DAG
from airflow.sensors.base import BaseSensorOperator

name = input("Which DAG? ")
#      ^^^^^ error: `input()` asks a person, and nobody is there: the import of the file fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Take the value from `params`, a `Variable` or a `Connection`.

with DAG(name):
    pass


class AskSensor(BaseSensorOperator):
    def poke(self, context):
        return ask()


def ask():
    return input() == "y"
#          ^^^^^ error: `input()` asks a person, and nobody is there: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Take the value from `params`, a `Variable` or a `Connection`.

# --- case: in a trigger
from airflow.triggers.base import BaseTrigger, TriggerEvent


class MessageTrigger(BaseTrigger):
    async def run(self):
        breakpoint()
#       ^^^^^^^^^^ error: `breakpoint()` stops for a debugger that nobody sits at: the trigger fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Remove it. (unsafe fix)
        yield TriggerEvent("now")

# --- case: a debugger that waits for someone to connect
import debugpy
from airflow.decorators import task


@task
def load():
    debugpy.listen(5678)
    debugpy.wait_for_client()
#   ^^^^^^^^^^^^^^^^^^^^^^^ error: `debugpy.wait_for_client()` stops for a debugger that nobody sits at: the task waits for ever for someone to connect. Remove it. (unsafe fix)
    print("go")

# --- case: one that is all there is
# line-break: crlf
from airflow.decorators import task


@task
def load(rows):
	if rows:
		breakpoint()
# ^^^^^^^^^^ error: `breakpoint()` stops for a debugger that nobody sits at: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Remove it. (unsafe fix)
	for row in rows: breakpoint()
#                 ^^^^^^^^^^ error: `breakpoint()` stops for a debugger that nobody sits at: the task fails at the end of its empty input, or waits for ever where the worker was started from a terminal. Remove it. (unsafe fix)

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
