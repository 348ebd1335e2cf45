"""Asks three suppliers: one answers at the second try, one never, and what depends on that one does not run."""

import logging
import time
from datetime import timedelta

try:
    from airflow.sdk import dag, get_current_context, task
except ImportError:  # Airflow 2
    from airflow.decorators import dag, task
    from airflow.operators.python import get_current_context

logger = logging.getLogger(__name__)


@task(retries=2, retry_delay=timedelta(seconds=5))
def ask_slow_supplier():
    time.sleep(3)
    if get_current_context()["ti"].try_number == 1:
        raise ConnectionError("The slow supplier has hung up")
    logger.info("The slow supplier has 12 crates")


@task(retries=1, retry_delay=timedelta(seconds=8))
def ask_lost_supplier():
    logger.warning("Nobody has seen this supplier for years")
    time.sleep(2)
    raise LookupError("The lost supplier is in no directory")


@task
def order_from_lost_supplier():
    logger.info("Ordered")


@task(trigger_rule="all_done")
def write_report():
    logger.info("The report is written, whatever the suppliers said")
    time.sleep(2)


@dag(schedule=None, catchup=False, tags=["airworthy"])
def ask_suppliers():
    ordered = order_from_lost_supplier()
    ask_lost_supplier() >> ordered
    [ask_slow_supplier(), ordered] >> write_report()


ask_suppliers()
