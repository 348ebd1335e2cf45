# --- case: nothing limits the wait in Airflow 2
# airflow: 2.10.5
from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator

OTHER = "load"
WAIT = True

with DAG("a"):
    TriggerDagRunOperator(task_id="one", trigger_dag_id="load", wait_for_completion=True)
#   ^^^^^^^^^^^^^^^^^^^^^ warning: This task waits for the run of `load` for as long as that lasts: when something in it hangs, so does this one. Set `execution_timeout` here, or `dagrun_timeout` on the triggered DAG.
    TriggerDagRunOperator(task_id="two", trigger_dag_id=OTHER, wait_for_completion=WAIT, deferrable=True)
#   ^^^^^^^^^^^^^^^^^^^^^ warning: This task waits for the run of `load` for as long as that lasts: when something in it hangs, so does this one. Set `execution_timeout` here, or `dagrun_timeout` on the triggered DAG.
    TriggerDagRunOperator(task_id="three", trigger_dag_id=name(), wait_for_completion=True, poke_interval=10)
#   ^^^^^^^^^^^^^^^^^^^^^ warning: This task waits for the run of the triggered DAG for as long as that lasts: when something in it hangs, so does this one. Set `execution_timeout` here, or `dagrun_timeout` on the triggered DAG.

# --- case: its own limit ends the wait in Airflow 2
# airflow: 2.10.5
from datetime import timedelta
from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("a", default_args={"execution_timeout": timedelta(hours=1)}):
    TriggerDagRunOperator(task_id="one", trigger_dag_id="load", wait_for_completion=True)

# --- case: its own limit does not end the wait in Airflow 3
# airflow: 3.1.0
from datetime import timedelta
from airflow.sdk import DAG
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("a"):
    TriggerDagRunOperator(
#   ^^^^^^^^^^^^^^^^^^^^^ warning: This task waits for the run of `load` for as long as that lasts, and from Airflow 3.0 on `execution_timeout` does not end this wait: when something in that run hangs, so does this task. Set `dagrun_timeout` on the triggered DAG or on this one.
        task_id="one",
        trigger_dag_id="load",
        wait_for_completion=True,
        execution_timeout=timedelta(hours=1),
    )

# --- case: it may run on either
from datetime import timedelta
from airflow import DAG
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("a"):
    TriggerDagRunOperator(task_id="one", trigger_dag_id="load", wait_for_completion=True)
#   ^^^^^^^^^^^^^^^^^^^^^ warning: This task waits for the run of `load` for as long as that lasts, and from Airflow 3.0 on `execution_timeout` does not end this wait: when something in that run hangs, so does this task. Set `dagrun_timeout` on the triggered DAG or on this one.
    TriggerDagRunOperator(task_id="two", trigger_dag_id="load", wait_for_completion=True, execution_timeout=timedelta(hours=1))
#   ^^^^^^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on `execution_timeout` does not end the wait for the run of `load`: when something in that run hangs, so does this task. Set `dagrun_timeout` on the triggered DAG or on this one.

# --- case: the default of a DAG that makes its tasks wait
# airflow: 3.1.0
from airflow.sdk import DAG
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("a", default_args={"wait_for_completion": True}):
    for name in ["x", "y"]:
        TriggerDagRunOperator(task_id=name, trigger_dag_id=name)
#       ^^^^^^^^^^^^^^^^^^^^^ warning: This task waits for the run of the triggered DAG for as long as that lasts, and from Airflow 3.0 on `execution_timeout` does not end this wait: when something in that run hangs, so does this task. Set `dagrun_timeout` on the triggered DAG or on this one.

# --- case: one that does not wait
from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from settings import WAIT

with DAG("a"):
    TriggerDagRunOperator(task_id="one", trigger_dag_id="load")
    TriggerDagRunOperator(task_id="two", trigger_dag_id="load", wait_for_completion=False)
    TriggerDagRunOperator(task_id="three", trigger_dag_id="load", wait_for_completion=WAIT)

# --- case: a run that is limited, here or there
# airflow: 3.1.0
from datetime import timedelta
from airflow.sdk import DAG
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from settings import OPTIONS

with DAG("a", dagrun_timeout=timedelta(hours=3)):
    TriggerDagRunOperator(task_id="one", trigger_dag_id="load", wait_for_completion=True)

with DAG("b"):
    TriggerDagRunOperator(task_id="one", trigger_dag_id="limited", wait_for_completion=True)

with DAG("limited", dagrun_timeout=timedelta(hours=3)):
    pass

with DAG("c", **OPTIONS):
    TriggerDagRunOperator(task_id="one", trigger_dag_id="load", wait_for_completion=True)

# --- case: a triggered DAG of this file without a limit
# airflow: 3.1.0
from airflow.sdk import DAG
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator

with DAG("first"):
    TriggerDagRunOperator(task_id="one", trigger_dag_id="second", wait_for_completion=True)
#   ^^^^^^^^^^^^^^^^^^^^^ warning: This task waits for the run of `second` for as long as that lasts, and from Airflow 3.0 on `execution_timeout` does not end this wait: when something in that run hangs, so does this task. Set `dagrun_timeout` on the triggered DAG or on this one.

second = DAG("second")

# --- case: someone else's operator
from airflow import DAG
from mylib import TriggerDagRunOperator

with DAG("a"):
    TriggerDagRunOperator(task_id="one", trigger_dag_id="load", wait_for_completion=True)

# --- case: deferred for a job
# airflow: 3.1.0
from datetime import datetime, timedelta
from airflow.sdk import DAG
from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator
from airflow.providers.google.cloud.operators.dataproc import DataprocSubmitJobOperator

with DAG("a", schedule=None, start_date=datetime(2024, 1, 1)):
    DataprocSubmitJobOperator(task_id="spark", job={}, deferrable=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ information: This task is deferred for as long as its job lasts, and from Airflow 3.0 on `execution_timeout` does not count meanwhile: when the end of the job is never seen, it stays "deferred" for ever. Set `dagrun_timeout` on this DAG.
    DataprocSubmitJobOperator(
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This task is deferred for as long as its job lasts, and from Airflow 3.0 on `execution_timeout` does not count meanwhile: when the end of the job is never seen, it stays "deferred" for ever. Set `dagrun_timeout` on this DAG.
        task_id="limited", job={}, deferrable=True, execution_timeout=timedelta(hours=1)
    )
    BigQueryInsertJobOperator(task_id="query", configuration={}, deferrable=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ information: This task is deferred for as long as its job lasts, and nothing limits that: when the end of the job is never seen, it stays "deferred" for ever. Set `execution_timeout`, which also ends the deferral.
    BigQueryInsertJobOperator.partial(task_id="queries", deferrable=True).expand(configuration=[{}])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ information: This task is deferred for as long as its job lasts, and nothing limits that: when the end of the job is never seen, it stays "deferred" for ever. Set `execution_timeout`, which also ends the deferral.

# --- case: deferred for a job in Airflow 2
# airflow: 2.10.5
from datetime import datetime
from airflow import DAG
from airflow.providers.google.cloud.operators.dataproc import DataprocSubmitJobOperator

with DAG("a", schedule=None, start_date=datetime(2024, 1, 1), default_args={"deferrable": True}):
    DataprocSubmitJobOperator(task_id="spark", job={})
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ information: This task is deferred for as long as its job lasts, and nothing limits that: when the end of the job is never seen, it stays "deferred" for ever. Set `execution_timeout`, which also ends the deferral.

# --- case: a limit in Airflow 2, or a limit that the operator passes on
# airflow: 2.10.5
from datetime import datetime, timedelta
from airflow import DAG
from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator
from airflow.providers.google.cloud.operators.dataproc import DataprocSubmitJobOperator

hour = timedelta(hours=1)

with DAG("a", schedule=None, start_date=datetime(2024, 1, 1)):
    DataprocSubmitJobOperator(task_id="spark", job={}, deferrable=True, execution_timeout=hour)
    BigQueryInsertJobOperator(task_id="query", configuration={}, deferrable=True, execution_timeout=hour)

# --- case: not deferred, not waiting, or limited by itself or by the run
# airflow: 3.1.0
from datetime import datetime, timedelta
from airflow.sdk import DAG
from airflow.providers.amazon.aws.operators.emr import EmrAddStepsOperator
from airflow.providers.google.cloud.operators.cloud_build import CloudBuildCreateBuildOperator
from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator
from airflow.providers.google.cloud.operators.dataproc import DataprocSubmitJobOperator

hour = timedelta(hours=1)

with DAG("a", schedule=None, start_date=datetime(2024, 1, 1)):
    DataprocSubmitJobOperator(task_id="holds_its_slot", job={})
    DataprocSubmitJobOperator(task_id="started", job={}, deferrable=True, asynchronous=True)
    CloudBuildCreateBuildOperator(task_id="build", build={}, deferrable=True, wait=False)
    BigQueryInsertJobOperator(task_id="query", configuration={}, deferrable=True, execution_timeout=hour)
    EmrAddStepsOperator(task_id="steps", job_flow_id="j", deferrable=True)

with DAG("b", schedule=None, start_date=datetime(2024, 1, 1), dagrun_timeout=hour):
    DataprocSubmitJobOperator(task_id="spark", job={}, deferrable=True)
