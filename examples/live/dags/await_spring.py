"""Waits longer than anyone looks: one task for its next try, one is deferred until a spring far away."""

import logging
from datetime import timedelta

try:
    from airflow.providers.standard.sensors.date_time import DateTimeSensorAsync
    from airflow.sdk import dag, task
except ImportError:  # Airflow 2
    from airflow.decorators import dag, task
    from airflow.sensors.date_time import DateTimeSensorAsync

logger = logging.getLogger(__name__)


@task(retries=1, retry_delay=timedelta(days=1))
def call_harbor():
    raise ConnectionError("Nobody is at the harbor in winter")


@task
def open_harbor():
    logger.info("The harbor is open")


@dag(schedule=None, catchup=False, tags=["airworthy"])
def await_spring():
    thaw = DateTimeSensorAsync(task_id="thaw", target_time="2999-03-20T00:00:00+00:00")
    [call_harbor(), thaw] >> open_harbor()


await_spring()
