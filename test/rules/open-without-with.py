# --- case: opened, used, closed
from airflow.decorators import task


@task
def write(rows):
    out = open("/data/out.txt", "w")  # the report
#         ^^^^ warning: `open()` without `with`: when the code that uses the file raises, what was written may never reach the disk, and the retry finds a cut file. Open it in a `with` block. (safe fix)
    for row in rows:
        # each row
        out.write(row)

    out.close()
    return len(rows)

# --- case: never closed, with tabs
# line-break: crlf
import gzip
from airflow.operators.python import PythonOperator


def read(path):
	source = gzip.open(
#         ^^^^^^^^^ warning: `gzip.open()` without `with`: when the code that uses the file raises, it stays open, and a task that works through many files runs out of descriptors. Open it in a `with` block. (safe fix)
		path,
		"rt",
	)
	lines = source.readlines()
	text = """
kept
"""
	return lines, text


PythonOperator(task_id="read", python_callable=read)

# --- case: read in one expression
import json
from pathlib import Path

from airflow.decorators import task


@task
def load(path):
    config = json.load(open(path))
#                      ^^^^ warning: `open()` without `with`: when the code that uses the file raises, it stays open, and a task that works through many files runs out of descriptors. Open it in a `with` block. (safe fix)
    text = open(
#          ^^^^ warning: `open()` without `with`: when the code that uses the file raises, it stays open, and a task that works through many files runs out of descriptors. Open it in a `with` block. (safe fix)
        config["path"],
        encoding="utf-8",
    ).read()
    for line in open(path): print(line)
#               ^^^^ warning: `open()` without `with`: when the code that uses the file raises, it stays open, and a task that works through many files runs out of descriptors. Open it in a `with` block. (safe fix)
    first = [row for row in open(path).readlines()]
#                           ^^^^ warning: `open()` without `with`: when the code that uses the file raises, it stays open, and a task that works through many files runs out of descriptors. Open it in a `with` block.
    other = Path(path).open().read()
#           ^^^^^^^^^^^^^^^ warning: `Path(path).open()` without `with`: when the code that uses the file raises, it stays open, and a task that works through many files runs out of descriptors. Open it in a `with` block. (safe fix)
    return text, first, other

# --- case: closed in one branch only, or used in a nested function
from airflow.decorators import task


@task
def branches(path, flag):
    source = open(path)
#            ^^^^ warning: `open()` without `with`: when the code that uses the file raises, it stays open, and a task that works through many files runs out of descriptors. Open it in a `with` block. (safe fix)
    if flag:
        source.close()
        return 1
    return source.read() and None


@task
def nested(path):
    source = open(path)
#            ^^^^ warning: `open()` without `with`: when the code that uses the file raises, it stays open, and a task that works through many files runs out of descriptors. Open it in a `with` block.

    def first():
        return source.readline()

    return first()

# --- case: a custom operator
import tarfile

from airflow.models import BaseOperator


class Unpack(BaseOperator):
    def execute(self, context):
        archive = tarfile.open(self.path)
#                 ^^^^^^^^^^^^ warning: `tarfile.open()` without `with`: when the code that uses the file raises, it stays open, and a task that works through many files runs out of descriptors. Open it in a `with` block. (safe fix)
        archive.extractall("/data")
        archive.close()

# --- case: what closes the file or owns it
import contextlib
import json
import subprocess

from airflow.decorators import task
from mylib import open as my_open


def opener(path):
    return open(path)


class Store:
    def __init__(self, path):
        self.file = open(path)


@task
def work(path):
    with open(path) as one, contextlib.closing(open(path)) as two:
        json.load(one)
        two.read()
    three = open(path)
    try:
        three.read()
    finally:
        three.close()
    four = my_open(path)
    with contextlib.ExitStack() as stack:
        five = stack.enter_context(open(path))
    subprocess.Popen(["x"], stdout=open(path, "w"))
    six = open(path)
    with six:
        six.read()
    handles = [open(path)]
    seven = open(path)
    return four, five, handles, seven

