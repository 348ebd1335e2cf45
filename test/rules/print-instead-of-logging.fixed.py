# --- case: prints of every form
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)


@task
def load(rows, name):
    logger.info("starting")
    logger.info(f"{len(rows)} rows")
    logger.info(rows)
    logger.info("rows: %s %s", rows, name)
    logger.info("%s %s", rows, name)
    logger.info("%s %s", "100%", rows)
    logger.info("%s, %s", rows, name)
    logger.info("a%s", "b")
    logger.info("done")
    logger.info("")
    logger.info(
        "first %s",
        rows,  # all of them
    )

# --- case: prints that stay without a fix
import sys
from airflow.decorators import task


@task
def load(rows):
    print("to the error stream", file=sys.stderr)
    print(".", end="")
    print(*rows)
    print(rows, rows, sep="\n")

# --- case: in a handler, in an operator, in a callback
import logging
from airflow import DAG
from airflow.models import BaseOperator

log = logging.getLogger(__name__)


class Load(BaseOperator):
    def execute(self, context):
        try:
            self.log.info("loading")
        except ValueError as e:
            self.log.warning("no value: %s", e)
        except Exception as e:
            self.log.exception("failed: %s", e)
            raise


def alert(context):
    log.info(context["task_instance"])


DAG("loads", on_failure_callback=alert)

# --- case: tabs, one line, several statements
import logging

from airflow import DAG
from airflow.operators.python import PythonOperator

logger = logging.getLogger(__name__)

def load(rows):
	if rows: logger.info('some'); logger.info('more')
	for row in rows: logger.info(row)

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
"""Loads."""
import logging as lg
from airflow.decorators import task

@task
def load(rows):
    lg.info(rows)

# --- case: what is written to a file is no log
import sys

from airflow.decorators import task


@task
def load(rows, path):
    with open(path, "w") as file:
        for row in rows:
            print(*row, sep=";", file=file)
    print("done", file=sys.stderr)
