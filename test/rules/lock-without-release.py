# --- case: the work under the lock can raise
import threading

from airflow.decorators import task
from shop import store

lock = threading.Lock()


@task
def load(rows):
    def save(row):
        lock.acquire()
#       ^^^^^^^^^^^^ warning: When `store(row)` raises, `lock` stays taken: whoever needs it next waits for ever, and the task stays in "running". Use `with lock:`. (safe fix)
        # one at a time
        store(row)
        print(row)
        lock.release()

    threads = [threading.Thread(target=save, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()

# --- case: a method with a lock of its object, tabs and a return
# line-break: crlf
from threading import RLock

from airflow.models import BaseOperator


class LoadOperator(BaseOperator):
	def __init__(self, **kwargs):
		super().__init__(**kwargs)
		self.lock = RLock()

	def execute(self, context):
		self.lock.acquire()
# ^^^^^^^^^^^^^^^^^ warning: `return None` leaves with `self.lock` taken: whoever needs it next waits for ever, and the task stays in "running". Use `with self.lock:`.
		if self.done:
			return None
		self.done = True
		self.lock.release()
		return self.done

# --- case: processes, semaphores and tries
import multiprocessing
from threading import Semaphore

from airflow.decorators import task
from shop import store

tickets = Semaphore(4)


@task
def load(rows):
    guard = multiprocessing.Lock()
    guard.acquire(timeout=10); store(rows)
#   ^^^^^^^^^^^^^ warning: When `store(rows)` raises, `guard` stays taken: whoever needs it next waits for ever, and the task stays in "running". Release it in a `finally`.
    guard.release()
    if tickets.acquire(timeout=5):
#      ^^^^^^^^^^^^^^^ warning: When `store(rows)` raises, `tickets` stays taken: whoever needs it next waits for ever, and the task stays in "running". Release it in a `finally`.
        store(rows)
        tickets.release()
    taken = guard.acquire(block=True)
#           ^^^^^^^^^^^^^ warning: When `store(taken)` raises, `guard` stays taken: whoever needs it next waits for ever, and the task stays in "running". Release it in a `finally`.
    store(taken)
    guard.release()

# --- case: nothing gives it back
import threading

from airflow.decorators import task

lock = threading.Lock()


@task
def load():
    lock.acquire()
#   ^^^^^^^^^^^^ warning: Nothing releases `lock`: whoever takes it next waits for ever, and the task stays in "running". Use `with lock:`.

# --- case: coroutines
import asyncio

from airflow.decorators import task
from shop import store

lock = asyncio.Lock()


async def save(row):
    await lock.acquire()
#         ^^^^^^^^^^^^ warning: When `await store(row)` raises, `lock` stays taken: whoever needs it next waits for ever, and the task stays in "running". Use `async with lock:`. (safe fix)
    await store(row)
    lock.release()


@task
def load(rows):
    asyncio.run(save(rows[0]))

# --- case: files as locks
from airflow.decorators import task
from filelock import FileLock
from shop import store


@task
def load(rows):
    lock = FileLock("/mnt/shared/load.lock")
    lock.acquire()
#   ^^^^^^^^^^^^ warning: When `store(rows)` raises, `lock` stays taken: whoever needs it next waits for ever, and the task stays in "running". Use `with lock:`. (safe fix)
    store(rows)
    lock.release()

# --- case: given back on every path, or elsewhere
import atexit
import contextlib
import threading
import time

from airflow.decorators import task
from mylib import Lock
from shop import store

lock = threading.Lock()
other = Lock()
count = 0


class Guard:
    def __init__(self):
        self.inner = threading.Lock()

    def __enter__(self):
        self.inner.acquire()
        return self

    def __exit__(self, *error):
        self.inner.release()


@task
def load(rows):
    global count
    with lock:
        store(rows)
    lock.acquire()
    try:
        store(rows)
    finally:
        lock.release()
    if lock.acquire(blocking=False):
        try:
            store(rows)
        finally:
            lock.release()
    lock.acquire()
    count += 1
    lock.release()
    try:
        lock.acquire()
        store(rows)
        lock.release()
    except Exception:
        lock.release()
        raise
    other.acquire()
    store(rows)
    other.release()


@task
def on_exit(rows):
    lock.acquire()
    atexit.register(lock.release)
    with contextlib.ExitStack() as stack:
        store(rows)


def taken():
    lock.acquire()
    return lock


@task
def by_helper(rows):
    held = taken()
    try:
        store(rows)
    finally:
        held.release()

# --- case: tickets that others give back
import threading

from airflow.decorators import task
from shop import store

tickets = threading.Semaphore(4)


@task
def load(rows):
    for row in rows:
        tickets.acquire()
        threading.Thread(target=save, args=(row,)).start()


def save(row):
    try:
        store(row)
    finally:
        tickets.release()

# --- case: guard clauses, and results that are tested
import threading
from airflow.decorators import task

lock = threading.Lock()


@task
def guarded():
    if not lock.acquire(timeout=60):
#          ^^^^^^^^^^^^ warning: When `publish()` raises, `lock` stays taken: whoever needs it next waits for ever, and the task stays in "running". Release it in a `finally`.
        raise RuntimeError("busy")
    publish()
    lock.release()


@task
def kept():
    taken = lock.acquire(timeout=60)
#           ^^^^^^^^^^^^ warning: When `publish()` raises, `lock` stays taken: whoever needs it next waits for ever, and the task stays in "running". Release it in a `finally`.
    if not taken:
        return
    publish()  # can fail
    lock.release()


@task
def tested():
    taken = lock.acquire(timeout=60)
#           ^^^^^^^^^^^^ warning: When `with open("x") as file:` raises, `lock` stays taken: whoever needs it next waits for ever, and the task stays in "running". Release it in a `finally`.
    if taken:  # go on
        with open("x") as file:  # can fail
            publish(file)
        lock.release()

# --- case: nothing leaves with the lock taken
import threading
from airflow.decorators import task

lock = threading.Lock()
total = 0


@task
def guarded():
    global total
    if not lock.acquire(timeout=60):
        return
    total = total + 1
    lock.release()


@task
def kept():
    global total
    taken = lock.acquire(timeout=60)
    if not taken:
        return
    total = total + 1
    lock.release()


@task
def goes_on_without():
    if not lock.acquire(timeout=60):
        print("busy")
    publish()
    lock.release()


@task
def released():
    taken = lock.acquire(timeout=60)
    try:
        publish()
    finally:
        if taken:
            lock.release()
