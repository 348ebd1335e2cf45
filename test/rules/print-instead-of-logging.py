# --- case: prints of every form
from airflow.decorators import task


@task
def load(rows, name):
    print("starting")
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print(f"{len(rows)} rows")
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print(rows)
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print("rows:", rows, name)
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print(rows, name)
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print("100%", rows)
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print(rows, name, sep=", ")
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print("a", "b", sep="")
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print("done", flush=True)
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print()
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
    print(
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
        "first",
        rows,  # all of them
    )

# --- case: prints that stay without a fix
import sys
from airflow.decorators import task


@task
def load(rows):
    print("to the error stream", file=sys.stderr)
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task.
    print(".", end="")
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task.
    print(*rows)
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task.
    print(rows, rows, sep="\n")
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task.

# --- case: in a handler, in an operator, in a callback
import logging
from airflow import DAG
from airflow.models import BaseOperator

log = logging.getLogger(__name__)


class Load(BaseOperator):
    def execute(self, context):
        try:
            print("loading")
#           ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
        except ValueError as e:
            print("no value:", e)
#           ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
        except Exception as e:
            print("failed:", e)
#           ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
            raise


def alert(context):
    print(context["task_instance"])
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)


DAG("loads", on_failure_callback=alert)

# --- case: tabs, one line, several statements
from airflow import DAG
from airflow.operators.python import PythonOperator

def load(rows):
	if rows: print('some'); print('more')
#         ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
#                        ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)
	for row in rows: print(row)
#                 ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)

with DAG("loads"):
	PythonOperator(task_id="load", python_callable=load)

# --- case: prints when the file is parsed, in scripts, elsewhere
from airflow import DAG
from airflow.decorators import task

print("parsing")


@task.virtualenv
def load():
    print("in another interpreter")


DAG("loads")

if __name__ == "__main__":
    print("script")

# --- case: another print
from airflow.decorators import task
from rich import print


@task
def load(rows):
    print(rows)

# --- case: carriage returns, an alias for logging
# line-break: crlf
"""Loads."""
import logging as lg
from airflow.decorators import task

@task
def load(rows):
    print(rows)
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task. (unsafe fix)

# --- case: what is written to a file is no log
import sys

from airflow.decorators import task


@task
def load(rows, path):
    with open(path, "w") as file:
        for row in rows:
            print(*row, sep=";", file=file)
    print("done", file=sys.stderr)
#   ^^^^^ information: `print` in a task gives the log a line without level, time and place, and in an `except` none of the traceback. Use a logger: Airflow shows its lines in the log of the task.
