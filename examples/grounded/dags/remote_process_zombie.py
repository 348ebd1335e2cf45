"""Runs the warehouse load on another host. The task dies as a zombie, and the load runs on."""

import subprocess
from datetime import datetime

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.providers.ssh.operators.ssh import SSHOperator
from airflow.sensors.external_task import ExternalTaskSensor


def run_validation():
    process = subprocess.Popen(
        ["ssh", "etl@warehouse", "/opt/etl/validate.sh"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    output, errors = process.communicate()
    if process.returncode != 0:
        raise Exception(f"validation failed: {errors.decode()}")
    print(output.decode())


with DAG(
    dag_id="remote_process_zombie",
    start_date=datetime(2024, 1, 1),
    schedule="0 2 * * *",
    catchup=False,
) as dag:
    wait_for_extract = ExternalTaskSensor(
        task_id="wait_for_extract",
        external_dag_id="extract",
        external_task_id="finish",
    )

    load = BashOperator(
        task_id="load",
        bash_command='ssh etl@warehouse "/opt/etl/load_all.sh --day {{ ds }}"',
    )

    refresh = SSHOperator(
        task_id="refresh_views",
        ssh_conn_id="warehouse",
        command="/opt/etl/refresh_views.sh",
        cmd_timeout=None,
    )

    validate = PythonOperator(task_id="validate", python_callable=run_validation)

    wait_for_extract >> load >> refresh >> validate
