# --- case: responses in a task
import json

import requests
from airflow.decorators import task
from requests import Session, get


@task
def load(url):
    response = requests.get(url, timeout=30)
    response.raise_for_status()
    rows = response.json()
    http_response = get(url, timeout=30)
    http_response.raise_for_status()
    names = http_response.json()["names"]
    text = json.loads(requests.get(url, timeout=30).text)
    session = Session()
    page = session.get(
        url,
        timeout=30,
    )  # the page
    page.raise_for_status()
    print(page.text)
    with requests.get(url, stream=True, timeout=30) as answer:
        answer.raise_for_status()
        for line in answer.iter_lines():
            print(line)
    return requests.get(url, timeout=30).content, rows, names, text

# --- case: what was sent is thrown away
import requests
from airflow.operators.python import PythonOperator


def notify(url):
	requests.post(url, json={"text": "done"}, timeout=30).raise_for_status()
	if url: requests.delete(url, timeout=30).raise_for_status(); print("deleted")
	answer = requests.put(url, timeout=30)
	answer.raise_for_status()


PythonOperator(task_id="notify", python_callable=notify)

# --- case: other libraries
import http.client

import aiohttp
import httpx
import urllib3
from airflow.decorators import task
from airflow.providers.http.hooks.http import HttpHook


async def fetch(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            answer.raise_for_status()
            print(await answer.text())
        rows = await (await session.get(url)).json()
    async with httpx.AsyncClient() as client:
        (await client.post(url)).raise_for_status()
        answer = await client.get(url)
        answer.raise_for_status()
        return answer.text, rows


@task
async def load(url):
    response = httpx.get(url)
    response.raise_for_status()
    data = response.json()
    pool = urllib3.PoolManager()
    data += pool.request("GET", url, timeout=10).data
    connection = http.client.HTTPSConnection("host", timeout=10)
    connection.request("GET", "/")
    data += connection.getresponse().read()
    HttpHook().get_conn().get(url, timeout=10).raise_for_status()
    return data, await fetch(url)

# --- case: Airflow's hook, told not to look
from airflow.decorators import task
from airflow.providers.http.hooks.http import HttpHook

quiet = {"check_response": False, "timeout": 30}


@task
def load(options):
    hook = HttpHook(method="GET")
    response = hook.run("/rows", extra_options=quiet)
    response.raise_for_status()
    rows = response.json()
    hook.run("/rows", extra_options={"timeout": 30})
    hook.run("/rows", extra_options={"check_response": True})
    hook.run("/rows", extra_options=options)
    answer = hook.run("/rows", extra_options=quiet)
    if answer.status_code == 404:
        return []
    return rows

# --- case: through helpers and lists
import requests
from airflow.models import BaseOperator


def fetch(url):
  response = requests.get(url, timeout=10)
  response.raise_for_status()
  return response


class Load(BaseOperator):
  def execute(self, context):
    pages = [fetch(url) for url in self.urls]
    for page in pages:
      self.log.info("got %s, %s", page.status_code, page.url)
      self.save(page.content)
    value = self.first() or requests.get(self.url, timeout=10).json()
    return [value, *(requests.get(url, timeout=10).text for url in self.urls)]

# --- case: the status is looked at
import aiohttp
import httpx
import requests
import urllib3
from airflow.decorators import task


def check(response):
    response.raise_for_status()


def fetch(url):
    response = requests.get(url, timeout=10)
    check(response)
    return response


@task
def load(url, options):
    response = requests.get(url, timeout=10)
    response.raise_for_status()
    requests.post(url, timeout=10).raise_for_status()
    if requests.get(url, timeout=10).status_code != 200:
        raise ValueError(url)
    assert requests.get(url, timeout=10)
    other = requests.get(url, timeout=10)
    if not other.ok:
        raise ValueError(other.text)
    answer = requests.get(url, **options)
    print(answer.text)
    with requests.get(url, stream=True, timeout=10) as stream:
        stream.raise_for_status()
        print(stream.content)
    page = urllib3.PoolManager().request("GET", url, timeout=10)
    if page.status >= 400:
        raise ValueError(page.data)
    return fetch(url).json()


@task
def load_with_client(url):
    client = httpx.Client(event_hooks={"response": [check]})
    print(client.get(url).json())
    print(requests.get(url, timeout=10, hooks={"response": check}).json())


@task
async def load_async(url):
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        async with session.get(url) as answer:
            print(await answer.text())
        async with session.get(url, raise_for_status=True) as answer:
            print(await answer.text())

# --- case: what the server sent is looked at
import requests
from airflow.decorators import task


@task
def load(url):
    body = requests.get(url, timeout=10).json()
    if body["status"] != "ok":
        raise ValueError(body)
    text = requests.get(url, timeout=10).text
    if "error" in text:
        raise ValueError(text)
    count = int(requests.get(url, timeout=10).text)
    return body, count

# --- case: sent only to see whether the server answers
import requests
from airflow.decorators import task


@task
def probe(domain):
    try:
        requests.get(f"https://{domain}", timeout=2)
        return True
    except requests.RequestException:
        return False

# --- case: handed on, or set up somewhere else
import requests
from airflow.decorators import task
from clients import make_session, save
from requests.adapters import HTTPAdapter


class RaisingSession(requests.Session):
    def request(self, *args, **kwargs):
        response = super().request(*args, **kwargs)
        response.raise_for_status()
        return response


@task
def load(url, session):
    save(requests.get(url, timeout=10))
    session.get(url)
    make_session().get(url)
    print(RaisingSession().get(url, timeout=10).text)
    own = requests.Session()
    own.mount("https://", HTTPAdapter(max_retries=3))
    print(own.get(url, timeout=10).text)
    return requests.get(url, timeout=10)

# --- case: in callbacks, handlers and clean-up
import requests
from airflow.decorators import task


def alert(context):
    requests.post("https://chat", json={"text": "failed"}, timeout=10)


@task(on_failure_callback=alert)
def load(url):
    try:
        requests.get(url, timeout=10).raise_for_status()
    except requests.HTTPError:
        requests.post("https://chat", json={"text": "failed"}, timeout=10)
        raise
    finally:
        requests.delete(url, timeout=10)

# --- case: libraries that raise, and names that are others'
import urllib.request

from airflow.decorators import task
from airflow.providers.http.hooks.http import HttpHook
from mylib import requests


@task
def load(url):
    print(requests.get(url).json())
    print(urllib.request.urlopen(url, timeout=10).read())
    print(HttpHook().run("/rows").json())
