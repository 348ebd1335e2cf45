# --- case: every failure becomes a skip
import logging
import requests
import subprocess
from airflow.decorators import task
from airflow.exceptions import AirflowException, AirflowSkipException
from airflow.models import BaseOperator
from shop import fetch, store


@task
def load(day):
    try:
        store(fetch(day))
    except Exception as error:
#   ^^^^^^^^^^^^^^^^ warning: `except Exception` turns every failure of this block into a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and let failures fail.
        raise AirflowSkipException(f"not loaded: {error}")


class Load(BaseOperator):
    def execute(self, context):
        try:
            store(fetch(self.day))
        except (ValueError, AirflowException):
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `except (ValueError, AirflowException)` turns every failure of this block into a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and let failures fail.
            self.log.exception("not loaded")
            raise AirflowSkipException


@task
def request(url):
    try:
        return requests.get(url, timeout=10).json()
    except requests.exceptions.RequestException as error:
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `except requests.exceptions.RequestException` turns every failure of this block into a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and let failures fail.
        if "timed out" in str(error):
            raise AirflowSkipException("timed out")
        else:
            raise AirflowSkipException("failed")


@task
def run():
    try:
        subprocess.run(["load"], check=True, timeout=60)
    except subprocess.CalledProcessError:
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `except subprocess.CalledProcessError` turns every failure of this block into a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and let failures fail.
        give_up("load")


def give_up(what):
    logging.error("%s failed", what)
    raise AirflowSkipException(what)

# --- case: nothing to do, or not every failure
import logging
import os
from airflow.decorators import task
from airflow.exceptions import AirflowSkipException
from shop import NoSuchDay, fetch, store


@task
def narrow(day, path):
    try:
        store(open(path).read())
    except FileNotFoundError:
        raise AirflowSkipException("there is no file today")
    try:
        rows = fetch(day)
    except (KeyError, NoSuchDay):
        raise AirflowSkipException("there is no such day")
    store(rows)


@task
def sorted_out(day):
    try:
        store(fetch(day))
    except Exception as error:
        if "already loaded" in str(error):
            raise AirflowSkipException("already loaded")
        raise


@task
def converted(day):
    try:
        number = int(day)
    except Exception:
        raise AirflowSkipException("not a day")
    store(number)


@task
def optional(day):
    try:
        store(fetch(day))
    except Exception as error:
        # Best effort: yesterday's rows will do.
        raise AirflowSkipException(str(error))


@task
def without_handler(day):
    if not fetch(day):
        raise AirflowSkipException("nothing to load")

# --- case: exit codes that mean a failure
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import ExternalPythonOperator
from airflow.providers.docker.operators.docker import DockerOperator

FAILED = 1

with DAG("codes", default_args={"skip_on_exit_code": 127}):
#                                                    ^^^ warning: `skip_on_exit_code` takes 127 for a skip, by which the shell says that the command could not be run: then the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Use a code that the program gives for nothing else, such as 99.
    DockerOperator(task_id="load", image="load", skip_on_exit_code=1)
#                                                                  ^ warning: `skip_on_exit_code` takes 1 for a skip, by which Python and most programs say that something went wrong: then the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Use a code that the program gives for nothing else, such as 99.
    DockerOperator(task_id="loads", image="load", skip_on_exit_code=[99, FAILED, 137])
#                                                                        ^^^^^^ warning: `skip_on_exit_code` takes 1 for a skip, by which Python and most programs say that something went wrong: then the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Use a code that the program gives for nothing else, such as 99.
#                                                                                ^^^ warning: `skip_on_exit_code` takes 137 for a skip, by which the shell says that a signal ended the command: then the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Use a code that the program gives for nothing else, such as 99.
    ExternalPythonOperator(task_id="python", python="/usr/bin/python3", python_callable=print)
    BashOperator(task_id="bash", bash_command="load")

# --- case: exit codes that mean a skip
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.providers.docker.operators.docker import DockerOperator

with DAG("codes"):
    DockerOperator(task_id="load", image="load", skip_on_exit_code=99)
    DockerOperator(task_id="loads", image="load", skip_on_exit_code=[42, 100])
    BashOperator(task_id="never", bash_command="load || exit 99", skip_on_exit_code=None)
    BashOperator(task_id="other", bash_command="load || exit 99", skip_on_exit_code=100)

# --- case: commands that answer a failure with the code of a skip
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.providers.ssh.operators.ssh import SSHOperator

with DAG("commands"):
    BashOperator(task_id="load", bash_command="python load.py {{ ds }} || exit 99")
#                                                                         ^^^^^^^ warning: When `python load.py …` fails, the command ends with 99, which Airflow takes for a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and pass the failure on.
    BashOperator(
        task_id="steps",
        bash_command="""
            set -e
            curl --max-time 60 -fO https://shop.example/{{ ds }}.csv || { echo "failed"; exit 99; }
#                                                                                        ^^^^^^^ warning: When `curl --max-time 60 -fO https://shop.exam…` fails, the command ends with 99, which Airflow takes for a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and pass the failure on.
            if ! load {{ ds }}.csv; then
                echo "not loaded"
                exit 99
#               ^^^^^^^ warning: When `load …` fails, the command ends with 99, which Airflow takes for a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and pass the failure on.
            fi
        """,
    )
    SSHOperator(task_id="remote", ssh_conn_id="shop", command="load || exit 100", skip_on_exit_code=100)
#                                                                      ^^^^^^^^ warning: When `load` fails, the command ends with 100, which Airflow takes for a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and pass the failure on.

    @task.bash
    def decorated():
        return "load || exit 99"
#                       ^^^^^^^ warning: When `load` fails, the command ends with 99, which Airflow takes for a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and pass the failure on.

    decorated()

# --- case: commands that ask whether there is something to do
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("commands"):
    BashOperator(task_id="file", bash_command="[ -f data.csv ] || exit 99; load data.csv")
    BashOperator(task_id="test", bash_command="test -s data.csv || exit 99 && load data.csv")
    BashOperator(task_id="double", bash_command="[[ -n $DAY ]] || { echo none; exit 99; }")
    BashOperator(task_id="grep", bash_command="grep -q ready state || exit 99")
    BashOperator(task_id="stored", bash_command="aws s3 ls s3://shop/{{ ds }}/ || exit 99")
    BashOperator(task_id="asked", bash_command="curl --head -fs https://shop.example || exit 99")
    BashOperator(task_id="changed", bash_command="git diff --quiet && exit 99; load")
    BashOperator(task_id="own", bash_command="./has_new_rows.sh || exit 99\n./load.sh")
    BashOperator(task_id="plain", bash_command="if [ ! -f data.csv ]; then exit 99; fi; load")
    BashOperator(task_id="failed", bash_command="load || exit 1")
    BashOperator(task_id="dynamic", bash_command="$CHECK || exit 99")

# --- case: the outcome of a command is asked for
from airflow.operators.bash import BashOperator

BashOperator(
    task_id="status",
    bash_command="""
python load.py
if [ $? -ne 0 ]; then
  echo "not loaded"
  exit 99
# ^^^^^^^ warning: When `python load.py` fails, the command ends with 99, which Airflow takes for a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and pass the failure on.
fi
""",
)
BashOperator(task_id="equal", bash_command='load; if [[ "$?" == 0 ]]; then report; else exit 99; fi')
#                                                                                       ^^^^^^^ warning: When `load` fails, the command ends with 99, which Airflow takes for a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and pass the failure on.
BashOperator(task_id="otherwise", bash_command="if load; then report; else exit 99; fi")
#                                                                          ^^^^^^^ warning: When `load` fails, the command ends with 99, which Airflow takes for a skip: the task is shown as skipped, its retries and failure callbacks are not used, and the run turns green. Skip only where there is nothing to do, and pass the failure on.
BashOperator(task_id="worked", bash_command="if load; then exit 99; fi")
BashOperator(task_id="done", bash_command="load; if [ $? -eq 0 ]; then exit 99; else exit 1; fi")
BashOperator(task_id="there", bash_command="if [ -f /data/orders ]; then load; else exit 99; fi")
BashOperator(task_id="other", bash_command="load; if [ $? -eq 3 ]; then exit 99; fi")
BashOperator(task_id="strict", bash_command="set -eu\nload\nif [ $? -ne 0 ]; then exit 99; fi")
