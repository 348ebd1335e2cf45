# --- case: exits of a task in Airflow 2
# airflow: 2.10.5
import os
import sys
from sys import exit as leave

from airflow.decorators import task
from airflow.exceptions import AirflowException


@task
def load(rows):
    if not rows:
        print("nothing to do")
        sys.exit(0)  # nothing to do
#       ^^^^^^^^ warning: `sys.exit()` ends the process of the task. Airflow 2 marks the task as a success, whatever was left to do; Airflow 3 would fail it. Return instead, or raise. (unsafe fix)
    if len(rows) > 1000:
        sys.exit("too many rows")
#       ^^^^^^^^ warning: `sys.exit()` fails the task by `SystemExit`, which passes every `except Exception` on its way and says nothing of what failed. Raise an exception that says it. (unsafe fix)
    if rows[0] is False:
        sys.exit("no rows after %s" % rows[1])
#       ^^^^^^^^ warning: `sys.exit()` fails the task by `SystemExit`, which passes every `except Exception` on its way and says nothing of what failed. Raise an exception that says it. (unsafe fix)
    if rows[0] is True:
        sys.exit("no rows after {}".format(rows[1]))
#       ^^^^^^^^ warning: `sys.exit()` fails the task by `SystemExit`, which passes every `except Exception` on its way and says nothing of what failed. Raise an exception that says it. (unsafe fix)
    if rows[0] is None:
        leave(1)
#       ^^^^^ warning: `leave()` fails the task by `SystemExit`, which passes every `except Exception` on its way and says nothing of what failed. Raise an exception that says it. (unsafe fix)
    if rows[0] == "stop":
        raise SystemExit
#             ^^^^^^^^^^ warning: `raise SystemExit` ends the process of the task. Airflow 2 marks the task as a success, whatever was left to do; Airflow 3 would fail it. Return instead, or raise. (unsafe fix)
    for row in rows:
        if row == "quit":
            quit()
#           ^^^^ warning: `quit()` ends the process of the task. Airflow 2 marks the task as a success, whatever was left to do; Airflow 3 would fail it. Return instead, or raise. (unsafe fix)
    os._exit(0)
#   ^^^^^^^^ warning: `os._exit()` ends the process of the task at once: no `finally` and no clean-up runs, the log ends there, and Airflow marks the task as failed, whatever the code. Return instead, or raise.

# --- case: exits of a task in Airflow 3
# airflow: 3.3.2
# line-break: crlf
import os
import sys

from airflow.sdk import task


@task
def load(rows):
  if not rows: sys.exit(); print("never")
#              ^^^^^^^^ warning: `sys.exit()` ends the process of the task. Airflow 3 marks the task as failed, although its code says success. Return instead, or raise. (unsafe fix)
  if len(rows) > 1000:
    raise SystemExit(2)
#         ^^^^^^^^^^ warning: `raise SystemExit` fails the task by `SystemExit`, which passes every `except Exception` on its way and says nothing of what failed. Raise an exception that says it. (unsafe fix)
  sys.exit(os.system("load"))
# ^^^^^^^^ warning: `sys.exit()` ends the process of the task. Airflow 3 marks the task as failed, also where the code is 0. Return where the work is done, and raise where it failed.

# --- case: of a version that is not known, through helpers, in an operator and a branch
import os
import sys

from airflow.models import BaseOperator
from airflow.operators.python import BranchPythonOperator, PythonOperator
from airflow.sensors.base import BaseSensorOperator


def stop(code):
	sys.exit(code)
#^^^^^^^^ warning: `sys.exit()` ends the process of the task. A code of 0 is a success in Airflow 2 and a failure in Airflow 3. Return where the work is done, and raise where it failed.


def end():
	sys.exit(0)
#^^^^^^^^ warning: `sys.exit()` ends the process of the task. Airflow 2 marks the task as a success, whatever was left to do, and Airflow 3 as failed. Return instead, or raise.


def choose():
	exit(0)
#^^^^ warning: `exit()` ends the process of the task. Airflow 2 marks the task as a success, whatever was left to do, and Airflow 3 as failed. Return instead, or raise.


def run(ti):
	try:
		end()
	finally:
		print("done")
	stop(0)
	stop(1)


class Load(BaseOperator):
	def execute(self, context):
		try:
			self.load()
		except ValueError:
			sys.exit(1)
#  ^^^^^^^^ warning: `sys.exit()` fails the task by `SystemExit`, which passes every `except Exception` on its way and says nothing of what failed. Raise an exception that says it. (unsafe fix)
		try:
			sys.exit(f"failed {context}")
#  ^^^^^^^^ warning: `sys.exit()` fails the task by `SystemExit`, which passes every `except Exception` on its way and says nothing of what failed. Raise an exception that says it.
		except Exception:
			os.abort()
#  ^^^^^^^^ warning: `os.abort()` ends the process of the task at once: no `finally` and no clean-up runs, the log ends there, and Airflow marks the task as failed, whatever the code. Return instead, or raise.
		sys.exit(None)
# ^^^^^^^^ warning: `sys.exit()` ends the process of the task. Airflow 2 marks the task as a success, whatever was left to do, and Airflow 3 as failed. Return instead, or raise. (unsafe fix)


class Wait(BaseSensorOperator):
	def poke(self, context):
		sys.exit(0)
# ^^^^^^^^ warning: `sys.exit()` ends the process of the task. Airflow 2 marks the task as a success, whatever was left to do, and Airflow 3 as failed. Return instead, or raise.


BranchPythonOperator(task_id="choose", python_callable=choose)
PythonOperator(task_id="run", python_callable=run)

# --- case: in a callback of Airflow 2
# airflow: 2.10.5
import sys

from airflow import DAG


def alert(context):
    if context is None:
        sys.exit(1)
#       ^^^^^^^^ warning: `sys.exit()` in a callback ends the process that runs it: Airflow 2 shows a failed task as "running" until it is taken for a zombie, and marks one that succeeded as failed. Return instead.


DAG("shop", schedule=None, on_failure_callback=alert)

# --- case: in a callback of Airflow 3
# airflow: 3.3.2
import os

from airflow.sdk import task


def alert(context):
    os._exit(1)
#   ^^^^^^^^ warning: `os._exit()` in a callback ends the process that runs it: no later callback is called. Return instead.


@task(on_failure_callback=alert)
def load():
    return 1

# --- case: exits that end something else than the task
import multiprocessing
import os
import signal
import sys
import threading

from airflow.decorators import task


def child():
    os._exit(1)


def beside():
    sys.exit()


def on_alarm(signum, frame):
    sys.exit(1)


@task
def load():
    multiprocessing.Process(target=child).start()
    threading.Thread(target=beside, daemon=True).start()
    signal.signal(signal.SIGUSR1, on_alarm)
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    try:
        sys.exit(1)
    except SystemExit as end:
        print(end.code)


@task.virtualenv
def elsewhere():
    import sys

    sys.exit(1)

# --- case: scripts, and functions of the same name
import sys

from airflow.decorators import task
from mylib import exit, sys as other


@task
def load(process):
    exit(0)
    other.exit(0)
    process.exit()


def main():
    sys.exit(1)


if __name__ == "__main__":
    main()

# --- case: the work is what the exit is given
import sys

from airflow.decorators import task
from shop import store


def main():
    store("orders")
    return 0


@task
def load():
    sys.exit(main())
#   ^^^^^^^^ warning: `sys.exit()` ends the process of the task. Airflow 2 marks the task as a success, whatever was left to do, and Airflow 3 as failed. Return instead, or raise. (unsafe fix)


@task
def finish():
    code = 0
    sys.exit(code)
#   ^^^^^^^^ warning: `sys.exit()` ends the process of the task. Airflow 2 marks the task as a success, whatever was left to do, and Airflow 3 as failed. Return instead, or raise. (unsafe fix)
