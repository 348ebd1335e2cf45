# --- case: a thread
import threading
from airflow.decorators import task


@task
def load(source):
    worker = threading.Thread(target=copy, args=(source,))
    worker.start()
    worker.join(timeout=600)
    if worker.is_alive():
        raise TimeoutError("Waited 600 seconds for the thread")


def copy(source):
    source.copy()

# --- case: threads collected in a list
from threading import Thread
from airflow.decorators import task


@task
def load(tables):
    threads = []
    for table in tables:
        thread = Thread(target=copy, args=(table,))
        thread.start()
        threads.append(thread)
    for t in threads:
        t.join(timeout=600)  # all of them
        if t.is_alive():
            raise TimeoutError("Waited 600 seconds for the thread")


@task
def load_again(tables):
    threads = [Thread(target=copy, args=(table,)) for table in tables]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]


def copy(table):
    table.copy()

# --- case: a child process
import multiprocessing as mp
from airflow.operators.python import PythonOperator


def train():
    context = mp.get_context("spawn")
    child = context.Process(target=print)
    try:
        child.start()
        child.join(timeout=600)
        if child.is_alive():
            child.kill()
            child.join()
            raise TimeoutError("Waited 600 seconds for the process")
        if child.exitcode != 0:
            raise RuntimeError("training failed")
    finally:
        child.join(5)
        if child.is_alive():
            child.kill()
            child.join()


PythonOperator(task_id="train", python_callable=train)

# --- case: a result that a child process puts into a queue
from multiprocessing import Process, Queue
from airflow.models import BaseOperator


class CrunchOperator(BaseOperator):
    def execute(self, context):
        results = Queue()
        Process(target=crunch, args=(results,), daemon=True).start()
        first = results.get(timeout=600)
        second = results.get(True, timeout=600)
        third = results.get(block=True, timeout=600)
        return first, second, third


def crunch(results):
    results.put(1)

# --- case: events, conditions and locks
import threading
from airflow.decorators import task

done = threading.Event()
lock = threading.Lock()
changed = threading.Condition()
slots = threading.BoundedSemaphore(4)


@task
def load():
    if not done.wait(timeout=600):
        raise TimeoutError("Waited 600 seconds for the event")
    if not done.wait(timeout=600):
        raise RuntimeError("not done")
    if not lock.acquire(timeout=600):
        raise TimeoutError("Waited 600 seconds for the lock")
    try:
        with changed:
            while not ready():
                changed.wait()
            if not changed.wait_for(ready, timeout=600):
                raise TimeoutError("Waited 600 seconds for the condition")
    finally:
        lock.release()
    if slots.acquire(True, timeout=600):
        slots.release()


def ready():
    return True

# --- case: two space indentation, a one-line suite, and a statement behind a semicolon
import threading
from airflow.decorators import task

done = threading.Event()


@task
def load(wait):
  if wait: done.wait()
  for _ in range(3):
    done.wait(); print("again")
  if not done.wait(timeout=600
    # no limit
  ):
    raise TimeoutError("Waited 600 seconds for the event")

# --- case: line breaks of Windows
import threading
from airflow.decorators import task


@task
def load():
    worker = threading.Thread(target=print)
    worker.start()
    worker.join(timeout=600)  # wait
    if worker.is_alive():
        raise TimeoutError("Waited 600 seconds for the thread")

# --- case: futures
import concurrent.futures
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from airflow.decorators import task

executor = ThreadPoolExecutor(4)


@task
def load(parts):
    one = executor.submit(print, 1)
    one.result(timeout=600)
    futures = [executor.submit(print, part) for part in parts]
    for future in as_completed(futures, timeout=600):
        future.result()
    done, rest = wait(futures, timeout=600)
    if rest:
        raise RuntimeError(f"{len(rest)} parts are missing")
    concurrent.futures.wait(futures)

# --- case: futures inside the executor's own block, which waits all the same
from concurrent.futures import ThreadPoolExecutor, as_completed
from airflow.decorators import task


@task
def load(parts):
    with ThreadPoolExecutor(max_workers=4) as executor:
        futures = [executor.submit(print, part) for part in parts]
        for future in as_completed(futures):
            future.result()
        executor.submit(print).result()

# --- case: futures that are done
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from airflow.decorators import task


@task
def load(parts):
    with ThreadPoolExecutor(max_workers=4) as executor:
        futures = [executor.submit(print, part) for part in parts]
        last = executor.submit(print)
    print([future.result() for future in futures])
    last.result()
    other = ThreadPoolExecutor()
    late = other.submit(print)
    other.shutdown(wait=True)
    late.result()
    again = [executor.submit(print, part) for part in parts]
    wait(again, timeout=60)
    for future in again:
        if future.done():
            future.result()

# --- case: pools
from multiprocessing import Pool
from airflow.decorators import task


@task
def load(parts):
    pool = Pool(4)
    results = [pool.apply_async(print, (part,)) for part in parts]
    pool.close()
    pool.join()
    for result in results:
        result.get()


@task
def load_results(parts):
    with Pool(4) as pool:
        result = pool.map_async(print, parts)
        result.get()
        pool.map(print, parts)


@task
def load_loose(parts):
    pool = Pool(4)
    result = pool.starmap_async(print, parts)
    pool.close()
    value = result.get(timeout=600)
    pool.join()
    return value

# --- case: a bounded queue
import queue
from airflow.decorators import task


@task
def load(rows):
    buffer = queue.Queue(maxsize=100)
    endless = queue.Queue()
    for row in rows:
        buffer.put(row, timeout=600)
        endless.put(row)
    endless.join()

# --- case: a barrier
import threading
from airflow.decorators import task

start = threading.Barrier(3)
patient = threading.Barrier(3, timeout=60)


@task
def load():
    start.wait(timeout=600)
    patient.wait()

# --- case: a helper that a sensor calls
import threading
from airflow.sensors.base import BaseSensorOperator


class ReadySensor(BaseSensorOperator):
    def poke(self, context):
        return ask()


def ask():
    answer = threading.Event()
    if not answer.wait(timeout=600):
        raise TimeoutError("Waited 600 seconds for the event")
    return True

# --- case: limited waits
import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from airflow.decorators import task

lock = threading.Lock()


@task
def load(parts, limit):
    worker = threading.Thread(target=print)
    worker.start()
    worker.join(timeout=60)
    worker.join(limit)
    items = queue.Queue()
    items.get(timeout=5)
    items.get(False)
    items.get_nowait()
    if lock.acquire(blocking=False):
        lock.release()
    if lock.acquire(timeout=5):
        lock.release()
    with lock:
        pass
    executor = ThreadPoolExecutor()
    for future in as_completed([executor.submit(print)], timeout=60):
        future.result()


async def listen():
    await asyncio.Queue().get()
    await asyncio.Event().wait()

# --- case: a queue that is drained
import queue
from airflow.decorators import task


@task
def load(rows):
    items = queue.Queue()
    for row in rows:
        items.put(row)
    while not items.empty():
        print(items.get())

# --- case: workers that wait for work
import queue
import threading
from airflow.decorators import task

items = queue.Queue()
stop = threading.Event()


def work():
    while True:
        item = items.get()
        if item is None:
            return
        print(item)


def watch():
    stop.wait()
    print("stopped")


@task
def load(rows):
    threading.Thread(target=work, daemon=True).start()
    threading.Thread(target=watch).start()
    for row in rows:
        items.put(row)
    items.put(None)
    stop.set()

# --- case: what ended before
import multiprocessing
import threading
from airflow.decorators import task


@task
def load():
    child = multiprocessing.Process(target=print)
    child.start()
    child.join(60)
    if child.is_alive():
        child.kill()
        child.join()
    worker = threading.Thread(target=print)
    worker.start()
    while worker.is_alive():
        worker.join(1)
    worker.join()

# --- case: other things of these names
import os
from mylib import Event, Queue, lock
from airflow.decorators import task


@task
def load(names, worker):
    ",".join(names)
    os.path.join("a", "b")
    Event().wait()
    Queue().get()
    lock.acquire()
    worker.join()
    {}.get("a")

# --- case: under a limit of its own
import signal
import threading
from airflow.utils.timeout import timeout
from airflow.decorators import task


@task
def load():
    done = threading.Event()
    with timeout(60):
        done.wait()
    return done

# --- case: a helper that waits in the executor's own block
from concurrent.futures import ThreadPoolExecutor, as_completed
from airflow.decorators import task


def results_of(futures):
    return [future.result() for future in as_completed(futures)]


@task
def load(parts):
    with ThreadPoolExecutor() as executor:
        return results_of([executor.submit(print, part) for part in parts])

# --- case: threads in a pool, a coroutine of another thread, a pipe
import asyncio
import multiprocessing
from multiprocessing.pool import ThreadPool
from airflow.decorators import task


@task
def threads(urls):
    pool = ThreadPool(4)
    answers = pool.map_async(fetch, urls)
    answers.wait(timeout=600)
    if not answers.ready():
        raise TimeoutError("Waited 600 seconds for the workers of the pool")
    pool.terminate()


@task
def coroutine(loop):
    asyncio.run_coroutine_threadsafe(fetch("x"), loop).result(timeout=600)
    asyncio.run_coroutine_threadsafe(fetch("x"), loop).result(30)


@task
def pipe(child):
    ours, theirs = multiprocessing.Pipe()
    child.send(theirs)
    print(ours.recv())
    if ours.poll(60):
        print(ours.recv())

# --- case: a future that has answered
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from airflow.decorators import task


@task
def load():
    executor = ThreadPoolExecutor()
    future = executor.submit(fetch, "x")
    if future.exception(timeout=600):
        print("failed")
    else:
        print(future.result())
    executor.shutdown(wait=False)


@task
def late():
    executor = ThreadPoolExecutor()
    future = executor.submit(fetch, "x")
    try:
        future.result(timeout=5)
    except Late:
        print("late")
    print(future.result(timeout=600))
    executor.shutdown(wait=False)

# --- case: work of an executor that ends by itself
from concurrent.futures import ThreadPoolExecutor, as_completed
import shutil
from airflow.decorators import task
from airflow.providers.amazon.aws.hooks.s3 import S3Hook


def move(name):
    S3Hook("lake").load_file(filename=name, key=name, bucket_name="raw")
    shutil.move(name, "/done")
    return name


def results_of(futures):
    return [future.result() for future in as_completed(futures)]


@task
def move_all(names):
    pool = ThreadPoolExecutor()
    futures = [pool.submit(move, name) for name in names]
    return results_of(futures)
