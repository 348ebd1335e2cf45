# --- case: a process with a session of its own
import os
import signal
import subprocess

from airflow.models import BaseOperator


class ConvertOperator(BaseOperator):
    def execute(self, context):
        self.process = process = subprocess.Popen(["convert", "video"], start_new_session=True)
        if process.wait(timeout=3600) != 0:
            raise RuntimeError("convert failed")
        return None  # done

    def on_kill(self):
        process = getattr(self, "process", None)
        if process is not None and process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)


class Other:
    pass

# --- case: kept by the operator, with tabs, in Airflow 3.1
import os
from subprocess import PIPE, Popen

from airflow.sdk import BaseOperator


class ConvertOperator(BaseOperator):
	def execute(self, context):
		self.process = Popen(
			["convert", "video"], stdout=PIPE
		)
		self.process.communicate(timeout=3600)

	def on_kill(self):
		process = getattr(self, "process", None)
		if process is not None and process.poll() is None:
			process.terminate()

# --- case: a process group, in Airflow 2
import os
import signal
import subprocess

from airflow.models.baseoperator import BaseOperator


class Base(BaseOperator):
    pass


class ConvertOperator(Base):
    template_fields = ("name",)

    def execute(self, context):
        self.process = process = subprocess.Popen(["convert"], preexec_fn=os.setsid)
        process.wait(timeout=3600)

    def on_kill(self):
        process = getattr(self, "process", None)
        if process is not None and process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)

# --- case: jobs elsewhere
import time

import boto3
from airflow.models import BaseOperator
from airflow.providers.databricks.hooks.databricks import DatabricksHook
from airflow.sensors.base import BaseSensorOperator
from airflow.hooks.subprocess import SubprocessHook


class RunOperator(BaseOperator):
    def execute(self, context):
        hook = DatabricksHook("databricks")
        run = hook.submit_run({})
        while not hook.get_run_state(run).is_terminal:
            time.sleep(30)


class QueryOperator(BaseOperator):
    def execute(self, context):
        client = boto3.client("athena")
        query = client.start_query_execution(QueryString="SELECT 1")
        self.wait_for(client, query)

    def wait_for(self, client, query):
        pass


class CommandOperator(BaseOperator):
    def execute(self, context):
        return SubprocessHook().run_command(["make"]).exit_code

# --- case: ended, inherited, in the group of the task, or left to a sensor
import subprocess

import boto3
from airflow.models import BaseOperator
from airflow.operators.bash import BashOperator
from mylib import JobOperator


class Ended(BaseOperator):
    def execute(self, context):
        self.process = subprocess.Popen(["convert"], start_new_session=True)
        self.process.wait(timeout=3600)

    def on_kill(self):
        self.process.kill()


class AlsoEnded(Ended):
    def execute(self, context):
        subprocess.Popen(["convert"], start_new_session=True).wait(timeout=60)


class OfBash(BashOperator):
    def execute(self, context):
        subprocess.Popen(["convert"], start_new_session=True).wait(timeout=60)


class OfSomeone(JobOperator, BaseOperator):
    def execute(self, context):
        subprocess.Popen(["convert"], start_new_session=True).wait(timeout=60)


class InGroup(BaseOperator):
    def execute(self, context):
        subprocess.run(["convert"], timeout=3600, check=True)


class OnlyStarts(BaseOperator):
    def execute(self, context):
        return boto3.client("batch").submit_job(jobName="x")["jobId"]


class NotAnOperator:
    def execute(self, context):
        subprocess.Popen(["convert"], start_new_session=True).wait(timeout=60)

# --- case: a finally runs in Airflow 2
import os
import signal
import subprocess

from airflow.models import BaseOperator


class ConvertOperator(BaseOperator):
    def execute(self, context):
        process = subprocess.Popen(["convert"], start_new_session=True)
        try:
            process.wait(timeout=3600)
        finally:
            os.killpg(process.pid, signal.SIGTERM)

# --- case: the group of the task ends from 3.3 on
import subprocess

from airflow.sdk import BaseOperator


class ConvertOperator(BaseOperator):
    def execute(self, context):
        subprocess.run(["convert"], timeout=3600, check=True)

# --- case: questions and quick commands end by themselves
import subprocess

from airflow.sdk import BaseOperator, BaseSensorOperator


class JobSensor(BaseSensorOperator):
    def poke(self, context):
        answer = subprocess.run(["squeue", "-j", self.job], capture_output=True, check=True)
        return b"RUN" not in answer.stdout


class PrepareOperator(BaseOperator):
    def execute(self, context):
        subprocess.run(["mkdir", "-p", "/data/in"], check=True)
