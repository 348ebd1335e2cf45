# --- case: threads whose exceptions vanish
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed, wait
import concurrent.futures as cf

from airflow.decorators import task


@task
def load(urls, fetch):
    with ThreadPoolExecutor() as pool:
        pool.submit(fetch, urls[0])
#       ^^^^^^^^^^^ warning: Nothing asks what `pool.submit()` gives for its result: an exception in that work vanishes, and the task ends as a success. Call `result()` on it.
        [pool.submit(fetch, url) for url in urls]
#        ^^^^^^^^^^^ warning: Nothing asks what `pool.submit()` gives for its result: an exception in that work vanishes, and the task ends as a success. Call `result()` on it.
        pool.map(fetch, urls)
#       ^^^^^^^^ warning: `pool.map()` raises what failed only when its results are read, and nothing reads them: the exception vanishes, and the task ends as a success. Go through the results, as `list(…)` does.
    with ProcessPoolExecutor() as pool:
        futures = [pool.submit(fetch, url) for url in urls]
#                  ^^^^^^^^^^^ warning: Nothing asks what `pool.submit()` gives for its result: an exception in that work vanishes, and the task ends as a success. Call `result()` on it.
        wait(futures)
    executor = cf.ThreadPoolExecutor(4)
    waiting = []
    for url in urls:
        waiting.append(executor.submit(fetch, url))
#                      ^^^^^^^^^^^^^^^ warning: Nothing asks what `executor.submit()` gives for its result: an exception in that work vanishes, and the task ends as a success. Call `result()` on it.
    for future in as_completed(waiting):
        print(f"{future} is done")
    by_url = {executor.submit(fetch, url): url for url in urls}
#             ^^^^^^^^^^^^^^^ warning: Nothing asks what `executor.submit()` gives for its result: an exception in that work vanishes, and the task ends as a success. Call `result()` on it.
    while not all(future.done() for future in by_url):
        print(len(by_url), "are running")
    executor.shutdown()

# --- case: pools of processes
import multiprocessing
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool

from airflow.operators.python import PythonOperator


def work(parts, convert):
    with Pool(4) as pool:
        pool.apply_async(convert, (parts[0],))
#       ^^^^^^^^^^^^^^^^ warning: Nothing asks what `pool.apply_async()` gives for its result: an exception in that work vanishes, and the task ends as a success. Call `get()` on it.
        results = [pool.apply_async(convert, (part,)) for part in parts]
#                  ^^^^^^^^^^^^^^^^ warning: Nothing asks what `pool.apply_async()` gives for its result: an exception in that work vanishes, and the task ends as a success. Call `get()` on it.
        pool.close()
        pool.join()
    threads = ThreadPool(2)
    outcome = threads.map_async(convert, parts)
#             ^^^^^^^^^^^^^^^^^ warning: Nothing asks what `threads.map_async()` gives for its result: an exception in that work vanishes, and the task ends as a success. Call `get()` on it.
    outcome.wait(60)
    threads.imap_unordered(convert, parts)
#   ^^^^^^^^^^^^^^^^^^^^^^ warning: `threads.imap_unordered()` raises what failed only when its results are read, and nothing reads them: the exception vanishes, and the task ends as a success. Go through the results, as `list(…)` does.
    context = multiprocessing.get_context("spawn")
    return len(results)


PythonOperator(task_id="work", python_callable=work)

# --- case: asyncio
import asyncio

from airflow.models import BaseOperator


async def fetch(url):
	raise ValueError(url)


async def main(urls):
	asyncio.create_task(fetch(urls[0]))
#^^^^^^^^^^^^^^^^^^^ warning: Nothing awaits what `asyncio.create_task()` starts: an exception in it vanishes, or it is cut off when the event loop ends, and the task ends as a success. Await it.
	tasks = [asyncio.ensure_future(fetch(url)) for url in urls]
#         ^^^^^^^^^^^^^^^^^^^^^ warning: Nothing awaits what `asyncio.ensure_future()` starts: an exception in it vanishes, or it is cut off when the event loop ends, and the task ends as a success. Await it.
	await asyncio.wait(tasks)
	await asyncio.gather(*(fetch(url) for url in urls), return_exceptions=True)
#      ^^^^^^^^^^^^^^ warning: `asyncio.gather(return_exceptions=True)` gives back the exceptions with the results, and nothing looks at them: they vanish, and the task ends as a success. Raise the first, or leave the argument out.
	others = [asyncio.create_task(fetch(url)) for url in urls]
#          ^^^^^^^^^^^^^^^^^^^ warning: Nothing awaits what `asyncio.create_task()` starts: an exception in it vanishes, or it is cut off when the event loop ends, and the task ends as a success. Await it.
	done, pending = await asyncio.wait(others)
	print(len(done), "are done")
	loop = asyncio.get_running_loop()
	loop.run_in_executor(None, print, urls)
#^^^^^^^^^^^^^^^^^^^^ warning: Nothing awaits what `loop.run_in_executor()` starts: an exception in it vanishes, or it is cut off when the event loop ends, and the task ends as a success. Await it.


class Load(BaseOperator):
	def execute(self, context):
		asyncio.run(main(self.urls))

# --- case: jobs of Google Cloud and dask
from airflow.decorators import task
from airflow.providers.google.cloud.hooks.bigquery import BigQueryHook
from dask.distributed import Client
from google.cloud import bigquery, pubsub_v1


@task
def merge(rows, frame):
    client = bigquery.Client()
    client.query("DELETE FROM shop.orders WHERE day = CURRENT_DATE()")
#   ^^^^^^^^^^^^ warning: Nothing waits for what `client.query()` starts: when it fails, nobody sees it, and the task ends as a success. Call `result()` on it, which waits and raises.
    job = client.load_table_from_dataframe(frame, "shop.orders")
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Nothing waits for what `client.load_table_from_dataframe()` starts: when it fails, nobody sees it, and the task ends as a success. Call `result()` on it, which waits and raises.
    print(f"started {job.job_id}")
    publisher = pubsub_v1.PublisherClient()
    for row in rows:
        publisher.publish("topic", row)
#       ^^^^^^^^^^^^^^^^^ warning: Nothing waits for what `publisher.publish()` starts: when it fails, nobody sees it, and the task ends as a success. Call `result()` on it, which waits and raises.
    BigQueryHook().get_client().query("TRUNCATE TABLE shop.orders")
#                               ^^^^^ warning: Nothing waits for what `BigQueryHook(…).get_client(…).query()` starts: when it fails, nobody sees it, and the task ends as a success. Call `result()` on it, which waits and raises.
    cluster = Client("scheduler:8786")
    cluster.submit(print, rows)
#   ^^^^^^^^^^^^^^ warning: Nothing waits for what `cluster.submit()` starts: when it fails, nobody sees it, and the task ends as a success. Call `result()` on it, which waits and raises.

# --- case: the outcome is asked for
import asyncio
import concurrent.futures
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing import Pool

from airflow.decorators import task
from google.cloud import bigquery


async def fetch(url):
    return url


async def main(urls):
    task = asyncio.create_task(fetch(urls[0]))
    await task
    tasks = [asyncio.create_task(fetch(url)) for url in urls]
    await asyncio.gather(*tasks)
    others = [asyncio.create_task(fetch(url)) for url in urls]
    done, _ = await asyncio.wait(others)
    for one in done:
        one.result()
    results = await asyncio.gather(*(fetch(url) for url in urls), return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    heartbeat = asyncio.ensure_future(fetch("beat"))
    heartbeat.cancel()
    await asyncio.wait_for(asyncio.create_task(fetch(urls[0])), 10)


@task
def load(urls, convert, on_error):
    with ThreadPoolExecutor() as pool:
        futures = {pool.submit(convert, url): url for url in urls}
        for future in as_completed(futures):
            print(futures[future], future.result())
        list(pool.map(convert, urls))
        for page in pool.map(convert, urls):
            print(page)
        pool.submit(convert, urls[0]).add_done_callback(print)
        started = [pool.submit(convert, url) for url in urls]
        done, _ = concurrent.futures.wait(started)
        for future in done:
            future.result()
        pool.submit(convert, urls[0]).result()
    with Pool() as pool:
        pool.apply_async(convert, urls, error_callback=on_error)
        results = [pool.apply_async(convert, url) for url in urls]
        print([result.get() for result in results])
    client = bigquery.Client()
    client.query("SELECT 1").result()
    for row in client.query("SELECT 1"):
        print(row)
    frame = client.query("SELECT 1").to_dataframe()
    rehearsal = client.query("SELECT 1", job_config=bigquery.QueryJobConfig(dry_run=True))
    print(rehearsal.total_bytes_processed)
    job = client.query("SELECT 1")
    asyncio.run(main(urls))
    return frame, job.job_id

# --- case: handed on, or work that catches what fails
from concurrent.futures import ThreadPoolExecutor

from airflow.decorators import task
from waiting import finish


def careful(url):
    try:
        print(url)
    except Exception as error:
        print(error)


class Holder:
    def start(self, pool):
        self.future = pool.submit(print)


@task
def load(urls):
    with ThreadPoolExecutor() as pool:
        pool.submit(careful, urls[0])
        finish([pool.submit(print, url) for url in urls])
        return pool.submit(print, urls)

# --- case: methods of the same name
from airflow.decorators import task
from mylib import Pool, client


@task
def load(form, frame):
    form.submit()
    client.query("SELECT 1")
    Pool().map(print, [])
    frame.map(print)

# --- case: a module whose name is a variable's too
from airflow.decorators import task


@task
def load(urls, fetch):
    from concurrent.futures import ThreadPoolExecutor, wait

    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(fetch, url) for url in urls]
#                  ^^^^^^^^^^^ warning: Nothing asks what `pool.submit()` gives for its result: an exception in that work vanishes, and the task ends as a success. Call `result()` on it.
        wait(futures)
