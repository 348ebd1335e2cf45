"""Runs the warehouse load on another host, where it ends with the task that started it."""

import logging
import subprocess
from datetime import timedelta

import pendulum

from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.providers.ssh.operators.ssh import SSHOperator
from airflow.sensors.external_task import ExternalTaskSensor

logger = logging.getLogger(__name__)


def run_validation():
    try:
        finished = subprocess.run(
            ["/opt/etl/validate", "--strict"],
            check=True,
            capture_output=True,
            text=True,
            timeout=600,
        )
    except (OSError, subprocess.SubprocessError):
        logger.exception("The validation failed")
        raise
    logger.info("Validation: %s", finished.stdout)


with DAG(
    dag_id="remote_load",
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    schedule="0 2 * * *",
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=6),
    default_args={
        "execution_timeout": timedelta(minutes=45),
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
    },
) as dag:
    wait_for_extract = ExternalTaskSensor(
        task_id="wait_for_extract",
        external_dag_id="extract",
        external_task_id="finish",
        failed_states=["failed", "upstream_failed", "skipped"],
        mode="reschedule",
        poke_interval=300,
        timeout=2 * 60 * 60,
    )

    load = SSHOperator(
        task_id="load",
        ssh_conn_id="warehouse",
        command="/opt/etl/load_all --day {{ ds }}",
        # Without a terminal the remote process outlives a task that is killed.
        get_pty=True,
        conn_timeout=30,
        cmd_timeout=900,
    )

    validate = PythonOperator(task_id="validate", python_callable=run_validation)

    wait_for_extract >> load >> validate
