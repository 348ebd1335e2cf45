# --- case: while True without an exit in a task
from airflow.decorators import task
import time

@task
def stream():
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
    deadline = time.monotonic() + 3600
    while 1:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(5)  # wait


def not_false():
    deadline = time.monotonic() + 3600
    while not False:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        # nothing to see here
        time.sleep(5)


def counting():
    deadline = time.monotonic() + 3600
    for attempt in itertools.count():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        print(attempt)


def cycling():
    from itertools import cycle
    deadline = time.monotonic() + 3600
    for server in cycle(["a", "b"]):
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
import time


@task
def stream(consumer):
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
import time

from airflow.decorators import task
from kafka import KafkaConsumer


@task
def consume():
    consumer = KafkaConsumer("topic")
    try:
        deadline = time.monotonic() + 3600
        while True:
            if time.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
            for message in consumer:
                print(message.value)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


@task
def consume_too():
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
import time
from airflow.decorators import task


@task
def stream(source):
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        with contextlib.suppress(Exception):
            if source.done:
                raise RuntimeError("done")

# --- case: a flag that nothing changes
from airflow.decorators import task
import time


@task
def wait():
    done = False
    deadline = time.monotonic() + 3600
    while not done:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(10)
        print("still waiting")


@task
def count():
    i = 0
    deadline = time.monotonic() + 3600
    while i < 10:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        print(i)


@task
def ask_once(client):
    status = client.status()
    deadline = time.monotonic() + 3600
    while status != "DONE":
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
        deadline = time.monotonic() + 3600
        while self.running:
            if time.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
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
import time
from airflow.decorators import task


@task
def follow(path):
    process = subprocess.Popen(["tail", path], stdout=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 3600
    for line in iter(process.stdout.readline, b""):
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        print(line)
    with open(path, "rb") as file:
        deadline_2 = time.monotonic() + 3600
        for block in iter(lambda: file.read(4096), ""):
            if time.monotonic() > deadline_2:
                raise TimeoutError("The loop did not end within 3600 seconds")
            print(block)
    deadline_2 = time.monotonic() + 3600
    for n in iter(int, 1):
        if time.monotonic() > deadline_2:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
        deadline = t.monotonic() + 3600
        while True:
            if t.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
            self.log.info("working")
            t.sleep(1)


class Check(BaseSensorOperator):
    def poke(self, context):
        deadline = t.monotonic() + 3600
        while True:
            if t.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
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
import time

from airflow.decorators import task


@task
def stream():
    stop = False
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        if stop:
            break
        if False:
            return
        work()

# --- case: loops inside each other
import time

from airflow.decorators import task


@task
def outer():
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        for attempt in range(3):
            if attempt:
                break


@task
def inner():
    while True:
        deadline = time.monotonic() + 3600
        while True:
            if time.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
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
import time

from airflow.decorators import task


def ticks():
    n = 0
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
import time

from airflow.decorators import task


def ticks():
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
        deadline = time.monotonic() + 3600
        while True:
            if time.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
            await asyncio.sleep(5)
            await self.ready()


class Blocks(BaseTrigger):
    async def run(self):
        deadline = time.monotonic() + 3600
        while True:
            if time.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
            time.sleep(5)

# --- case: at parse time
import time
from airflow import DAG

with DAG("parsed"):
    while True:
        time.sleep(1)

# --- case: a failure callback
from airflow import DAG
import time


def alert(context):
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(1)


DAG("callbacks", on_failure_callback=alert)

# --- case: a task with an execution_timeout still cannot succeed
from datetime import timedelta
from airflow.decorators import task
import time


@task(execution_timeout=timedelta(hours=1))
def stream():
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
import time
from airflow.decorators import task


def on_alarm(signum, frame):
    raise TimeoutError("too slow")


@task
def with_alarm():
    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(60)
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(1)

# --- case: one line, and a shadowed TimeoutError
import time

from airflow.decorators import task
from airflow.exceptions import AirflowException


class TimeoutError(Exception):
    pass


@task
def spin():
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise AirflowException("The loop did not end within 3600 seconds")
        pass


@task
def twice():
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise AirflowException("The loop did not end within 3600 seconds")
        work(); rest()

# --- case: tabs, a comment behind the header, the name deadline taken
from airflow.decorators import task
import time

@task
def stream(deadline):
	# reads for ever
	deadline_2 = time.monotonic() + 3600
	while True:  # no end
		if time.monotonic() > deadline_2:
			raise TimeoutError("The loop did not end within 3600 seconds")
		# first
		time.sleep(1)	# second

# --- case: two spaces and carriage returns
"""Docs."""
from __future__ import annotations
import time

from airflow.decorators import task

@task
def stream():
  text = """
while True:
"""
  deadline = time.monotonic() + 3600
  while (
    True
  ):
    if time.monotonic() > deadline:
      raise TimeoutError("The loop did not end within 3600 seconds")
    print(text)

# --- case: continued lines and an else
from airflow.decorators import task
import time
from time import sleep

@task
def stream():
    deadline = time.monotonic() + 3600
    while True \
        and not False:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        sleep(1)
    else:
        print("never")

# --- case: an async task
import asyncio
import time
from airflow.decorators import task

@task
async def listen(reader):
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        line = await reader.readline()
        print(line)
    async for message in reader:
        print(message)

# --- case: a context manager of the project swallows what would leave the loop
import contextlib
import logging
import time
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
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        with reported("step"):
            if source.is_done():
                raise StopIteration


@task
async def asynchronous(source):
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        async with quiet():
            if await source.is_done():
                raise ValueError("done")


@task
def instance(source):
    guard = Guard()
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
    deadline = time.monotonic() + 3600
    while not stop.is_set():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        client.load()
        time.sleep(60)


@task
def waiting(client):
    stop = threading.Event()
    deadline = time.monotonic() + 3600
    while not stop.wait(60):
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
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
    deadline = time.monotonic() + 3600
    while client.is_open() or True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        client.beat()
        time.sleep(1)


@task
def copy(path):
    with open(path, "rb") as source:
        deadline = time.monotonic() + 3600
        for block in iter(functools.partial(source.read, 4096), ""):
            if time.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
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
import time
from airflow.decorators import task


async def beat(client):
    async with asyncio.timeout(None):
        deadline = time.monotonic() + 3600
        while True:
            if time.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
            await client.beat()


@task
def serve(client):
    asyncio.run(beat(client))
    asyncio.run(asyncio.wait_for(pulse(client), timeout=None))


async def pulse(client):
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        await client.beat()
