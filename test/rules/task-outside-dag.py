# --- case: operators and TaskFlow tasks beside the DAG
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator


@task
def notify():
    print("done")


with DAG("load", schedule=None) as dag:
    first = EmptyOperator(task_id="first")

second = BashOperator(task_id="second", bash_command="echo")
#                             ^^^^^^^^ warning: The task `second` is put into no DAG: Airflow loads the file without a word, and the task never runs. Make it inside `with DAG(…)` or a `@dag` function, or pass `dag=`.
EmptyOperator(task_id="third")
#                     ^^^^^^^ warning: The task `third` is put into no DAG: Airflow loads the file without a word, and the task never runs. Make it inside `with DAG(…)` or a `@dag` function, or pass `dag=`.
notify()
^^^^^^ warning: The task `notify` is put into no DAG: Airflow loads the file without a word, and the task never runs. Make it inside `with DAG(…)` or a `@dag` function, or pass `dag=`.

# --- case: tasks that a DAG takes by an argument, an edge or a context
from airflow import DAG
from airflow.operators.empty import EmptyOperator

dag = DAG("load", schedule=None)
first = EmptyOperator(task_id="first", dag=dag)
second = EmptyOperator(task_id="second")
first >> second

with dag:
    third = EmptyOperator(task_id="third")

# --- case: factories, and code that does not run while the file is loaded
from airflow import DAG
from airflow.decorators import task
from airflow.operators.empty import EmptyOperator


def make(name):
    return EmptyOperator(task_id=name)


def unused():
    return EmptyOperator(task_id="unused")


@task
def inner():
    EmptyOperator(task_id="made_in_a_task").execute({})


with DAG("load", schedule=None):
    make("first") >> inner()

# --- case: a library of operators without a DAG
from airflow.operators.empty import EmptyOperator

SHARED = EmptyOperator(task_id="shared")

# --- case: what cannot be followed may take the task
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from company import assemble

with DAG("load", schedule=None) as dag:
    EmptyOperator(task_id="first")

assemble(dag, EmptyOperator(task_id="second"))
