# --- case: one task writes what another reads
import json

import pandas as pd
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator

PATH = "/tmp/orders.csv"


def extract():
    pd.DataFrame().to_csv(PATH, index=False)
    with open("state.json", "w") as file:
        json.dump({}, file)


def load():
    with open("state.json") as file:
#             ^^^^^^^^^^^^ warning: `state.json` is written by the task `extract` and read here: another task may run on another worker, where the file is missing or old. Hand the data over by XCom or object storage.
        json.load(file)
    return pd.read_csv("/tmp/orders.csv").shape
#                      ^^^^^^^^^^^^^^^^^ warning: `/tmp/orders.csv` is written by the task `extract` and read here: another task may run on another worker, where the file is missing or old. Hand the data over by XCom or object storage.


PythonOperator(task_id="extract", python_callable=extract)
PythonOperator(task_id="load", python_callable=load)
BashOperator(task_id="upload", bash_command="aws s3 cp /tmp/orders.csv s3://bucket/orders.csv")
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `/tmp/orders.csv` is written by the task `extract` and read here: another task may run on another worker, where the file is missing or old. Hand the data over by XCom or object storage.

# --- case: state between runs
import os

from airflow.decorators import task


@task
def stream():
    offset = 0
    if os.path.exists("/tmp/offset"):
        with open("/tmp/offset") as file:
#                 ^^^^^^^^^^^^^ warning: `/tmp/offset` is read here before this task writes it: the next run may start on another worker, where the state is missing or old. Keep state in a Variable, a database or object storage.
            offset = int(file.read())
    offset += 1
    with open("/tmp/offset", "w") as file:
        file.write(str(offset))

# --- case: a file of a run's own, from one task to the next
from airflow.decorators import task


@task
def write(ds):
    with open(f"/tmp/{ds}.csv", "w") as file:
        file.write("x")


@task
def read(ds):
    with open(f"/tmp/{ds}.csv") as file:
#             ^^^^^^^^^^^^^^^^ warning: `/tmp/{ds}.csv` is written by the task `write` and read here: another task may run on another worker, where the file is missing or old. Hand the data over by XCom or object storage.
        return file.read(1)

# --- case: within one task, shared storage, cleaning up, configuration
import pandas as pd
from airflow.decorators import task
from airflow.operators.bash import BashOperator


@task
def one(ds):
    with open("/tmp/scratch.csv", "w") as file:
        file.write("x")
    pd.read_csv("/tmp/scratch.csv")
    pd.DataFrame().to_csv("/mnt/shared/out.csv")
    pd.DataFrame().to_csv("gs://bucket/out.csv")


@task
def two():
    pd.read_csv("/mnt/shared/out.csv")
    pd.read_csv("gs://bucket/out.csv")
    with open("config.json") as file:
        return file.read(1)


BashOperator(task_id="clean", bash_command="rm -f /tmp/scratch.csv")

# --- case: a cache, and a file that a download brings
import json
import os

import pandas as pd
from airflow.decorators import task


@task
def cached():
    try:
        frame = pd.read_parquet("include/docs.parquet")
    except FileNotFoundError:
        frame = extract()
        frame.to_parquet("include/docs.parquet")
    if os.path.exists("/tmp/cache.json"):
        with open("/tmp/cache.json") as file:
            data = json.load(file)
    else:
        data = extract()
        with open("/tmp/cache.json", "w") as file:
            json.dump(data, file)
    return len(frame)


@task
def download(client):
    client.get("/remote", "/tmp/report.json")
    with open("/tmp/report.json") as file:
        report = json.load(file)
    with open("/tmp/report.json", "w") as file:
        json.dump(report, file)

# --- case: helpers that load and save the state of a stream
import json
import os

from airflow.decorators import task

OFFSET_FILE = "/tmp/stream_offset.json"


def load_offset():
    if os.path.exists(OFFSET_FILE):
        with open(OFFSET_FILE) as file:
#                 ^^^^^^^^^^^ warning: `/tmp/stream_offset.json` is read here before this task writes it: the next run may start on another worker, where the state is missing or old. Keep state in a Variable, a database or object storage.
            return json.load(file)["offset"]
    return 0


def save_offset(offset):
    with open(OFFSET_FILE, "w") as file:
        json.dump({"offset": offset}, file)


@task
def stream(source):
    offset = load_offset()
    for post in source.since(offset):
        save_offset(post["id"])

# --- case: helpers that save first and load what was saved
import json

from airflow.decorators import task


def save(rows):
    with open("/tmp/rows.json", "w") as file:
        json.dump(rows, file)


def load():
    with open("/tmp/rows.json") as file:
        return json.load(file)


@task
def work(rows):
    save(rows)
    return len(load())

