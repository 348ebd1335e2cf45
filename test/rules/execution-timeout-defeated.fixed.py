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

# --- case: a child process whose output is read
import subprocess
from datetime import timedelta

from airflow.decorators import task


@task(execution_timeout=timedelta(hours=1))
def build():
    with subprocess.Popen(["make", "all"], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            print(line)

# --- case: a child process that is waited for
from datetime import timedelta
from subprocess import Popen

from airflow.decorators import task


@task(execution_timeout=timedelta(hours=1))
def build():
    with Popen(["make", "all"]) as process:
        process.wait()

# --- case: commands that take no limit
import os
import signal
from datetime import timedelta
from subprocess import Popen

from airflow.decorators import task


@task(execution_timeout=timedelta(hours=1))
def build():
    process = Popen("make all", shell=True, start_new_session=True)
    try:
        process.wait(timeout=3600)
    except BaseException:
        # Out of time, or ended by Airflow: nothing that was started may run on.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    with os.popen("make report") as output:
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
    await asyncio.gather(*(asyncio.to_thread(fetch, url) for url in urls))


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
        process.wait()

# --- case: other interpreters
from datetime import timedelta

from airflow import DAG
from airflow.decorators import task
from airflow.operators.python import PythonVirtualenvOperator
from shop import convert


@task.external_python(python="/opt/venv/bin/python", execution_timeout=timedelta(hours=1))
def elsewhere():
    return 1


@task.virtualenv(requirements=["pandas"])
def without_limit():
    return 1


with DAG("shop", default_args={"execution_timeout": timedelta(minutes=30)}) as dag:
    PythonVirtualenvOperator(task_id="convert", python_callable=convert, requirements=["pandas"])
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
