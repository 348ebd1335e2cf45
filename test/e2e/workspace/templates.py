from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("templates", schedule=None) as dag:
    BashOperator(
        task_id="templates",
        bash_command="echo {{ ds }} done",
        doc_md="echo {{ ds }} done",
        execution_timeout=timedelta(minutes=5),
    )
