# --- case: sensors that sleep long, one look after the other
from datetime import timedelta
from airflow import DAG
from airflow.decorators import task
from airflow.sensors.base import BaseSensorOperator
from airflow.sensors.filesystem import FileSensor
from airflow.sensors.python import PythonSensor
from airflow.sensors.date_time import DateTimeSensor

def is_there():
    return True

class ApiSensor(BaseSensorOperator):
    def __init__(self, url, **kwargs):
        super().__init__(**kwargs)
        self.url = url

    def poke(self, context):
        return ask(self.url)

with DAG("a"):
    FileSensor(task_id="one", filepath="/data/in", timeout=6 * 60 * 60)
#   ^^^^^^^^^^ information: This sensor holds a worker slot for up to 6 hours, and sleeps 1 minute from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)
    FileSensor(
#   ^^^^^^^^^^ information: This sensor holds a worker slot for up to 6 hours, and sleeps 5 minutes from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)
        task_id="two",
        filepath="/data/in",
        mode="poke",  # as ever
        poke_interval=timedelta(minutes=5),
        timeout=6 * 60 * 60
    )
    PythonSensor(task_id="three", python_callable=is_there, timeout=timedelta(hours=1))
#   ^^^^^^^^^^^^ information: This sensor holds a worker slot for up to 1 hour, and sleeps 1 minute from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)
    ApiSensor(task_id="four", url="https://example.com", timeout=3600)
#   ^^^^^^^^^ information: This sensor holds a worker slot for up to 1 hour, and sleeps 1 minute from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)
    DateTimeSensor(task_id="five", target_time="2024-01-01")
#   ^^^^^^^^^^^^^^ information: This sensor holds a worker slot until its time has come, and sleeps 1 minute from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)

    @task.sensor(poke_interval=120, timeout=3600)
    def six():
#       ^^^ information: This sensor holds a worker slot for up to 1 hour, and sleeps 2 minutes from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)
        return True

    six()

# --- case: a sensor that keeps something from one look to the next
from airflow import DAG
from airflow.sensors.base import BaseSensorOperator
from airflow.sensors.python import PythonSensor

class GrowingSensor(BaseSensorOperator):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.sizes = []

    def poke(self, context):
        self.sizes.append(size())
        return len(self.sizes) > 1 and self.sizes[-1] == self.sizes[-2]

tries = 0

def third_time():
    global tries
    tries += 1
    return tries == 3

with DAG("a"):
    GrowingSensor(task_id="one", timeout=3600)
    PythonSensor(task_id="two", python_callable=third_time, timeout=3600)

# --- case: a sensor of which not everything is seen
from airflow import DAG
from airflow.sensors.base import BaseSensorOperator
from airflow.sensors.python import PythonSensor
from airflow.providers.amazon.aws.sensors.s3 import S3KeySensor
from company.checks import is_there
from company.sensors import CompanySensor

class TheirSensor(CompanySensor):
    def poke(self, context):
        return True

with DAG("a"):
    PythonSensor(task_id="one", python_callable=is_there, timeout=3600)
    TheirSensor(task_id="two", timeout=3600)
    S3KeySensor(task_id="three", bucket_key="s3://bucket/key", timeout=3600)
#   ^^^^^^^^^^^ information: This sensor holds a worker slot for up to 1 hour, and sleeps 1 minute from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)

# --- case: sensors that hold no slot, or not for long
from airflow import DAG
from airflow.providers.amazon.aws.sensors.s3 import S3KeySensor, S3KeysUnchangedSensor
from airflow.sensors.filesystem import FileSensor
from settings import INTERVAL, MODE

with DAG("a"):
    FileSensor(task_id="one", filepath="/data/in", mode="reschedule", timeout=3600)
    FileSensor(task_id="two", filepath="/data/in", timeout=300)
    FileSensor(task_id="three", filepath="/data/in", poke_interval=10, timeout=3600)
    FileSensor(task_id="four", filepath="/data/in", mode=MODE, timeout=3600)
    FileSensor(task_id="five", filepath="/data/in", poke_interval=INTERVAL, timeout=3600)
    S3KeySensor(task_id="six", bucket_key="s3://bucket/key", deferrable=True, timeout=3600)
    S3KeysUnchangedSensor(task_id="seven", bucket_name="bucket", prefix="in", timeout=3600)

# --- case: rescheduled, each look would have the execution_timeout anew
from datetime import timedelta
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("a", default_args={"execution_timeout": timedelta(hours=1)}):
    FileSensor(task_id="one", filepath="/data/in")
    FileSensor(task_id="two", filepath="/data/in", execution_timeout=timedelta(hours=2))

# --- case: the default of the DAG
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("a", default_args={"mode": "reschedule", "timeout": 3600}):
    FileSensor(task_id="one", filepath="/data/in")

# --- case: a sensor that defers by itself
from airflow import DAG
from airflow.sensors.base import BaseSensorOperator
from jobs import JobTrigger

class JobSensor(BaseSensorOperator):
    def execute(self, context):
        self.defer(trigger=JobTrigger(timeout=60), method_name="finish")

    def finish(self, context, event=None):
        return event

with DAG("a"):
    JobSensor(task_id="one", timeout=3600)

# --- case: sensors of which rescheduling would change nothing, or that soon end
from datetime import timedelta
from airflow import DAG
from airflow.providers.microsoft.azure.sensors.msgraph import MSGraphSensor
from airflow.providers.standard.sensors.time_delta import TimeDeltaSensor, WaitSensor
from fivetran_provider_async.sensors import FivetranSensor

with DAG("nightly"):
    MSGraphSensor(task_id="scan", url="scanStatus", timeout=3600)
    WaitSensor(task_id="pause", time_to_wait=timedelta(hours=2))
    TimeDeltaSensor(task_id="soon", delta=timedelta(seconds=30))
    TimeDeltaSensor(task_id="late", delta=timedelta(hours=2))
#   ^^^^^^^^^^^^^^^ information: This sensor holds a worker slot for up to 2 hours, and sleeps 1 minute from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)
    FivetranSensor(task_id="defers_by_default", connector_id="x", timeout=3600)

# --- case: functions that keep something outside of themselves
from airflow import DAG
from airflow.decorators import dag, task
from airflow.sensors.python import PythonSensor

looks = []
seen = {}


def third_look():
    looks.append(1)
    return len(looks) > 2


@dag()
def flow():
    @task.sensor(timeout=3600)
    def same_twice(name):
        before, seen[name] = seen.get(name), 1
        return before == 1

    @task.sensor(timeout=3600)
    def own_list(names):
#       ^^^^^^^^ information: This sensor holds a worker slot for up to 1 hour, and sleeps 1 minute from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)
        found = []
        for name in names:
            found.append(name)
        return len(found) > 2

    PythonSensor(task_id="third", python_callable=third_look, timeout=3600)
    same_twice("x")
    own_list(["x"])


flow()

# --- case: tabs, comments and trailing commas
# line-break: crlf
from airflow import DAG
from airflow.sensors.filesystem import FileSensor

with DAG("a"):
	FileSensor(
#^^^^^^^^^^ information: This sensor holds a worker slot for up to 1 hour, and sleeps 1 minute from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)
		task_id="wait",
		filepath="/data/x",  # written at night
		timeout=3600,  # an hour
	)
	FileSensor(task_id="poke", filepath="/data/y", timeout=3600, mode='poke',)  # as before
#^^^^^^^^^^ information: This sensor holds a worker slot for up to 1 hour, and sleeps 1 minute from one look to the next: some of them leave no slot for the work that they wait for. Use `mode="reschedule"`, which gives the slot back in between. (unsafe fix)
