"""Collects the day's parcels: nested groups, mapped tasks, and a branch that is skipped. Succeeds within a minute."""

import logging
import time

try:
    from airflow.sdk import dag, task, task_group
except ImportError:  # Airflow 2
    from airflow.decorators import dag, task, task_group

logger = logging.getLogger(__name__)

REGIONS = ["north", "south", "east", "west"]


@task(task_id="list_regions")
def regions_with_parcels():
    return REGIONS


@task
def weigh(region):
    logger.info("Weighing the parcels of %s", region)
    time.sleep(3 + len(region))
    return len(region) * 100


@task
def label(region):
    logger.info("Printing the labels of %s", region)
    time.sleep(2)


@task.branch
def choose_carrier(weights):
    return "hand_over.by_train" if sum(weights) > 1000 else "hand_over.by_van"


@task
def by_train():
    logger.info("The train leaves at six")
    time.sleep(4)


@task
def by_van():
    logger.info("The van leaves at seven")


@dag(schedule=None, catchup=False, tags=["airworthy"])
def collect_parcels():
    regions = regions_with_parcels()

    @task_group
    def prepare():
        @task_group
        def labels():
            label.expand(region=regions)

        labels()
        return weigh.expand(region=regions)

    @task_group
    def hand_over():
        return [by_train(), by_van()]

    choose_carrier(prepare()) >> hand_over()


collect_parcels()
