# --- case: whole commands that end like a file
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.providers.docker.operators.docker import DockerOperator
from airflow.providers.ssh.operators.ssh import SSHOperator

SCRIPTS = "/opt/airflow/scripts"

with DAG("load", schedule=None):
    BashOperator(task_id="a", bash_command="bash /opt/airflow/scripts/load.sh ")
    BashOperator(task_id="b", bash_command=f"bash {SCRIPTS}/load.sh ")
    BashOperator(task_id="c", bash_command="sh " + SCRIPTS + "/load.sh ")
    BashOperator(task_id="d", bash_command='cd /opt && ./load.sh ')
    BashOperator(
        task_id="e",
        bash_command="""
            set -e
            ./load.sh """,
    )
    BashOperator(
        task_id="f",
        bash_command="cd /opt/airflow && "  # first
        "bash load.bash ",  # then
    )
    SSHOperator(task_id="g", ssh_conn_id="db", command="sudo -u etl /home/etl/load.sh ", get_pty=True)
    DockerOperator(task_id="h", image="loader", command="bash load.sh ")

    @task.bash
    def i():
        return "bash /opt/airflow/scripts/load.sh "

    i()

# --- case: names that are not rendered, and names that no folder has
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator
from airflow.providers.postgres.operators.postgres import PostgresOperator

with DAG("load", schedule=None, start_date=None):
    BashOperator(task_id="a", bash_command="/opt/scripts/{{ params.script }}.sh ")
    PostgresOperator(task_id="b", sql="queries/{{ ds }}.sql")
    SQLExecuteQueryOperator(task_id="c", conn_id="db", sql=["select 1", "../sql/load.sql"])
    BigQueryInsertJobOperator(
        task_id="d",
        configuration={"load": {"sourceUris": ["gs://bucket/orders.json"], "destinationTable": {}}},
    )
    BashOperator(task_id="e", bash_command="/opt/airflow/scripts/load.sh ")
    BashOperator(task_id="f", bash_command='echo "$SCRIPT"', env={"SCRIPT": "/opt/airflow/scripts/load.sh"})
    PostgresOperator(task_id="g", sql="/opt/airflow/sql/load.sql")

# --- case: fixes keep quotes, comments and line ends
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("load", schedule=None) as dag:
  BashOperator(
	task_id="a",
	bash_command=r'bash /opt/load.sh ',  # the script
	dag=dag)
  BashOperator(task_id="b", bash_command="bash /opt/load.sh".strip())
  BashOperator(task_id="c", bash_command="bash %s.sh " % "load")
  BashOperator(task_id="d", bash_command=("bash "
    "/opt/load.sh "
  ))

# --- case: commands that end with a space, arguments, or in another way
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.sensors.bash import BashSensor

with DAG("load", schedule=None):
    BashOperator(task_id="a", bash_command="bash /opt/load.sh ")
    BashOperator(task_id="b", bash_command="bash /opt/load.sh --all")
    BashOperator(task_id="c", bash_command="""
        bash /opt/load.sh
    """)
    BashOperator(task_id="d", bash_command="python /opt/load.py")
    BashOperator(task_id="e", bash_command="{% include 'scripts/load.sh' %}")
    BashSensor(task_id="f", bash_command="bash /opt/load.sh")
    KubernetesPodOperator(task_id="g", image="loader", cmds=["bash", "/opt/load.sh"])
    PythonOperator(task_id="h", python_callable=print, op_args=["/opt/load.sh"])

# --- case: names of files that may well be there
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.providers.postgres.operators.postgres import PostgresOperator

TABLES = ["orders", "lines"]

with DAG("load", schedule=None, template_searchpath="/opt/airflow/include"):
    BashOperator(task_id="a", bash_command="load.sh")
    BashOperator(task_id="b", bash_command="scripts/my load.sh")
    PostgresOperator(task_id="c", sql="sql/load.sql")
    BashOperator(task_id="d", bash_command="/opt/load.sh")
    for table in TABLES:
        SQLExecuteQueryOperator(task_id=f"load_{table}", conn_id="db", sql=f"sql/{table}.sql")

with DAG("other", schedule=None):
    PostgresOperator(task_id="a", sql="/sql/load.sql")
    PostgresOperator(task_id="b", sql="./load.sql")

# --- case: loaders, classes and texts of the author's own
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.utils.template import literal
from jinja2 import PackageLoader


class ScriptOperator(BashOperator):
    template_ext = ()


with DAG("load", schedule=None, jinja_environment_kwargs={"loader": PackageLoader("etl")}):
    BashOperator(task_id="a", bash_command="/opt/{{ ds }}.sh")

with DAG("other", schedule=None):
    ScriptOperator(task_id="a", bash_command="bash /opt/load.sh")
    BashOperator(task_id="b", bash_command="env", env={"SCRIPT": literal("/opt/load.sh")})

# --- case: where the DAG or its folders are not seen
from airflow.operators.bash import BashOperator


def make(dag, script):
    BashOperator(task_id="a", bash_command="/opt/load.sh", dag=dag)
    BashOperator(task_id="b", bash_command=f"{script}/load.sh", dag=dag)
    return BashOperator(task_id="c", bash_command="bash /opt/load.sh ", dag=dag)
