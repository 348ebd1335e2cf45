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

# --- case: in a mixin, and tasks that begin deferred
from airflow.models import BaseOperator
from airflow.sensors.base import BaseSensorOperator
from airflow.triggers.base import StartTriggerArgs
from jobs import JobTrigger

class Waiting:
    def wait(self):
        self.defer(trigger=JobTrigger(1), method_name="done")
#       ^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. `execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass `timeout=`. (unsafe fix)

class Job(Waiting, BaseOperator):
    def execute(self, context):
        self.wait()

class Early(BaseSensorOperator):
    start_trigger_args = StartTriggerArgs(
#                        ^^^^^^^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. `execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass `timeout=`. (unsafe fix)
        trigger_cls="jobs.JobTrigger",
        trigger_kwargs={},
        next_method="done",
        next_kwargs=None,
        timeout=None,
    )
    start_from_trigger = True

class EarlyIfTold(BaseOperator):
    start_trigger_args = StartTriggerArgs(trigger_cls="jobs.JobTrigger", next_method="done")
#                        ^^^^^^^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. `execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass `timeout=`. (unsafe fix)

    def __init__(self, deferrable=False, **kwargs):
        super().__init__(**kwargs)
        self.start_from_trigger = deferrable

# --- case: tasks that begin on a worker, and a mixin that is not used here
from airflow.models import BaseOperator
from airflow.triggers.base import StartTriggerArgs
from jobs import JobTrigger

class Late(BaseOperator):
    start_trigger_args = StartTriggerArgs(trigger_cls="jobs.JobTrigger", next_method="done")
    start_from_trigger = False

class Waiting:
    def wait(self):
        self.defer(trigger=JobTrigger(1), method_name="done")

# --- case: triggers of the project that end by themselves, and one that does not
import asyncio
import time
from airflow.models import BaseOperator
from airflow.triggers.base import BaseTrigger, TriggerEvent

class Deadline(BaseTrigger):
    def __init__(self, job, until):
        super().__init__()
        self.job, self.until = job, until

    async def run(self):
        while time.time() < self.until:
            await asyncio.sleep(5)
        yield TriggerEvent("late")

class Nap(BaseTrigger):
    async def run(self):
        for _ in range(3):
            await asyncio.sleep(5)
        yield TriggerEvent("done")

class Impatient(BaseTrigger):
    async def run(self):
        while True:
            answer = await asyncio.wait_for(self.ask(), 60)
            if answer:
                yield TriggerEvent(answer)
                return

class Bounded(BaseTrigger):
    def __init__(self, job, max_attempts):
        super().__init__()
        self.job, self.left = job, max_attempts

    async def run(self):
        while self.left:
            self.left -= 1
            await asyncio.sleep(5)
        yield TriggerEvent("late")

class Patient(BaseTrigger):
    def __init__(self, job):
        super().__init__()
        self.job = job

    async def run(self):
        while not await self.ask():
            await asyncio.sleep(5)
        yield TriggerEvent("done")

class Job(BaseOperator):
    def execute(self, context):
        self.defer(trigger=Deadline(1, time.time() + 60), method_name="second")

    def second(self, context, event=None):
        self.defer(trigger=Nap(), method_name="third")

    def third(self, context, event=None):
        self.defer(trigger=Impatient(), method_name="fourth")

    def fourth(self, context, event=None):
        self.defer(trigger=Bounded(1, 5), method_name="fifth")

    def fifth(self, context, event=None):
        self.defer(trigger=Patient(1), method_name="done")
#       ^^^^^^^^^^ warning: This deferral has no `timeout`: if its trigger never fires, the task stays "deferred" for ever. `execution_timeout` does not count while a task is deferred (from Airflow 3.0 on). Pass `timeout=`. (unsafe fix)
