# --- case: a queue of work in threads
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta

import requests
from airflow.decorators import task


def download(url):
    return requests.get(url, timeout=30).content


@task(execution_timeout=timedelta(hours=1))
def load(urls):
    with ThreadPoolExecutor(max_workers=8) as executor:
#        ^^^^^^^^^^^^^^^^^^ warning: When `execution_timeout` ends this task, `ThreadPoolExecutor` first waits for all the work that was submitted: the task stays in "running" until then, whatever its `execution_timeout` says. Give that work a time limit of its own.
        futures = [executor.submit(download, url) for url in urls]
        for future in as_completed(futures):
            print(len(future.result()))

# --- case: processes, a class of operators and limits in default_args
import concurrent.futures as cf
from datetime import timedelta

from airflow import DAG
from airflow.models import BaseOperator
from shop import convert


class ConvertOperator(BaseOperator):
    def execute(self, context):
        with cf.ProcessPoolExecutor() as pool:
#            ^^^^^^^^^^^^^^^^^^^^^^ warning: When `execution_timeout` ends this task, `cf.ProcessPoolExecutor` first waits for all the work that was submitted: the task stays in "running" until then, whatever its `execution_timeout` says. Give that work a time limit of its own.
            for name in pool.map(convert, self.names):
                self.log.info(name)


with DAG("shop", default_args={"execution_timeout": timedelta(minutes=30)}):
    ConvertOperator(task_id="convert")

# --- case: the results are asked for behind a name
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from airflow.operators.python import PythonOperator
from shop import convert


def run(names):
    with ThreadPoolExecutor() as pool:
#        ^^^^^^^^^^^^^^^^^^ warning: When `execution_timeout` ends this task, `ThreadPoolExecutor` first waits for all the work that was submitted: the task stays in "running" until then, whatever its `execution_timeout` says. Give that work a time limit of its own.
        results = pool.map(convert, names)
        return list(results)


PythonOperator(task_id="run", python_callable=run, execution_timeout=timedelta(hours=1))

# --- case: one piece of work that can hang
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import requests
from airflow.decorators import task


def fetch():
    return requests.get("https://example.com/export", stream=True)


@task(execution_timeout=timedelta(hours=1))
def load():
    with ThreadPoolExecutor(1) as executor:
#        ^^^^^^^^^^^^^^^^^^ warning: When `execution_timeout` ends this task, `ThreadPoolExecutor` first waits for all the work that was submitted: the task stays in "running" until then, whatever its `execution_timeout` says. Give that work a time limit of its own.
        return executor.submit(fetch).result().text

# --- case: shut down in a finally
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from airflow.decorators import task
from shop import convert


@task(execution_timeout=timedelta(hours=1))
def run(names):
    executor = ThreadPoolExecutor()
    try:
        for future in [executor.submit(convert, name) for name in names]:
            future.exception()
        executor.submit(convert, "last").result()
    finally:
        executor.shutdown()
#       ^^^^^^^^^^^^^^^^^ warning: When `execution_timeout` ends this task, `executor.shutdown` first waits for all the work that was submitted: the task stays in "running" until then, whatever its `execution_timeout` says. Give that work a time limit of its own.

# --- case: a child process whose output is read
import subprocess
from datetime import timedelta

from airflow.decorators import task


@task(execution_timeout=timedelta(hours=1))
def build():
    with subprocess.Popen(["make", "all"], stdout=subprocess.PIPE, text=True) as process:
#        ^^^^^^^^^^^^^^^^ warning: When `execution_timeout` ends this task, leaving `with subprocess.Popen` first waits for the process: the task stays in "running" until then, whatever its `execution_timeout` says. End the process in a `finally` inside the `with`.
        for line in process.stdout:
            print(line)

# --- case: a child process that is waited for
from datetime import timedelta
from subprocess import Popen

from airflow.decorators import task


@task(execution_timeout=timedelta(hours=1))
def build():
    with Popen(["make", "all"]) as process:
#        ^^^^^ warning: When `execution_timeout` ends this task, leaving `with Popen` first waits for the process: the task stays in "running" until then, whatever its `execution_timeout` says. End the process in a `finally` inside the `with`.
        process.wait()

# --- case: commands that take no limit
import os
from datetime import timedelta

from airflow.decorators import task


@task(execution_timeout=timedelta(hours=1))
def build():
    os.system("make all")
#   ^^^^^^^^^ warning: `execution_timeout` cannot interrupt `os.system()`, which comes back when the command has ended: the task stays in "running" until then, whatever its `execution_timeout` says. Use `subprocess.run(…, timeout=…)`. (unsafe fix)
    with os.popen("make report") as output:
#        ^^^^^^^^ warning: When `execution_timeout` ends this task, leaving `with os.popen` first waits for the command: the task stays in "running" until then, whatever its `execution_timeout` says. Use `subprocess.run(…, timeout=…)`.
        return output.read()

# --- case: threads of an event loop
import asyncio
from datetime import timedelta

import requests
from airflow.decorators import task


def fetch(url):
    return requests.get(url)


async def main(urls):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, fetch, urls[0])
#         ^^^^^^^^^^^^^^^^^^^^ information: When `execution_timeout` ends this task, `asyncio.run()` first waits for this thread (up to five minutes from Python 3.12 on, before that without a limit). Give the work a time limit of its own.
    await asyncio.gather(*(asyncio.to_thread(fetch, url) for url in urls))
#                          ^^^^^^^^^^^^^^^^^ information: When `execution_timeout` ends this task, `asyncio.run()` first waits for this thread (up to five minutes from Python 3.12 on, before that without a limit). Give the work a time limit of its own.


@task(execution_timeout=timedelta(hours=1))
def load(urls):
    asyncio.run(main(urls))

# --- case: a wait in a finally
import multiprocessing
import subprocess
from datetime import timedelta

from airflow.decorators import task
from shop import convert


@task(execution_timeout=timedelta(hours=1))
def run(names):
    worker = multiprocessing.Process(target=convert)
    worker.start()
    process = subprocess.Popen(["serve"])
    try:
        subprocess.run(["make", "all"], check=True)
    finally:
        worker.join()
#       ^^^^^^^^^^^ warning: `execution_timeout` goes off only once: when it ends the `try`, `worker.join()` waits here without a limit, and the task can stay in "running". Wait with a timeout.
        process.wait()
#       ^^^^^^^^^^^^ warning: `execution_timeout` goes off only once: when it ends the `try`, `process.wait()` waits here without a limit, and the task can stay in "running". Wait with a timeout.

# --- case: other interpreters
from datetime import timedelta

from airflow import DAG
from airflow.decorators import task
from airflow.operators.python import PythonVirtualenvOperator
from shop import convert


@task.external_python(python="/opt/venv/bin/python", execution_timeout=timedelta(hours=1))
def elsewhere():
#   ^^^^^^^^^ warning: When `execution_timeout` ends this task, Airflow first waits for the Python process that `@task.external_python` has started: the task stays in "running" until then, whatever its `execution_timeout` says. Limit what the function waits for.
    return 1


@task.virtualenv(requirements=["pandas"])
def without_limit():
#   ^^^^^^^^^^^^^ warning: When `execution_timeout` ends this task, Airflow first waits for the Python process that `@task.virtualenv` has started: the task stays in "running" until then, whatever its `execution_timeout` says. Limit what the function waits for.
    return 1


with DAG("shop", default_args={"execution_timeout": timedelta(minutes=30)}) as dag:
    PythonVirtualenvOperator(task_id="convert", python_callable=convert, requirements=["pandas"])
#   ^^^^^^^^^^^^^^^^^^^^^^^^ warning: When `execution_timeout` ends this task, Airflow first waits for the Python process that `PythonVirtualenvOperator` has started: the task stays in "running" until then, whatever its `execution_timeout` says. Limit what the function waits for.
    without_limit()

# --- case: no execution_timeout, so there is nothing to defeat
import os
from concurrent.futures import ThreadPoolExecutor, as_completed

from airflow.decorators import task
from shop import convert


@task
def load(urls):
    with ThreadPoolExecutor(max_workers=8) as executor:
        for future in as_completed([executor.submit(convert, url) for url in urls]):
            print(future.result(timeout=60))

# --- case: work that ends soon, and blocks where the timer gets through
import asyncio
import os
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from multiprocessing import Pool

import requests
from airflow.decorators import task
from mylib import ThreadPoolExecutor as OtherExecutor
from shop import convert


def ping(url):
    return requests.get(url, timeout=10).ok


@task(execution_timeout=timedelta(hours=1))
def gets_through(urls):
    # The timer goes off in the `shutdown()` that leaves the block, and gets out of it.
    with ThreadPoolExecutor() as executor:
        for url in urls:
            executor.submit(convert, url)
    # What has not begun is taken back, and what runs has a limit.
    with ThreadPoolExecutor() as executor:
        alive = list(executor.map(ping, urls))
        first = executor.submit(ping, urls[0]).result()
    with OtherExecutor() as executor:
        list(executor.map(convert, urls))
    executor = ThreadPoolExecutor()
    try:
        wait([executor.submit(convert, url) for url in urls])
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
    return alive, first


@task(execution_timeout=timedelta(hours=1))
def processes():
    with subprocess.Popen(["make"], stdout=subprocess.PIPE) as process:
        try:
            process.communicate(timeout=600)
        except subprocess.TimeoutExpired:
            process.kill()
    with subprocess.Popen(["make"], stdout=subprocess.PIPE) as process:
        try:
            print(process.stdout.read())
        finally:
            process.kill()
    with subprocess.Popen(["make"]):
        pass
    os.system("mkdir -p out")
    subprocess.run(["make"], timeout=600)


@task(execution_timeout=timedelta(hours=1))
def ended(names):
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(stop,))
    watcher.start()
    server = subprocess.Popen(["serve"])
    try:
        subprocess.run(["make"], timeout=600)
    finally:
        stop.set()
        watcher.join()
        server.kill()
        server.wait()


def watch(stop):
    while not stop.wait(5):
        print("still here")


@task(execution_timeout=timedelta(hours=1))
def loop():
    asyncio.run(sleeper())


async def sleeper():
    await asyncio.to_thread(ping, "https://example.com")
    await asyncio.sleep(10)

# --- case: in a thread, where no timer goes off
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from airflow.decorators import task


def command():
    os.system("make all")


@task(execution_timeout=timedelta(hours=1))
def run():
    executor = ThreadPoolExecutor()
    executor.submit(command)
    executor.shutdown(wait=False)
