# --- case: run in a TaskFlow task
import subprocess
from airflow.decorators import task

@task
def export():
    subprocess.run(["pg_dump", "-f", "/tmp/x.sql"], check=True)
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: the four functions with every way to import them
import subprocess as sp
from subprocess import call, check_output as output
from airflow.operators.python import PythonOperator

def work():
    sp.check_call(["a"])
#   ^^^^^^^^^^^^^ warning: `sp.check_call()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    call(["b"])
#   ^^^^ warning: `call()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    version = output(["c", "--version"]).decode()
#             ^^^^^^ information: `output()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
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
    subprocess.run(["a"], timeout=None)
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: layout of the call is kept
import subprocess
from airflow.decorators import task

@task
def work():
    result = subprocess.run(
#            ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
        ["a", "b"],  # the command
        capture_output=True,
        check=True,
    )
    other = subprocess.run(["a", "b"],
#           ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
                           text=True)
    return result, other

# --- case: run with a shell becomes a session whose group is ended
import subprocess
from airflow.decorators import task

@task
def work(path):
    subprocess.run(f"sort {path} | uniq > out.txt", shell=True, check=True)
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    subprocess.run("a | b", shell=True)  # nobody looks
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: run with a shell whose result is used
import subprocess
from airflow.decorators import task

@task
def work(command):
    result = subprocess.run(
#            ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
        command,
        shell=True,
        capture_output=True,
        text=True,
    )
    if result.returncode != 0:
        raise RuntimeError(result.stderr)
    return result.stdout

# --- case: check_output with a shell
import subprocess
from airflow.decorators import task

@task
def work(command):
    output = subprocess.check_output(command, shell=True, stderr=subprocess.STDOUT)
#            ^^^^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.check_output()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    lines = subprocess.check_output(command, shell=True, text=True).strip().split("\n")
#           ^^^^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.check_output()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    for line in subprocess.check_output(command, shell=True).splitlines():
#               ^^^^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.check_output()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
        print(line)
    return output, lines

# --- case: call and check_call with a shell
import subprocess
from airflow.decorators import task

@task
def work(command):
    code = subprocess.call(command, shell=True)
#          ^^^^^^^^^^^^^^^ warning: `subprocess.call()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    subprocess.check_call(command, shell=True, cwd="/tmp")
#   ^^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.check_call()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    if subprocess.call(command, shell=True) != 0:
#      ^^^^^^^^^^^^^^^ warning: `subprocess.call()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
        raise RuntimeError(command)
    return subprocess.call(command, shell=True)
#          ^^^^^^^^^^^^^^^ warning: `subprocess.call()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: input for a shell
import subprocess
from airflow.decorators import task

@task
def work(command, text):
    return subprocess.run(command, input=text, text=True, shell=True, stdout=subprocess.PIPE, check=True).stdout
#          ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: a shell where the call cannot be lifted out of its place
import subprocess
from airflow.decorators import task

@task
def work(commands, check):
    results = [subprocess.run(command, shell=True) for command in commands]
#              ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`.
    ok = results and subprocess.run("a", shell=True)
#                    ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`.
    if ok: subprocess.run("b", shell=True)
#          ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`.
    while subprocess.call("c", shell=True):
#         ^^^^^^^^^^^^^^^ warning: `subprocess.call()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`.
        pass
    subprocess.run("d", shell=True, check=check)
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`.
    print(commands.pop(), subprocess.check_output("e", shell=True))
#                         ^^^^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.check_output()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`.

# --- case: Popen and communicate
import subprocess
from airflow.decorators import task

@task
def work():
    process = subprocess.Popen(["a"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate()
#              ^^^^^^^^^^^^^^^^^^^ warning: `process.communicate()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    if process.returncode != 0:
        raise RuntimeError(err)
    return out

# --- case: Popen and communicate in one
from subprocess import PIPE, Popen
from airflow.operators.python import PythonOperator

def run_script():
    out, err = Popen(["ssh", "host", "script"], stdout=PIPE, stderr=PIPE).communicate()
#                                                                         ^^^^^^^^^^^ warning: `Popen(…).communicate()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    print(out, err)

def text():
    return Popen("a | b", shell=True, stdout=PIPE).communicate()[0].decode("utf-8")
#                                                  ^^^^^^^^^^^ warning: `Popen(…).communicate()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

PythonOperator(task_id="script", python_callable=run_script)
PythonOperator(task_id="text", python_callable=text)

# --- case: Popen in a with statement
import subprocess
from airflow.decorators import task

@task
def work(command):
    with subprocess.Popen(command, shell=True) as process:
        process.communicate()
#       ^^^^^^^^^^^^^^^^^^^ warning: `process.communicate()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: a chain that can raise behind the wait
import subprocess
from airflow.decorators import task

@task
def work():
    process = subprocess.Popen(["a"], stdout=subprocess.PIPE)
    text = process.communicate()[0].decode("utf-8")
#          ^^^^^^^^^^^^^^^^^^^ warning: `process.communicate()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    return text

# --- case: a process in an attribute of an operator
import subprocess
from airflow.models import BaseOperator

class ScriptOperator(BaseOperator):
    def __init__(self, command, **kwargs):
        super().__init__(**kwargs)
        self.command = command
        self.process = None

    def execute(self, context):
        self.process = subprocess.Popen(self.command, start_new_session=True)
        code = self.process.wait()
#              ^^^^^^^^^^^^^^^^^ warning: `self.process.wait()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
        if code:
            raise RuntimeError(code)

    def on_kill(self):
        if self.process:
            self.process.terminate()

# --- case: wait in a condition
import subprocess
from airflow.decorators import task

@task
def work():
    process = subprocess.Popen(["a"], start_new_session=True)
    if process.wait() != 0:
#      ^^^^^^^^^^^^ warning: `process.wait()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
        raise RuntimeError("failed")

# --- case: a process that comes from a helper
import subprocess
from airflow.decorators import task

def start(command):
    return subprocess.Popen(command)

@task
def work():
    start(["a"]).wait()
#                ^^^^ warning: `start(…).wait()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: a process whose start is not seen
from subprocess import Popen
from airflow.decorators import task

def finish(process: Popen):
    process.wait()
#   ^^^^^^^^^^^^ warning: `process.wait()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

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
#   ^^^^^^^^^^^^ warning: `process.wait()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`.

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
from airflow.decorators import task

@task
def work(path):
    os.system("gzip " + path)
#   ^^^^^^^^^ warning: `os.system()` takes no timeout, and Airflow's `execution_timeout` cannot interrupt it. If it never ends, the task stays in "running" until someone kills it. Use `subprocess.run(…, timeout=…)`. (unsafe fix)
    if os.system(f"test -f {path}") != 0:
#      ^^^^^^^^^ information: `os.system()` takes no timeout, and Airflow's `execution_timeout` cannot interrupt it. If it never ends, the task stays in "running" until someone kills it. Use `subprocess.run(…, timeout=…)`. (unsafe fix)
        raise FileNotFoundError(path)
    status = os.system("a")
#            ^^^^^^^^^ warning: `os.system()` takes no timeout, and Airflow's `execution_timeout` cannot interrupt it. If it never ends, the task stays in "running" until someone kills it. Use `subprocess.run(…, timeout=…)`.
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
#       ^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.getoutput()` waits for the command and takes no timeout. If it never ends, the task stays in "running" until someone kills it. Use `subprocess.run(…, timeout=…)`.
    b = os.popen("b").read()
#       ^^^^^^^^ warning: `os.popen()` waits for the command and takes no timeout. If it never ends, the task stays in "running" until someone kills it. Use `subprocess.run(…, timeout=…)`.
    sh.rsync("-a", "x", "y")
#   ^^^^^^^^ warning: `sh.rsync()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `_timeout=`. (unsafe fix)
    rsync("-a", "x", "y", _timeout=60)
    rsync("-a", "x", "y", _bg=True)
    child = pexpect.spawn("ftp host")
    child.expect("ready")
    child.expect("done", timeout=None)
#   ^^^^^^^^^^^^ warning: `child.expect()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    child.wait()
#   ^^^^^^^^^^ warning: `child.wait()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. End the process when a deadline has passed.
    return a, b

# --- case: asyncio
import asyncio
from airflow.triggers.base import BaseTrigger

class ScriptTrigger(BaseTrigger):
    async def run(self):
        process = await asyncio.create_subprocess_exec("a")
        await process.communicate()
#             ^^^^^^^^^^^^^^^^^^^ warning: `process.communicate()` waits for the process without a timeout. If it never ends, the trigger never fires, and its task stays deferred. Await it through `asyncio.wait_for(…, timeout=…)`.
        other = await asyncio.create_subprocess_exec("b")
        await asyncio.wait_for(other.wait(), timeout=60)
        yield 1

# --- case: a callback
import subprocess
from airflow import DAG

def notify(context):
    subprocess.run(["notify"])
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the callback never returns and holds up the process that runs it. Pass `timeout=`. (unsafe fix)

with DAG("d", on_failure_callback=notify):
    pass

# --- case: a task with an execution timeout
import subprocess
from datetime import timedelta
from airflow.decorators import task

@task(execution_timeout=timedelta(hours=1))
def work():
    subprocess.run(["a"])
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task holds its slot until `execution_timeout` ends it, and what the command started can live on. Pass `timeout=`. (unsafe fix)

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
# line-break: crlf
import subprocess
from airflow.decorators import task

@task
def work():
	process = subprocess.Popen(["a"], \
		stdout=subprocess.PIPE)
	out, err = \
		process.communicate()  # both
# ^^^^^^^^^^^^^^^^^^^ warning: `process.communicate()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
	result = subprocess.run("a | b",
#         ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
		shell=True)
	return out, result

# --- case: names that are taken
import subprocess
from airflow.decorators import task

@task
def work(process, output):
    return process, subprocess.check_output("a | b", shell=True)
#                   ^^^^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.check_output()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: only some names of the module are imported
from subprocess import check_output
from airflow.decorators import task

@task
def work():
    return check_output("a | b", shell=True)
#          ^^^^^^^^^^^^ warning: `check_output()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: commands that end by themselves
import os
import subprocess
from airflow.decorators import task

@task
def work(folder):
    subprocess.run(["mkdir", "-p", folder], check=True)
#   ^^^^^^^^^^^^^^ information: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    subprocess.check_call(f"rm -rf {folder}/x && ls -l {folder}", shell=True)
#   ^^^^^^^^^^^^^^^^^^^^^ information: `subprocess.check_call()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    os.system("aws --version")
#   ^^^^^^^^^ information: `os.system()` takes no timeout, and Airflow's `execution_timeout` cannot interrupt it. If it never ends, the task stays in "running" until someone kills it. Use `subprocess.run(…, timeout=…)`. (unsafe fix)
    process = subprocess.Popen(["ls", folder])
    process.wait()
#   ^^^^^^^^^^^^ information: `process.wait()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    subprocess.run(["mkdir", "-p", folder, "&&", "sleep"])
#   ^^^^^^^^^^^^^^ information: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    subprocess.run(f"ls {folder} | xargs -n 1 convert", shell=True)
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    subprocess.run(["bash", "-c", "ls; sleep 1"])
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: commands that are talked to
import pexpect
from pexpect import pxssh
from invoke import run
from airflow.decorators import task


@task
def talk(host):
    child = pexpect.spawn("ftp host", timeout=None)
    child.expect("Name")
#   ^^^^^^^^^^^^ warning: `child.expect()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    child.expect("Password", timeout=30)
    patient = pexpect.spawn("ftp host")
    patient.expect("Name", timeout=None)
#   ^^^^^^^^^^^^^^ warning: `patient.expect()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    patient.expect("Password", -1)
    shell = pxssh.pxssh()
    shell.login(host, "me")
    shell.prompt()
    shell.prompt(timeout=None)
#   ^^^^^^^^^^^^ warning: `shell.prompt()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    run("make")
#   ^^^ warning: `run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    run("make", timeout=60)

# --- case: several processes in a list
import subprocess
from airflow.decorators import task


@task
def convert(paths):
    processes = [subprocess.Popen(["convert", path]) for path in paths]
    for process in processes:
        process.wait()
#       ^^^^^^^^^^^^ warning: `process.wait()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)


@task
def convert_more(paths):
    processes = []
    for path in paths:
        child = subprocess.Popen(f"convert {path}", shell=True)
        processes.append(child)
    for process in processes:
        process.communicate()
#       ^^^^^^^^^^^^^^^^^^^ warning: `process.communicate()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    for process in processes:
        process.wait(timeout=60)

# --- case: waiting for a child by its number
import os
from airflow.decorators import task


@task
def reap(child):
    os.waitpid(child, 0)
#   ^^^^^^^^^^ warning: `os.waitpid()` waits for the command and takes no timeout. If it never ends, the task stays in "running" until someone kills it. Ask `os.waitpid(…, os.WNOHANG)` until a deadline.
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
    subprocess.run(["timeout", "0", "dbt", "run"], check=True)
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    subprocess.check_output(["sh", "-c", "timeout 60 dbt deps && dbt run"])
#   ^^^^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.check_output()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)

# --- case: a parameter that every call leaves at None
import subprocess
from airflow.decorators import task


def dbt(command, timeout=None):
    subprocess.run(["dbt", command], check=True, timeout=timeout)
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` waits for the command without a timeout. If it never ends, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)


@task
def transform():
    dbt("deps")
    dbt("run")
