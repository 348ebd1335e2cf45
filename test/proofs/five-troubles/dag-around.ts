/** A DAG file whose one task runs the function `work` that the body defines. */
export function dagAround(body: string): string {
  return `import logging
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.python import PythonOperator
${body}

with DAG(dag_id="proof", start_date=datetime(2024, 1, 1), schedule=None, catchup=False) as dag:
    PythonOperator(task_id="work", python_callable=work, execution_timeout=timedelta(minutes=30))
`;
}
