import logging
from datetime import timedelta

from airflow.decorators import dag, task

logger = logging.getLogger(__name__)


@task(execution_timeout=timedelta(minutes=5))
def copy_rows(source, target):
    try:
        rows = source.rows()
        target.insert(rows)
    except Exception:
        logger.exception("source.rows() failed")
        raise
    logger.info("copied")


@dag(schedule=None)
def copy():
    copy_rows("a", "b")


copy()
