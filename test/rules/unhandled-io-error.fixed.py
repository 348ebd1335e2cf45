# --- case: open in a task
import csv
import logging
from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def load(path):
    try:
        with open(path) as file:
            rows = list(csv.reader(file))
    except OSError:
        logger.exception("Could not open %s", path)
        raise
    return rows

# --- case: several calls in one statement, several statements
import json
import logging
import requests
from airflow.operators.python import PythonOperator

logger = logging.getLogger(__name__)

def transfer(**context):
    url = "https://a"
    try:
        answer = requests.get(url, timeout=60)
    except requests.RequestException:
        logger.exception("Request failed: %s", url)
        raise
    try:
        with open("/data/x.json", "w") as out:
            for row in answer.json():
                detail = requests.get(row["url"], timeout=60)
                json.dump(detail.json(), out)
    except OSError:
        logger.exception("This step failed: /data/x.json")
        raise
    try:
        for line in open(f"/data/{context['ds']}.csv"):
            print(line)
    except OSError:
        logger.exception("Could not open %s", f"/data/{context['ds']}.csv")
        raise
    try:
        return open("/data/x.json").read()
    except OSError:
        logger.exception("Could not open /data/x.json")
        raise

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
import logging
import subprocess
from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def work(path):
    try:
        try:
            number = int(open(path).read())
        except OSError:
            logger.exception("Could not open %s", path)
            raise
    except ValueError:
        number = 0
    try:
        try:
            subprocess.run(["a"], timeout=60)
        except (OSError, subprocess.SubprocessError):
            logger.exception("The command failed")
            raise
    finally:
        print(number)
    try:
        print(number)
    except OSError:
        pass
    else:
        try:
            open(path)
        except OSError:
            logger.exception("Could not open %s", path)
            raise

# --- case: callers that handle it, and one that does not
import logging

import requests
import tenacity
from airflow.decorators import task

logger = logging.getLogger(__name__)

def handled(url):
    return requests.get(url, timeout=60)

def half_handled(url):
    try:
        return requests.get(url, timeout=60)
    except requests.RequestException:
        logger.exception("Request failed: %s", url)
        raise

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
        try:
            text = Path(self.path).read_text()
        except OSError:
            self.log.exception("Could not read the file")
            raise
        try:
            with open(self.path) as file:
                return text + file.read()
        except OSError:
            self.log.exception("Could not open %s", self.path)
            raise

# --- case: a logger that is there
import logging
from airflow.decorators import task

log = logging.getLogger("airflow.task")

@task
def load(path):
    try:
        data = open(path, "rb").read()
    except OSError:
        log.exception("Could not open %s", path)
        raise
    return data

# --- case: logging that is imported
import logging
from airflow.decorators import task

@task
def load(path):
    logging.info("Reading %s", path)
    try:
        return open(path).read()
    except OSError:
        logging.exception("Could not open %s", path)
        raise

# --- case: imports inside the function
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def fetch(url):
    import requests
    from subprocess import run

    try:
        body = requests.get(url, timeout=60).text
    except requests.RequestException:
        logger.exception("Request failed: %s", url)
        raise
    try:
        run(["a"], input=body, text=True, timeout=60, check=True)
    except Exception:
        logger.exception("The command failed")
        raise
    return body

# --- case: names imported one by one
from requests import get, RequestException
import logging
from subprocess import check_output, SubprocessError
from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def fetch(url):
    try:
        version = check_output(["git", "rev-parse", "HEAD"], timeout=60)
    except (OSError, SubprocessError):
        logger.exception("The command failed")
        raise
    try:
        return get(url, timeout=60).text + version
    except RequestException:
        logger.exception("Request failed: %s", url)
        raise

# --- case: other libraries
import logging
import shutil
import urllib.request
import urllib3
from smtplib import SMTP
from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def work(source, target):
    try:
        shutil.copy(source, target)
    except OSError:
        logger.exception("Could not copy or move %s", source)
        raise
    try:
        urllib.request.urlopen("https://a", timeout=60)
    except OSError:
        logger.exception("Request failed: https://a")
        raise
    pool = urllib3.PoolManager(timeout=60)
    try:
        pool.request("GET", "https://a")
    except urllib3.exceptions.HTTPError:
        logger.exception("Request failed: https://a")
        raise
    try:
        with SMTP("host", timeout=60) as smtp:
            smtp.sendmail("a", "b", "c")
    except OSError:
        logger.exception("The mail could not be sent")
        raise

# --- case: what a log must not hold
import logging

import requests
from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def send(webhook_url, token, ids):
    try:
        requests.post(webhook_url, json={}, timeout=60)
    except requests.RequestException:
        logger.exception("Request failed")
        raise
    try:
        requests.post(f"https://a/{token}", timeout=60)
    except requests.RequestException:
        logger.exception("Request failed")
        raise
    try:
        requests.get(make_url(ids.pop()), timeout=60)
    except requests.RequestException:
        logger.exception("Request failed")
        raise

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
import logging

import requests
from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def work(urls):
    try:
        texts = list(map(lambda url: requests.get(url, timeout=60).text, urls))
    except Exception:
        logger.exception("list() failed")
        raise
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
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def load(path):
    # What is in there?
    try:
        with open(path) as file:  # closes it
            text = file.read() + """
not indented
  by any one
""" \
                + "end"
            # nothing more
    except OSError:
        logger.exception("Could not open %s", path)
        raise
    # behind it
    return text

# --- case: one-line suites, several statements on a line
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def load(path, name):
    if path:
        try:
            text = open(path).read()
        except OSError:
            logger.exception("Could not open %s", path)
            raise
    else: text = ""
    name = name.strip()
    try:
        more = open(name).read()
    except OSError:
        logger.exception("Could not open %s", name)
        raise
    print(more)
    return text

# --- case: tabs and CRLF
import logging

import requests
from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def fetch(url):
	try:
		answer = requests.get(
			url,
			timeout=60,
		)  # the whole
	except requests.RequestException:
		logger.exception("Request failed: %s", url)
		raise
	return answer.text

# --- case: two spaces
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)

@task
def load(path):
  if path:
    try:
      return open(path).read()
    except OSError:
      logger.exception("Could not open %s", path)
      raise

# --- case: exceptions with other meanings
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)

class OSError(Exception):
    pass

@task
def load(path):
    try:
        return open(path).read()
    except Exception:
        logger.exception("Could not open %s", path)
        raise

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
import logging
from airflow.decorators import task

logger = logging.getLogger(__name__)


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
    try:
        return open(path).read()
    except OSError:
        logger.exception("Could not open %s", path)
        raise


@task
def load(path, client):
    with closing(client):
        try:
            open(path).read()
        except OSError:
            logger.exception("Could not open %s", path)
            raise
    with Timer():
        try:
            open(path).read()
        except OSError:
            logger.exception("Could not open %s", path)
            raise
    read(path)

# --- case: what a log entry can say of several calls
import logging

import requests
from airflow.decorators import task

logger = logging.getLogger(__name__)


@task
def work(paths, path, url):
    try:
        texts = [open(each).read() for each in paths]
    except OSError:
        logger.exception("Could not open the file")
        raise
    try:
        with open(path, "wb") as file:
            file.write(requests.get(url).content)
    except OSError:
        logger.exception("This step failed: %s, %s", path, url)
        raise
    try:
        with open(path) as old, open(f"{path}.new", "w") as new:
            new.write(old.read())
    except OSError:
        logger.exception("Could not open %s or %s", path, f"{path}.new")
        raise
    try:
        with connect() as target, open(target) as file:
            texts.append(file.read())
    except OSError:
        logger.exception("Could not open the file")
        raise
    try:
        for part in requests.get(url).json():
            requests.post(url, json=part)
    except requests.RequestException:
        logger.exception("Request failed: %s", url)
        raise
    return texts

# --- case: a lambda that is kept runs later
from airflow.decorators import task


@task
def work(path):
    read = lambda: open(path).read()
    return read()

# --- case: a context manager opens for others
import logging
from contextlib import contextmanager

from airflow.decorators import task

logger = logging.getLogger(__name__)


@contextmanager
def opened(path):
    with open(path) as file:
        yield file


@contextmanager
def kept(path):
    try:
        file = open(path)
    except OSError:
        logger.exception("Could not open %s", path)
        raise
    try:
        yield file
    finally:
        file.close()


@task
def work(path):
    with opened(path) as file, kept(path) as other:
        return file.read() + other.read()
