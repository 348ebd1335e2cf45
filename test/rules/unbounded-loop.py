# --- case: while True without an exit in a task
from airflow.decorators import task
import time

@task
def stream():
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        time.sleep(1)

# --- case: a break is an exit
from airflow.decorators import task

@task
def stream():
    while True:
        if done():
            break

# --- case: python_callable with other spellings of for ever
import itertools
import time
from airflow import DAG
from airflow.operators.python import PythonOperator


def one():
    while 1:
#         ^ error: `while 1` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        time.sleep(5)  # wait


def not_false():
    while not False:
#         ^^^^^^^^^ error: `while not False` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        # nothing to see here
        time.sleep(5)


def counting():
    for attempt in itertools.count():
#                  ^^^^^^^^^^^^^^^^^ error: The loop over `itertools.count()` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        print(attempt)


def cycling():
    from itertools import cycle
    for server in cycle(["a", "b"]):
#                 ^^^^^^^^^^^^^^^^^ error: The loop over `cycle(["a", "b"])` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        print(server)


with DAG("spellings"):
    for f in (one, not_false, counting, cycling):
        PythonOperator(task_id=f.__name__, python_callable=f)

# --- case: counting with an exit, repeating a number of times, an empty cycle
import itertools
from airflow.decorators import task


@task
def bounded():
    for attempt in itertools.count(1):
        if fetch(attempt):
            return attempt
    for _ in itertools.repeat(None, 3):
        fetch(0)
    for nothing in itertools.cycle([]):
        fetch(nothing)
    for number, name in zip(itertools.count(), ["a", "b"]):
        fetch(number)

# --- case: a handler inside the loop catches what would leave it
from airflow.decorators import task
import time


@task
def stream(consumer):
    while True:
#         ^^^^ error: `while True` is never left: what is raised in it is caught inside it. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        try:
            message = consumer.poll(1.0)
            if message is None:
                raise StopIteration("no more messages")
            handle(message)
        except Exception as error:
            print(error)
        time.sleep(1)

# --- case: a handler that raises something else for what is raised
from airflow.decorators import task
from airflow.exceptions import AirflowException


class NoMore(Exception):
    pass


@task
def stream(consumer):
    while True:
        try:
            handle(consumer)
            if consumer.closed:
                raise NoMore()
        except NoMore:
            raise AirflowException("the stream ended")
        except Exception:
            pass

# --- case: a handler that only passes a failure on is no exit
from airflow.decorators import task
import logging


@task
def stream(consumer):
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        try:
            handle(consumer.poll(1.0))
        except Exception as error:
            logging.error(error)
            raise

# --- case: a handler that gives up after some failures is an exit
from airflow.decorators import task


@task
def stream(consumer):
    failures = 0
    while True:
        try:
            handle(consumer.poll(1.0))
        except Exception:
            failures += 1
            if failures > 5:
                raise

# --- case: Ctrl-C comes to no worker
from airflow.decorators import task
from kafka import KafkaConsumer


@task
def consume():
    consumer = KafkaConsumer("topic")
    try:
        while True:
#             ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
            for message in consumer:
                print(message.value)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


@task
def consume_too():
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        try:
            work()
        except KeyboardInterrupt:
            break

# --- case: the end of the data is an exit, inside and around the loop
import pickle
import queue
from airflow.decorators import task


@task
def read(path, jobs):
    objects = []
    with open(path, "rb") as file:
        try:
            while True:
                objects.append(pickle.load(file))
        except EOFError:
            pass
    while True:
        try:
            jobs.get(timeout=5)
        except queue.Empty:
            break
    lines = iter(objects)
    while True:
        print(next(lines))

# --- case: suppress swallows the exception that would end the loop
import contextlib
from airflow.decorators import task


@task
def stream(source):
    while True:
#         ^^^^ error: `while True` is never left: what is raised in it is caught inside it. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        with contextlib.suppress(Exception):
            if source.done:
                raise RuntimeError("done")

# --- case: a flag that nothing changes
from airflow.decorators import task
import time


@task
def wait():
    done = False
    while not done:
#         ^^^^^^^^ error: `while not done` is never left: nothing in it changes its condition, and no break, return or raise can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        time.sleep(10)
        print("still waiting")


@task
def count():
    i = 0
    while i < 10:
#         ^^^^^^ error: `while i < 10` is never left: nothing in it changes its condition, and no break, return or raise can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        print(i)


@task
def ask_once(client):
    status = client.status()
    while status != "DONE":
#         ^^^^^^^^^^^^^^^^ error: `while status != "DONE"` is never left: nothing in it changes its condition, and no break, return or raise can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        time.sleep(5)
        client.status()

# --- case: flags that change
import signal
import threading
import time
from airflow.decorators import task

running = True


def stop(signum, frame):
    global running
    running = False


@task
def with_global():
    while running:
        time.sleep(1)


@task
def with_nonlocal():
    active = True

    def end():
        nonlocal active
        active = False

    threading.Timer(5, end).start()
    while active:
        time.sleep(1)


@task
def with_list(items):
    i = 0
    while items:
        items.pop()
    while i < len(items):
        i += 1
    more = True
    while more:
        more = fetch()


@task
def with_walrus(client):
    while (status := client.status()) != "DONE":
        time.sleep(5)


@task
def changed_by_object(job):
    while job.running:
        time.sleep(5)

# --- case: an attribute that is only ever set to one value
from airflow.models import BaseOperator
import time


class Forever(BaseOperator):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.running = True

    def execute(self, context):
        while self.running:
#             ^^^^^^^^^^^^ error: `while self.running` is never left: nothing in it changes its condition, and no break, return or raise can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
            time.sleep(1)


class Stopped(BaseOperator):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.going = True

    def execute(self, context):
        while self.going:
            time.sleep(1)

    def on_kill(self):
        self.going = False

# --- case: a sentinel that never comes
import subprocess
from airflow.decorators import task


@task
def follow(path):
    process = subprocess.Popen(["tail", path], stdout=subprocess.PIPE, text=True)
    for line in iter(process.stdout.readline, b""):
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: The loop over `iter(process.stdout.readline, b"")` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        print(line)
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(4096), ""):
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: The loop over `iter(lambda: file.read(4096), "")` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
            print(block)
    for n in iter(int, 1):
#            ^^^^^^^^^^^^ error: The loop over `iter(int, 1)` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        print(n)

# --- case: sentinels that come
import subprocess
from airflow.decorators import task


@task
def follow(path, queue):
    process = subprocess.Popen(["cat", path], stdout=subprocess.PIPE)
    for line in iter(process.stdout.readline, b""):
        print(line)
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(4096), b""):
            print(block)
    for item in iter(queue.get, None):
        print(item)

# --- case: operators, sensors and helpers of the file
from airflow.models.baseoperator import BaseOperator
from airflow.sensors.base import BaseSensorOperator
import time as t


class Stream(BaseOperator):
    def execute(self, context):
        self._consume()

    def _consume(self):
        while True:
#             ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
            self.log.info("working")
            t.sleep(1)


class Check(BaseSensorOperator):
    def poke(self, context):
        while True:
#             ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
            t.sleep(1)

# --- case: a helper that raises is an exit
from airflow.models.baseoperator import BaseOperator
from airflow.exceptions import AirflowException
import sys


class Stream(BaseOperator):
    def execute(self, context):
        while True:
            self._check()

    def _check(self):
        if self.failed():
            self._fail("failed")

    def _fail(self, why):
        raise AirflowException(why)


class Leaves(BaseOperator):
    def execute(self, context):
        while True:
            if context["done"]:
                sys.exit(1)


class Defers(BaseOperator):
    def execute(self, context):
        while True:
            self.defer(trigger=None, method_name="execute")


class Asserts(BaseOperator):
    def execute(self, context):
        while True:
            assert context["go_on"]

# --- case: a deadline that never passes because the code is dead
from airflow.decorators import task


@task
def stream():
    stop = False
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        if stop:
            break
        if False:
            return
        work()

# --- case: loops inside each other
from airflow.decorators import task


@task
def outer():
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        for attempt in range(3):
            if attempt:
                break


@task
def inner():
    while True:
        while True:
#             ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
            work()


@task
def both_left():
    while True:
        while True:
            if work():
                break
        else:
            pass
        if work():
            return

# --- case: a break in finally, match, with and else
from airflow.decorators import task


@task
def leaves(events):
    while True:
        try:
            work()
        finally:
            break
    while True:
        match events.next():
            case "end":
                break
            case _:
                pass
    while True:
        with lock():
            if work():
                return
    while True:
        for event in events:
            if event:
                continue
        else:
            break

# --- case: a generator whose reader never stops
from airflow.decorators import task


def ticks():
    n = 0
    while True:
#         ^^^^ error: `while True` is never left: what it yields to reads on to an end that never comes. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        n += 1
        yield n


@task
def read():
    for tick in ticks():
        print(tick)

# --- case: generators with bounded and unknown readers
import itertools
from airflow.decorators import task


def ticks():
    while True:
        yield 1


def pages():
    while True:
        yield fetch()


@task
def read():
    for tick in ticks():
        if tick > 5:
            break
    for tick in itertools.islice(ticks(), 10):
        print(tick)
    consume(pages())

# --- case: list() of an endless generator
from airflow.decorators import task


def ticks():
    while True:
#         ^^^^ error: `while True` is never left: what it yields to reads on to an end that never comes. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        yield 1


@task
def read():
    all_ticks = ticks()
    return list(all_ticks)

# --- case: triggers
import asyncio
import time
from airflow.triggers.base import BaseTrigger, TriggerEvent


class Good(BaseTrigger):
    async def run(self):
        while True:
            if await self.ready():
                yield TriggerEvent("ready")
                return
            await asyncio.sleep(5)


class NeverFires(BaseTrigger):
    async def run(self):
        while True:
#             ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The trigger never fires, and its task stays deferred. Leave the loop on a condition or a deadline. (unsafe fix)
            await asyncio.sleep(5)
            await self.ready()


class Blocks(BaseTrigger):
    async def run(self):
        while True:
#             ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. It blocks the triggerer, and with it every deferred task. Leave the loop on a condition or a deadline. (unsafe fix)
            time.sleep(5)

# --- case: at parse time
import time
from airflow import DAG

with DAG("parsed"):
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. Airflow runs it whenever it parses the file: the import times out and the DAG is lost. Leave the loop on a condition or a deadline.
        time.sleep(1)

# --- case: a failure callback
from airflow import DAG
import time


def alert(context):
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The callback never returns, and holds the process that runs it. Leave the loop on a condition or a deadline. (unsafe fix)
        time.sleep(1)


DAG("callbacks", on_failure_callback=alert)

# --- case: a task with an execution_timeout still cannot succeed
from datetime import timedelta
from airflow.decorators import task
import time


@task(execution_timeout=timedelta(hours=1))
def stream():
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task can only end by failing at its `execution_timeout`. Leave the loop on a condition or a deadline. (unsafe fix)
        time.sleep(1)

# --- case: something around the loop ends it
import asyncio
import signal
from airflow.decorators import task
from airflow.utils.timeout import timeout
from timeout_decorator import timeout as limit


def on_alarm(signum, frame):
    raise TimeoutError("too slow")


@task
def in_block():
    with timeout(60):
        while True:
            work()


@limit(60)
def limited():
    while True:
        work()


async def listen():
    while True:
        await work()


@task
def around():
    limited()
    asyncio.run(asyncio.wait_for(listen(), timeout=60))


@task
def with_alarm():
    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(60)
    while True:
        work()

# --- case: an alarm whose exception a handler in the loop swallows
import signal
from airflow.decorators import task


def on_alarm(signum, frame):
    raise TimeoutError("too slow")


@task
def with_alarm():
    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(60)
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        try:
            work()
        except Exception as error:
            print(error)

# --- case: threads and processes beside the task
import multiprocessing
import threading
import time
from airflow.decorators import task


def heartbeat():
    while True:
        time.sleep(10)


def worker(queue):
    while True:
        queue.get()


def lasting():
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        time.sleep(10)


@task
def run(queue):
    threading.Thread(target=heartbeat, daemon=True).start()
    process = multiprocessing.Process(target=worker, args=(queue,))
    process.start()
    work()
    process.terminate()
    threading.Thread(target=lasting).start()

# --- case: code that Airflow never runs, and code that nobody is seen to call
from airflow import DAG
import time

DAG("idle")


def helper():
    while True:
#         ^^^^ information: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        time.sleep(1)


if __name__ == "__main__":
    while True:
        time.sleep(1)

# --- case: not Airflow's task
from celery import task
import time
from airflow import DAG

DAG("idle")


@task
def stream():
    while True:
#         ^^^^ information: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        time.sleep(1)

# --- case: one line, and a shadowed TimeoutError
from airflow.decorators import task


class TimeoutError(Exception):
    pass


@task
def spin():
    while True: pass
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)


@task
def twice():
    while True: work(); rest()
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)

# --- case: tabs, a comment behind the header, the name deadline taken
from airflow.decorators import task
import time

@task
def stream(deadline):
	# reads for ever
	while True:  # no end
#      ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
		# first
		time.sleep(1)	# second

# --- case: two spaces and carriage returns
# line-break: crlf
"""Docs."""
from __future__ import annotations
from airflow.decorators import task

@task
def stream():
  text = """
while True:
"""
  while (
#       ^ ... error: `while ( True )` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
    True
  ):
    print(text)

# --- case: continued lines and an else
from airflow.decorators import task
from time import sleep

@task
def stream():
    while True \
#         ^^^^^^ ... error: `while True and not False` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        and not False:
        sleep(1)
    else:
        print("never")

# --- case: an async task
import asyncio
from airflow.decorators import task

@task
async def listen(reader):
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        line = await reader.readline()
        print(line)
    async for message in reader:
        print(message)

# --- case: a context manager of the project swallows what would leave the loop
import contextlib
import logging
from airflow.decorators import task


@contextlib.contextmanager
def reported(name):
    try:
        yield
    except Exception:
        logging.exception("%s failed", name)


@contextlib.asynccontextmanager
async def quiet():
    with contextlib.suppress(ValueError):
        yield


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.close()
        return True


@task
def generator(source):
    while True:
#         ^^^^ error: `while True` is never left: what is raised in it is caught inside it. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        with reported("step"):
            if source.is_done():
                raise StopIteration


@task
async def asynchronous(source):
    while True:
#         ^^^^ error: `while True` is never left: what is raised in it is caught inside it. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        async with quiet():
            if await source.is_done():
                raise ValueError("done")


@task
def instance(source):
    guard = Guard()
    while True:
#         ^^^^ error: `while True` is never left: what is raised in it is caught inside it. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        with guard:
            if source.is_done():
                raise KeyboardInterrupt

# --- case: context managers that let it pass
import contextlib
import logging
from airflow.decorators import task


@contextlib.contextmanager
def transaction(connection):
    try:
        yield connection
    except Exception:
        connection.rollback()
        raise
    finally:
        connection.close()


@contextlib.contextmanager
def sometimes(strict):
    try:
        yield
    except ValueError:
        logging.exception("failed")
        if strict:
            raise


class Timer:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.stop()


class Expecting:
    def __init__(self, expected):
        self.expected = expected

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, self.expected)


@task
def run(source):
    while True:
        with transaction(source.connection):
            if source.is_done():
                raise StopIteration
    while True:
        with sometimes(source.strict):
            if source.is_done():
                raise ValueError("done")
    while True:
        with Timer():
            if source.is_done():
                raise StopIteration
    while True:
        with Expecting(KeyError):
            if source.is_done():
                raise StopIteration
    while True:
        with contextlib.suppress(KeyError):
            if source.is_done():
                raise StopIteration

# --- case: an event that nobody sets
import threading
import time
from airflow.decorators import task


@task
def load(client):
    stop = threading.Event()
    while not stop.is_set():
#         ^^^^^^^^^^^^^^^^^ error: `while not stop.is_set()` is never left: nothing in it changes its condition, and no break, return or raise can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        client.load()
        time.sleep(60)


@task
def waiting(client):
    stop = threading.Event()
    while not stop.wait(60):
#         ^^^^^^^^^^^^^^^^^ error: `while not stop.wait(60)` is never left: nothing in it changes its condition, and no break, return or raise can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        client.load()

# --- case: an event that someone may set
import threading
import time
from airflow.decorators import task

stopped = threading.Event()


@task
def by_hand(client):
    stop = threading.Event()
    while not stop.is_set():
        if client.load():
            stop.set()


@task
def handed_on(client):
    stop = threading.Event()
    client.start(stop)
    while not stop.is_set():
        client.load()


@task
def of_the_module(client):
    while not stopped.is_set():
        client.load()


@task
def of_a_closure(client):
    stop = threading.Event()
    client.on_end(lambda: stop.set())
    while not stop.is_set():
        client.load()

# --- case: what ends the data is caught around the loop
from airflow.decorators import task
from company.pipes import EndOfFeed


class Enough(Exception):
    pass


@task
def load(connection, handler):
    try:
        while True:
            handler.handle(connection.receive())
    except ConnectionResetError:
        print("the other side has closed")
    try:
        while True:
            handler.handle(connection.receive())
    except Enough:
        print("done")
    try:
        while True:
            handler.handle(connection.receive())
    except EndOfFeed:
        print("done")

# --- case: one side of an or is enough, a partial reads like a lambda
import functools
import time
from airflow.decorators import task


@task
def serve(client):
    while client.is_open() or True:
#         ^^^^^^^^^^^^^^^^^^^^^^^^ error: `while client.is_open() or True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        client.beat()
        time.sleep(1)


@task
def copy(path):
    with open(path, "rb") as source:
        for block in iter(functools.partial(source.read, 4096), ""):
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: The loop over `iter(functools.partial(source.read, 4096), "")` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
            print(len(block))

# --- case: an or that can be false, a partial whose sentinel comes
import functools
from airflow.decorators import task


@task
def serve(client, patient=False):
    while client.is_open() or patient:
        client.receive(timeout=1)


@task
def copy(path):
    with open(path, "rb") as source:
        for block in iter(functools.partial(source.read, 4096), b""):
            print(len(block))

# --- case: a time limit that is None is none
import asyncio
from airflow.decorators import task


async def beat(client):
    async with asyncio.timeout(None):
        while True:
#             ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
            await client.beat()


@task
def serve(client):
    asyncio.run(beat(client))
    asyncio.run(asyncio.wait_for(pulse(client), timeout=None))


async def pulse(client):
    while True:
#         ^^^^ error: `while True` is never left: no break, return or raise in it can be reached. The task stays in "running" until someone kills it. Leave the loop on a condition or a deadline. (unsafe fix)
        await client.beat()
