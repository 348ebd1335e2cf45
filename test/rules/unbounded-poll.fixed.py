# --- case: waits for a file
import os
import time
from airflow.decorators import task


@task
def wait(path):
    deadline = time.monotonic() + 3600
    while not os.path.exists(path):
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(30)

# --- case: asks a service until it is done
import time
import boto3
import requests
from airflow import DAG
from airflow.operators.python import PythonOperator


def glue(job, run):
    client = boto3.client("glue", region_name="eu-west-1")
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        state = client.get_job_run(JobName=job, RunId=run)["JobRun"]["JobRunState"]
        if state == "SUCCEEDED":
            break
        if state in ("FAILED", "STOPPED"):
            raise RuntimeError(state)
        time.sleep(60)


def http(url):
    response = requests.get(url, timeout=10)
    deadline = time.monotonic() + 3600
    while response.status_code != 200:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        print("not yet", response.status_code)
        time.sleep(5)
        response = requests.get(url, timeout=10)


with DAG("polls"):
    PythonOperator(task_id="glue", python_callable=glue)
    PythonOperator(task_id="http", python_callable=http)

# --- case: in operators, through helpers, asynchronously
import asyncio
import time
from airflow.decorators import task
from airflow.models import BaseOperator


class Wait(BaseOperator):
    def execute(self, context):
        done = False
        deadline = time.monotonic() + 3600
        while not done:
            if time.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
            done = self._is_done()
            self._pause()

    def _is_done(self):
        return self.hook.status() == "done"

    def _pause(self):
        time.sleep(self.interval)


@task
async def listen(job):
    deadline = time.monotonic() + 3600
    while not await job.done():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        await asyncio.sleep(5)

# --- case: things that are asked by their name
import time
from airflow.decorators import task


@task
def operation(client, operation):
    deadline = time.monotonic() + 3600
    while not operation["done"]:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(5)
        operation = client.get(name=operation["name"])


@task
def cluster(client, run):
    deadline = time.monotonic() + 3600
    while run.status in ("queued", "running"):
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(5)
        run = client.retrieve(run_id=run.id)


@task
def row(cursor):
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        cursor.execute("SELECT done FROM jobs")
        if cursor.fetchone()[0]:
            break
        time.sleep(5)

# --- case: processes, threads and futures
import subprocess
import threading
import time
from airflow.decorators import task


@task
def run():
    process = subprocess.Popen(["sort", "data"])
    while process.poll() is None:
        time.sleep(1)
    thread = threading.Thread(target=print)
    thread.start()
    while thread.is_alive():
        time.sleep(1)

# --- case: a busy wait
import time

from airflow.decorators import task


@task
def wait(client):
    deadline = time.monotonic() + 3600
    while not client.is_ready():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        pass
    deadline_2 = time.monotonic() + 3600
    while client.is_busy():
        if time.monotonic() > deadline_2:
            raise TimeoutError("The loop did not end within 3600 seconds")
        print("busy")

# --- case: attempts without a limit
import time
from airflow.decorators import task


@task
def fetch(client):
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        try:
            return client.fetch_all()
        except ConnectionError:
            time.sleep(5)

# --- case: all jobs of a list
import time
from airflow.decorators import task


@task
def wait(jobs):
    pending = list(jobs)
    deadline = time.monotonic() + 3600
    while pending:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(30)
        pending = [job for job in pending if not job.is_finished()]

# --- case: deadlines
import time
from datetime import datetime, timedelta
import pendulum
from airflow.decorators import task
from airflow.exceptions import AirflowException


@task
def in_condition(client):
    end = time.monotonic() + 600
    while time.monotonic() < end:
        if client.is_done():
            return
        time.sleep(5)
    raise AirflowException("too late")


@task
def in_guard(client):
    start = datetime.now()
    while not client.is_done():
        if datetime.now() - start > timedelta(minutes=10):
            raise AirflowException("too late")
        time.sleep(5)


@task
def in_name(client):
    start = pendulum.now()
    while not client.is_done():
        spent = (pendulum.now() - start).total_seconds()
        if spent > 600:
            break
        time.sleep(5)


@task
def with_flag(client):
    start = time.time()
    going = True
    while going:
        if client.is_done() or time.time() - start > 600:
            going = False
        time.sleep(5)


def check_deadline(start):
    if time.time() - start > 600:
        raise AirflowException("too late")


@task
def by_helper(client):
    start = time.time()
    while not client.is_done():
        check_deadline(start)
        time.sleep(5)


@task
def somewhere(client, timer):
    while not client.is_done() and not timer.expired:
        time.sleep(5)

# --- case: limited attempts
import itertools
import time
from airflow.decorators import task


@task
def counted(client):
    tries = 0
    while not client.is_done():
        tries += 1
        if tries > 100:
            raise RuntimeError("too many")
        time.sleep(5)


@task
def in_condition(client):
    n = 20
    while n > 0 and not client.is_done():
        n = n - 1
        time.sleep(5)


@task
def by_range(client):
    for _ in range(100):
        if client.is_done():
            break
        time.sleep(5)


@task
def by_count(client):
    for n in itertools.count():
        if client.is_done():
            break
        if n == 100:
            raise RuntimeError("too many")
        time.sleep(5)


@task
def asserted(client):
    n = 0
    while not client.is_done():
        n += 1
        assert n < 100
        time.sleep(5)

# --- case: a counter that limits nothing
import time
from airflow.decorators import task


@task
def wait(client):
    n = 0
    deadline = time.monotonic() + 3600
    while not client.is_done():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        n += 1
        if n % 10 == 0:
            print("still waiting")
        time.sleep(5)

# --- case: a clock that limits nothing
import time
from datetime import datetime
from airflow.decorators import task


@task
def wait(client):
    deadline = time.monotonic() + 3600
    while not client.is_done():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        print(datetime.now(), "still waiting")
        time.sleep(5)

# --- case: loops that make progress
import time
from airflow.decorators import task


@task
def pages(client):
    page = 1
    while True:
        rows = client.fetch(page=page)
        if not rows:
            break
        store(rows)
        page += 1
        time.sleep(1)


@task
def tokens(client):
    response = client.list()
    while "NextToken" in response:
        response = client.list(token=response["NextToken"])
        time.sleep(1)


@task
def messages(queue):
    while True:
        message = queue.receive()
        if message is None:
            break
        handle(message)
        time.sleep(1)


@task
def chunks(source, target):
    while True:
        chunk = source.read(1024)
        if not chunk:
            break
        target.write(chunk)
        time.sleep(0.1)


@task
def drained(items):
    while items:
        send(items.pop())
        time.sleep(1)


@task
def collected(client):
    results = {}
    while client.has_more():
        key, value = client.next_pair()
        results[key] = value
        time.sleep(1)


@task
def without_sleep(lines):
    i = 0
    while i < len(lines):
        i += 1

# --- case: limited by the task, by what is around it, or in a trigger
import asyncio
import threading
import time
from datetime import timedelta
from airflow.decorators import task
from airflow.triggers.base import BaseTrigger, TriggerEvent
from airflow.utils.timeout import timeout


@task(execution_timeout=timedelta(hours=1))
def limited(client):
    while not client.is_done():
        time.sleep(5)


@task
def in_block(client):
    with timeout(600):
        while not client.is_done():
            time.sleep(5)


@task
def until_stopped(stop_event):
    while not stop_event.is_set():
        time.sleep(5)


class Done(BaseTrigger):
    async def run(self):
        while not await self.client.is_done():
            await asyncio.sleep(5)
        yield TriggerEvent("done")

# --- case: a loop that is never left is another rule's
import time
from airflow.decorators import task


@task
def stream(client):
    while True:
        client.poll()
        time.sleep(5)

# --- case: code that nobody is seen to call, and scripts
import time
from airflow import DAG

DAG("idle")


def wait(client):
    deadline = time.monotonic() + 3600
    while not client.is_done():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(5)


if __name__ == "__main__":
    while not ready():
        time.sleep(5)

# --- case: layouts
from airflow.decorators import task
import time
from time import sleep

@task
def wait(client):
	deadline = time.monotonic() + 3600
	while not client.is_done():
		if time.monotonic() > deadline:
			raise TimeoutError("The loop did not end within 3600 seconds")
		sleep(5)
	deadline_2 = time.monotonic() + 3600
	while (
		client.status() != "done"
	):  # wait
		if time.monotonic() > deadline_2:
			raise TimeoutError("The loop did not end within 3600 seconds")
		sleep(5)

# --- case: retries of libraries that never give up
import backoff
import requests
import tenacity
from airflow.decorators import task
from retry import retry as again
from retrying import retry as retrying
from tenacity import retry, retry_if_result, wait_fixed


@retry(stop=tenacity.stop_after_delay(3600))
def bare(url):
    return requests.get(url, timeout=10).json()


@retry(wait=wait_fixed(5), retry=retry_if_result(lambda state: state != "done"), stop=tenacity.stop_after_delay(3600))  # until it is done
def until_done(client):
    return client.state()


@tenacity.retry(
    stop=tenacity.stop_after_delay(3600),
    wait=wait_fixed(5),
)
def for_ever(client):
    return client.state()


@backoff.on_exception(backoff.expo, requests.RequestException, max_time=3600)
def backed_off(url):
    return requests.get(url, timeout=10)


@retrying(wait_fixed=2000, stop_max_delay=3600000)
def waits(client):
    return client.state()


@again(ConnectionError, delay=5)
def delays(client):
    return client.state()


patient = retry(wait=wait_fixed(60), stop=tenacity.stop_after_delay(3600))


@patient
def by_name(client):
    return client.state()


@task
def run(client, url):
    bare(url)
    until_done(client)
    for_ever(client)
    backed_off(url)
    waits(client)
    delays(client)
    by_name(client)

# --- case: retrying on the spot, polling helpers
import waiting
from airflow.decorators import task
from polling2 import poll
from tenacity import AsyncRetrying, Retrying, wait_fixed, stop_after_delay


@task
def load(client):
    for attempt in Retrying(wait=wait_fixed(2), stop=stop_after_delay(3600)):
        with attempt:
            client.load()
    Retrying(wait=wait_fixed(2), stop=stop_after_delay(3600))(client.load)
    waiting.wait(client.is_ready, sleep_seconds=5, timeout_seconds=3600)
    poll(client.is_ready, step=5, poll_forever=True)


@task
async def load_async(client):
    async for attempt in AsyncRetrying(wait=wait_fixed(2), stop=stop_after_delay(3600)):
        with attempt:
            await client.load()

# --- case: retries of libraries that give up
from datetime import timedelta
import backoff
import requests
import tenacity
import waiting
from airflow.decorators import task
from polling2 import poll
from retry import retry as again
from retrying import retry as retrying
from tenacity import Retrying, retry, stop_after_attempt, stop_after_delay, wait_fixed

settings = {"stop": stop_after_attempt(3)}


@retry(stop=stop_after_attempt(3) | stop_after_delay(60))
def attempts(client):
    return client.state()


@tenacity.retry(**settings)
def spread(client):
    return client.state()


@backoff.on_exception(backoff.expo, requests.RequestException, max_tries=5)
def tries(client):
    return client.state()


@backoff.on_predicate(backoff.constant, max_time=60)
def times(client):
    return client.state()


@retrying(stop_max_attempt_number=3)
def counted(client):
    return client.state()


@again(tries=3, delay=2)
def counted_too(client):
    return client.state()


@retry(wait=wait_fixed(5))
def limited_by_airflow(client):
    return client.state()


@task
def run(client):
    attempts(client)
    spread(client)
    tries(client)
    times(client)
    counted(client)
    counted_too(client)
    for attempt in Retrying(stop=stop_after_attempt(2)):
        with attempt:
            client.load()
    waiting.wait(client.is_ready, timeout_seconds=60)
    poll(client.is_ready, step=5, timeout=60)


@task(execution_timeout=timedelta(minutes=5))
def limited(client):
    limited_by_airflow(client)

# --- case: following links to the next page
import time
import requests
from airflow.decorators import task


@task
def pages(url):
    rows = []
    while url:
        page = requests.get(url, timeout=10).json()
        rows += page["rows"]
        url = page.get("next")
        time.sleep(1)
    return rows

# --- case: taking from a queue until its end
import queue
import time
from airflow.decorators import task

jobs = queue.Queue()


@task
def drain(inbox):
    while True:
        job = jobs.get()
        if job is None:
            break
        time.sleep(1)
    while True:
        message = inbox.get(timeout=5)
        if message is None:
            break
        time.sleep(1)

# --- case: a polling helper whose limit nobody passes
import time
from airflow.decorators import task
from airflow.exceptions import AirflowException


def wait_for(predicate, timeout=None, interval=5):
    start = time.monotonic()
    deadline = time.monotonic() + 3600
    while not predicate():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        if timeout is not None and time.monotonic() - start > timeout:
            raise AirflowException("too late")
        time.sleep(interval)


class Poller:
    def wait(self, job, attempts=None):
        while not job.is_done():
            if attempts:
                attempts -= 1
                if attempts == 0:
                    raise AirflowException("too late")
            time.sleep(5)

    def until(self, job, limit=None):
        tried = 0
        deadline = time.monotonic() + 3600
        while not job.is_done():
            if time.monotonic() > deadline:
                raise TimeoutError("The loop did not end within 3600 seconds")
            if limit and tried > limit:
                break
            tried += 1
            time.sleep(5)


@task
def run(job):
    wait_for(job.is_done)
    wait_for(job.is_stored, interval=30)
    poller = Poller()
    poller.wait(job)
    poller.until(job)

# --- case: a polling helper whose limit someone passes, or may pass
import time
from airflow.decorators import task
from airflow.exceptions import AirflowException


def by_keyword(predicate, timeout=None):
    start = time.monotonic()
    while not predicate():
        if timeout is not None and time.monotonic() - start > timeout:
            raise AirflowException("too late")
        time.sleep(5)


def by_position(predicate, timeout=None):
    start = time.monotonic()
    while not predicate():
        if timeout and time.monotonic() - start > timeout:
            raise AirflowException("too late")
        time.sleep(5)


def by_default(predicate, timeout=None):
    timeout = timeout or 600
    start = time.monotonic()
    while not predicate():
        if timeout is not None and time.monotonic() - start > timeout:
            raise AirflowException("too late")
        time.sleep(5)


def handed_on(predicate, timeout=None):
    start = time.monotonic()
    while not predicate():
        if timeout is not None and time.monotonic() - start > timeout:
            raise AirflowException("too late")
        time.sleep(5)


def either(predicate, timeout=None):
    start = time.monotonic()
    while not predicate():
        if timeout is None or time.monotonic() - start > timeout:
            raise AirflowException("too late")
        time.sleep(5)


@task
def of_a_task(job, timeout=None):
    start = time.monotonic()
    while not job.is_done():
        if timeout is not None and time.monotonic() - start > timeout:
            raise AirflowException("too late")
        time.sleep(5)


@task
def run(job, options):
    by_keyword(job.is_done, timeout=600)
    by_keyword(job.is_stored)
    by_position(job.is_done, 600)
    by_default(job.is_done)
    handed_on(job.is_done)
    options.wait(handed_on)
    either(job.is_done)

# --- case: waiting for a while, again and again
import asyncio
import threading
import time
from airflow.decorators import task


@task
async def asked_for(client):
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        try:
            return await asyncio.wait_for(client.answer(), timeout=60)
        except asyncio.TimeoutError:
            print("not yet")


@task
def joined(thread):
    worker = threading.Thread(target=print)
    worker.start()
    while worker.is_alive():
        worker.join(timeout=5)


@task
def until(client):
    deadline = time.monotonic() + 3600
    for _ in iter(client.is_done, True):
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(1)
        print("not yet")


def delays():
    delay = 1
    while True:
        yield delay
        delay = min(delay * 2, 60)


@task
def backing_off(client):
    deadline = time.monotonic() + 3600
    for delay in delays():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        if client.is_done():
            return
        time.sleep(delay)

# --- case: waiting once, or for a number of times
import asyncio
import time
from airflow.decorators import task


@task
async def once(client):
    while True:
        try:
            return await asyncio.wait_for(client.answer(), timeout=60)
        except asyncio.TimeoutError as error:
            raise RuntimeError("no answer") from error


@task
def taken(inbox):
    for item in iter(inbox.take, None):
        print(item)
        time.sleep(1)


def delays():
    for exponent in range(6):
        yield 2**exponent


@task
def backing_off(client):
    for delay in delays():
        if client.is_done():
            return
        time.sleep(delay)

# --- case: limits that functions and collections keep
import time
from airflow.decorators import task
from airflow.exceptions import AirflowException


class Deadline:
    def __init__(self, seconds):
        self.end = time.monotonic() + seconds

    def passed(self):
        return time.monotonic() > self.end


class Pauses:
    def __init__(self):
        self.taken = 0

    def pause(self):
        self.taken += 1
        if self.taken > 100:
            raise AirflowException("too late")
        time.sleep(5)


@task
def by_object(client):
    deadline = Deadline(600)
    while not client.is_done():
        if deadline.passed():
            raise AirflowException("too late")
        time.sleep(5)


@task
def by_closure(client):
    start = time.time()

    def is_late():
        return time.time() - start > 600

    while not is_late():
        if client.is_done():
            return
        time.sleep(5)


@task
def by_history(client):
    states = []
    while not client.is_done():
        states.append(client.state())
        if len(states) > 100:
            raise AirflowException(states[-1])
        time.sleep(5)


@task
def by_pauses(client):
    pauses = Pauses()
    while not client.is_done():
        pauses.pause()

# --- case: asks through helpers
import time
import boto3
from airflow.decorators import task


def state_of(queue):
    client = boto3.client("batch")
    return client.describe_job_queues(jobQueues=[queue])["jobQueues"][0]["status"]


def is_valid(queue):
    return state_of(queue) == "VALID"


@task
def wait(queue):
    deadline = time.monotonic() + 3600
    while not is_valid(queue):
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(30)

# --- case: after a time, something is done about it
import os
import time
from airflow.decorators import task


@task
def wait(path):
    started = time.time()
    while os.path.exists(path):
        if time.time() - started > 600:
            os.remove(path)
        time.sleep(1)

# --- case: after a time, something is only said
import os
import time
from airflow.decorators import task


@task
def wait(path):
    said = time.time()
    deadline = time.monotonic() + 3600
    while os.path.exists(path):
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        if time.time() - said > 600:
            print("still there", os.stat(path))
            said = time.time()
        time.sleep(1)

# --- case: every way through the body leaves the loop
import time
from airflow.decorators import task


@task
def once(client):
    while True:
        try:
            time.sleep(5)
        finally:
            return client.state()

# --- case: the next page is asked for by options, rows are kept or worked on
import time
from airflow.decorators import task


@task
def events(client):
    token = None
    while True:
        options = {"token": token} if token else {}
        page = client.list_events(**options)
        print(len(page["events"]))
        token = page.get("next")
        if not token:
            break
        time.sleep(1)


@task
def orders(client):
    ids = []
    while True:
        batch = client.next_batch()
        if not batch:
            break
        for order in batch:
            store(order)
        ids += [order["id"] for order in batch]
        time.sleep(1)
    return ids


@task
def names(client):
    found = []
    while True:
        batch = client.next_batch()
        if not batch:
            return found
        found += [order["name"] for order in batch]
        time.sleep(1)

# --- case: asking for the same things in an inner loop, counting the seconds, is no progress
import time
from airflow.decorators import task


@task
def all_of(client, jobs):
    pause = 1
    waited = 0
    deadline = time.monotonic() + 3600
    while True:
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        states = [client.state(job) for job in jobs]
        for job in jobs:
            print(job)
        if all(state == "done" for state in states):
            break
        time.sleep(pause)
        pause = min(pause * 2, 60)
        waited += pause
        print(waited)

# --- case: the event loop's clock, a check of the clock behind a helper, nanoseconds
import asyncio
import time
from airflow.decorators import task


async def until_done(client):
    loop = asyncio.get_running_loop()
    end = loop.time() + 600
    while not await client.is_done():
        if loop.time() > end:
            raise RuntimeError("not done in time")
        await asyncio.sleep(5)


@task
def wait(client):
    asyncio.run(until_done(client))


started = time.monotonic()


def check_clock():
    if time.monotonic() - started > 600:
        raise RuntimeError("not done in time")


def step():
    check_clock()
    time.sleep(5)


@task
def steps(client):
    while not client.is_done():
        step()


@task
def nanoseconds(client):
    end = time.monotonic_ns() + 600_000_000_000
    while not client.is_done() and time.monotonic_ns() < end:
        time.sleep(5)

# --- case: an alarm that was called off
import signal
import time
from airflow.decorators import task


@task
def wait(client):
    signal.alarm(60)
    client.connect()
    signal.alarm(0)
    deadline = time.monotonic() + 3600
    while not client.is_done():
        if time.monotonic() > deadline:
            raise TimeoutError("The loop did not end within 3600 seconds")
        time.sleep(5)

# --- case: an alarm that is called off only in a handler
import signal
import time
from airflow.decorators import task


@task
def wait(client):
    signal.setitimer(signal.ITIMER_REAL, 60)
    try:
        client.connect()
    except ConnectionError:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise
    while not client.is_done():
        time.sleep(5)

# --- case: a retry that has a name
import tenacity
from airflow.decorators import task
from tenacity import Retrying, stop_after_attempt, wait_fixed

patient = tenacity.Retrying(wait=wait_fixed(5), stop=tenacity.stop_after_delay(3600))
limited = tenacity.Retrying(stop=stop_after_attempt(5))


@task
def load(client):
    patient(client.load)
    limited(client.load)


@task
def each(client):
    attempts = Retrying(wait=wait_fixed(5), stop=tenacity.stop_after_delay(3600))
    for attempt in attempts:
        with attempt:
            client.load()

# --- case: a retry that its caller limits
from airflow.decorators import task
from tenacity import retry, stop_after_attempt, wait_fixed


@retry(wait=wait_fixed(5))
def load(client):
    client.load()


@task
def once(client):
    load.retry_with(stop=stop_after_attempt(3))(client)

# --- case: a counter of the object
import time
from airflow.models import BaseOperator


class Wait(BaseOperator):
    def execute(self, context):
        self.asked = 0
        while not self.client.is_done():
            self.asked = self.asked + 1
            if self.asked > 100:
                raise RuntimeError("not done")
            time.sleep(5)
