# --- case: beside threads
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from airflow.decorators import task
from shop import convert, report


@task
def load(names):
    watcher = threading.Thread(target=report, daemon=True)
    watcher.start()
    with ProcessPoolExecutor() as pool:
#        ^^^^^^^^^^^^^^^^^^^ information: This forks the task while threads of it run: a lock that one of them holds is never released in the child, which then hangs, and the task with it. Start the processes before the threads.
        return list(pool.map(convert, names))


@task
def load_in_threads(names):
    with ThreadPoolExecutor() as executor:
        list(executor.map(convert_one, names))


def convert_one(name):
    child = multiprocessing.Process(target=convert, args=(name,))
#           ^^^^^^^^^^^^^^^^^^^^^^^ information: This forks the task while threads of it run: a lock that one of them holds is never released in the child, which then hangs, and the task with it. Start the processes before the threads.
    child.start()
    child.join(60)
    if child.exitcode:
        raise RuntimeError("not converted")

# --- case: over an open connection
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process

import psycopg2
import requests
from airflow.decorators import task

session = requests.Session()


def fetch(url):
    return session.get(url, timeout=10).text


@task
def load(urls):
    with ProcessPoolExecutor() as pool:
#        ^^^^^^^^^^^^^^^^^^^ information: `session` was opened before this fork and is used in the child: both sides talk over one connection, get each other's answers and can wait for ever. Open it in the child.
        return list(pool.map(fetch, urls))


@task
def save(rows):
    connection = psycopg2.connect("dbname=shop", connect_timeout=10)
    child = Process(target=store, args=(connection, rows))
#           ^^^^^^^ information: `connection` was opened before this fork and is used in the child: both sides talk over one connection, get each other's answers and can wait for ever. Open it in the child.
    child.start()
    child.join(60)
    if child.exitcode:
        raise RuntimeError("not stored")


def store(connection, rows):
    connection.cursor().execute("INSERT", rows)

# --- case: daemons that want children
# airflow: 2.10.5
import multiprocessing

from airflow.decorators import task
from shop import convert


def convert_all(names):
    with multiprocessing.Pool(2) as inner:
#        ^^^^^^^^^^^^^^^^^^^^ information: A daemonic process runs this, and may have no children: it raises `AssertionError`. Start the processes from the task itself, or use threads.
        return inner.map(convert, names)


@task
def load(batches):
    with multiprocessing.Pool(4) as pool:
#        ^^^^^^^^^^^^^^^^^^^^ information: In Airflow 2 the workers of the LocalExecutor and of Celery are daemonic processes, which may have no children: there, this raises `AssertionError`. Use threads or `subprocess`.
        return pool.map(convert_all, batches)

# --- case: a task of Airflow 2
# airflow: 2.10.5
from concurrent.futures import ProcessPoolExecutor

from airflow.decorators import task
from shop import convert


@task
def load(names):
    with ProcessPoolExecutor() as pool:
#        ^^^^^^^^^^^^^^^^^^^ information: In Airflow 2 the workers of the LocalExecutor and of Celery are daemonic processes, which may have no children: there, this raises `AssertionError`. Use threads or `subprocess`.
        return list(pool.map(convert, names))

# --- case: forks before threads, after them, with fresh interpreters and connections of their own
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor

import psycopg2
import requests
from airflow.decorators import task
from shop import convert, report

session = requests.Session()


def fetch(url):
    session = requests.Session()
    return session.get(url, timeout=10).text


def store(rows):
    connection = psycopg2.connect("dbname=shop", connect_timeout=10)
    with connection, connection.cursor() as cursor:
        cursor.execute("INSERT", rows)


@task
def load(names, urls, rows):
    with ProcessPoolExecutor() as pool:
        list(pool.map(convert, names))
    with ProcessPoolExecutor() as pool:
        list(pool.map(fetch, urls))
        list(pool.map(store, rows))
    watcher = threading.Thread(target=report)
    watcher.start()
    watcher.join(60)
    with ProcessPoolExecutor() as pool:
        list(pool.map(convert, names))
    beside = threading.Thread(target=report, daemon=True)
    beside.start()
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(convert, names))

# --- case: a virtual environment has a process of its own
# airflow: 2.10.5
from airflow.decorators import task


@task.virtualenv
def load(names):
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor() as pool:
        return list(pool.map(len, names))

# --- case: a list of threads
from multiprocessing import Pool
from threading import Thread
from airflow.decorators import task


@task
def beside(parts):
    threads = [Thread(target=fetch, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    with Pool() as pool:
#        ^^^^ information: This forks the task while threads of it run: a lock that one of them holds is never released in the child, which then hangs, and the task with it. Start the processes before the threads.
        pool.map(load, parts)
    for thread in threads:
        thread.join()


@task
def afterwards(parts):
    threads = []
    for part in parts:
        thread = Thread(target=fetch, args=(part,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    with Pool() as pool:
        pool.map(load, parts)
