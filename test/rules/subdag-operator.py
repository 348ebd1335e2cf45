# --- case: SubDAGs in every version that has them
from airflow import DAG
from airflow.operators.subdag import SubDagOperator

with DAG("parent") as dag:
    SubDagOperator(
#   ^^^^^^^^^^^^^^ warning: A SubDAG holds a worker slot while its own tasks wait for one, which can stop them all; it is deprecated since Airflow 2.0 and gone in 3.0. Use a `TaskGroup`.
        task_id="child",
        subdag=make_child("parent", "child"),
    )

# --- case: a version that warns, and an older module
# airflow: 2.10
from airflow import DAG
from airflow.operators import subdag_operator
from airflow.operators.subdag_operator import SubDagOperator as SubDag

class Ours(SubDag):
    pass

with DAG("parent") as dag:
    SubDag(task_id="child", subdag=make_child("parent", "child"))
#   ^^^^^^ warning: A SubDAG holds a worker slot while its own tasks wait for one, which can stop them all; it is deprecated since Airflow 2.0 and gone in 3.0. Use a `TaskGroup`.
    subdag_operator.SubDagOperator(task_id="other", subdag=make_child("parent", "other"))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: A SubDAG holds a worker slot while its own tasks wait for one, which can stop them all; it is deprecated since Airflow 2.0 and gone in 3.0. Use a `TaskGroup`.
    Ours(task_id="third", subdag=make_child("parent", "third"))
#   ^^^^ warning: A SubDAG holds a worker slot while its own tasks wait for one, which can stop them all; it is deprecated since Airflow 2.0 and gone in 3.0. Use a `TaskGroup`.

# --- case: a version that lacks them
# airflow: 3.0
from airflow import DAG
from airflow.operators.subdag import SubDagOperator

with DAG("parent") as dag:
    SubDagOperator(task_id="child", subdag=make_child("parent", "child"))
#   ^^^^^^^^^^^^^^ error: Airflow 3.0 has no SubDAGs any more: loading the file fails. Use a `TaskGroup`.

# --- case: groups, and classes of other packages
from airflow import DAG
from airflow.utils.task_group import TaskGroup
from company import SubDagOperator

with DAG("parent") as dag:
    with TaskGroup("child"):
        SubDagOperator(task_id="child")
