# --- case: exits of a task in Airflow 2
import os
import sys
from sys import exit as leave

from airflow.decorators import task
from airflow.exceptions import AirflowException


@task
def load(rows):
    if not rows:
        print("nothing to do")
        return  # nothing to do
    if len(rows) > 1000:
        raise AirflowException("too many rows")
    if rows[0] is False:
        raise AirflowException("no rows after %s" % rows[1])
    if rows[0] is True:
        raise AirflowException("no rows after {}".format(rows[1]))
    if rows[0] is None:
        raise AirflowException("Exited with code 1")
    if rows[0] == "stop":
        return
    for row in rows:
        if row == "quit":
            return
    os._exit(0)

# --- case: exits of a task in Airflow 3
import os
import sys

from airflow.sdk import task
from airflow.exceptions import AirflowException


@task
def load(rows):
  if not rows: return; print("never")
  if len(rows) > 1000:
    raise AirflowException("Exited with code 2")
  sys.exit(os.system("load"))

# --- case: of a version that is not known, through helpers, in an operator and a branch
import os
import sys

from airflow.models import BaseOperator
from airflow.operators.python import BranchPythonOperator, PythonOperator
from airflow.sensors.base import BaseSensorOperator
from airflow.exceptions import AirflowException


def stop(code):
	sys.exit(code)


def end():
	sys.exit(0)


def choose():
	exit(0)


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
			raise AirflowException("Exited with code 1")
		try:
			sys.exit(f"failed {context}")
		except Exception:
			os.abort()
		return


class Wait(BaseSensorOperator):
	def poke(self, context):
		sys.exit(0)


BranchPythonOperator(task_id="choose", python_callable=choose)
PythonOperator(task_id="run", python_callable=run)

# --- case: in a callback of Airflow 2
import sys

from airflow import DAG


def alert(context):
    if context is None:
        sys.exit(1)


DAG("shop", schedule=None, on_failure_callback=alert)

# --- case: in a callback of Airflow 3
import os

from airflow.sdk import task


def alert(context):
    os._exit(1)


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
    return main()


@task
def finish():
    code = 0
    return
