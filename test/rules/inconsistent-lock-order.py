# --- case: opposite orders
import threading

from airflow.decorators import task
from shop import store

accounts = threading.Lock()
journal = threading.Lock()


def book(row):
    with accounts:
        with journal:
            store(row)


def correct(row):
    with journal, accounts:
#                 ^^^^^^^^ warning: `accounts` is taken while `journal` is held, and elsewhere `journal` while `accounts` is held: two threads that meet there wait for each other, and the task hangs until something kills it. Take them in one order everywhere.
        store(row)


@task
def load(rows):
    first = threading.Thread(target=book, args=(rows[0],))
    second = threading.Thread(target=correct, args=(rows[1],))
    first.start()
    second.start()
    first.join(60)
    second.join(60)

# --- case: opposite orders through a helper and acquire
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from airflow.models import BaseOperator


class LoadOperator(BaseOperator):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.cache_lock = Lock()
        self.file_lock = Lock()

    def execute(self, context):
        with ThreadPoolExecutor() as executor:
            executor.submit(self.read)
            executor.submit(self.write)

    def read(self):
        with self.cache_lock:
            self.refresh()

    def refresh(self):
        with self.file_lock:
            self.log.info("refreshed")

    def write(self):
        self.file_lock.acquire()
        try:
            with self.cache_lock:
#                ^^^^^^^^^^^^^^^ warning: `self.cache_lock` is taken while `self.file_lock` is held, and elsewhere `self.file_lock` while `self.cache_lock` is held: two threads that meet there wait for each other, and the task hangs until something kills it. Take them in one order everywhere.
                self.log.info("written")
        finally:
            self.file_lock.release()

# --- case: a lock by the one who holds it
import multiprocessing
import threading

from airflow.decorators import task
from shop import store

lock = threading.Lock()
guard = multiprocessing.Lock()


def save(row):
    with lock:
        store(row)


@task
def load(rows):
    with lock:
        for row in rows:
            save(row)
#           ^^^^ warning: `lock` is held here already, and cannot be taken twice: this waits for itself, and the task hangs until something kills it. Use an `RLock`, or do not take it a second time.
    with guard:
        guard.acquire()
#       ^^^^^ warning: `guard` is held here already, and cannot be taken twice: this waits for itself, and the task hangs until something kills it. Use an `RLock`, or do not take it a second time.

# --- case: a wait for work that needs the lock
import threading
from concurrent.futures import ThreadPoolExecutor

from airflow.decorators import task
from shop import store

lock = threading.Lock()


def save(row):
    with lock:
        store(row)


@task
def load(rows):
    executor = ThreadPoolExecutor()
    worker = threading.Thread(target=save, args=(rows[0],))
    with lock:
        worker.start()
        worker.join()
#       ^^^^^^^^^^^ warning: `worker.join()` waits while `lock` is held, which the work that it waits for needs: both wait for each other, and the task hangs until something kills it. Release the lock before the wait.
        future = executor.submit(save, rows[1])
        future.result()
#       ^^^^^^^^^^^^^ warning: `future.result()` waits while `lock` is held, which the work that it waits for needs: both wait for each other, and the task hangs until something kills it. Release the lock before the wait.
    executor.shutdown(wait=False)

# --- case: one order, a gate, reentrant locks, limits
import threading
from concurrent.futures import ThreadPoolExecutor

from airflow.decorators import task
from mylib import Lock
from shop import store

accounts = threading.Lock()
journal = threading.Lock()
gate = threading.Lock()
again = threading.RLock()
foreign, stranger = Lock(), Lock()
tickets, seats = threading.Semaphore(2), threading.Semaphore(2)


def book(row):
    with accounts, journal:
        store(row)
    with gate:
        with accounts:
            with journal:
                store(row)
    with foreign, stranger:
        store(row)
    with tickets, seats:
        store(row)


def correct(row):
    with accounts:
        with journal:
            store(row)
    with stranger, foreign:
        store(row)
    with seats, tickets:
        store(row)
    with journal:
        if accounts.acquire(timeout=5):
            accounts.release()


def nested(row):
    with again:
        save(row)


def save(row):
    with again:
        store(row)


def later(row):
    with journal:
        threading.Thread(target=book, args=(row,)).start()

        def under_no_lock():
            with journal:
                store(row)

    return under_no_lock


@task
def load(rows):
    with ThreadPoolExecutor() as executor:
        executor.submit(book, rows[0])
        executor.submit(correct, rows[1])
        executor.submit(nested, rows[2])
        executor.submit(later, rows[3])

# --- case: a gate around both orders
import threading

from airflow.decorators import task
from shop import store

accounts = threading.Lock()
journal = threading.Lock()
gate = threading.Lock()


def book(row):
    with gate, accounts, journal:
        store(row)


def correct(row):
    with gate:
        with journal:
            with accounts:
                store(row)


@task
def load(rows):
    threading.Thread(target=book, args=(rows[0],), daemon=True).start()
    correct(rows[1])

# --- case: another object has a lock of its own
import threading

from airflow.decorators import task


class Node:
    def __init__(self, parent: "Node"):
        self.lock = threading.Lock()
        self.parent = parent

    def update(self):
        with self.lock:
            Node(None).touch()

    def touch(self):
        with self.lock:
            print("touched")


@task
def load():
    Node(Node(None)).update()

# --- case: nobody else runs
import threading

from airflow.decorators import task
from shop import store

accounts = threading.Lock()
journal = threading.Lock()


@task
def load(rows):
    with accounts, journal:
        store(rows)
    with journal, accounts:
        store(rows)
