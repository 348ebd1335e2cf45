# --- case: open in a task
import csv
from airflow.decorators import task

@task
def load(path):
    with open(path) as file:
#        ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
        rows = list(csv.reader(file))
    return rows

# --- case: several calls in one statement, several statements
import json
import requests
from airflow.operators.python import PythonOperator

def transfer(**context):
    url = "https://a"
    answer = requests.get(url, timeout=60)
#            ^^^^^^^^^^^^ hint: Nothing catches it when `requests.get()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)
    with open("/data/x.json", "w") as out:
#        ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
        for row in answer.json():
            detail = requests.get(row["url"], timeout=60)
            json.dump(detail.json(), out)
    for line in open(f"/data/{context['ds']}.csv"):
#               ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
        print(line)
    return open("/data/x.json").read()
#          ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)

PythonOperator(task_id="transfer", python_callable=transfer)

# --- case: handlers
import contextlib
import requests
from requests.exceptions import HTTPError, RequestException
from airflow.decorators import task
from airflow.exceptions import AirflowException

@task
def fine(path, url):
    try:
        file = open(path)
    except FileNotFoundError:
        return None
    try:
        requests.get(url, timeout=60).raise_for_status()
    except HTTPError:
        raise
    try:
        requests.get(url, timeout=60)
    except (ValueError, OSError):
        raise AirflowException(url)
    try:
        with open(path) as file:
            requests.get(file.read(), timeout=60)
    except Exception:
        raise
    with contextlib.suppress(OSError):
        open(path)
    try:
        print(path)
    except ValueError:
        open(path)
    finally:
        open(path)

# --- case: handlers for something else
import subprocess
from airflow.decorators import task

@task
def work(path):
    try:
        number = int(open(path).read())
#                    ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    except ValueError:
        number = 0
    try:
        subprocess.run(["a"], timeout=60)
#       ^^^^^^^^^^^^^^ hint: Nothing catches it when `subprocess.run()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError` or `subprocess.SubprocessError`, log that, and raise it again. (safe fix)
    finally:
        print(number)
    try:
        print(number)
    except OSError:
        pass
    else:
        open(path)
#       ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)

# --- case: callers that handle it, and one that does not
import requests
import tenacity
from airflow.decorators import task

def handled(url):
    return requests.get(url, timeout=60)

def half_handled(url):
    return requests.get(url, timeout=60)
#          ^^^^^^^^^^^^ hint: Nothing catches it when `requests.get()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)

@tenacity.retry(stop=tenacity.stop_after_attempt(3))
def retried(url):
    return requests.get(url, timeout=60)

@task
def fetch(url):
    try:
        handled(url)
        half_handled(url)
    except requests.RequestException:
        raise ValueError(url)
    half_handled(url)
    retried(url)

# --- case: an operator logs through its own logger
from pathlib import Path
from airflow.models import BaseOperator

class ReadOperator(BaseOperator):
    def __init__(self, path, **kwargs):
        super().__init__(**kwargs)
        self.path = path

    def execute(self, context):
        text = Path(self.path).read_text()
#                              ^^^^^^^^^ hint: Nothing catches it when `Path(…).read_text()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
        with open(self.path) as file:
#            ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
            return text + file.read()

# --- case: a logger that is there
import logging
from airflow.decorators import task

log = logging.getLogger("airflow.task")

@task
def load(path):
    data = open(path, "rb").read()
#          ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    return data

# --- case: logging that is imported
import logging
from airflow.decorators import task

@task
def load(path):
    logging.info("Reading %s", path)
    return open(path).read()
#          ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)

# --- case: imports inside the function
from airflow.decorators import task

@task
def fetch(url):
    import requests
    from subprocess import run

    body = requests.get(url, timeout=60).text
#          ^^^^^^^^^^^^ hint: Nothing catches it when `requests.get()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)
    run(["a"], input=body, text=True, timeout=60, check=True)
#   ^^^ hint: Nothing catches it when `run()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError` or `subprocess.SubprocessError`, log that, and raise it again. (safe fix)
    return body

# --- case: names imported one by one
from requests import get
from subprocess import check_output
from airflow.decorators import task

@task
def fetch(url):
    version = check_output(["git", "rev-parse", "HEAD"], timeout=60)
#             ^^^^^^^^^^^^ hint: Nothing catches it when `check_output()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError` or `subprocess.SubprocessError`, log that, and raise it again. (safe fix)
    return get(url, timeout=60).text + version
#          ^^^ hint: Nothing catches it when `get()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)

# --- case: other libraries
import shutil
import urllib.request
import urllib3
from smtplib import SMTP
from airflow.decorators import task

@task
def work(source, target):
    shutil.copy(source, target)
#   ^^^^^^^^^^^ hint: Nothing catches it when `shutil.copy()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    urllib.request.urlopen("https://a", timeout=60)
#   ^^^^^^^^^^^^^^^^^^^^^^ hint: Nothing catches it when `urllib.request.urlopen()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    pool = urllib3.PoolManager(timeout=60)
    pool.request("GET", "https://a")
#   ^^^^^^^^^^^^ hint: Nothing catches it when `pool.request()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `urllib3.exceptions.HTTPError`, log that, and raise it again. (safe fix)
    with SMTP("host", timeout=60) as smtp:
#        ^^^^ hint: Nothing catches it when `SMTP()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
        smtp.sendmail("a", "b", "c")

# --- case: what a log must not hold
import requests
from airflow.decorators import task

@task
def send(webhook_url, token, ids):
    requests.post(webhook_url, json={}, timeout=60)
#   ^^^^^^^^^^^^^ hint: Nothing catches it when `requests.post()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)
    requests.post(f"https://a/{token}", timeout=60)
#   ^^^^^^^^^^^^^ hint: Nothing catches it when `requests.post()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)
    requests.get(make_url(ids.pop()), timeout=60)
#   ^^^^^^^^^^^^ hint: Nothing catches it when `requests.get()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)

# --- case: not in a task
from airflow import DAG

text = open("x").read()

def helper(path):
    return open(path).read()

with DAG("d") as dag:
    dag.doc_md = open("doc.md").read()

# --- case: code for another interpreter
from airflow.decorators import task

@task.virtualenv
def load():
    return open("x").read()

# --- case: a shell is always there to be started
import subprocess
from airflow.decorators import task

@task
def work():
    process = subprocess.Popen("a | b", shell=True)
    process.wait(timeout=60)

# --- case: a lambda runs in its statement
import requests
from airflow.decorators import task

@task
def work(urls):
    texts = list(map(lambda url: requests.get(url, timeout=60).text, urls))
#                                ^^^^^^^^^^^^ hint: Nothing catches it when `requests.get()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)
    try:
        return list(map(lambda url: requests.get(url, timeout=60).text, texts))
    except requests.RequestException:
        raise ValueError(urls)

# --- case: look-alikes
from airflow.decorators import task
from mylib import open, requests

class Session:
    def get(self, url):
        return url

@task
def load(path):
    open(path)
    requests.get(path)
    Session().get(path)

# --- case: comments, strings and continued lines stay
from airflow.decorators import task

@task
def load(path):
    # What is in there?
    with open(path) as file:  # closes it
#        ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
        text = file.read() + """
not indented
  by any one
""" \
            + "end"
        # nothing more
    # behind it
    return text

# --- case: one-line suites, several statements on a line
from airflow.decorators import task

@task
def load(path, name):
    if path: text = open(path).read()
#                   ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    else: text = ""
    name = name.strip(); more = open(name).read(); print(more)
#                               ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    return text

# --- case: tabs and CRLF
# line-break: crlf
import requests
from airflow.decorators import task

@task
def fetch(url):
	answer = requests.get(
#         ^^^^^^^^^^^^ hint: Nothing catches it when `requests.get()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)
		url,
		timeout=60,
	)  # the whole
	return answer.text

# --- case: two spaces
from airflow.decorators import task

@task
def load(path):
  if path:
    return open(path).read()
#          ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)

# --- case: exceptions with other meanings
from airflow.decorators import task

class OSError(Exception):
    pass

@task
def load(path):
    return open(path).read()
#          ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)

# --- case: a context manager or a decorator of the project looks after it
import contextlib
import functools
import logging
from airflow.decorators import task


@contextlib.contextmanager
def logged(what):
    try:
        yield
    except Exception:
        logging.exception("%s failed", what)
        raise


class Logged:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            logging.error("failed: %s", error)


def reporting(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except OSError:
            logging.exception("%s failed", function.__name__)
            raise

    return wrapper


@reporting
def read(path):
    return open(path).read()


@task
def load(path):
    with logged("loading"):
        open(path).read()
    with Logged():
        open(path).read()
    read(path)

# --- case: a context manager or a decorator that does something else
import contextlib
import functools
from airflow.decorators import task


@contextlib.contextmanager
def closing(client):
    try:
        yield client
    finally:
        client.close()


class Timer:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.stop()


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except KeyError:
            return None

    return wrapper


@timed
def read(path):
    return open(path).read()
#          ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)


@task
def load(path, client):
    with closing(client):
        open(path).read()
#       ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    with Timer():
        open(path).read()
#       ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    read(path)

# --- case: what a log entry can say of several calls
import logging

import requests
from airflow.decorators import task

logger = logging.getLogger(__name__)


@task
def work(paths, path, url):
    texts = [open(each).read() for each in paths]
#            ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    with open(path, "wb") as file:
#        ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
        file.write(requests.get(url).content)
    with open(path) as old, open(f"{path}.new", "w") as new:
#        ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
        new.write(old.read())
    with connect() as target, open(target) as file:
#                             ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
        texts.append(file.read())
    for part in requests.get(url).json():
#               ^^^^^^^^^^^^ hint: Nothing catches it when `requests.get()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `requests.RequestException`, log that, and raise it again. (safe fix)
        requests.post(url, json=part)
    return texts

# --- case: a lambda that is kept runs later
from airflow.decorators import task


@task
def work(path):
    read = lambda: open(path).read()
    return read()

# --- case: a context manager opens for others
from contextlib import contextmanager

from airflow.decorators import task


@contextmanager
def opened(path):
    with open(path) as file:
        yield file


@contextmanager
def kept(path):
    file = open(path)
#          ^^^^ hint: Nothing catches it when `open()` fails: the log of the failed task then holds a traceback, but no word of what the task was doing. Catch `OSError`, log that, and raise it again. (safe fix)
    try:
        yield file
    finally:
        file.close()


@task
def work(path):
    with opened(path) as file, kept(path) as other:
        return file.read() + other.read()
