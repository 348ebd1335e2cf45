"""Waits for a ferry without holding a worker: the task is deferred, and a trigger resumes it."""

import logging
from datetime import timedelta

try:
    from airflow.providers.standard.triggers.temporal import TimeDeltaTrigger
    from airflow.sdk import BaseOperator, dag, task
except ImportError:  # Airflow 2
    from airflow.decorators import dag, task
    from airflow.models import BaseOperator
    from airflow.triggers.temporal import TimeDeltaTrigger

logger = logging.getLogger(__name__)


class AwaitFerry(BaseOperator):
    """Resumes when the crossing is over."""

    def __init__(self, *, crossing, **kwargs):
        super().__init__(**kwargs)
        self.crossing = crossing

    def execute(self, context):
        logger.info("The ferry has left")
        self.defer(trigger=TimeDeltaTrigger(self.crossing), method_name="land")

    def land(self, context, event=None):
        logger.info("The ferry has landed")


@task
def unload():
    logger.info("Unloaded")


@dag(schedule=None, catchup=False, tags=["airworthy"])
def await_ferry():
    AwaitFerry(task_id="cross", crossing=timedelta(seconds=25)) >> unload()


await_ferry()
