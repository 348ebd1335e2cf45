# --- case: deferrals of operators and sensors
from airflow.models import BaseOperator
from airflow.sensors.base import BaseSensorOperator
from airflow.exceptions import TaskDeferred
from jobs import JobTrigger

class RunJob(BaseOperator):
    def execute(self, context):
        self.defer(trigger=JobTrigger(1), method_name="done")
#       ^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. `execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass `timeout=`. (unsafe fix)

    def done(self, context, event=None):
        self.defer(
#       ^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. `execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass `timeout=`. (unsafe fix)
            trigger=JobTrigger(2),
            method_name="really_done",
            timeout=None,  # never
        )

class WaitForJob(BaseSensorOperator):
    def execute(self, context):
        if not self.poke(context):
            self.defer(
#           ^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. `execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass `timeout=`. (unsafe fix)
                trigger=JobTrigger(1),
                method_name="done"
            )

class RaisesIt(BaseOperator):
    def execute(self, context):
        raise TaskDeferred(trigger=JobTrigger(1), method_name="done")
#             ^^^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. `execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass `timeout=`. (unsafe fix)

# --- case: in Airflow 2 a task without a limit
# airflow: 2.10.5
from airflow import DAG
from airflow.models import BaseOperator
from jobs import JobTrigger

class RunJob(BaseOperator):
    def execute(self, context):
        self.defer(trigger=JobTrigger(1), method_name="done")
#       ^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever, unless the task has an `execution_timeout`. Pass `timeout=`. (unsafe fix)

with DAG("a"):
    RunJob(task_id="b")

# --- case: in Airflow 2 the limit of the task counts
# airflow: 2.10.5
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
# airflow: 3.1.0
import datetime as dt
from airflow.sdk import DAG, BaseOperator
from jobs import JobTrigger

class RunJob(BaseOperator):
	def execute(self, context):
		self.defer(trigger=JobTrigger(1), method_name="done",)
# ^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. `execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass `timeout=`. (unsafe fix)

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
