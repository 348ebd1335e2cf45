# --- case: a sensor class whose look can block
import requests
import subprocess
from airflow import DAG
from airflow.sensors.base import BaseSensorOperator

class ApiSensor(BaseSensorOperator):
    def poke(self, context):
        return self.ask().json()["ready"]

    def ask(self):
        return requests.get("https://example.com")

with DAG("a"):
    ApiSensor(task_id="one", timeout=600)
#   ^^^^^^^^^ warning: `requests.get()` can wait without limit when this sensor pokes, and the sensor's `timeout` is looked at only between two pokes: it then stays in "running" until someone kills it. Limit the wait itself, or set `execution_timeout`. (unsafe fix)
    ApiSensor(
#   ^^^^^^^^^ warning: `requests.get()` can wait without limit when this sensor pokes, and the sensor's `timeout` is looked at only between two pokes: it then stays in "running" until someone kills it. Limit the wait itself, or set `execution_timeout`. (unsafe fix)
        task_id="two",
        mode="reschedule",  # no slot
    )

# --- case: functions as sensors
import subprocess
from datetime import timedelta
from airflow.decorators import dag, task
from airflow.sensors.python import PythonSensor

def is_there():
    return subprocess.run(["ssh", "host", "test", "-e", "/data"]).returncode == 0

@dag(default_args={"retries": 1})
def flow():
    PythonSensor(task_id="one", python_callable=is_there, timeout=60)
#   ^^^^^^^^^^^^ warning: `subprocess.run()` can wait without limit when this sensor pokes, and the sensor's `timeout` is looked at only between two pokes: it then stays in "running" until someone kills it. Limit the wait itself, or set `execution_timeout`. (unsafe fix)

    @task.sensor(poke_interval=30, timeout=60)
    def two():
#       ^^^ warning: What this sensor runs to poke has a loop that is never left, and the sensor's `timeout` is looked at only between two pokes: it then stays in "running" until someone kills it. Limit the wait itself, or set `execution_timeout`. (unsafe fix)
        while True:
            pass

    two()

flow()

# --- case: a sensor class for other files
import requests
from airflow.sensors.base import BaseSensorOperator

class ApiSensor(BaseSensorOperator):
    def poke(self, context):
#       ^^^^ warning: `requests.get()` can wait without limit when this sensor pokes, and the sensor's `timeout` is looked at only between two pokes: it then stays in "running" until someone kills it. Limit the wait itself, or set `execution_timeout`.
        return requests.get("https://example.com").ok

# --- case: something ends the look
import requests
from datetime import timedelta
from airflow import DAG
from airflow.sensors.base import BaseSensorOperator
from airflow.sensors.python import PythonSensor

class ApiSensor(BaseSensorOperator):
    def poke(self, context):
        return requests.get("https://example.com").ok

class PatientSensor(BaseSensorOperator):
    def poke(self, context):
        return requests.get("https://example.com", timeout=10).ok

with DAG("a", default_args={"execution_timeout": timedelta(hours=1)}):
    ApiSensor(task_id="one", timeout=600)

with DAG("b"):
    PatientSensor(task_id="one", timeout=600)
    PythonSensor(task_id="two", python_callable=lambda: True, timeout=600)

with DAG("c", dagrun_timeout=timedelta(hours=1)):
    ApiSensor(task_id="one", timeout=600)

# --- case: it is no sensor
import requests
from airflow.models import BaseOperator

class Api(BaseOperator):
    def poke(self, context):
        return requests.get("https://example.com").ok

class Poker:
    def poke(self, context):
        return requests.get("https://example.com").ok

# --- case: tabs, comments and a bare decorator
# line-break: crlf
import datetime as dt
import requests
from airflow import DAG
from airflow.decorators import task
from airflow.sensors.python import PythonSensor

def ready():
	return requests.get("https://example.com").ok

with DAG("a"):
	@task.sensor
	def bare():
#    ^^^^ warning: `requests.get()` can wait without limit when this sensor pokes, and the sensor's `timeout` is looked at only between two pokes: it then stays in "running" until someone kills it. Limit the wait itself, or set `execution_timeout`. (unsafe fix)
		return requests.get("https://example.com").ok

	bare()
	PythonSensor(
#^^^^^^^^^^^^ warning: `requests.get()` can wait without limit when this sensor pokes, and the sensor's `timeout` is looked at only between two pokes: it then stays in "running" until someone kills it. Limit the wait itself, or set `execution_timeout`. (unsafe fix)
		task_id="wait",
		python_callable=ready,
		timeout=3600,  # an hour
	)

# --- case: the tasks of the file speak for its class
import requests
from airflow import DAG
from airflow.sensors.base import BaseSensorOperator

class ApiSensor(BaseSensorOperator):
    def poke(self, context):
        return requests.get("https://example.com").ok

with DAG("a"):
    ApiSensor(task_id="wait", timeout=600)
#   ^^^^^^^^^ warning: `requests.get()` can wait without limit when this sensor pokes, and the sensor's `timeout` is looked at only between two pokes: it then stays in "running" until someone kills it. Limit the wait itself, or set `execution_timeout`. (unsafe fix)
