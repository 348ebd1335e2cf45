# --- case: opened, used, closed
from airflow.decorators import task


@task
def write(rows):
    with open("/data/out.txt", "w") as out:  # the report
        for row in rows:
            # each row
            out.write(row)

    return len(rows)

# --- case: never closed, with tabs
import gzip
from airflow.operators.python import PythonOperator


def read(path):
	with gzip.open(
		path,
		"rt",
	) as source:
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
    with open(path) as file:
        config = json.load(file)
    with open(
        config["path"],
        encoding="utf-8",
    ) as file:
        text = file.read()
    with open(path) as file:
        for line in file: print(line)
    first = [row for row in open(path).readlines()]
    with Path(path).open() as file:
        other = file.read()
    return text, first, other

# --- case: closed in one branch only, or used in a nested function
from airflow.decorators import task


@task
def branches(path, flag):
    with open(path) as source:
        if flag:
            source.close()
            return 1
        return source.read() and None


@task
def nested(path):
    source = open(path)

    def first():
        return source.readline()

    return first()

# --- case: a custom operator
import tarfile

from airflow.models import BaseOperator


class Unpack(BaseOperator):
    def execute(self, context):
        with tarfile.open(self.path) as archive:
            archive.extractall("/data")

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

