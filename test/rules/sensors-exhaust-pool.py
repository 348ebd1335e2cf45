# --- case: sensors hold every slot of the DAG
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.sensors.filesystem import FileSensor

SLOTS = 2
#       ^ information: 2 sensors in `mode="poke"` can hold all 2 slots of this DAG at once: `fetch` does not start until one of them ends. Use `mode="reschedule"`, or more slots.

with DAG("a", max_active_tasks=SLOTS):
    one = FileSensor(task_id="one", filepath="/data/one", timeout=3600)
    two = FileSensor(task_id="two", filepath="/data/two", timeout=3600, mode="poke")
    fetch = BashOperator(task_id="fetch", bash_command="fetch /data")
    load = BashOperator(task_id="load", bash_command="load /data")
    [one, two] >> load

with DAG("b", concurrency=1):
#                         ^ information: A sensor in `mode="poke"` can hold the only slot of this DAG: `fetch` does not start until it ends. Use `mode="reschedule"`, or more slots.
    FileSensor(task_id="one", filepath="/data/one", timeout=3600)
    BashOperator(task_id="fetch", bash_command="fetch /data")

# --- case: sensors of a loop
from airflow.decorators import dag
from airflow.operators.bash import BashOperator
from airflow.sensors.filesystem import FileSensor

@dag(max_active_tasks=3)
#                     ^ information: 3 sensors in `mode="poke"` can hold all 3 slots of this DAG at once: `fetch` does not start until one of them ends. Use `mode="reschedule"`, or more slots.
def flow():
    for name in ["a", "b", "c"]:
        FileSensor(task_id=name, filepath=f"/data/{name}", timeout=3600)
    BashOperator(task_id="fetch", bash_command="fetch /data")

flow()

# --- case: a pool that both need
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("load"):
    first = BashOperator(task_id="first", bash_command="load 1", pool="warehouse")
    second = BashOperator(task_id="second", bash_command="load 2")
    first >> second

with DAG("report", default_args={"timeout": 3600, "failed_states": ["failed"]}):
    ExternalTaskSensor(task_id="wait", external_dag_id="load", external_task_id="second", pool="warehouse")
#                                                                                              ^^^^^^^^^^^ information: This sensor holds a slot of the pool `warehouse` while it waits for `load`, whose task `first` needs one of the same pool: when sensors hold them all, each waits for the other. Use `mode="reschedule"`, or another pool for sensors.

with DAG("other", default_args={"timeout": 3600, "pool": "warehouse"}):
    ExternalTaskSensor(task_id="wait", external_dag_id="load", failed_states=["failed"])
#   ^^^^^^^^^^^^^^^^^^ information: This sensor holds a slot of the pool `warehouse` while it waits for `load`, whose task `first` needs one of the same pool: when sensors hold them all, each waits for the other. Use `mode="reschedule"`, or another pool for sensors.

# --- case: slots are left, or nothing needs them
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.sensors.filesystem import FileSensor
from settings import SLOTS

with DAG("a", max_active_tasks=3):
    FileSensor(task_id="one", filepath="/data/one", timeout=3600)
    FileSensor(task_id="two", filepath="/data/two", timeout=3600)
    BashOperator(task_id="fetch", bash_command="fetch /data")

with DAG("b", max_active_tasks=1):
    FileSensor(task_id="one", filepath="/data/one", timeout=3600) >> BashOperator(task_id="load", bash_command="load")

with DAG("c", max_active_tasks=1):
    FileSensor(task_id="one", filepath="/data/one", timeout=3600, mode="reschedule")
    BashOperator(task_id="fetch", bash_command="fetch /data")

with DAG("d", max_active_tasks=2):
    one = FileSensor(task_id="one", filepath="/data/one", timeout=3600)
    two = FileSensor(task_id="two", filepath="/data/two", timeout=3600)
    one >> two
    BashOperator(task_id="fetch", bash_command="fetch /data")

with DAG("e", max_active_tasks=SLOTS):
    FileSensor(task_id="one", filepath="/data/one", timeout=3600)
    BashOperator(task_id="fetch", bash_command="fetch /data")

with DAG("f"):
    FileSensor(task_id="one", filepath="/data/one", timeout=3600)
    BashOperator(task_id="fetch", bash_command="fetch /data")

# --- case: pools that are not shared
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("load"):
    first = BashOperator(task_id="first", bash_command="load 1", pool="warehouse")
    second = BashOperator(task_id="second", bash_command="load 2", pool="default_pool")

with DAG("report", default_args={"timeout": 3600, "failed_states": ["failed"]}):
    ExternalTaskSensor(task_id="one", external_dag_id="load", external_task_id="second", pool="warehouse")
    ExternalTaskSensor(task_id="two", external_dag_id="load", external_task_id="first", pool="sensors")
    ExternalTaskSensor(task_id="three", external_dag_id="load", external_task_id="first", pool="warehouse", mode="reschedule")
    ExternalTaskSensor(task_id="four", external_dag_id="elsewhere", external_task_id="first", pool="warehouse")
    ExternalTaskSensor(task_id="five", external_dag_id="load", external_task_id="second", pool="default_pool")
