# --- case: where the version is not known
from airflow import DAG
from airflow.sensors.filesystem import FileSensor
from airflow.sensors.python import PythonSensor

with DAG("d"):
    FileSensor(task_id="a", filepath="/data/x", timeout=600, soft_fail=True)
#                                                                      ^^^^ information: With `soft_fail`, a sensor that times out (in Airflow 2.7 to 2.9, on any error) is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Use it only where the data may be missing.
    FileSensor(task_id="b", filepath="/data/x", timeout=600, never_fail=True)
#                                                                       ^^^^ information: With `never_fail`, a sensor whose check raises anything, wrong credentials and typos included, is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Leave it out, or catch what may happen in the sensor itself.
    FileSensor(task_id="c", filepath="/data/x", timeout=600, silent_fail=True)
#                                                                        ^^^^ information: With `silent_fail`, an error in the sensor is only logged and counts as "not yet": with wrong credentials or a typo it goes on until its `timeout`, seven days by default. Leave it out: `retries` do the same, and are seen.
    FileSensor(task_id="e", filepath="/data/x", timeout=600, soft_fail=False)
    FileSensor(task_id="f", filepath="/data/x", timeout=600)

# --- case: Airflow 2.6 and before
# airflow: 2.6.3
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("d"):
    FileSensor(task_id="a", filepath="/data/x", timeout=600, soft_fail=True)
#                                                                      ^^^^ information: With `soft_fail`, a sensor that times out is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Use it only where the data may be missing.
    FileSensor(task_id="b", filepath="/data/x", timeout=600, silent_fail=True)
#                                                                        ^^^^ information: With `silent_fail`, an error in the sensor is only logged and counts as "not yet": with wrong credentials or a typo it goes on until its `timeout`, seven days by default. Leave it out: `retries` do the same, and are seen.

# --- case: options that a version does not have are another rule's
# airflow: 2.4.3
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("d"):
    FileSensor(task_id="a", filepath="/data/x", timeout=600, soft_fail=True)
#                                                                      ^^^^ information: With `soft_fail`, a sensor that times out is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Use it only where the data may be missing.
    FileSensor(task_id="b", filepath="/data/x", timeout=600, silent_fail=True)
    FileSensor(task_id="c", filepath="/data/x", timeout=600, never_fail=True)

# --- case: Airflow 2.7 to 2.9, on any error
# airflow: 2.9.3
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("d"):
    FileSensor(task_id="a", filepath="/data/x", timeout=600, soft_fail=True)
#                                                                      ^^^^ information: With `soft_fail`, Airflow 2.7 to 2.9 skip a sensor on any error, wrong credentials and typos included, without another try: no one is told, what waits for it is skipped too, and the run can still be a success. Leave it out, or catch what may happen in the sensor itself.
    FileSensor(task_id="b", filepath="/data/x", timeout=600, never_fail=True)

# --- case: Airflow 2.10 and later
# airflow: 2.10.5
from airflow import DAG
from airflow.decorators import dag, task
from airflow.sensors.filesystem import FileSensor

with DAG("d"):
    FileSensor(task_id="a", filepath="/data/x", timeout=600, soft_fail=True)
#                                                                      ^^^^ information: With `soft_fail`, a sensor that times out, or raises `AirflowFailException`, is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Use it only where the data may be missing.
    FileSensor(task_id="b", filepath="/data/x", timeout=600, never_fail=True)
#                                                                       ^^^^ information: With `never_fail`, a sensor whose check raises anything, wrong credentials and typos included, is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Leave it out, or catch what may happen in the sensor itself.


@dag()
def e():
    @task.sensor(poke_interval=10, timeout=600, soft_fail=True)
#                                                         ^^^^ information: With `soft_fail`, a sensor that times out, or raises `AirflowFailException`, is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Use it only where the data may be missing.
    def ready():
        return False

    ready()


e()

# --- case: from a default, a name and a class
# airflow: 3.3
from airflow.sdk import DAG
from airflow.providers.amazon.aws.sensors.s3 import S3KeySensor
from airflow.providers.standard.sensors.filesystem import FileSensor
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk.bases.sensor import BaseSensorOperator

OPTIONAL = True


class Ready(BaseSensorOperator):
    def __init__(self, **kwargs):
        super().__init__(soft_fail=True, timeout=600, **kwargs)
#                                  ^^^^ information: With `soft_fail`, a sensor that times out, or raises `AirflowFailException`, is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Use it only where the data may be missing.

    def poke(self, context):
        return False


with DAG("d", default_args={"soft_fail": True, "timeout": 600}):
#                                        ^^^^ information: With `soft_fail`, a sensor that times out, or raises `AirflowFailException`, is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Use it only where the data may be missing.
    FileSensor(task_id="a", filepath="/data/x")
    S3KeySensor(task_id="b", bucket_key="s3://b/x")
    BashOperator(task_id="c", bash_command="date")

with DAG("e"):
    FileSensor(task_id="a", filepath="/data/x", timeout=600, soft_fail=OPTIONAL)
#                                                                      ^^^^^^^^ information: With `soft_fail`, a sensor that times out, or raises `AirflowFailException`, is skipped and does not fail: no one is told, what waits for it is skipped too, and the run can still be a success. Use it only where the data may be missing.
    Ready(task_id="b")

# --- case: what is not known, and what is no sensor
from airflow import DAG
from airflow.models import Variable
from airflow.operators.bash import BashOperator
from airflow.sensors.filesystem import FileSensor
from project import OPTIONAL


class Sensor:
    def __init__(self, soft_fail):
        self.soft_fail = soft_fail


def make(optional):
    return FileSensor(task_id="b", filepath="/data/x", timeout=600, soft_fail=optional)


with DAG("d", default_args={"soft_fail": True}):
    BashOperator(task_id="a", bash_command="date")
    Sensor(soft_fail=True)

with DAG("e"):
    FileSensor(task_id="a", filepath="/data/x", timeout=600, soft_fail=OPTIONAL)
    make(Variable.get("optional"))
