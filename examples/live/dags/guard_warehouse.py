"""Guards a warehouse for ever: a task that hangs, as the panel is to show it."""

import logging
import time

try:
    from airflow.sdk import dag, task
except ImportError:  # Airflow 2
    from airflow.decorators import dag, task

logger = logging.getLogger(__name__)


@task
def lock_doors():
    logger.info("The doors are locked")


@task
def watch_doors():
    rounds = 0
    while True:
        rounds += 1
        logger.info("Round %d: nobody there", rounds)
        time.sleep(10)


@task
def unlock_doors():
    logger.info("The doors are open")


@dag(schedule=None, catchup=False, tags=["airworthy"])
def guard_warehouse():
    lock_doors() >> watch_doors() >> unlock_doors()


guard_warehouse()
