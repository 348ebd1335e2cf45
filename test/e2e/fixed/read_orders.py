import logging
from datetime import timedelta

from airflow.decorators import dag, task

logger = logging.getLogger(__name__)


@task(execution_timeout=timedelta(minutes=5))
def read_orders(path):
    try:
        with open(path) as orders:
            count = sum(1 for line in orders)
    except OSError:
        logger.exception("Could not open %s", path)
        raise
    logger.info("%s orders", count)


@dag(schedule=None)
def orders():
    read_orders("/data/orders.csv")


orders()
