"""Writes down when a task begins, in whichever process it runs."""

import os
import sys

from airflow.listeners import hookimpl
from airflow.plugins_manager import AirflowPlugin


@hookimpl
def on_task_instance_running(previous_state, task_instance):
    with open(os.environ["AIRWORTHY_MARKS"], "a") as marks:
        marks.write(f"{task_instance.dag_id}.{task_instance.task_id}\n")


class AirworthyMarks(AirflowPlugin):
    name = "airworthy_marks"
    listeners = [sys.modules[__name__]]
