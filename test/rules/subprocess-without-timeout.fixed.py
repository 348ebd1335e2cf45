# --- case: run in a TaskFlow task
import subprocess
from airflow.decorators import task

@task
def export():
    subprocess.run(["pg_dump", "-f", "/tmp/x.sql"], check=True, timeout=3600)

# --- case: the four functions with every way to import them
import subprocess as sp
from subprocess import call, check_output as output
from airflow.operators.python import PythonOperator

def work():
    sp.check_call(["a"], timeout=3600)
    call(["b"], timeout=3600)
    version = output(["c", "--version"], timeout=3600).decode()
    return version

PythonOperator(task_id="work", python_callable=work)

# --- case: a limit, or one that may be there
import subprocess
from airflow.decorators import task

@task
def work(options, limit=None):
    subprocess.run(["a"], timeout=60)
    subprocess.run(["b"], timeout=limit)
    subprocess.run(["c"], **options)
    subprocess.run(*options)

# --- case: an explicit None is no limit
import subprocess
from airflow.decorators import task

@task
def work():
    subprocess.run(["a"], timeout=3600)

# --- case: layout of the call is kept
import subprocess
from airflow.decorators import task

@task
def work():
    result = subprocess.run(
        ["a", "b"],  # the command
        capture_output=True,
        check=True,
        timeout=3600,
    )
    other = subprocess.run(["a", "b"],
                           text=True,
                           timeout=3600)
    return result, other

# --- case: run with a shell becomes a session whose group is ended
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work(path):
    process = subprocess.Popen(f"sort {path} | uniq > out.txt", shell=True, start_new_session=True)
    try:
        process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    child_process = subprocess.Popen("a | b", shell=True, start_new_session=True)  # nobody looks
    try:
        child_process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(child_process.pid, signal.SIGKILL)
        child_process.wait()
        raise

# --- case: run with a shell whose result is used
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work(command):
    process = subprocess.Popen(
        command,
        shell=True,
        stdout=subprocess.PIPE,
        text=True,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        stdout, stderr = process.communicate(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    result = subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)
    if result.returncode != 0:
        raise RuntimeError(result.stderr)
    return result.stdout

# --- case: check_output with a shell
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work(command):
    process = subprocess.Popen(command, shell=True, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, start_new_session=True)
    try:
        output = process.communicate(timeout=3600)[0]
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, process.args, output)
    child_process = subprocess.Popen(command, shell=True, text=True, stdout=subprocess.PIPE, start_new_session=True)
    try:
        captured_output = child_process.communicate(timeout=3600)[0]
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(child_process.pid, signal.SIGKILL)
        child_process.wait()
        raise
    if child_process.returncode != 0:
        raise subprocess.CalledProcessError(child_process.returncode, child_process.args, captured_output)
    lines = captured_output.strip().split("\n")
    child_process = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE, start_new_session=True)
    try:
        captured_output = child_process.communicate(timeout=3600)[0]
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(child_process.pid, signal.SIGKILL)
        child_process.wait()
        raise
    if child_process.returncode != 0:
        raise subprocess.CalledProcessError(child_process.returncode, child_process.args, captured_output)
    for line in captured_output.splitlines():
        print(line)
    return output, lines

# --- case: call and check_call with a shell
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work(command):
    process = subprocess.Popen(command, shell=True, start_new_session=True)
    try:
        process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    code = process.returncode
    child_process = subprocess.Popen(command, shell=True, cwd="/tmp", start_new_session=True)
    try:
        child_process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(child_process.pid, signal.SIGKILL)
        child_process.wait()
        raise
    if child_process.returncode != 0:
        raise subprocess.CalledProcessError(child_process.returncode, child_process.args)
    child_process = subprocess.Popen(command, shell=True, start_new_session=True)
    try:
        child_process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(child_process.pid, signal.SIGKILL)
        child_process.wait()
        raise
    if child_process.returncode != 0:
        raise RuntimeError(command)
    child_process = subprocess.Popen(command, shell=True, start_new_session=True)
    try:
        child_process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(child_process.pid, signal.SIGKILL)
        child_process.wait()
        raise
    return child_process.returncode

# --- case: input for a shell
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work(command, text):
    process = subprocess.Popen(command, start_new_session=True, text=True, shell=True, stdout=subprocess.PIPE, stdin=subprocess.PIPE)
    try:
        stdout, stderr = process.communicate(input=text, timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, process.args, stdout, stderr)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr).stdout

# --- case: a shell where the call cannot be lifted out of its place
import subprocess
from airflow.decorators import task

@task
def work(commands, check):
    results = [subprocess.run(command, shell=True) for command in commands]
    ok = results and subprocess.run("a", shell=True)
    if ok: subprocess.run("b", shell=True)
    while subprocess.call("c", shell=True):
        pass
    subprocess.run("d", shell=True, check=check)
    print(commands.pop(), subprocess.check_output("e", shell=True))

# --- case: Popen and communicate
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work():
    process = subprocess.Popen(["a"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    try:
        out, err = process.communicate(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode != 0:
        raise RuntimeError(err)
    return out

# --- case: Popen and communicate in one
import os
import signal
from subprocess import PIPE, Popen
from airflow.operators.python import PythonOperator

def run_script():
    process = Popen(["ssh", "host", "script"], stdout=PIPE, stderr=PIPE, start_new_session=True)
    try:
        out, err = process.communicate(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    print(out, err)

def text():
    process = Popen("a | b", shell=True, stdout=PIPE, start_new_session=True)
    try:
        return process.communicate(timeout=3600)[0].decode("utf-8")
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        raise

PythonOperator(task_id="script", python_callable=run_script)
PythonOperator(task_id="text", python_callable=text)

# --- case: Popen in a with statement
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work(command):
    with subprocess.Popen(command, shell=True, start_new_session=True) as process:
        try:
            process.communicate(timeout=3600)
        except BaseException:
            # Out of time, or ended by Airflow: nothing that was started may run on.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise

# --- case: a chain that can raise behind the wait
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work():
    process = subprocess.Popen(["a"], stdout=subprocess.PIPE, start_new_session=True)
    try:
        text = process.communicate(timeout=3600)[0].decode("utf-8")
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        raise
    return text

# --- case: a process in an attribute of an operator
import os
import signal
import subprocess
from airflow.models import BaseOperator

class ScriptOperator(BaseOperator):
    def __init__(self, command, **kwargs):
        super().__init__(**kwargs)
        self.command = command
        self.process = None

    def execute(self, context):
        self.process = subprocess.Popen(self.command, start_new_session=True)
        try:
            code = self.process.wait(timeout=3600)
        except BaseException:
            # Out of time, or ended by Airflow: nothing that was started may run on.
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            raise
        if code:
            raise RuntimeError(code)

    def on_kill(self):
        if self.process:
            self.process.terminate()

# --- case: wait in a condition
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work():
    process = subprocess.Popen(["a"], start_new_session=True)
    try:
        process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.wait() != 0:
        raise RuntimeError("failed")

# --- case: a process that comes from a helper
import os
import signal
import subprocess
from airflow.decorators import task

def start(command):
    return subprocess.Popen(command, start_new_session=True)

@task
def work():
    process = start(["a"])
    try:
        process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise

# --- case: a process whose start is not seen
from subprocess import Popen
from airflow.decorators import task

def finish(process: Popen):
    try:
        process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        process.kill()
        process.wait()
        raise

@task
def work():
    from mylib import start
    finish(start())

# --- case: the output is read to its end before
import subprocess
from airflow.decorators import task

@task
def work():
    process = subprocess.Popen(["a"], stdout=subprocess.PIPE)
    for line in process.stdout:
        print(line)
    process.wait()

# --- case: waits for a process that has ended
import os
import signal
import subprocess
import threading
import time
from airflow.decorators import task

@task
def communicated():
    process = subprocess.Popen(["a"])
    try:
        process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    process.wait()

@task
def polled():
    process = subprocess.Popen(["a"])
    deadline = time.monotonic() + 60
    while process.poll() is None:
        if time.monotonic() > deadline:
            process.kill()
        time.sleep(1)
    return process.communicate()

@task
def group():
    process = subprocess.Popen(["a"], start_new_session=True)
    try:
        process.wait(timeout=60)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise

@task
def timed():
    process = subprocess.Popen(["a"])
    timer = threading.Timer(60, process.kill)
    timer.start()
    process.communicate()

# --- case: os.system
import os
from subprocess import Popen
import signal
from airflow.decorators import task

@task
def work(path):
    process = Popen("gzip " + path, shell=True, start_new_session=True)
    try:
        process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    child_process = Popen(f"test -f {path}", shell=True, start_new_session=True)
    try:
        child_process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(child_process.pid, signal.SIGKILL)
        child_process.wait()
        raise
    if child_process.returncode != 0:
        raise FileNotFoundError(path)
    status = os.system("a")
    return status

# --- case: other ways to wait for a command
import os
import subprocess
import pexpect
import sh
from sh import rsync
from airflow.decorators import task

@task
def work():
    a = subprocess.getoutput("a")
    b = os.popen("b").read()
    sh.rsync("-a", "x", "y", _timeout=3600)
    rsync("-a", "x", "y", _timeout=60)
    rsync("-a", "x", "y", _bg=True)
    child = pexpect.spawn("ftp host")
    child.expect("ready")
    child.expect("done", timeout=3600)
    child.wait()
    return a, b

# --- case: asyncio
import asyncio
from airflow.triggers.base import BaseTrigger

class ScriptTrigger(BaseTrigger):
    async def run(self):
        process = await asyncio.create_subprocess_exec("a")
        await process.communicate()
        other = await asyncio.create_subprocess_exec("b")
        await asyncio.wait_for(other.wait(), timeout=60)
        yield 1

# --- case: a callback
import subprocess
from airflow import DAG

def notify(context):
    subprocess.run(["notify"], timeout=3600)

with DAG("d", on_failure_callback=notify):
    pass

# --- case: a task with an execution timeout
import subprocess
from datetime import timedelta
from airflow.decorators import task

@task(execution_timeout=timedelta(hours=1))
def work():
    subprocess.run(["a"], timeout=3600)

# --- case: a limit around the call
import subprocess
from airflow.decorators import task
from airflow.utils.timeout import timeout

@task
def work():
    with timeout(seconds=60):
        subprocess.run(["a"])

# --- case: what runs when the file is parsed is another rule's matter
import subprocess
from airflow import DAG

version = subprocess.check_output(["git", "rev-parse", "HEAD"])
with DAG("d"):
    pass

# --- case: look-alikes
from airflow.decorators import task
from mylib import subprocess, Popen

class Runner:
    def run(self, command):
        return command

    def wait(self):
        return None

@task
def work():
    subprocess.run(["a"])
    Popen(["b"]).communicate()
    Runner().run(["c"])
    Runner().wait()

# --- case: tabs, a continued line and CRLF
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work():
	process = subprocess.Popen(["a"], \
		stdout=subprocess.PIPE,
		start_new_session=True)
	try:
		out, err = \
			process.communicate(timeout=3600)  # both
	except BaseException:
		# Out of time, or ended by Airflow: nothing that was started may run on.
		os.killpg(process.pid, signal.SIGKILL)
		process.wait()
		raise
	child_process = subprocess.Popen("a | b",
		shell=True,
		start_new_session=True)
	try:
		child_process.wait(timeout=3600)
	except BaseException:
		# Out of time, or ended by Airflow: nothing that was started may run on.
		os.killpg(child_process.pid, signal.SIGKILL)
		child_process.wait()
		raise
	result = subprocess.CompletedProcess(child_process.args, child_process.returncode)
	return out, result

# --- case: names that are taken
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work(process, output):
    child_process = subprocess.Popen("a | b", shell=True, stdout=subprocess.PIPE, start_new_session=True)
    try:
        captured_output = child_process.communicate(timeout=3600)[0]
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(child_process.pid, signal.SIGKILL)
        child_process.wait()
        raise
    if child_process.returncode != 0:
        raise subprocess.CalledProcessError(child_process.returncode, child_process.args, captured_output)
    return process, captured_output

# --- case: only some names of the module are imported
import os
import signal
from subprocess import check_output, Popen, PIPE, CalledProcessError
from airflow.decorators import task

@task
def work():
    process = Popen("a | b", shell=True, stdout=PIPE, start_new_session=True)
    try:
        output = process.communicate(timeout=3600)[0]
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode != 0:
        raise CalledProcessError(process.returncode, process.args, output)
    return output

# --- case: commands that end by themselves
import os
import signal
import subprocess
from airflow.decorators import task

@task
def work(folder):
    subprocess.run(["mkdir", "-p", folder], check=True, timeout=3600)
    child_process = subprocess.Popen(f"rm -rf {folder}/x && ls -l {folder}", shell=True, start_new_session=True)
    try:
        child_process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(child_process.pid, signal.SIGKILL)
        child_process.wait()
        raise
    if child_process.returncode != 0:
        raise subprocess.CalledProcessError(child_process.returncode, child_process.args)
    process_2 = subprocess.Popen("aws --version", shell=True, start_new_session=True)
    try:
        process_2.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process_2.pid, signal.SIGKILL)
        process_2.wait()
        raise
    process = subprocess.Popen(["ls", folder], start_new_session=True)
    try:
        process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    subprocess.run(["mkdir", "-p", folder, "&&", "sleep"], timeout=3600)
    process_2 = subprocess.Popen(f"ls {folder} | xargs -n 1 convert", shell=True, start_new_session=True)
    try:
        process_2.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process_2.pid, signal.SIGKILL)
        process_2.wait()
        raise
    subprocess.run(["bash", "-c", "ls; sleep 1"], timeout=3600)

# --- case: commands that are talked to
import pexpect
from pexpect import pxssh
from invoke import run
from airflow.decorators import task


@task
def talk(host):
    child = pexpect.spawn("ftp host", timeout=3600)
    child.expect("Name")
    child.expect("Password", timeout=30)
    patient = pexpect.spawn("ftp host")
    patient.expect("Name", timeout=3600)
    patient.expect("Password", -1)
    shell = pxssh.pxssh()
    shell.login(host, "me")
    shell.prompt()
    shell.prompt(timeout=3600)
    run("make", timeout=3600)
    run("make", timeout=60)

# --- case: several processes in a list
import os
import signal
import subprocess
from airflow.decorators import task


@task
def convert(paths):
    processes = [subprocess.Popen(["convert", path], start_new_session=True) for path in paths]
    for process in processes:
        try:
            process.wait(timeout=3600)
        except BaseException:
            # Out of time, or ended by Airflow: nothing that was started may run on.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise


@task
def convert_more(paths):
    processes = []
    for path in paths:
        child = subprocess.Popen(f"convert {path}", shell=True, start_new_session=True)
        processes.append(child)
    for process in processes:
        try:
            process.communicate(timeout=3600)
        except BaseException:
            # Out of time, or ended by Airflow: nothing that was started may run on.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
    for process in processes:
        process.wait(timeout=60)

# --- case: waiting for a child by its number
import os
from airflow.decorators import task


@task
def reap(child):
    os.waitpid(child, 0)
    os.waitpid(child, os.WNOHANG)

# --- case: a command that is written with its own limit
import os
import subprocess
from airflow.decorators import task


@task
def transform(model):
    subprocess.run(["timeout", "600", "dbt", "run", "--select", model], check=True)
    subprocess.run(f"timeout -k 5 10m dbt run --select {model}", shell=True, check=True)
    os.system("timeout 60 dbt deps")
    process = subprocess.Popen(["timeout", "60", "dbt", "docs"])
    process.wait()

# --- case: a limit of zero, and one for the first command alone, are none
import subprocess
from airflow.decorators import task


@task
def transform():
    subprocess.run(["timeout", "0", "dbt", "run"], check=True, timeout=3600)
    subprocess.check_output(["sh", "-c", "timeout 60 dbt deps && dbt run"], timeout=3600)

# --- case: a parameter that every call leaves at None
import subprocess
from airflow.decorators import task


def dbt(command, timeout=3600):
    subprocess.run(["dbt", command], check=True, timeout=timeout)


@task
def transform():
    dbt("deps")
    dbt("run")
