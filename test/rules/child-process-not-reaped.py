# --- case: work between start and join can raise
# airflow: 2.10.5
from multiprocessing import Process

from airflow.decorators import task


@task
def train(data):
    helper = Process(target=print)
#            ^^^^^^^ warning: When `validate(data)` raises, this process is not ended: it outlives the failed task as an orphan, and in Airflow 3 the task can show "running" long after. End it in a `finally`. (unsafe fix)
    helper.start()
    # the work
    validate(data)
    helper.join()
    return 1

# --- case: never ended
# airflow: 2.10.5
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool, Process

from airflow.operators.python import PythonOperator


def launch():
    Process(target=print).start()
#   ^^^^^^^ warning: This process is started and never ended or waited for: it outlives the task as an orphan, and in Airflow 3 the task can show "running" long after it ended. End it in a `finally`.
    thread = threading.Thread(target=print)
#            ^^^^^^^^^^^^^^^^ warning: This thread is started and never ended or waited for: it outlives the task as an orphan, and in Airflow 3 the task can show "running" long after it ended. End it in a `finally`.
    thread.start()
    pool = Pool(4)
#          ^^^^ warning: This pool is started and never ended or waited for: it outlives the task as an orphan, and in Airflow 3 the task can show "running" long after it ended. End it in a `finally`.
    pool.map(print, [1])
    executor = ThreadPoolExecutor()
#              ^^^^^^^^^^^^^^^^^^ warning: This executor is started and never ended or waited for: it outlives the task as an orphan, and in Airflow 3 the task can show "running" long after it ended. End it in a `finally`.
    executor.submit(print)
    server = subprocess.Popen(["serve"])
#            ^^^^^^^^^^^^^^^^ warning: This process is started and never ended or waited for: it outlives the task as an orphan, and in Airflow 3 the task can show "running" long after it ended. End it in a `finally`.
    print(server.pid)


PythonOperator(task_id="launch", python_callable=launch)

# --- case: a Popen whose reader raises, in a custom operator with tabs
# airflow: 2.10.5
# line-break: crlf
from subprocess import Popen

from airflow.models import BaseOperator


class Run(BaseOperator):
	def execute(self, context):
		child = Popen(["job"])
#         ^^^^^ warning: When `self.check(child.pid)` raises, this process is not ended: it outlives the failed task as an orphan, and in Airflow 3 the task can show "running" long after. End it in a `finally`. (unsafe fix)
		self.check(child.pid)
		child.wait(60)

# --- case: a pool that an exception leaves open
# airflow: 2.10.5
import multiprocessing as mp

from airflow.decorators import task


@task
def spread(items):
    pool = mp.Pool(processes=4)
#          ^^^^^^^ warning: When `results = pool.map(len, items)` raises, this pool is not ended: it outlives the failed task as an orphan, and in Airflow 3 the task can show "running" long after. End it in a `finally`.
    results = pool.map(len, items)
    pool.close()
    pool.join()
    return results

# --- case: terminate and join in Airflow 3
# airflow: 3.1.0
from multiprocessing import Process

from airflow.sdk import task


@task
def work():
    child = Process(target=print)
    child.start()
    try:
        compute()
    finally:
        child.terminate()
        child.join()
#       ^^^^^^^^^^ warning: In Airflow 3 a forked child ignores the SIGTERM of `terminate()`, so that this `join()` waits for ever. Join with a timeout, then `kill()`. (unsafe fix)

# --- case: terminate and join where the version is not known
from multiprocessing import Process

from airflow.sdk import task


@task
def work():
    child = Process(target=print)
    child.start()
    try:
        compute()
    finally:
        child.terminate()
        child.join()  # wait
#       ^^^^^^^^^^ information: In Airflow 3 a forked child ignores the SIGTERM of `terminate()`, so that this `join()` waits for ever. Join with a timeout, then `kill()`. (unsafe fix)

# --- case: the context manager rule speaks for its own process
# airflow: 2.10.5
from contextlib import contextmanager
from multiprocessing import Process

from airflow.decorators import task


@contextmanager
def background():
    process = Process(target=print)
    process.start()
    log_start(process)
    yield process
    process.terminate()


@task
def work():
    with background():
        pass

# --- case: ended, bounded, handed on, or not started
# airflow: 2.10.5
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool, Process, Queue

from airflow.decorators import task


@task
def work(items):
    queue = Queue()
    first = Process(target=print)
    second = Process(target=print)
    first.start()
    second.start()
    first.join()
    second.join()

    third = Process(target=print)
    third.start()
    try:
        compute()
    finally:
        third.terminate()
        third.join(5)
        if third.is_alive():
            third.kill()
            third.join()

    fourth = Process(target=print)
    fourth.start()
    try:
        compute()
    except Exception:
        fourth.terminate()
        raise
    fourth.join()

    with Pool(4) as pool, ThreadPoolExecutor() as executor:
        pool.map(len, items)
        executor.submit(len, items)

    watcher = threading.Thread(target=print, daemon=True)
    watcher.start()
    out, err = subprocess.Popen(["ls"]).communicate()
    listing = subprocess.Popen(["ls"])
    listing.wait()
    workers = []
    for item in items:
        worker = Process(target=print, args=(item,))
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()
    unused = Process(target=print)
    return unused is None


def start_for_caller():
    child = Process(target=print)
    child.start()
    return child


@task.virtualenv
def elsewhere():
    from multiprocessing import Process

    Process(target=print).start()

# --- case: a child of the joining function is killed before the join
from multiprocessing import Process
from airflow.decorators import task


@task
def work():
    child = Process(target=print)
    child.start()
    child.join(10)
    child.terminate()
    child.kill()
    child.join()

