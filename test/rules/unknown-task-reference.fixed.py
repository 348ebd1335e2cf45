# --- case: results of tasks that are not there
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.utils.task_group import TaskGroup


def report(ti, **context):
    ti.xcom_pull(task_ids="extract.fetch")
    ti.xcom_pull(task_ids=["load", "extract.fetch"])
    context["task_instance"].xcom_pull("load")
    instance = context["ti"]
    instance.xcom_pull(task_ids='transform')


with DAG("orders", schedule=None):
    with TaskGroup("extract"):
        BashOperator(task_id="fetch", bash_command="echo")
    BashOperator(task_id="load", bash_command="echo '{{ ti.xcom_pull(task_ids=\"extract.fetch\") }}'")
    BashOperator(task_id="show", bash_command="echo {{ ti.xcom_pull(task_ids='extract.fetch') | int }}")  # shown
    PythonOperator(task_id="report", python_callable=report)

# --- case: branches
from airflow import DAG
from airflow.decorators import dag, task
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator
from airflow.utils.task_group import TaskGroup


def choose(params):
    if params["full"]:
        return "load_all"
    return ["clean", "report.send"]


with DAG("orders", schedule=None):
    branch = BranchPythonOperator(task_id="branch", python_callable=choose)
    with TaskGroup("report") as report:
        EmptyOperator(task_id="send")
    branch >> [EmptyOperator(task_id="load_all"), report]


@dag(schedule=None)
def lines():
    @task.branch
    def pick(n=1):
        return "load" if n else "report"

    with TaskGroup("report") as group:
        EmptyOperator(task_id="send")

    pick() >> [EmptyOperator(task_id="load"), group]


lines()

# --- case: looked up in a DAG
from airflow import DAG
from airflow.operators.empty import EmptyOperator

dag = DAG("orders", schedule=None)
EmptyOperator(task_id="load", dag=dag)
dag.get_task("load")
dag.get_task("load")

# --- case: tasks that are there, of other DAGs, or known only to the run
from airflow import DAG
from airflow.models import Variable
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator, PythonOperator


def report(ti, **context):
    ti.xcom_pull(task_ids="load")
    ti.xcom_pull(task_ids="load", key="rows")
    ti.xcom_pull(dag_id="lines", task_ids="fetch")
    ti.xcom_pull(task_ids=context["params"]["task"])
    ti.xcom_pull(key="rows")
    other.xcom_pull(task_ids="fetch")


def choose():
    return None if Variable.get("stop") else "load"


with DAG("orders", schedule=None):
    BashOperator(task_id="load", bash_command="echo {{ ti.xcom_pull(task_ids=params.task) }}")
    PythonOperator(task_id="report", python_callable=report)
    BranchPythonOperator(task_id="branch", python_callable=choose)

# --- case: DAGs that may have more tasks than are seen
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.models import Variable
from company import add_tasks

with DAG("orders", schedule=None) as dag:
    BashOperator(task_id="load", bash_command="echo {{ ti.xcom_pull(task_ids='fetch') }}")
    add_tasks(dag)

with DAG("lines", schedule=None):
    BashOperator(task_id="load", bash_command="echo {{ ti.xcom_pull(task_ids='fetch') }}")
    for name in Variable.get("names"):
        BashOperator(task_id=name, bash_command="echo")

# --- case: a function of several DAGs
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator


def report(ti):
    ti.xcom_pull(task_ids="fetch")


with DAG("orders", schedule=None):
    BashOperator(task_id="fetch", bash_command="echo")
    PythonOperator(task_id="report", python_callable=report)

with DAG("lines", schedule=None):
    PythonOperator(task_id="report", python_callable=report)
