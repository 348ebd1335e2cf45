# --- case: a new column, an inferred type
from airflow.decorators import task
import pandas as pd


@task
def double_prices():
    prices = pd.read_csv("/data/prices.csv")
#            ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    prices["price"] = prices["price"] * 2
    prices.to_csv("/data/doubled.csv")

# --- case: every type is given, with comments and one argument per line
from airflow.decorators import task
import pandas as pd


@task
def clean(path, out):
    df = pd.read_csv(path, dtype=str, sep=";")  # all text
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    # trim
    df["name"] = df["name"].str.strip()

    df = df[df["name"] != ""]
    df.to_csv(
        out,
        index=False,
        sep=";",
    )
    return out

# --- case: read, worked on and written in one statement
import pandas as pd
from airflow.operators.python import PythonOperator


def convert(path, out):
    print("start")
    pd.read_csv(path, encoding="latin-1").dropna().to_csv(out, header=False)
#   ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)


PythonOperator(task_id="convert", python_callable=convert)

# --- case: tabs, single quotes, an imported function, line breaks of Windows
# line-break: crlf
from pandas import read_csv
from airflow.operators.python import PythonOperator


def convert(path, out):
	rows = 0
	df = read_csv(path, sep='\t')
#     ^^^^^^^^ warning: `read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
	df['total'] = df['price'] \
		* df['amount']
	text = '''
kept
'''
	df.to_csv(out, mode='a', header=True,
		sep='\t')
	return rows, text


PythonOperator(task_id='convert', python_callable=convert)

# --- case: an operator of the project, two-space indentation
import pandas
from airflow.models import BaseOperator


class Clean(BaseOperator):
  def execute(self, context):
    if self.source:
      frame = pandas.read_csv(self.source, usecols=["id", "city"], dtype={"id": int, "city": str})
#             ^^^^^^^^^^^^^^^ warning: `pandas.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
      frame.to_csv(self.target, header=["ID", "City"])
    else:
      frame = None
    return self.target

# --- case: other statements in front of the first step
import logging
import os
import pandas as pd
from airflow.decorators import task

logger = logging.getLogger(__name__)


@task
def clean(folder, ds=None):
    df = pd.read_csv(f"{folder}/{ds}.csv")
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    logger.info("read %s", folder)
    target = os.path.join(folder, f"clean-{ds}.csv")
    df = df.dropna(subset=["id"])
    logger.info("writing %s", target)
    df.to_csv(target, index=False)
    del df

# --- case: typed, with other statements in front of the first step
import pandas as pd
from airflow.decorators import task


@task
def clean(folder):
    df = pd.read_csv(f"{folder}/in.csv", dtype=str)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    target = f"{folder}/out.csv"
    # only the known
    df = df.dropna()
    df.to_csv(target, index=False)

# --- case: into a database
import pandas as pd
from airflow.decorators import task


@task
def load(path, engine):
    df = pd.read_table(path, header=None, names=["id", "city"], dtype="string")
#        ^^^^^^^^^^^^^ warning: `pd.read_table` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    df["city"] = df["city"].fillna("?")
    df.to_sql("cities", engine, if_exists="replace", index=False)


@task
def add(path, engine):
    df = pd.read_csv(path, dtype="string")
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    df.to_sql("cities", engine, if_exists="append", index=False)

# --- case: one frame after another under one name
import pandas as pd
from airflow.decorators import task


@task
def clean():
    df = pd.read_csv("/data/a.csv", dtype=str)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    df.to_csv("/data/a_clean.csv")
    df = pd.read_csv("/data/b.csv", dtype=str)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    df.to_csv("/data/b_clean.csv")

# --- case: two outputs, names of columns, a condition on them
import numpy as np
import pandas as pd
from airflow.decorators import task


@task
def clean(paths):
    for path in paths:
        df = pd.read_csv(path)
#            ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
        df.columns = [name.strip().lower() for name in df.columns]
        if "note" in df.columns:
            df = df.drop(columns=["note"])
        for name in ["city", "street"]:
            df[name] = df[name].str.strip()
        df["size"] = np.where(df["amount"] > 10, "large", "small")
        good = df[df["amount"].notna()]
        bad = df[df["amount"].isna()]
        good.to_csv(f"{path}.good", index=False)
        bad.to_csv(f"{path}.bad", index=False)

# --- case: the target of the loop is a name that is taken
import pandas as pd
from airflow.decorators import task


@task
def clean(path, out, number, columns):
    df = pd.read_csv(path, dtype={"id": str})
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df["number"] = number
    df = df[columns] if False else df
    df.to_csv(out)


@task
def label(path, out, number, columns):
    df = pd.read_csv(path, dtype={"id": str})
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    df["number"] = number
    df.to_csv(out, columns=columns)

# --- case: a step needs the whole frame
import pandas as pd
from airflow.decorators import task


@task
def sort(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df = df.sort_values("id")
    df.to_csv(out)


@task
def count(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df.to_csv(out)
    print(len(df))


@task
def share(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df["share"] = df["price"] / df["price"].sum()
    df.to_csv(out)


@task
def hand_back(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df.to_csv(out)
    return df


@task
def hand_on(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df = enrich(df)
    df.to_csv(out)


@task
def close_over(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.

    def price(sku):
        return df[df["sku"] == sku]

    df.to_csv(out)


@task
def look_at(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    print(df.head())
    df.to_csv(out)

# --- case: a part could get another type or text than the whole
import pandas as pd
from airflow.decorators import task


@task
def lengths(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df["length"] = df["name"].str.len()
    df.to_csv(out)


@task
def guessed_times(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df["day"] = pd.to_datetime(df["day"])
    df.to_csv(out, date_format="%Y-%m-%d")


@task
def times_without_format(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df["day"] = pd.to_datetime(df["day"], format="%Y-%m-%d %H:%M")
    df.to_csv(out)


@task
def numbered_again(path, out):
    df = pd.read_csv(path).dropna().reset_index(drop=True)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df.to_csv(out)


@task
def other_rows(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df["large"] = df[df["price"] > 10]["price"]
    df.to_csv(out)


@task
def parsed_dates(path, out):
    df = pd.read_csv(path, parse_dates=["day"])
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df.to_csv(out)

# --- case: an output that cannot be continued
import pandas as pd
from airflow.decorators import task


@task
def compressed(path):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df.to_csv("/data/out.csv.gz")


@task
def remote(path):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df.to_csv("s3://bucket/out.csv")


@task
def parquet(path, out):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df.to_parquet(out)


@task
def in_place(path):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df["id"] = df["id"] + 1
    df.to_csv(path)


@task
def as_text(path):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    text = df.to_csv()
    return text

# --- case: a source that can be read only once, or costs a download each time
import pandas as pd
from airflow.decorators import task


@task
def stream(client, out):
    df = pd.read_csv(client.get_object(Key="orders.csv")["Body"])
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df.to_csv(out)


@task
def download(out):
    df = pd.read_csv("https://data.example.com/orders.csv")
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    df.to_csv(out)


@task
def typed_stream(client, out):
    df = pd.read_csv(client.get_object(Key="orders.csv")["Body"], dtype=str)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    df.to_csv(out)

# --- case: no room for a loop
import pandas as pd
from airflow.decorators import task


@task
def one_line(path, out):
    df = pd.read_csv(path, dtype=str); df.to_csv(out)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.


@task
def many_lines(path, out):
    df = pd.read_csv(
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
        path,
        dtype={
            "id": str,  # keeps zeros
        },
    )
    df.to_csv(out)

# --- case: other readers
import io

import pandas as pd
import polars as pl
import pyarrow.csv as pv
import pyarrow.parquet as pq
from airflow.decorators import task


@task
def read(path, engine, content, **options):
    pd.read_fwf(path)
#   ^^^^^^^^^^^ warning: `pd.read_fwf` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    pd.read_json(path, lines=True)
#   ^^^^^^^^^^^^ warning: `pd.read_json` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    pd.read_sas(path)
#   ^^^^^^^^^^^ warning: `pd.read_sas` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    pd.read_stata(path)
#   ^^^^^^^^^^^^^ warning: `pd.read_stata` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    pd.read_sql_table("orders", engine)
#   ^^^^^^^^^^^^^^^^^ warning: `pd.read_sql_table` loads every row of the table into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Select what the task needs, or read in parts with `chunksize=`, on a connection with a server-side cursor.
    pl.read_csv(path)
#   ^^^^^^^^^^^ warning: `pl.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `scan_…` and `sink_…`, which stream.
    pl.read_parquet(path)
#   ^^^^^^^^^^^^^^^ warning: `pl.read_parquet` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `scan_…` and `sink_…`, which stream.
    pv.read_csv(path)
#   ^^^^^^^^^^^ warning: `pv.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `open_csv`, which gives record batches.
    pq.read_table(path)
#   ^^^^^^^^^^^^^ warning: `pq.read_table` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `ParquetFile(…).iter_batches()`.
    pq.read_table(path, filters=[("day", "=", "2024-01-01")])
#   ^^^^^^^^^^^^^ information: `pq.read_table` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `ParquetFile(…).iter_batches()`.
    pd.read_csv(io.StringIO(content))
#   ^^^^^^^^^^^ information: `pd.read_csv` makes a DataFrame of data that are in memory already, so that they are there twice. Stream the source to a file and read that in parts.
    pd.read_csv(path, chunksize=None)
#   ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.

# --- case: queries
import pandas as pd
from airflow.decorators import task
from sqlalchemy import text

EVERYTHING = """
    -- all of it
    SELECT o.id, o.total
    FROM shop.orders o
    LEFT JOIN shop.customers c ON c.id = o.customer_id
    ORDER BY o.id
"""


@task
def read(connection, query, table, day):
    pd.read_sql("SELECT * FROM orders", connection)
#   ^^^^^^^^^^^ warning: `pd.read_sql` loads every row of the table into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Select what the task needs, or read in parts with `chunksize=`, on a connection with a server-side cursor.
    pd.read_sql_query(EVERYTHING, connection)
#   ^^^^^^^^^^^^^^^^^ warning: `pd.read_sql_query` loads every row of the table into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Select what the task needs, or read in parts with `chunksize=`, on a connection with a server-side cursor.
    pd.read_sql(text("select * from orders"), connection)
#   ^^^^^^^^^^^ warning: `pd.read_sql` loads every row of the table into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Select what the task needs, or read in parts with `chunksize=`, on a connection with a server-side cursor.
    pd.read_sql(f"SELECT * FROM {table}", connection)
#   ^^^^^^^^^^^ warning: `pd.read_sql` loads every row of the table into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Select what the task needs, or read in parts with `chunksize=`, on a connection with a server-side cursor.
    pd.read_sql("orders", connection)
#   ^^^^^^^^^^^ warning: `pd.read_sql` loads every row of the table into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Select what the task needs, or read in parts with `chunksize=`, on a connection with a server-side cursor.
    pd.read_sql("SELECT id FROM a UNION ALL SELECT id FROM b", connection)
#   ^^^^^^^^^^^ warning: `pd.read_sql` loads every row of the table into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Select what the task needs, or read in parts with `chunksize=`, on a connection with a server-side cursor.
    pd.read_sql("SELECT * FROM orders WHERE 1 = 1", connection)
#   ^^^^^^^^^^^ warning: `pd.read_sql` loads every row of the table into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Select what the task needs, or read in parts with `chunksize=`, on a connection with a server-side cursor.
    pd.read_sql("SELECT * FROM orders WHERE day = %s", connection, params=[day])
#   ^^^^^^^^^^^ information: `pd.read_sql` loads all rows that the query gives into memory, however many they become. Read them in parts with `chunksize=`, on a connection with a server-side cursor, or limit the query.
    pd.read_sql("SELECT city, count(*) FROM orders GROUP BY city", connection)
#   ^^^^^^^^^^^ information: `pd.read_sql` loads all rows that the query gives into memory, however many they become. Read them in parts with `chunksize=`, on a connection with a server-side cursor, or limit the query.
    pd.read_sql("SELECT DISTINCT city FROM orders", connection)
#   ^^^^^^^^^^^ information: `pd.read_sql` loads all rows that the query gives into memory, however many they become. Read them in parts with `chunksize=`, on a connection with a server-side cursor, or limit the query.
    pd.read_sql("WITH x AS (SELECT * FROM a WHERE b) SELECT * FROM x", connection)
#   ^^^^^^^^^^^ information: `pd.read_sql` loads all rows that the query gives into memory, however many they become. Read them in parts with `chunksize=`, on a connection with a server-side cursor, or limit the query.
    pd.read_sql(f"SELECT * FROM orders {day}", connection)
#   ^^^^^^^^^^^ information: `pd.read_sql` loads all rows that the query gives into memory, however many they become. Read them in parts with `chunksize=`, on a connection with a server-side cursor, or limit the query.
    pd.read_sql("SELECT * FROM orders LIMIT 5000000", connection)
#   ^^^^^^^^^^^ warning: `pd.read_sql` loads every row of the table into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Select what the task needs, or read in parts with `chunksize=`, on a connection with a server-side cursor.
    pd.read_sql(query, connection)
#   ^^^^^^^^^^^ information: `pd.read_sql` loads all rows that the query gives into memory, however many they become. Read them in parts with `chunksize=`, on a connection with a server-side cursor, or limit the query.

# --- case: queries of a few rows
import pandas as pd
from airflow.decorators import task


@task
def read(connection, days):
    pd.read_sql("SELECT * FROM orders LIMIT 10", connection)
    pd.read_sql(f"SELECT * FROM orders ORDER BY id LIMIT {days}", connection)
    pd.read_sql("SELECT TOP 5 * FROM orders", connection)
    pd.read_sql("SELECT count(*), max(day) AS last FROM orders", connection)
    pd.read_sql("SELECT coalesce(sum(total), 0) FROM orders WHERE day > '2024-01-01'", connection)
    pd.read_sql("SELECT 1", connection)
    pd.read_sql("SELECT * FROM orders FETCH FIRST 10 ROWS ONLY", connection)
    pd.read_sql("SHOW TABLES", connection)
    pd.read_sql("SELECT table_name FROM information_schema.tables", connection)
    pd.read_sql("SELECT * FROM orders", connection, chunksize=10_000)

# --- case: reads of a part
import io
import json

import pandas as pd
import polars as pl
from airflow.decorators import task


@task
def read(path, options):
    pd.read_csv(path, nrows=0)
    pd.read_csv(path, chunksize=1000)
    pd.read_csv(path, iterator=True)
    pd.read_csv(path, **options)
    pd.read_csv(io.StringIO("a,b\n1,2\n"))
    pd.read_json(path)
    pd.read_json(path, lines=True, chunksize=1000)
    pd.read_excel(path)
    pl.read_csv(path, n_rows=10)
    pl.scan_csv(path)

# --- case: a look-alike, and code that no task runs
import pandas as pd
from airflow import DAG
from mylib import read_csv

FRAME = pd.read_csv("/data/lookup.csv")

with DAG("lookup"):
    read_csv("/data/orders.csv")

if __name__ == "__main__":
    pd.read_csv("/data/orders.csv")
