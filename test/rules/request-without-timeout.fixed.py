# --- case: requests in a task
import requests
from airflow.decorators import task

@task
def fetch(url):
    r = requests.get(url, timeout=60)
    requests.post(url, json={"a": 1}, headers={}, timeout=60)
    requests.request("GET", url, timeout=60)
    return r.json()

# --- case: every way to import it
from requests import get, put as send
import requests as rq
from airflow.operators.python import PythonOperator

def fetch():
    get("https://a", timeout=60).raise_for_status()
    send("https://a", data=b"", timeout=60)
    with rq.get("https://a", stream=True, timeout=60) as answer:
        return answer.status_code

PythonOperator(task_id="fetch", python_callable=fetch)

# --- case: a timeout, or one that may be there
import requests
from airflow.decorators import task

@task
def fetch(url, options, limit=None):
    requests.get(url, timeout=10)
    requests.get(url, timeout=(3.05, 27))
    requests.get(url, timeout=limit)
    requests.get(url, **options)

# --- case: a tuple that limits the connection only
import requests
from airflow.decorators import task

@task
def fetch(url):
    requests.get(url, timeout=(3.05, 60))

# --- case: sessions
import requests
from airflow.decorators import task

@task
def fetch(url):
    session = requests.Session()
    session.headers.update({"a": "b"})
    session.timeout = 10
    session.get(url, timeout=60)
    session.request("GET", url, None, None, None, None, None, None, 60)
    with requests.session() as other:
        other.post(
            url,
            json={},
            timeout=60,
        )
    requests.Session().head(url, timeout=60)

# --- case: a session with a retry adapter has no timeout
import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry
from airflow.decorators import task

def make_session():
    session = requests.Session()
    session.mount("https://", HTTPAdapter(max_retries=Retry(total=3)))
    return session

@task
def fetch(url):
    session = make_session()
    return session.get(url, timeout=60).text

# --- case: a session wrapped by a timeout adapter
import functools
import requests
from requests.adapters import HTTPAdapter
from mylib import TimeoutAdapter
from airflow.decorators import task

class DefaultTimeoutAdapter(HTTPAdapter):
    def send(self, request, **kwargs):
        kwargs.setdefault("timeout", 10)
        return super().send(request, **kwargs)

class ImpatientSession(requests.Session):
    def request(self, method, url, **kwargs):
        return super().request(method, url, timeout=10, **kwargs)

def make_session():
    session = requests.Session()
    session.mount("https://", DefaultTimeoutAdapter())
    return session

@task
def fetch(url):
    make_session().get(url)
    session = make_session()
    session.get(url)
    other = requests.Session()
    other.mount("https://", TimeoutAdapter(10))
    other.get(url)
    third = requests.Session()
    third.request = functools.partial(third.request, timeout=10)
    third.get(url)
    ImpatientSession().get(url)

# --- case: a session that an operator keeps
import requests
from airflow.models import BaseOperator

class FetchOperator(BaseOperator):
    def __init__(self, url, **kwargs):
        super().__init__(**kwargs)
        self.url = url
        self.session = requests.Session()

    def execute(self, context):
        return self.session.get(self.url, timeout=60).json()

# --- case: a sensor's poke and a helper
import requests
from airflow.sensors.base import BaseSensorOperator

def is_ready(url):
    return requests.get(url, timeout=60).ok

class ReadySensor(BaseSensorOperator):
    def poke(self, context):
        return is_ready("https://a")

# --- case: urllib
import urllib.request
from urllib.request import urlopen, Request
from airflow.decorators import task

@task
def fetch(url):
    data = urlopen(Request(url), timeout=60).read()
    with urllib.request.urlopen(url, None, 30) as answer:
        answer.read()
    urllib.request.urlretrieve(url, "/tmp/x")
    opener = urllib.request.build_opener()
    opener.open(url, timeout=60)
    return data

# --- case: a default timeout for all sockets
import socket
import urllib.request
import requests
from airflow.decorators import task

socket.setdefaulttimeout(30)

@task
def fetch(url):
    urllib.request.urlretrieve(url, "/tmp/x")
    urllib.request.urlopen(url)
    # requests sets its own on each connection: none.
    requests.get(url, timeout=60)

# --- case: urllib3
import urllib3
from airflow.decorators import task

@task
def fetch(url):
    http = urllib3.PoolManager()
    http.request("GET", url, timeout=60)
    http.request("GET", url, timeout=10)
    limited = urllib3.PoolManager(timeout=urllib3.Timeout(connect=5, read=10))
    limited.request("GET", url)
    unlimited = urllib3.PoolManager(num_pools=1, timeout=urllib3.Timeout(connect=5, total=60))
    unlimited.request("GET", url)
    urllib3.request("GET", url)

# --- case: http.client
from http.client import HTTPConnection, HTTPSConnection
from airflow.decorators import task

@task
def fetch():
    connection = HTTPSConnection("a", timeout=60)
    connection.request("GET", "/")
    answer = connection.getresponse()
    limited = HTTPConnection("b", 80, 10)
    limited.request("GET", "/")
    return answer.read()

# --- case: httpx has a timeout of its own
import httpx
from airflow.decorators import task

@task
def fetch(url):
    httpx.get(url)
    httpx.get(url, timeout=60)
    with httpx.Client() as client:
        client.get(url)
    with httpx.Client(timeout=60) as client:
        client.get(url)
        client.post(url)
        client.get(url, timeout=5)
    httpx.get(url, timeout=httpx.Timeout(60))

# --- case: aiohttp
import aiohttp
from airflow.triggers.base import BaseTrigger

class FetchTrigger(BaseTrigger):
    async def run(self):
        async with aiohttp.ClientSession() as session:
            async with session.get(self.url) as answer:
                yield await answer.json()
        no_limit = aiohttp.ClientTimeout(total=60)
        async with aiohttp.ClientSession(timeout=no_limit) as session:
            async with session.get(self.url) as answer:
                yield await answer.json()
        by_chunk = aiohttp.ClientTimeout(total=None, sock_read=30)
        async with aiohttp.ClientSession(timeout=by_chunk) as session:
            async with session.get(self.url) as answer:
                yield await answer.json()

# --- case: HttpHook
from airflow.providers.http.hooks.http import HttpHook
from airflow.decorators import task

@task
def fetch(options):
    hook = HttpHook(method="GET", http_conn_id="api")
    hook.run("/a", extra_options={"timeout": 60})
    hook.run("/a", extra_options={"verify": False, "timeout": 60})
    hook.run("/a", extra_options={"timeout": 10})
    hook.run("/a", extra_options=options)
    hook.run("/a", None, None, {"timeout": 60})
    hook.get_conn().get("https://a/b", timeout=60)

# --- case: options that are filled later
from airflow.providers.http.hooks.http import HttpHook
from airflow.decorators import task

@task
def fetch(more):
    options = {}
    options["timeout"] = 10
    HttpHook().run("/a", extra_options=options)
    others = {}
    others.update(more)
    HttpHook().run("/a", extra_options=others)
    third = {"timeout": 60}
    third["verify"] = False
    HttpHook().run("/a", extra_options=third)

# --- case: operators and sensors
from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator, SimpleHttpOperator
from airflow.providers.http.sensors.http import HttpSensor

shared = {"verify": True, "timeout": 60}

with DAG("d"):
    HttpOperator(task_id="a", endpoint="/a", extra_options={"timeout": 60})
    SimpleHttpOperator(
        task_id="b",
        endpoint="/b",
        extra_options={
            "verify": False,
            "timeout": 60,
        },
    )
    HttpOperator(task_id="c", extra_options={"timeout": 10})
    HttpSensor(task_id="d", endpoint="/d", timeout=600, extra_options=shared)
    HttpSensor(task_id="e", endpoint="/e", deferrable=True)

# --- case: operators with options from elsewhere
from airflow import DAG
from airflow.providers.http.operators.http import HttpOperator
from mylib import options, defaults

with DAG("d", default_args={"extra_options": {"timeout": 10}}):
    HttpOperator(task_id="a", endpoint="/a")

with DAG("e", default_args=defaults):
    HttpOperator(task_id="b", endpoint="/b", extra_options={"timeout": 60})

with DAG("f"):
    HttpOperator(task_id="c", endpoint="/c", extra_options=options)
    HttpOperator(task_id="d", endpoint="/d", **options)

# --- case: when the file is loaded
import requests
from airflow import DAG

tables = requests.get("https://a/tables", timeout=60).json()
with DAG("d"):
    pass

# --- case: with an execution timeout
import requests
from datetime import timedelta
from airflow import DAG
from airflow.decorators import task
from airflow.providers.http.operators.http import HttpOperator

with DAG("d", default_args={"execution_timeout": timedelta(hours=1)}):
    @task
    def fetch():
        requests.get("https://a", timeout=60)
    fetch() >> HttpOperator(task_id="a", endpoint="/a", extra_options={"timeout": 60})

# --- case: a callback
import requests
from airflow import DAG

def notify(context):
    requests.post("https://hooks", json={}, timeout=60)

with DAG("d", default_args={"on_failure_callback": notify}):
    pass

# --- case: another interpreter hangs as well
from airflow.decorators import task

@task.virtualenv(requirements=["requests"])
def fetch():
    import requests
    return requests.get("https://a", timeout=60).text

# --- case: a limit around
import requests
from airflow.decorators import task
from airflow.utils.timeout import timeout

@task
def fetch():
    with timeout(60):
        requests.get("https://a")

# --- case: look-alikes
from airflow.decorators import task
from mylib import requests
from myclient import Session

class Client:
    def get(self, url):
        return url

@task
def fetch(url, params: dict):
    requests.get(url)
    Session().get(url)
    Client().get(url)
    params.get("a")

# --- case: scripts that Airflow never runs
import requests
from airflow.decorators import task

@task
def fetch():
    return 1

if __name__ == "__main__":
    requests.get("https://a")

# --- case: layout and line breaks
import requests
from airflow.decorators import task

@task
def fetch(url):
	a = requests.get(url,  # the address
		params={"a": 1},   # and more
		timeout=60,
	)
	b = requests.get(url, \
		stream=True,
		timeout=60)
	c = requests.get(
		url,
		timeout=60
	)
	return a, b, c

# --- case: a timeout object that leaves the answer unlimited
import httpx
from airflow.decorators import task


@task
def fetch(url):
    httpx.get(url, timeout=httpx.Timeout(10, read=60))
    httpx.get(url, timeout=httpx.Timeout(None, read=10))
    limits = httpx.Timeout(10, connect=5)
    with httpx.Client(timeout=limits) as client:
        return client.get(url).json()

# --- case: a URL that requests refuses before it connects
import requests
from airflow.decorators import task

SOURCE = "ftp://files.example.com/prices.csv"

@task
def mistaken():
    requests.get("POST http://localhost:8080/jobs")
    requests.get(SOURCE)
    requests.request("GET", "file:///data/prices.csv")

@task
def served(host):
    requests.get("HTTPS://example.com", timeout=60)
    requests.get(host + ":8080", timeout=60)
    requests.request("GET", url="http://example.com", timeout=60)

# --- case: a parameter that every call leaves at None
import requests
from airflow.decorators import task


def fetch(url, timeout=60):
    return requests.get(url, timeout=timeout)


def post(url, *, timeout: float | None = 60):
    return requests.post(url, timeout=timeout)


@task
def load():
    fetch("https://example.com")
    post("https://example.com")
    fetch_soon("https://example.com", timeout=5)
    fetch_or("https://example.com")


def fetch_soon(url, timeout=None):
    return requests.get(url, timeout=timeout)


def fetch_or(url, timeout=10):
    return requests.get(url, timeout=timeout)
