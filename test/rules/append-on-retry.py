# --- case: files that grow
import csv
import gzip
from pathlib import Path

import pandas as pd
from airflow.decorators import task


@task(retries=3)
def save(rows, upload):
    with open("/data/orders.csv", "a") as file:
#        ^^^^ information: `open()` appends, and this task has retries: when it fails behind this, the next try appends the same again. Write a file of its own for each run, from the beginning.
        for row in rows:
            file.write(str(row))
    with Path("/data/orders.txt").open(mode="ab") as file:
#                                 ^^^^ information: `Path(…).open()` appends, and this task has retries: when it fails behind this, the next try appends the same again. Write a file of its own for each run, from the beginning.
        file.write(b"one")
    for row in rows:
        gzip.open("/data/orders.gz", "at").write(row)
#       ^^^^^^^^^ information: `gzip.open()` appends, and this task has retries: when it fails behind this, the next try appends the same again. Write a file of its own for each run, from the beginning.
    pd.DataFrame(rows).to_csv("/data/frame.csv", mode="a", header=False)
#                      ^^^^^^ information: `pd.DataFrame(…).to_csv()` appends, and this task has retries: when it fails behind this, the next try appends the same again. Write a file of its own for each run, from the beginning.
    upload("/data/frame.csv")

# --- case: tables that grow, with the retries of the DAG
import awswrangler as wr
import pandas as pd
from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.providers.postgres.hooks.postgres import PostgresHook
from google.cloud import bigquery
from mylib import notify


def write(hook, rows):
    hook.insert_rows("orders", rows)


def save():
    hook = PostgresHook("shop")
    for day in range(7):
        hook.run(f"INSERT INTO days VALUES ({day})")
#       ^^^^^^^^ information: `hook.run()` adds rows, and this task has retries: when it fails behind this, the next try adds the same rows again. Delete the rows of this run first, or replace what is there by key.
    hook.run("INSERT INTO orders SELECT * FROM drafts")
#   ^^^^^^^^ information: `hook.run()` adds rows, and this task has retries: when it fails behind this, the next try adds the same rows again. Delete the rows of this run first, or replace what is there by key.
    write(PostgresHook("shop"), [(1,)])
    frame = pd.read_csv("orders.csv")
    frame.to_sql("orders", hook.get_sqlalchemy_engine(), if_exists="append")
#   ^^^^^^^^^^^^ information: `frame.to_sql()` adds rows, and this task has retries: when it fails behind this, the next try adds the same rows again. Delete the rows of this run first, or replace what is there by key.
    wr.s3.to_parquet(frame, "s3://shop/orders", dataset=True, mode="append")
#   ^^^^^^^^^^^^^^^^ information: `wr.s3.to_parquet()` adds rows, and this task has retries: when it fails behind this, the next try adds the same rows again. Delete the rows of this run first, or replace what is there by key.
    bigquery.Client().insert_rows_json("orders", [{}])
#                     ^^^^^^^^^^^^^^^^ information: `bigquery.Client(…).insert_rows_json()` adds rows, and this task has retries: when it fails behind this, the next try adds the same rows again. Delete the rows of this run first, or replace what is there by key.
    notify("done")


with DAG("shop", schedule=None, default_args={"retries": 2}):
    PythonOperator(task_id="save", python_callable=save)

# --- case: no retries, or nothing that can fail behind it
from airflow.decorators import task
from airflow.providers.postgres.hooks.postgres import PostgresHook


@task
def without(rows):
    with open("/data/orders.csv", "a") as file:
        for row in rows:
            file.write(row)


@task(retries=0)
def with_none(rows, settings):
    PostgresHook("shop").insert_rows("orders", rows)
    print(len(rows))


@task(retries=3)
def at_the_end(text):
    print("saving")
    PostgresHook("shop").run("INSERT INTO orders VALUES (1)")
    print("done")


@task(retries=3)
def one_line(text):
    with open("/data/orders.csv", "a") as file:
        file.write(text)

# --- case: retries that the file does not show
from airflow.decorators import task
from mylib import settings


@task(**settings)
def save(rows):
    for row in rows:
        open("/data/orders.csv", "a").write(row)

# --- case: a second try begins anew
import os
import tempfile

from airflow.decorators import task
from airflow.providers.postgres.hooks.postgres import PostgresHook


@task(retries=3)
def in_files(rows, ti, upload):
    if os.path.exists("/data/orders.csv"):
        os.remove("/data/orders.csv")
    with open("/data/orders.csv", "a") as file:
        for row in rows:
            file.write(row)


@task(retries=3)
def by_mode(frames):
    for index, frame in enumerate(frames):
        frame.to_csv("/data/frame.csv", mode="a" if index else "w")


@task(retries=3)
def in_files_of_the_try(rows, ti):
    for row in rows:
        open(f"/data/orders-{ti.try_number}.csv", "a").write(row)
        open("/data/load.log", "a").write(row)


@task(retries=3)
def in_temporary_files(rows):
    folder = tempfile.mkdtemp()
    for row in rows:
        open(os.path.join(folder, "rows"), "a").write(row)


@task(retries=3)
def in_tables(rows, day):
    hook = PostgresHook("shop")
    hook.run(f"DELETE FROM orders WHERE day = '{day}'")
    for row in rows:
        hook.run("INSERT INTO orders VALUES (1)")


@task(retries=3)
def by_key(rows, statement, frame):
    hook = PostgresHook("shop")
    for row in rows:
        hook.run("INSERT INTO orders VALUES (1) ON CONFLICT (id) DO NOTHING")
        hook.run("INSERT IGNORE INTO orders VALUES (1)")
        hook.run(statement)
        hook.run("SELECT 1")
        hook.insert_rows("orders", rows, replace=True, replace_index="id")
        frame.to_sql("orders", hook, if_exists="replace")
        open("/data/orders.csv", "w").write(row)

# --- case: rows that are committed before more is done
import psycopg2
import requests
from airflow.decorators import task
from airflow.providers.mysql.hooks.mysql import MySqlHook


@task(retries=2)
def save(rows, url):
    connection = psycopg2.connect("dbname=shop")
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO orders VALUES (%s)", rows)
#       ^^^^^^^^^^^^^^^^^^ information: `cursor.executemany()` adds rows, and this task has retries: when it fails behind this, the next try adds the same rows again. Delete the rows of this run first, or replace what is there by key.
    connection.commit()
    requests.post(url, timeout=5)


@task(retries=2)
def save_each(rows):
    connection = MySqlHook("shop").get_conn()
    cursor = connection.cursor()
    for row in rows:
        cursor.execute("INSERT INTO orders VALUES (%s)", row)
#       ^^^^^^^^^^^^^^ information: `cursor.execute()` adds rows, and this task has retries: when it fails behind this, the next try adds the same rows again. Delete the rows of this run first, or replace what is there by key.
        connection.commit()

# --- case: rows that a failure takes back, or that come last
import psycopg2
import requests
from airflow.decorators import task


@task(retries=2)
def save(rows, url):
    connection = psycopg2.connect("dbname=shop")
    cursor = connection.cursor()
    for row in rows:
        cursor.execute("INSERT INTO orders VALUES (%s)", row)
    requests.post(url, timeout=5)
    connection.commit()
    connection.close()


@task(retries=2)
def replace(rows, url):
    connection = psycopg2.connect("dbname=shop")
    cursor = connection.cursor()
    cursor.execute("DELETE FROM orders WHERE day = '2024-01-01'")
    cursor.executemany("INSERT INTO orders VALUES (%s)", rows)
    connection.commit()
    requests.post(url, timeout=5)


@task(retries=2)
def save_new(rows, url):
    connection = psycopg2.connect("dbname=shop")
    connection.cursor().executemany("INSERT INTO orders VALUES (%s) ON CONFLICT DO NOTHING", rows)
    connection.commit()
    requests.post(url, timeout=5)
