# --- case: ten million rounds, and a loop that never ends
import itertools
import time

from airflow.operators.python import PythonOperator


def collect(source):
    rows = []
    for i in range(10_000_000):
        rows.append({"i": i})
#       ^^^^^^^^^^^ warning: `rows` grows in each of 10,000,000 rounds: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.
    by_id = {}
    for i, j in enumerate(range(2_000_000)):
        by_id[j] = i
#       ^^^^^^^^ warning: `by_id` grows in each of 2,000,000 rounds: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.
    grid = set()
    for x in range(2000):
        for y in range(2000):
            grid.add((x, y))
#           ^^^^^^^^ warning: `grid` grows in each of 4,000,000 rounds: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.
    text = []
    for i in range(5_000_000):
        text += [str(i)]
#       ^^^^ warning: `text` grows in each of 5,000,000 rounds: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.
    seen = []
    while True:
        message = source.next()
        if message:
            seen.append(message)
#           ^^^^^^^^^^^ warning: `seen` grows in every round of a loop that never ends: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.
        time.sleep(1)


PythonOperator(task_id="collect", python_callable=collect)

# --- case: in a custom operator
import itertools

from airflow.models import BaseOperator


class Collect(BaseOperator):
    def execute(self, context):
        results = list()
        for number in itertools.count():
            results.extend(self.read(number))
#           ^^^^^^^^^^^^^^ warning: `results` grows in every round of a loop that never ends: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.

# --- case: batches, filters, early exits, unknown lengths
from collections import deque

from airflow.decorators import task


@task
def fine(source, items):
    batch = []
    for i in range(10_000_000):
        batch.append(i)
        if len(batch) == 1000:
            source.send(batch)
            batch = []
    other = []
    for i in range(10_000_000):
        other.append(i)
        if len(other) == 1000:
            other.clear()
    rare = []
    for i in range(10_000_000):
        if i % 1_000_000 == 0:
            rare.append(i)
    first = []
    for i in range(10_000_000):
        first.append(i)
        if source.found(i):
            break
    rows = []
    for item in items:
        rows.append(item)
    pages = []
    while True:
        page = source.page()
        if not page:
            break
        pages.extend(page)
    last = deque(maxlen=10)
    for i in range(10_000_000):
        last.append(i)
    counts = {}
    for i in range(10_000_000):
        counts["total"] = i
    for i in range(10_000_000):
        per_round = []
        per_round.append(i)
    writer = source.writer()
    for i in range(10_000_000):
        writer.append(i)

# --- case: counted by hand, attributes, text, keys that are never the same
import time
import uuid

from airflow.decorators import task
from airflow.models import BaseOperator


@task
def count(source):
    rows = []
    n = 0
    while n < 50_000_000:
        rows.append(n)
#       ^^^^^^^^^^^ warning: `rows` grows in each of 50,000,000 rounds: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.
        n += 1
    log = ""
    events = {}
    while True:
        log += source.line()
#       ^^^ warning: `log` grows in every round of a loop that never ends: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.
        events[time.time()] = source.line()
#       ^^^^^^^^^^^^^^^^^^^ warning: `events` grows in every round of a loop that never ends: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.
        events[f"event-{uuid.uuid4()}"] = 1
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `events` grows in every round of a loop that never ends: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.


class Collect(BaseOperator):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.rows = []

    def execute(self, context):
        while True:
            self.rows.append(self.read())
#           ^^^^^^^^^^^^^^^^ warning: `self.rows` grows in every round of a loop that never ends: the worker runs out of memory and the task is killed with exit code -9. Hand the elements on in batches and clear it.

# --- case: bounded keys, helpers that empty what they are given, slices, short loops
from airflow.decorators import task


def flush(batch, target):
    target.send(batch)
    batch.clear()


@task
def fine(source, target):
    last = {}
    counts = {}
    buckets = {}
    states = set()
    window = []
    batch = []
    recent, n = [], 0
    while True:
        message = source.next()
        last[message.key] = message
        counts.setdefault("total", 0)
        counts.update(message.totals())
        buckets[message.id % 10] = message
        states.add("seen")
        window.append(message)
        window[:] = window[-100:]
        batch.append(message)
        if len(batch) > 100:
            flush(batch, target)
        recent.append(message)
        n += 1
        if n > 10:
            recent, n = [], 0


@task
def short():
    rows = []
    n = 0
    while n < 1000:
        rows.append(n)
        n += 1
    cells = {}
    for n in range(5_000_000):
        cells[n % 7] = n
        cells[source(n)[0]] = rows
    m = 0
    while m < 5_000_000:
        m += 1
        if m == 7:
            rows.append(m)
    return rows
