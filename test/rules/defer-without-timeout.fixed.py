# --- case: deferrals of operators and sensors
from datetime import timedelta

from airflow.models import BaseOperator
from airflow.sensors.base import BaseSensorOperator
from airflow.exceptions import TaskDeferred
from jobs import JobTrigger

class RunJob(BaseOperator):
    def execute(self, context):
        self.defer(trigger=JobTrigger(1), method_name="done", timeout=self.execution_timeout or timedelta(hours=6))

    def done(self, context, event=None):
        self.defer(
            trigger=JobTrigger(2),
            method_name="really_done",
            timeout=self.execution_timeout or timedelta(hours=6),  # never
        )

class WaitForJob(BaseSensorOperator):
    def execute(self, context):
        if not self.poke(context):
            self.defer(
                trigger=JobTrigger(1),
                method_name="done",
                timeout=timedelta(seconds=self.timeout)
            )

class RaisesIt(BaseOperator):
    def execute(self, context):
        raise TaskDeferred(trigger=JobTrigger(1), method_name="done", timeout=timedelta(hours=6))

# --- case: in Airflow 2 a task without a limit
from datetime import timedelta

from airflow import DAG
from airflow.models import BaseOperator
from jobs import JobTrigger

class RunJob(BaseOperator):
    def execute(self, context):
        self.defer(trigger=JobTrigger(1), method_name="done", timeout=self.execution_timeout or timedelta(hours=6))

with DAG("a"):
    RunJob(task_id="b")

# --- case: in Airflow 2 the limit of the task counts
from datetime import timedelta
from airflow import DAG
from airflow.models import BaseOperator
from jobs import JobTrigger

class RunJob(BaseOperator):
    def execute(self, context):
        self.defer(trigger=JobTrigger(1), method_name="done")

with DAG("a", default_args={"execution_timeout": timedelta(hours=1)}):
    RunJob(task_id="b")

# --- case: in Airflow 3 it does not
import datetime as dt
from airflow.sdk import DAG, BaseOperator
from jobs import JobTrigger

class RunJob(BaseOperator):
	def execute(self, context):
		self.defer(trigger=JobTrigger(1), method_name="done", timeout=self.execution_timeout or dt.timedelta(hours=6),)

with DAG("a"):
	RunJob(task_id="b", execution_timeout=dt.timedelta(hours=1))

# --- case: deferrals that end
from datetime import timedelta
from airflow.models import BaseOperator
from airflow.sensors.base import BaseSensorOperator
from airflow.triggers.temporal import TimeDeltaTrigger
from jobs import JobTrigger

class RunJob(BaseOperator):
    def execute(self, context):
        self.defer(trigger=JobTrigger(1), method_name="done", timeout=timedelta(hours=1))

    def done(self, context, event=None):
        self.defer(trigger=JobTrigger(1), method_name="done", timeout=self.execution_timeout)

    def later(self, context, event=None):
        self.defer(trigger=TimeDeltaTrigger(timedelta(hours=1)), method_name="done")

    def limited(self, context, event=None):
        trigger = JobTrigger(1, timeout=60)
        self.defer(trigger=trigger, method_name="done")

    def unknown(self, context, event=None, **options):
        self.defer(trigger=JobTrigger(1), method_name="done", **options)

# --- case: another defer
from airflow.models import BaseOperator
from twisted.internet.defer import Deferred

class Queue:
    def run(self):
        self.defer(trigger=1, method_name="done")

class RunJob(BaseOperator):
    def execute(self, context):
        self.queue.defer(trigger=1, method_name="done")

class OwnDefer(BaseOperator):
    def execute(self, context):
        self.defer(1)

    def defer(self, step):
        self.log.info("step %s", step)
