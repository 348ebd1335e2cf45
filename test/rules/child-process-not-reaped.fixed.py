# --- case: work between start and join can raise
from multiprocessing import Process

from airflow.decorators import task


@task
def train(data):
    helper = Process(target=print)
    helper.start()
    # the work
    try:
        validate(data)
        helper.join()
    finally:
        if helper.is_alive():
            helper.terminate()
            helper.join(5)
            if helper.is_alive():
                helper.kill()
                helper.join()
    return 1

# --- case: never ended
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool, Process

from airflow.operators.python import PythonOperator


def launch():
    Process(target=print).start()
    thread = threading.Thread(target=print)
    thread.start()
    pool = Pool(4)
    pool.map(print, [1])
    executor = ThreadPoolExecutor()
    executor.submit(print)
    server = subprocess.Popen(["serve"])
    print(server.pid)


PythonOperator(task_id="launch", python_callable=launch)

# --- case: a Popen whose reader raises, in a custom operator with tabs
import subprocess
from subprocess import Popen

from airflow.models import BaseOperator


class Run(BaseOperator):
	def execute(self, context):
		child = Popen(["job"])
		try:
			self.check(child.pid)
			child.wait(60)
		finally:
			if child.poll() is None:
				child.terminate()
				try:
					child.wait(timeout=5)
				except subprocess.TimeoutExpired:
					child.kill()
					child.wait(timeout=5)

# --- case: a pool that an exception leaves open
import multiprocessing as mp

from airflow.decorators import task


@task
def spread(items):
    pool = mp.Pool(processes=4)
    results = pool.map(len, items)
    pool.close()
    pool.join()
    return results

# --- case: terminate and join in Airflow 3
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
        child.join(5)
        if child.is_alive():
            child.kill()
            child.join()

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
        child.join(5)
        if child.is_alive():
            child.kill()
            child.join()  # wait

# --- case: the context manager rule speaks for its own process
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


# --- case: pools that end their workers by SIGTERM, in Airflow 3
import multiprocessing as mp
import signal
from multiprocessing import Pool

from airflow.sdk import task
from shop import convert


@task
def spread(items):
    with Pool(4, initializer=signal.signal, initargs=(signal.SIGTERM, signal.SIG_DFL)) as pool:
        return pool.map(convert, items)


@task
def spread_more(items):
    pool = mp.get_context("fork").Pool(
        processes=4,  # as many as the worker has
        initializer=signal.signal,
        initargs=(signal.SIGTERM, signal.SIG_DFL),
    )
    try:
        return pool.map(convert, items)
    except Exception:
        pool.terminate()
        raise


def note(number):
    print(number)


@task
def spread_with_initializer(items):
    with mp.Pool(4, note, (1,)) as pool:
        return pool.map(convert, items)

# --- case: a pool where the version is not known, with tabs
import signal
from multiprocessing import Pool

from airflow.decorators import task
from shop import convert


@task
def spread(items):
	with Pool(initializer=signal.signal, initargs=(signal.SIGTERM, signal.SIG_DFL)) as pool:
		pool.map(convert, items)
		pool.close()
		pool.join()

# --- case: pools that end in Airflow 3
import multiprocessing
import signal
from multiprocessing.pool import ThreadPool

from airflow.sdk import task
from shop import convert, start_worker


def start():
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def work():
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    convert()


@task
def spread(items):
    with multiprocessing.Pool(4, initializer=start) as pool:
        pool.map(convert, items)
    with multiprocessing.Pool(4, initializer=start_worker) as pool:
        pool.map(convert, items)
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.map(convert, items)
    with ThreadPool(4) as pool:
        pool.map(convert, items)
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=convert)
    child.start()
    child.terminate()
    child.join()
    other = multiprocessing.Process(target=work)
    other.start()
    other.terminate()
    other.join()
    pool = multiprocessing.Pool(4)
    results = pool.map(convert, items)
    pool.close()
    pool.join()
    return results

# --- case: a command that nobody waits for
import subprocess

from airflow.decorators import task


@task
def serve():
    subprocess.Popen(["serve", "--port", "80"])

# --- case: threads end with the task's process
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

from airflow.decorators import task
from shop import convert, verify


@task
def fire_and_forget(items):
    executor = ThreadPoolExecutor()
    for item in items:
        executor.submit(convert, item)


@task
def not_joined_on_error(items):
    thread = threading.Thread(target=convert)
    thread.start()
    verify(items)
    thread.join()

# --- case: threads whose work is waited for
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

from airflow.decorators import task
from shop import convert


@task
def work(items):
    executor = ThreadPoolExecutor()
    futures = [executor.submit(convert, item) for item in items]
    done = [future.result() for future in futures]
    pool = ThreadPool(4)
    pool.map(convert, items)
    thread = threading.Thread(target=convert)
    thread.start()
    while thread.is_alive():
        time.sleep(1)
    return done

# --- case: pipelines, pipes that are read, and timers
import subprocess
import threading

from airflow.decorators import task
from shop import convert


@task
def dump(target):
    dump = subprocess.Popen(["mysqldump", "shop"], stdout=subprocess.PIPE)
    with open(target, "wb") as output:
        packer = subprocess.Popen(["gzip"], stdin=dump.stdout, stdout=output)
        packer.wait(timeout=600)


@task
def run(script):
    process = subprocess.Popen(["bash", "-s"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write(script)
    process.stdin.close()
    lines = []
    for line in process.stdout:
        line = line.rstrip()
        lines.append(line)
    for number, line in enumerate(iter(process.stderr.readline, b"")):
        print(number, line)
    process.wait(timeout=600)
    threading.Timer(3600, convert).start()
    return lines

# --- case: processes of a list
import subprocess
from multiprocessing import Process
from airflow.decorators import task


@task
def in_comprehension(parts):
    workers = [Process(target=load, args=(part,)) for part in parts]
    for worker in workers:
        worker.start()
    publish(parts)
    for worker in workers:
        worker.join()


@task
def appended(parts):
    workers = []
    for part in parts:
        worker = Process(target=load, args=(part,))
        worker.start()
        workers.append(worker)
    publish(parts)
    for worker in workers:
        worker.join(60)


@task
def never_joined(parts):
    running = []
    for part in parts:
        running.append(subprocess.Popen(["load", part]))
    print(len(running))

# --- case: lists of processes that are ended, handed on, or left by nothing
import subprocess
from multiprocessing import Process
from threading import Thread
from airflow.decorators import task


@task
def ended(parts):
    workers = [Process(target=load, args=(part,)) for part in parts]
    for worker in workers:
        worker.start()
    try:
        publish(parts)
    finally:
        for worker in workers:
            worker.kill()
            worker.join()


@task
def at_once(parts):
    workers = []
    for part in parts:
        worker = Process(target=load, args=(part,))
        workers.append(worker)
        worker.start()
    [worker.join() for worker in workers]


@task
def handed_on(parts):
    running = [subprocess.Popen(["load", part]) for part in parts]
    publish(parts)
    wait_for(running)


@task
def returned(parts):
    running = []
    for part in parts:
        running.append(subprocess.Popen(["load", part]))
    publish(parts)
    return running


@task
def daemons(parts):
    threads = [Thread(target=load, args=(part,)) for part in parts]
    for thread in threads:
        thread.daemon = True
        thread.start()
    publish(parts)


@task
def never_started(parts):
    workers = [Process(target=load, args=(part,)) for part in parts]
    publish(workers[0])
