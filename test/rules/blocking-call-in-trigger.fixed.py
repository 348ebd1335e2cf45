# --- case: sleeping and asking in a trigger
import asyncio
import time
import subprocess
import requests
from airflow.triggers.base import BaseTrigger, TriggerEvent

class JobTrigger(BaseTrigger):
    def __init__(self, url):
        super().__init__()
        self.url = url

    def serialize(self):
        return ("jobs.JobTrigger", {"url": self.url})

    async def run(self):
        while True:
            response = await asyncio.to_thread(requests.get, self.url, timeout=10)
            if (await asyncio.to_thread(requests.get, self.url)).json()["state"] == "done":
                yield TriggerEvent({"state": "done"})
                return
            await asyncio.to_thread(subprocess.run,
                ["sync-state", self.url],  # now
                check=True,
            )
            await asyncio.sleep(30)

# --- case: in what the trigger calls
import asyncio
import time
from time import sleep as pause
from airflow.triggers.base import BaseTrigger, TriggerEvent

def wait_a_bit(seconds):
    time.sleep(seconds)

class JobTrigger(BaseTrigger):
    async def run(self):
        await self._poll()
        wait_a_bit(5)
        yield TriggerEvent({})

    async def _poll(self):
        await asyncio.sleep(1); await asyncio.sleep(2)
        self._read()

    def _read(self):
        with open("/data/state.json") as file:
            return file.read()

    async def cleanup(self):
        await asyncio.sleep(1)

# --- case: a database in a trigger
import asyncio

from airflow.triggers.base import BaseTrigger, TriggerEvent
from airflow.providers.postgres.hooks.postgres import PostgresHook

class RowTrigger(BaseTrigger):
	async def run(self):
		hook = PostgresHook("warehouse")
		rows = await asyncio.to_thread(hook.get_records, "select 1")
		yield TriggerEvent({"rows": len(rows)})

# --- case: coroutines of a task
import asyncio
import time
from airflow.decorators import task

@task
def crawl():
    async def visit(url):
        await asyncio.sleep(1)

    async def main():
        await asyncio.gather(*[visit(url) for url in ("a", "b")])

    asyncio.run(main())

crawl()

# --- case: asyncio.run() waits for its threads
import asyncio
import requests
from datetime import timedelta
from airflow.decorators import task

def crawl(urls):
    async def visit(url):
        return await asyncio.to_thread(requests.get, url, timeout=60)

    async def main():
        await asyncio.gather(*[visit(url) for url in urls])

    asyncio.run(main())

@task
def crawl_some():
    crawl(["a", "b"])

crawl_some()

# --- case: which an execution_timeout cannot end
import asyncio
import requests
from datetime import timedelta
from airflow.decorators import task

@task(execution_timeout=timedelta(minutes=10))
def crawl():
    async def visit(url):
        return requests.get(url, timeout=60)

    async def main():
        await asyncio.gather(*[visit(url) for url in ("a", "b")])

    asyncio.run(main())

crawl()

# --- case: what gives the loop back
import asyncio
import time
import aiohttp
import requests
from asgiref.sync import sync_to_async
from airflow.triggers.base import BaseTrigger, TriggerEvent

class JobTrigger(BaseTrigger):
    def serialize(self):
        time.sleep(1)
        return ("jobs.JobTrigger", {})

    async def run(self):
        loop = asyncio.get_running_loop()
        event = asyncio.Event()
        async with aiohttp.ClientSession() as session:
            async with session.get("https://example.com") as response:
                await response.json()
        await asyncio.sleep(5)
        await asyncio.to_thread(requests.get, "https://example.com", timeout=5)
        await asyncio.to_thread(lambda: requests.get("https://example.com", timeout=5))
        await loop.run_in_executor(None, self._blocking)
        await sync_to_async(self._blocking)()
        await self._in_thread()
        await asyncio.wait_for(event.wait(), 5)
        yield TriggerEvent({})

    def _blocking(self):
        time.sleep(5)

    @sync_to_async
    def _in_thread(self):
        return requests.get("https://example.com", timeout=5)

# --- case: the operator behind the trigger may block
import time
from airflow.models import BaseOperator

class Operator(BaseOperator):
    def execute(self, context):
        time.sleep(5)

async def unused():
    time.sleep(5)

# --- case: someone else's trigger
import time
from mylib import BaseTrigger

class JobTrigger(BaseTrigger):
    async def run(self):
        time.sleep(5)

# --- case: what a trigger asks Airflow for
import asyncio
import time
from airflow.hooks.base import BaseHook
from airflow.models import Variable
from airflow.triggers.base import BaseTrigger, TriggerEvent

class Ready(BaseTrigger):
    async def run(self):
        folder = await asyncio.to_thread(Variable.get, "folder")
        password = (await asyncio.to_thread(BaseHook.get_connection, "store")).password
        other = await asyncio.to_thread(Variable.get, "other")
        time.sleep(0)
        yield TriggerEvent([folder, password, other])

# --- case: tabs, comments and line breaks of Windows
import requests
import asyncio
import time
from airflow.triggers.base import BaseTrigger, TriggerEvent

class Ready(BaseTrigger):
	async def run(self):
		while True:
			answer = await asyncio.to_thread(requests.get,
				"https://example.com",  # the job
				timeout=5,
			)
			if answer.ok: break
			await asyncio.sleep(  # not too often
				5
			)
		yield TriggerEvent(True)
