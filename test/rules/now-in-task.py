# --- case: queries, requests, files and ranges of data
# airflow: 2.10.5
import datetime as dt
from datetime import date, datetime, timedelta

import pandas as pd
import pendulum
import requests
from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.providers.postgres.hooks.postgres import PostgresHook
from airflow.utils import timezone


def yesterday():
    return (datetime.now() - timedelta(days=1)).strftime("%Y-%m-%d")
#           ^^^^^^^^^^^^ information: `datetime.now()` decides which rows this query reads: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.


def load(client, cursor):
    hook = PostgresHook("db")
    hook.get_records(f"SELECT * FROM orders WHERE day = '{yesterday()}'")
    today = date.today()
#           ^^^^^^^^^^ information: `date.today()` decides which rows this query reads: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
    query = """
        SELECT id
        FROM orders
        WHERE day BETWEEN '{start}' AND '{end}'
    """
    cursor.execute(query.format(start=today - timedelta(days=7), end=today))
    cursor.execute("SELECT id FROM orders WHERE day = %s", (dt.date.today(),))
#                                                           ^^^^^^^^^^^^^ information: `dt.date.today()` decides which rows this query reads: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
    pd.read_sql("SELECT id FROM orders WHERE changed > '%s'" % (timezone.utcnow() - timedelta(hours=1)), hook)
#                                                               ^^^^^^^^^^^^^^^ information: `timezone.utcnow()` decides which rows this query reads: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
    day = f"{pendulum.now():%Y-%m-%d}"
    requests.get(f"https://api.example.com/orders?day={pendulum.now('UTC').to_date_string()}", timeout=10)
#                                                      ^^^^^^^^^^^^ information: `pendulum.now()` decides what this request asks for: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
    requests.get("https://api.example.com/orders", params={"from": pendulum.today().subtract(days=1)}, timeout=10)
#                                                                  ^^^^^^^^^^^^^^ information: `pendulum.today()` decides what this request asks for: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
    pd.read_csv(f"s3://bucket/orders/{datetime.utcnow().strftime('%Y/%m/%d')}/orders.csv", chunksize=1000)
#                                     ^^^^^^^^^^^^^^^ information: `datetime.utcnow()` decides which file is read: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
    S3Hook().read_key("orders/" + datetime.today().strftime("%Y%m%d") + ".json", "bucket")
#                                 ^^^^^^^^^^^^^^ information: `datetime.today()` decides which file is read: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
    with open(f"/data/orders_{datetime.now().year}.csv") as file:
#                             ^^^^^^^^^^^^ information: `datetime.now()` decides which file is read: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
        file.readline()
    client.orders(since=datetime.now() - timedelta(days=1))
#                       ^^^^^^^^^^^^ information: `datetime.now()` decides which range of data is read: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
    client.orders({"start_date": (datetime.now() - timedelta(days=1)).date(), "end_date": datetime.now().date()})
#                                 ^^^^^^^^^^^^ information: `datetime.now()` decides which range of data is read: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.
#                                                                                         ^^^^^^^^^^^^ information: `datetime.now()` decides which range of data is read: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.


with DAG("load", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False):
    PythonOperator(task_id="load", python_callable=load)

# --- case: Airflow 3 has no data interval for a cron schedule
# airflow: 3.1.0
from datetime import date, datetime

import requests
from airflow.sdk import dag, task


@dag(schedule="0 5 * * *", start_date=datetime(2024, 1, 1))
def load():
    @task
    def fetch():
        requests.get(f"https://api.example.com/orders?day={date.today()}", timeout=10)
#                                                          ^^^^^^^^^^ information: `date.today()` decides what this request asks for: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `logical_date` of the context: a cron schedule has no data interval in Airflow 3 by default.

    fetch()


load()

# --- case: an interval has one in both
# airflow: 3.1.0
from datetime import date, datetime, timedelta

import requests
from airflow.sdk import dag, task


@dag(schedule=timedelta(days=1), start_date=datetime(2024, 1, 1))
def load():
    @task
    def fetch():
        requests.get(f"https://api.example.com/orders?day={date.today()}", timeout=10)
#                                                          ^^^^^^^^^^ information: `date.today()` decides what this request asks for: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` and `data_interval_end` of the context.

    fetch()


load()

# --- case: where the version is not known
from datetime import date, datetime

import requests
from airflow.decorators import dag, task


@dag(schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False)
def load():
    @task
    def fetch():
        requests.get(f"https://api.example.com/orders?day={date.today()}", timeout=10)
#                                                          ^^^^^^^^^^ information: `date.today()` decides what this request asks for: a retry after midnight, a late run or a backfill reads other data than the run is for. Use `data_interval_start` of the context; in Airflow 3, where a cron schedule has no data interval by default, `logical_date`.

    fetch()


load()

# --- case: moments, durations, deadlines, logs and names of what is written
import logging
import time
from datetime import date, datetime, timedelta, timezone

import pandas as pd
import requests
from airflow import DAG
from airflow.operators.python import PythonOperator


def load(client, cursor, frame):
    start = datetime.now()
    logging.info("started at %s", datetime.now().strftime("%Y-%m-%d"))
    logging.info(f"orders where day = {date.today()}")
    deadline = datetime.now() + timedelta(minutes=10)
    while datetime.now() < deadline:
        time.sleep(10)
    cursor.execute("INSERT INTO loads (day, loaded_at) VALUES (%s, %s)", (date.today(), datetime.now()))
    cursor.execute(f"UPDATE loads SET loaded_at = '{datetime.now()}' WHERE id = 1")
    cursor.execute(f"DELETE FROM logs WHERE day < '{date.today() - timedelta(days=30)}'")
    cursor.execute(f"SELECT '{date.today()}' AS day FROM loads WHERE id = 1")
    frame["loaded_at"] = datetime.now(timezone.utc)
    frame.to_csv(f"report_{date.today()}.csv")
    with open(f"/var/log/load_{date.today()}.log", "a") as file:
        file.write(f"{datetime.now() - start}")
    requests.post("https://api.example.com/events", json={"at": datetime.now().isoformat()}, timeout=10)
    requests.get(f"https://api.example.com/orders?nonce={datetime.now().timestamp()}", timeout=10)
    requests.get(f"https://api.example.com/orders?at={datetime.now().strftime('%Y%m%d%H%M%S')}", timeout=10)
    client.finish(started=start, took=datetime.now() - start)


with DAG("load", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False):
    PythonOperator(task_id="load", python_callable=load)

# --- case: the run's own dates
from datetime import datetime, timedelta

from airflow.decorators import dag, task
from airflow.providers.postgres.hooks.postgres import PostgresHook


@dag(schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False)
def load():
    @task
    def fetch(data_interval_start=None, ds=None):
        day = data_interval_start - timedelta(days=1)
        PostgresHook("db").get_records(f"SELECT id FROM orders WHERE day = '{day.date()}' OR day = '{ds}'")

    fetch()


load()

# --- case: runs that stand for no period, and code that runs elsewhere
# airflow: 3.1.0
from datetime import date, datetime

import requests
from airflow.sdk import DAG, dag, task

TODAY = date.today()
URL = f"https://api.example.com/orders?day={TODAY}"


def helper():
    requests.get(f"https://api.example.com/orders?day={date.today()}", timeout=10)


@dag(schedule=None, start_date=datetime(2024, 1, 1))
def by_hand():
    @task
    def fetch():
        requests.get(f"https://api.example.com/orders?day={date.today()}", timeout=10)

    fetch()


@dag(start_date=datetime(2024, 1, 1))
def unset():
    @task
    def fetch():
        requests.get(f"https://api.example.com/orders?day={date.today()}", timeout=10)

    fetch()


by_hand()
unset()
