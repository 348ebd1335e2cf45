# --- case: commands in a task
import os
import subprocess
import subprocess as sp
from subprocess import call, run

from airflow.decorators import task


@task
def export():
    subprocess.run(["pg_dump", "shop"], timeout=60)
#   ^^^^^^^^^^^^^^ warning: `subprocess.run()` does not raise when the command fails, and nothing reads its exit code. When the command fails, the task goes on and ends as a success. Pass `check=True`. (unsafe fix)
    sp.run("pg_dump shop | gzip > shop.gz", shell=True)
#   ^^^^^^ warning: `sp.run()` does not raise when the command fails, and nothing reads its exit code. When the command fails, the task goes on and ends as a success. Pass `check=True`.
    run(["aws", "s3", "cp", "a", "b"])  # the copy
#   ^^^ warning: `run()` does not raise when the command fails, and nothing reads its exit code. When the command fails, the task goes on and ends as a success. Pass `check=True`. (unsafe fix)
    os.system("aws s3 sync a b")
#   ^^^^^^^^^ warning: `os.system()` returns the exit code of the command, and nothing reads it. When the command fails, the task goes on and ends as a success. Use `subprocess.run(…, check=True)`. (unsafe fix)
    subprocess.call(["make", "all"])
#   ^^^^^^^^^^^^^^^ warning: `subprocess.call()` returns the exit code of the command, and nothing reads it. When the command fails, the task goes on and ends as a success. Use `subprocess.check_call(…)`. (unsafe fix)
    call(["make", "all"])
#   ^^^^ warning: `call()` returns the exit code of the command, and nothing reads it. When the command fails, the task goes on and ends as a success. Use `subprocess.check_call(…)`. (unsafe fix)

# --- case: output is taken, the code is not
import subprocess

from airflow.operators.python import PythonOperator


def versions():
    result = subprocess.run(
#            ^^^^^^^^^^^^^^ warning: `subprocess.run()` does not raise when the command fails, and nothing reads its exit code. When the command fails, the task goes on and ends as a success. Pass `check=True`. (unsafe fix)
        ["dbt", "ls"],
        capture_output=True,
        text=True,
    )
    print(result.stdout)
    names = subprocess.run(["dbt", "ls"], stdout=subprocess.PIPE).stdout.decode()
#           ^^^^^^^^^^^^^^ warning: `subprocess.run()` does not raise when the command fails, and nothing reads its exit code. When the command fails, the task goes on and ends as a success. Pass `check=True`. (unsafe fix)
    listing = subprocess.getoutput("dbt ls")
#             ^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.getoutput()` gives the command's output and drops its exit code. When the command fails, the task goes on and ends as a success. Use `subprocess.run(…, check=True, capture_output=True)`.
    _, text = subprocess.getstatusoutput("dbt ls")
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `subprocess.getstatusoutput()` returns the exit code beside the output, and nothing reads it. When the command fails, the task goes on and ends as a success. Raise when it is not 0.
    code = os.system("dbt seed")
#          ^^^^^^^^^ warning: `os.system()` returns the exit code of the command, and nothing reads it. When the command fails, the task goes on and ends as a success. Use `subprocess.run(…, check=True)`.
    print(f"dbt ended with {code}")
    return [names, listing, text]


PythonOperator(task_id="versions", python_callable=versions)

# --- case: a process that is waited for
import subprocess
from subprocess import PIPE, Popen

from airflow.models import BaseOperator


class Run(BaseOperator):
	def execute(self, context):
		child = Popen(["job"], stdout=PIPE)
#         ^^^^^ warning: Nothing reads the `returncode` of this `Popen()`. When the command fails, the task goes on and ends as a success. Raise when `returncode` is not 0. (unsafe fix)
		child.communicate(timeout=60)
		self.log.info("done")

	def on_kill(self):
		subprocess.run(["pkill", "-f", "job"])

# --- case: a process in a with block, with carriage returns
# line-break: crlf
import subprocess

from airflow.decorators import task


@task
def follow():
  with subprocess.Popen(["job"], stdout=subprocess.PIPE, text=True) as child:
#      ^^^^^^^^^^^^^^^^ warning: Nothing reads the `returncode` of this `subprocess.Popen()`. When the command fails, the task goes on and ends as a success. Raise when `returncode` is not 0.
    for line in child.stdout:
      print(line)
  other = subprocess.Popen(["other"]); other.wait(60); print("both")
#         ^^^^^^^^^^^^^^^^ warning: Nothing reads the `returncode` of this `subprocess.Popen()`. When the command fails, the task goes on and ends as a success. Raise when `returncode` is not 0. (unsafe fix)

# --- case: child processes
import multiprocessing
from multiprocessing import Process

from airflow.decorators import task


def work(part):
    raise ValueError(part)


@task
def fan_out(parts):
    workers = [Process(target=work, args=(part,)) for part in parts]
#              ^^^^^^^ warning: Nothing reads the `exitcode` of this `Process()`: an exception in the child process ends only the child, and the task ends as a success. Raise when `exitcode` is not 0.
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)


@task
def one():
    worker = multiprocessing.Process(target=work, args=(1,))
    worker.start()
    worker.join(60)
    if worker.is_alive():
        worker.kill()

# --- case: commands elsewhere
import asyncio

import paramiko
from airflow.decorators import task
from airflow.hooks.subprocess import SubprocessHook
from airflow.providers.ssh.hooks.ssh import SSHHook
from invoke import run


@task
def remote():
    client = paramiko.SSHClient()
    client.connect("host", timeout=10)
    _stdin, stdout, _stderr = client.exec_command("backup.sh", timeout=60)
#                             ^^^^^^^^^^^^^^^^^^^ warning: Nothing reads the exit status of this `client.exec_command()`. When the command fails, the task goes on and ends as a success. Raise when `stdout.channel.recv_exit_status()` is not 0.
    print(stdout.read())
    with SSHHook("ssh").get_conn() as connection:
        connection.exec_command("backup.sh", timeout=60)
#       ^^^^^^^^^^^^^^^^^^^^^^^ warning: Nothing reads the exit status of this `connection.exec_command()`. When the command fails, the task goes on and ends as a success. Raise when `stdout.channel.recv_exit_status()` is not 0.
    SubprocessHook().run_command(["backup.sh"])
#                    ^^^^^^^^^^^ warning: `SubprocessHook(…).run_command()` returns the exit code beside the output, and nothing reads it. When the command fails, the task goes on and ends as a success. Raise when it is not 0.
    run("backup.sh", warn=True)
#   ^^^ warning: Nothing reads the `exited` of this `run()`. When the command fails, the task goes on and ends as a success. Raise when `exited` is not 0.


async def background():
    child = await asyncio.create_subprocess_exec("job")
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Nothing reads the `returncode` of this `asyncio.create_subprocess_exec()`. When the command fails, the task goes on and ends as a success. Raise when `returncode` is not 0.
    await asyncio.wait_for(child.wait(), 60)


@task
def start():
    asyncio.run(background())

# --- case: output that is read line by line
import logging
import subprocess
from subprocess import PIPE, STDOUT, Popen

from airflow.decorators import task

logger = logging.getLogger(__name__)


@task
def follow(lines):
    first = Popen(["job"], stdout=PIPE, stderr=STDOUT)
#           ^^^^^ warning: Nothing reads the `returncode` of this `Popen()`. When the command fails, the task goes on and ends as a success. Raise when `returncode` is not 0. (unsafe fix)
    while True:
        line = first.stdout.readline()
        if not line:
            break
        logger.info(line)
    first.wait()
    second = Popen("job", shell=True, stdout=PIPE)
#            ^^^^^ warning: Nothing reads the `returncode` of this `Popen()`. When the command fails, the task goes on and ends as a success. Raise when `returncode` is not 0.
    while True:
        output = second.stdout.readline()
        if output == b"" and second.poll() is not None:
            break
        if output:
            print(output.strip())
    third = Popen("job", shell=True, stdout=PIPE)
    for line in iter(third.stdout.readline, b""):
        lines.append(line.decode())
    third.stdout.close()
    third.wait()
    fourth = Popen(["job"])
#            ^^^^^ warning: Nothing reads the `returncode` of this `Popen()`. When the command fails, the task goes on and ends as a success. Raise when `returncode` is not 0.
    while fourth.poll() is None:
        logger.info("still running")


@task
def search():
    first = Popen(["job"], stdout=PIPE, text=True)
    for line in first.stdout:
        if "ERROR" in line:
            raise ValueError(line)
    first.wait()
    second = Popen(["job"], stdout=PIPE, text=True)
    for line in second.stdout:
        if line.strip().startswith("failed"):
            raise ValueError(line)
    second.wait()
    third = Popen(["job"])
    while (code := third.poll()) is None:
        logger.info("still running")
    if code != 0:
        raise ValueError(code)

# --- case: in a helper three calls away
import subprocess

from airflow.decorators import task


def shell(command):
    return subprocess.call(command, shell=True)
#          ^^^^^^^^^^^^^^^ warning: `subprocess.call()` returns the exit code of the command, and nothing reads it. When the command fails, the task goes on and ends as a success. Use `subprocess.check_call(…)`.


def dump(name):
    shell(f"pg_dump {name}")


@task
def export():
    dump("shop")

# --- case: commands that only touch names are information
import os
import subprocess

from airflow.decorators import task


@task
def prepare(name):
    os.system("mkdir -p /data/shop")
#   ^^^^^^^^^ information: `os.system()` returns the exit code of the command, and nothing reads it. When the command fails, the task goes on and ends as a success. Use `subprocess.run(…, check=True)`. (unsafe fix)
    subprocess.run(["rm", "-rf", name])
#   ^^^^^^^^^^^^^^ information: `subprocess.run()` does not raise when the command fails, and nothing reads its exit code. When the command fails, the task goes on and ends as a success. Pass `check=True`. (unsafe fix)

    os.system("cd /srv && docker-compose down --volumes")
#   ^^^^^^^^^ information: `os.system()` returns the exit code of the command, and nothing reads it. When the command fails, the task goes on and ends as a success. Use `subprocess.run(…, check=True)`. (unsafe fix)
    listing = subprocess.run(["find", name], capture_output=True)
#             ^^^^^^^^^^^^^^ information: `subprocess.run()` does not raise when the command fails, and nothing reads its exit code. When the command fails, the task goes on and ends as a success. Pass `check=True`. (unsafe fix)
    print(listing.stdout)

# --- case: the code is read
import os
import subprocess
from subprocess import Popen

import paramiko
from airflow.decorators import task
from airflow.hooks.subprocess import SubprocessHook


@task
def export(options):
    subprocess.run(["pg_dump"], check=True)
    subprocess.run(["pg_dump"], check=False)
    subprocess.run(["pg_dump"], **options)
    subprocess.check_call(["pg_dump"])
    subprocess.check_output(["pg_dump"])
    subprocess.run(["pg_dump"]).check_returncode()
    result = subprocess.run(["pg_dump"], capture_output=True)
    if result.returncode != 0:
        raise ValueError(result.stderr)
    if os.system("pg_dump"):
        raise ValueError("pg_dump")
    assert subprocess.call(["pg_dump"]) == 0
    code, text = subprocess.getstatusoutput("pg_dump")
    if code:
        raise ValueError(text)
    return subprocess.call(["pg_dump"])


@task
def wait_for_processes(commands):
    children = []
    for command in commands:
        children.append(Popen(command))
    codes = [child.wait() for child in children]
    if any(codes):
        raise ValueError(codes)
    child = Popen(["job"])
    out, err = child.communicate()
    if child.returncode:
        raise ValueError(err)
    other = Popen(["job"])
#           ^^^^^ warning: Nothing reads the `returncode` of this `Popen()`. When the command fails, the task goes on and ends as a success. Raise when `returncode` is not 0.
    while other.poll() is None:
        print("still running")
    stopped = Popen(["server"])
    stopped.terminate()
    stopped.wait()


@task
def remote():
    client = paramiko.SSHClient()
    _, stdout, stderr = client.exec_command("backup.sh")
    if stdout.channel.recv_exit_status() != 0:
        raise ValueError(stderr.read())
    if SubprocessHook().run_command(["backup.sh"]).exit_code:
        raise ValueError("backup.sh")

# --- case: what the command said is looked at
import json
import re
import subprocess

from airflow.decorators import task


@task
def look():
    result = subprocess.run(["dbt", "ls"], capture_output=True, text=True)
    if "ERROR" in result.stdout:
        raise ValueError(result.stdout)
    listing = json.loads(subprocess.run(["dbt", "ls"], capture_output=True).stdout)
    out, err = subprocess.Popen(["dbt"], stderr=subprocess.PIPE).communicate()
    if err:
        raise ValueError(err)
    version = subprocess.run(["dbt", "--help"], capture_output=True, text=True)
    found = re.search(r"v(\d+)", version.stdout.strip())
    if found:
        listing.append(found.group(1))
    head = subprocess.getoutput("git rev-parse HEAD").strip()
    if not head:
        raise ValueError("no repository")
    return listing

# --- case: handed on to someone who may read it
import subprocess

from airflow.decorators import task
from checks import verify


class Runner:
    def start(self):
        self.child = subprocess.Popen(["job"])


@task
def hand_on(queue):
    verify(subprocess.run(["job"]))
    queue.put(subprocess.run(["job"]))

# --- case: failure is clean-up, or allowed
import os
import subprocess

from airflow.decorators import task


def cleanup():
    subprocess.run(["docker", "rm", "x"])


@task
def work():
    try:
        subprocess.run(["job"], check=True)
    except subprocess.CalledProcessError:
        subprocess.run(["job", "--reset"])
        raise
    finally:
        os.system("umount /mnt/data")
        cleanup()
    os.system("umount /mnt/data || true")
    subprocess.run("job --try; exit 0", shell=True)

# --- case: a module of the same name
from airflow.decorators import task
from mylib import os, subprocess


@task
def export():
    os.system("a")
    subprocess.run(["a"])

# --- case: only read while the file is loaded, or run as a script
import subprocess

from airflow import DAG

DAG("shop", schedule=None)
subprocess.run(["git", "status"])
if __name__ == "__main__":
    subprocess.run(["make"])

# --- case: the answer of a child process is waited for
from multiprocessing import Pipe, Process, Queue

from airflow.decorators import task


@task
def load(convert, rows):
    answers = Queue()
    child = Process(target=convert, args=(rows, answers))
    child.start()
    converted = answers.get(timeout=60)
    child.join()
    ours, theirs = Pipe()
    other = Process(target=convert, args=(converted, theirs))
    other.start()
    print(ours.recv())
    other.join()
