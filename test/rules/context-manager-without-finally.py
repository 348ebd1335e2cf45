# --- case: a process is not terminated when the body raises
from contextlib import contextmanager
from multiprocessing import Process

from airflow.decorators import task


@contextmanager
def background_worker(target):
    process = Process(target=target)
    process.start()
    yield process  # hand it out
#   ^^^^^^^^^^^^^ error: When the `with` body raises, `process.terminate()` after this `yield` is never run: the failed task hangs, stays "running" or leaves an orphan. Put the clean-up into `try: … finally:`. (safe fix)
    # end the worker
    process.terminate()
    process.join(5)


@task
def train():
    with background_worker(print) as worker:
        raise ValueError(worker)

# --- case: success-only work stays behind the yield, clean-up goes to finally
import contextlib

from airflow.decorators import task
from mydb import connect


@contextlib.contextmanager
def transaction():
    connection = connect()

    yield connection
#   ^^^^^^^^^^^^^^^^ error: When the `with` body raises, `connection.close()` after this `yield` is never run: the failed task hangs, stays "running" or leaves an orphan. Put the clean-up into `try: … finally:`. (safe fix)
    connection.commit()

    connection.close()


@task
def load():
    with transaction() as connection:
        connection.execute("insert")

# --- case: clean-up behind a nested block, with tabs
# line-break: crlf
import os
from contextlib import contextmanager
from airflow.decorators import task


@contextmanager
def working_directory(path):
	old = os.getcwd()
	os.chdir(path)
	with open("lock") as lock:
		yield """
# ^^^^^^^^^ ... warning: When the `with` body raises, `os.chdir(old)` after this `yield` is never run. A failing task leaves it behind: put the clean-up into `try: … finally:`. (safe fix)
not indented
""", lock
	os.chdir(old)


@task
def work():
	with working_directory("/data"):
		pass

# --- case: an async context manager in a trigger
from contextlib import asynccontextmanager
from airflow.triggers.base import BaseTrigger, TriggerEvent


@asynccontextmanager
async def channel(client):
    await client.open()
    yield client
#   ^^^^^^^^^^^^ warning: When the `with` body raises, `await client.shutdown()` after this `yield` is never run. A failing task leaves it behind: put the clean-up into `try: … finally:`. (safe fix)
    await client.shutdown()


class Wait(BaseTrigger):
    async def run(self):
        async with channel(self.client) as c:
            yield TriggerEvent(await c.get())

# --- case: a return behind the clean-up has no fix
from contextlib import contextmanager
from airflow.decorators import task


@contextmanager
def borrowed(pool):
    item = pool.take()
    yield item
#   ^^^^^^^^^^ warning: When the `with` body raises, `pool.give_back(item)` after this `yield` is never run. A failing task leaves it behind: put the clean-up into `try: … finally:`.
    pool.give_back(item)
    return


@task
def work(pool):
    with borrowed(pool):
        pass

# --- case: protected, remarks only, swallowed, or nothing behind
import logging
import time
from contextlib import contextmanager
from airflow.decorators import task

log = logging.getLogger(__name__)


@contextmanager
def protected(process):
    try:
        yield process
    finally:
        process.terminate()


@contextmanager
def timed(name):
    start = time.monotonic()
    yield
    elapsed = time.monotonic() - start
    log.info("%s took %s", name, elapsed)


@contextmanager
def session_scope(Session):
    session = Session()
    try:
        yield session
        session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


@contextmanager
def forgiving(thing):
    try:
        yield thing
    except Exception:
        log.exception("ignored")
    thing.close()


@contextmanager
def delegated(path):
    with open(path) as file:
        yield file


def plain_generator(things):
    for thing in things:
        yield thing
        thing.close()


@task
def work():
    with protected(None), timed("x"), session_scope(None), forgiving(None), delegated("p"):
        pass

# --- case: a decorator of one's own is not contextlib's
from mylib import contextmanager
from airflow.decorators import task


@contextmanager
def worker(process):
    yield process
    process.terminate()


@task
def work():
    with worker(None):
        pass

