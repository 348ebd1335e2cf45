# --- case: sensors in each form
from os.path import exists
from airflow.decorators import dag, task
from airflow.models import Variable
from airflow.providers.amazon.aws.sensors.s3 import S3KeySensor
from airflow.sensors.base import BaseSensorOperator
from airflow.sensors.filesystem import FileSensor
from airflow.sensors.python import PythonSensor

class Ready(BaseSensorOperator):
    def __init__(self, path, **kwargs):
        super().__init__(**kwargs)
        self.path = path

    def poke(self, context):
        return self.path.exists()

@dag
def flow():
    FileSensor(task_id="file", filepath="/data/x", timeout=6 * 60 * 60, mode="reschedule")
    S3KeySensor(
        task_id="key",
        bucket_key="s3://bucket/key",
        mode="reschedule",
        timeout=6 * 60 * 60,
    )
    S3KeySensor(
        task_id="deferred",
        bucket_key="s3://bucket/key",
        deferrable=True,  # no slot
        timeout=6 * 60 * 60
    )
    PythonSensor(task_id="python", python_callable=lambda: exists("/x"), poke_interval=30, timeout=6 * 60 * 60)
    Ready(task_id="ready", path="/data/x", timeout=6 * 60 * 60, mode="reschedule")
    FileSensor.partial(task_id="mapped", timeout=6 * 60 * 60, mode="reschedule").expand(filepath=["/a", "/b"])

    @task.sensor(timeout=6 * 60 * 60, mode="reschedule")
    def bare():
        return exists("/data/y")

    @task.sensor(poke_interval=60, mode="reschedule", timeout=6 * 60 * 60)
    def configured():
        return exists("/data/z")

    bare() >> configured()

flow()

# --- case: None asks for the default, zero in default_args is no limit
from datetime import timedelta
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("a", default_args={"execution_timeout": timedelta(0), "retries": 1}):
    FileSensor(task_id="a", filepath="/data/x", timeout=6 * 60 * 60, mode="reschedule")

# --- case: a class that takes no further argument
from airflow import DAG
from airflow.sensors.base import BaseSensorOperator

class Ready(BaseSensorOperator):
    def __init__(self, *, task_id, path):
        super().__init__(task_id=task_id)
        self.path = path

    def poke(self, context):
        return self.path.exists()

with DAG("a"):
    Ready(task_id="ready", path="/data/x")

# --- case: a sensor that shares its line, Windows line ends
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("a"):
	FileSensor(
		task_id="a", filepath="/data/x",
		fs_conn_id="data",
		timeout=6 * 60 * 60,
		mode="reschedule",
	)

# --- case: a timeout from anywhere is enough
from datetime import timedelta
from airflow import DAG
from airflow.decorators import task
from airflow.sensors.base import BaseSensorOperator
from airflow.sensors.filesystem import FileSensor
from airflow.utils.task_group import TaskGroup

class Ready(BaseSensorOperator):
    def __init__(self, timeout=3600, **kwargs):
        super().__init__(timeout=timeout, **kwargs)

    def poke(self, context):
        return True

@task.sensor(timeout=600)
def limited():
    return True

with DAG("a", default_args={"retries": 1}):
    FileSensor(task_id="a", filepath="/data/x", timeout=600)
    FileSensor(task_id="b", filepath="/data/x", timeout=timedelta(hours=1))
    FileSensor(task_id="c", filepath="/data/x", execution_timeout=timedelta(hours=1))
    Ready(task_id="d")
    limited()
    with TaskGroup("g", default_args={"timeout": 60}):
        FileSensor(task_id="e", filepath="/data/x")

with DAG("b", default_args={"timeout": 600}):
    FileSensor(task_id="f", filepath="/data/x")

# --- case: time comes by itself
from datetime import timedelta, time
from airflow import DAG
from airflow.sensors.date_time import DateTimeSensor, DateTimeSensorAsync
from airflow.sensors.time_delta import TimeDeltaSensor, TimeDeltaSensorAsync
from airflow.sensors.time_sensor import TimeSensor
from airflow.sensors.weekday import DayOfWeekSensor

with DAG("a"):
    TimeDeltaSensor(task_id="a", delta=timedelta(hours=1))
    TimeDeltaSensorAsync(task_id="b", delta=timedelta(hours=1))
    DateTimeSensor(task_id="c", target_time="{{ data_interval_end }}")
    DateTimeSensorAsync(task_id="d", target_time="{{ data_interval_end }}")
    TimeSensor(task_id="e", target_time=time(8))
    DayOfWeekSensor(task_id="f", week_day="Monday")

# --- case: what the file does not show may set it
from airflow import DAG
from airflow.sensors.filesystem import FileSensor
from company.defaults import default_args
from company.sensors import OurBaseSensor, OurSensor

class Ours(OurBaseSensor):
    def poke(self, context):
        return True

with DAG("a"):
    OurSensor(task_id="a")
    FileSensor(task_id="b", **options())
with DAG("b", default_args=default_args):
    FileSensor(task_id="c", filepath="/data/x")
sensor = FileSensor(task_id="d", filepath="/data/x")
sensor.timeout = 600

# --- case: failures are thought of, but not what never comes
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("a"):
    ExternalTaskSensor(task_id="wait", external_dag_id="b", failed_states=["failed"], timeout=6 * 60 * 60, mode="reschedule")

# --- case: some are sensors in name only, and take no timeout
from airflow import DAG
from airflow.models import BaseOperator
from airflow.providers.apache.kafka.sensors.kafka import AwaitMessageSensor

class WatchSensor(BaseOperator):
    def execute(self, context): ...

with DAG("a"):
    AwaitMessageSensor(task_id="a", topics=["x"], apply_function="module.apply")
    WatchSensor(task_id="b")


# --- case: a dagrun_timeout ends the run, and the sensor with it
from datetime import timedelta
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("a", dagrun_timeout=timedelta(hours=12)):
    FileSensor(task_id="b", filepath="/data/in")

# --- case: a dagrun_timeout that the file does not show
from airflow import DAG
from airflow.sensors.filesystem import FileSensor
from settings import OPTIONS

with DAG("a", **OPTIONS):
    FileSensor(task_id="b", filepath="/data/in")

# --- case: sensors that raise after a time of their own
from airflow import DAG
from airflow.providers.google.cloud.sensors.dataplex import (
    DataplexDataProfileJobStatusSensor,
    DataplexDataQualityJobStatusSensor,
)
from airflow.providers.google.cloud.sensors.vertex_ai.feature_store import FeatureViewSyncSensor

with DAG("a"):
    DataplexDataQualityJobStatusSensor(task_id="quality", data_scan_id="a", job_id="b")
    DataplexDataProfileJobStatusSensor(task_id="profile", job_id="b", result_timeout=60)
    FeatureViewSyncSensor(task_id="sync", location="eu", wait_timeout=600)

# --- case: a limit that is off by default, taken away, or counted anew with each look
from airflow import DAG
from airflow.providers.google.cloud.sensors.dataplex import DataplexDataQualityJobStatusSensor
from airflow.providers.google.cloud.sensors.vertex_ai.feature_store import FeatureViewSyncSensor

with DAG("a"):
    FeatureViewSyncSensor(task_id="sync", location="eu", timeout=6 * 60 * 60)
    DataplexDataQualityJobStatusSensor(task_id="off", job_id="b", result_timeout=0, timeout=6 * 60 * 60)
    DataplexDataQualityJobStatusSensor(task_id="anew", job_id="b", mode="reschedule", timeout=6 * 60 * 60)

# --- case: what they ask for is there at the first look
from airflow import DAG
from airflow.decorators import task
from airflow.sensors.base import BaseSensorOperator
from airflow.sensors.bash import BashSensor
from airflow.sensors.python import PythonSensor

def ready():
    print("ready")
    return True

class Marker(BaseSensorOperator):
    def poke(self, context):
        self.log.info("passed")
        return True

@task.sensor
def there():
    return True

with DAG("a"):
    BashSensor(task_id="bash", bash_command="exit 0")
    PythonSensor(task_id="python", python_callable=ready)
    PythonSensor(task_id="lambda", python_callable=lambda: True)
    Marker(task_id="marker")
    there()

# --- case: what they ask for may not be there
from datetime import datetime
from airflow import DAG
from airflow.decorators import task
from airflow.sensors.bash import BashSensor
from airflow.sensors.python import PythonSensor

def ready():
    if datetime.now().hour < 6:
        return False
    return True

def never():
    return False

@task.sensor(timeout=6 * 60 * 60, mode="reschedule")
def unsaid():
    print("no answer is no")

with DAG("a"):
    BashSensor(task_id="bash", bash_command="exit 1", timeout=6 * 60 * 60, mode="reschedule")
    PythonSensor(task_id="python", python_callable=ready, timeout=6 * 60 * 60, mode="reschedule")
    PythonSensor(task_id="never", python_callable=never, timeout=6 * 60 * 60, mode="reschedule")
    unsaid()
