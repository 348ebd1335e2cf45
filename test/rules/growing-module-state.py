# --- case: module-level collections that tasks grow
from airflow.decorators import task
from airflow.operators.python import PythonOperator

cache = {}
seen = []
total = []


def process(rows, **context):
    global total
    for row in rows:
        seen.append(row)
#       ^^^^^^^^^^^ warning: `seen` lives as long as its process and is only ever grown here. Each task is a process of its own, so no other task sees what is added. Use a local variable, XCom or a database.
        cache[row["id"]] = row
#       ^^^^^^^^^^^^^^^^ warning: `cache` lives as long as its process and is only ever grown here. Each task is a process of its own, so no other task sees what is added. Use a local variable, XCom or a database.
        total += [row]
#       ^^^^^ warning: `total` lives as long as its process and is only ever grown here. Each task is a process of its own, so no other task sees what is added. Use a local variable, XCom or a database.
    seen.append("end")
#   ^^^^^^^^^^^ information: `seen` lives as long as its process and is only ever grown here. Each task is a process of its own, so no other task sees what is added. Use a local variable, XCom or a database.


PythonOperator(task_id="process", python_callable=process)

# --- case: class attributes, in an operator and in a trigger
from airflow.models import BaseOperator
from airflow.triggers.base import BaseTrigger, TriggerEvent


class Load(BaseOperator):
    loaded = []

    def execute(self, context):
        for row in self.rows:
            self.loaded.append(row)
#           ^^^^^^^^^^^^^^^^^^ warning: `self.loaded` lives as long as its process and is only ever grown here. Each task is a process of its own, so no other task sees what is added. Use a local variable, XCom or a database.


class Wait(BaseTrigger):
    events = set()

    async def run(self):
        Wait.events.add(self.key)
#       ^^^^^^^^^^^^^^^ warning: `Wait.events` lives as long as the triggerer, which runs all triggers, and is only ever grown here: its memory rises until it is killed. Keep state in the trigger instance.
        yield TriggerEvent(self.key)

# --- case: a registry filled at parse time, emptied state, instances, fixed keys
from airflow import DAG
from airflow.decorators import task
from airflow.models import BaseOperator

DAGS = {}
buffer = []
status = {}
local_rows = []


def register(name):
    DAGS[name] = DAG(name)


for name in ["a", "b"]:
    register(name)


@task
def flush(rows):
    for row in rows:
        buffer.append(row)
    write(buffer)
    buffer.clear()
    status["last"] = len(rows)
    status.update(done=True)


@task
def local(rows):
    local_rows = []
    for row in rows:
        local_rows.append(row)
    return len(local_rows)


class Own(BaseOperator):
    items = []

    def execute(self, context):
        self.items = []
        for row in self.rows:
            self.items.append(row)

# --- case: in a counted loop; in another interpreter it is no state of this one
from airflow.decorators import task

numbers = []


@task
def fill():
    for i in range(10_000_000):
        numbers.append(i)
#       ^^^^^^^^^^^^^^ warning: `numbers` lives as long as its process and is only ever grown here. Each task is a process of its own, so no other task sees what is added. Use a local variable, XCom or a database.


@task.virtualenv
def elsewhere(rows):
    for row in rows:
        numbers.append(row)

# --- case: few rounds are worth an information
from airflow.decorators import task

names = []


@task
def fill():
    for name in ["a", "b"]:
        names.append(name)
#       ^^^^^^^^^^^^ information: `names` lives as long as its process and is only ever grown here. Each task is a process of its own, so no other task sees what is added. Use a local variable, XCom or a database.

# --- case: text and instances, through a helper of the file
from airflow.decorators import task

log = ""
registry = {}


def remember(key, value):
    registry[key] = value
#   ^^^^^^^^^^^^^ information: `registry` lives as long as its process and is only ever grown here. Each task is a process of its own, so no other task sees what is added. Use a local variable, XCom or a database.


@task
def work(rows):
    global log
    for row in rows:
        log += row["text"]
#       ^^^ warning: `log` lives as long as its process and is only ever grown here. Each task is a process of its own, so no other task sees what is added. Use a local variable, XCom or a database.
        remember(row["id"], row)


@task
def count(rows):
    global total
    total = 0
    for row in rows:
        total += row["amount"]
    return total
