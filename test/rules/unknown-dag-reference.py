# --- case: DAGs that the workspace does not have
from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sensors.external_task import ExternalTaskMarker, ExternalTaskSensor

OTHER = "load_order"
#       ^^^^^^^^^^^^ information: No file of this workspace defines a DAG `load_order`: if there is none elsewhere, the task fails with DagNotFound. Perhaps `load_orders` is meant.

with DAG("load_orders", schedule=None):
    ExternalTaskSensor(task_id="a", external_dag_id="load_lines", timeout=60)
#                                                   ^^^^^^^^^^^^ information: No file of this workspace defines a DAG `load_lines`: if there is none elsewhere, the sensor waits until its timeout. Check the id.
    TriggerDagRunOperator(task_id="b", trigger_dag_id=OTHER)
    ExternalTaskMarker(task_id="c", external_dag_id="clean_up", external_task_id="a")
#                                                   ^^^^^^^^^^ information: No file of this workspace defines a DAG `clean_up`: if there is none elsewhere, the marker clears nothing. Check the id.

with DAG("other", schedule=None):
    pass

# --- case: the only DAG of a file, whose neighbours are kept elsewhere
from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("load_orders", schedule=None):
    TriggerDagRunOperator(task_id="b", trigger_dag_id="report_orders")

# --- case: DAGs of the file, and ids that only the run knows
from airflow import DAG
from airflow.models import Variable
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("load", schedule=None):
    ExternalTaskSensor(task_id="a", external_dag_id="report", timeout=60)
    TriggerDagRunOperator(task_id="b", trigger_dag_id="{{ params.dag }}")
    TriggerDagRunOperator(task_id="c", trigger_dag_id=Variable.get("dag"))

with DAG("report", schedule=None):
    TriggerDagRunOperator(task_id="a", trigger_dag_id="load")

# --- case: a file whose DAGs are not all known
from airflow import DAG
from airflow.models import Variable
from airflow.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("load", schedule=None):
    TriggerDagRunOperator(task_id="a", trigger_dag_id="report")

with DAG(Variable.get("name"), schedule=None) as other:
    pass
