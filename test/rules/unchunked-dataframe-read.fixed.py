# --- case: a new column, an inferred type
from airflow.decorators import task
import pandas as pd


@task
def double_prices():
    # pandas infers types block by block. Chunks that are the same blocks, brought to the
    # types that all blocks have in common, hold what a read of the whole file would.
    columns = pd.read_csv("/data/prices.csv", nrows=0).shape[1]
    rows = 2 ** ((2**20 // columns - 1).bit_length() - 1)
    kinds = pd.DataFrame(
        chunk.dtypes[chunk.notna().any() | (chunk.dtypes != "float64")]
        for chunk in pd.read_csv("/data/prices.csv", chunksize=rows)
    )
    types = {
        name: "float64" if all(kind.kind in "iuf" for kind in found.dropna())
        else "object" if found.nunique() > 1 or (found == bool).any()
        else found.dropna().iloc[0]
        for name, found in kinds.items()
        if found.nunique() > 1 or found.hasnans
    }
    for number, prices in enumerate(pd.read_csv("/data/prices.csv", chunksize=rows)):
        prices = prices.astype(types)
        prices["price"] = prices["price"] * 2
        prices.to_csv("/data/doubled.csv", mode="a" if number else "w", header=number == 0)

# --- case: every type is given, with comments and one argument per line
from airflow.decorators import task
import pandas as pd


@task
def clean(path, out):
    for number, df in enumerate(
        pd.read_csv(path, dtype=str, sep=";", chunksize=100_000)
    ):  # all text
        # trim
        df["name"] = df["name"].str.strip()

        df = df[df["name"] != ""]
        df.to_csv(
            out,
            index=False,
            sep=";",
            mode="a" if number else "w",
            header=number == 0,
        )
    return out

# --- case: read, worked on and written in one statement
import pandas as pd
from airflow.operators.python import PythonOperator


def convert(path, out):
    print("start")
    # pandas infers types block by block. Chunks that are the same blocks, brought to the
    # types that all blocks have in common, hold what a read of the whole file would.
    columns = pd.read_csv(path, encoding="latin-1", nrows=0).shape[1]
    rows = 2 ** ((2**20 // columns - 1).bit_length() - 1)
    kinds = pd.DataFrame(
        chunk.dtypes[chunk.notna().any() | (chunk.dtypes != "float64")]
        for chunk in pd.read_csv(path, encoding="latin-1", chunksize=rows)
    )
    types = {
        name: "float64" if all(kind.kind in "iuf" for kind in found.dropna())
        else "object" if found.nunique() > 1 or (found == bool).any()
        else found.dropna().iloc[0]
        for name, found in kinds.items()
        if found.nunique() > 1 or found.hasnans
    }
    for number, chunk in enumerate(
        pd.read_csv(path, encoding="latin-1", chunksize=rows)
    ):
        chunk = chunk.astype(types)
        chunk.dropna().to_csv(out, header=False, mode="a" if number else "w")


PythonOperator(task_id="convert", python_callable=convert)

# --- case: tabs, single quotes, an imported function, line breaks of Windows
from pandas import read_csv, DataFrame
from airflow.operators.python import PythonOperator


def convert(path, out):
	rows = 0
	# pandas infers types block by block. Chunks that are the same blocks, brought to the
	# types that all blocks have in common, hold what a read of the whole file would.
	columns = read_csv(path, sep='\t', nrows=0).shape[1]
	chunk_rows = 2 ** ((2**20 // columns - 1).bit_length() - 1)
	kinds = DataFrame(
		chunk.dtypes[chunk.notna().any() | (chunk.dtypes != 'float64')]
		for chunk in read_csv(path, sep='\t', chunksize=chunk_rows)
	)
	types = {
		name: 'float64' if all(kind.kind in 'iuf' for kind in found.dropna())
		else 'object' if found.nunique() > 1 or (found == bool).any()
		else found.dropna().iloc[0]
		for name, found in kinds.items()
		if found.nunique() > 1 or found.hasnans
	}
	for number, df in enumerate(read_csv(path, sep='\t', chunksize=chunk_rows)):
		df = df.astype(types)
		df['total'] = df['price'] \
			* df['amount']
		text = '''
kept
'''
		df.to_csv(out, mode='a', header=number == 0,
			sep='\t')
	return rows, text


PythonOperator(task_id='convert', python_callable=convert)

# --- case: an operator of the project, two-space indentation
import pandas
from airflow.models import BaseOperator


class Clean(BaseOperator):
  def execute(self, context):
    if self.source:
      for number, frame in enumerate(
        pandas.read_csv(self.source, usecols=["id", "city"], dtype={"id": int, "city": str}, chunksize=100_000)
      ):
        frame.to_csv(self.target, header=False if number else ["ID", "City"], mode="a" if number else "w")
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
    # pandas infers types block by block. Chunks that are the same blocks, brought to the
    # types that all blocks have in common, hold what a read of the whole file would.
    columns = pd.read_csv(f"{folder}/{ds}.csv", nrows=0).shape[1]
    rows = 2 ** ((2**20 // columns - 1).bit_length() - 1)
    kinds = pd.DataFrame(
        chunk.dtypes[chunk.notna().any() | (chunk.dtypes != "float64")]
        for chunk in pd.read_csv(f"{folder}/{ds}.csv", chunksize=rows)
    )
    types = {
        name: "float64" if all(kind.kind in "iuf" for kind in found.dropna())
        else "object" if found.nunique() > 1 or (found == bool).any()
        else found.dropna().iloc[0]
        for name, found in kinds.items()
        if found.nunique() > 1 or found.hasnans
    }
    logger.info("read %s", folder)
    target = os.path.join(folder, f"clean-{ds}.csv")
    for number, df in enumerate(pd.read_csv(f"{folder}/{ds}.csv", chunksize=rows)):
        df = df.astype(types)
        df = df.dropna(subset=["id"])
        logger.info("writing %s", target)
        df.to_csv(target, index=False, mode="a" if number else "w", header=number == 0)
    del df

# --- case: typed, with other statements in front of the first step
import pandas as pd
from airflow.decorators import task


@task
def clean(folder):
    target = f"{folder}/out.csv"
    # only the known
    for number, df in enumerate(
        pd.read_csv(f"{folder}/in.csv", dtype=str, chunksize=100_000)
    ):
        df = df.dropna()
        df.to_csv(target, index=False, mode="a" if number else "w", header=number == 0)

# --- case: into a database
import pandas as pd
from airflow.decorators import task


@task
def load(path, engine):
    for number, df in enumerate(
        pd.read_table(path, header=None, names=["id", "city"], dtype="string", chunksize=100_000)
    ):
        df["city"] = df["city"].fillna("?")
        df.to_sql("cities", engine, if_exists="append" if number else "replace", index=False)


@task
def add(path, engine):
    for df in pd.read_csv(path, dtype="string", chunksize=100_000):
        df.to_sql("cities", engine, if_exists="append", index=False)

# --- case: one frame after another under one name
import pandas as pd
from airflow.decorators import task


@task
def clean():
    for number, df in enumerate(
        pd.read_csv("/data/a.csv", dtype=str, chunksize=100_000)
    ):
        df.to_csv("/data/a_clean.csv", mode="a" if number else "w", header=number == 0)
    for number, df in enumerate(
        pd.read_csv("/data/b.csv", dtype=str, chunksize=100_000)
    ):
        df.to_csv("/data/b_clean.csv", mode="a" if number else "w", header=number == 0)

# --- case: two outputs, names of columns, a condition on them
import numpy as np
import pandas as pd
from airflow.decorators import task


@task
def clean(paths):
    for path in paths:
        # pandas infers types block by block. Chunks that are the same blocks, brought to the
        # types that all blocks have in common, hold what a read of the whole file would.
        columns = pd.read_csv(path, nrows=0).shape[1]
        rows = 2 ** ((2**20 // columns - 1).bit_length() - 1)
        kinds = pd.DataFrame(
            chunk.dtypes[chunk.notna().any() | (chunk.dtypes != "float64")]
            for chunk in pd.read_csv(path, chunksize=rows)
        )
        types = {
            name: "float64" if all(kind.kind in "iuf" for kind in found.dropna())
            else "object" if found.nunique() > 1 or (found == bool).any()
            else found.dropna().iloc[0]
            for name, found in kinds.items()
            if found.nunique() > 1 or found.hasnans
        }
        for number, df in enumerate(pd.read_csv(path, chunksize=rows)):
            df = df.astype(types)
            df.columns = [name.strip().lower() for name in df.columns]
            if "note" in df.columns:
                df = df.drop(columns=["note"])
            for name in ["city", "street"]:
                df[name] = df[name].str.strip()
            df["size"] = np.where(df["amount"] > 10, "large", "small")
            good = df[df["amount"].notna()]
            bad = df[df["amount"].isna()]
            good.to_csv(f"{path}.good", index=False, mode="a" if number else "w", header=number == 0)
            bad.to_csv(f"{path}.bad", index=False, mode="a" if number else "w", header=number == 0)

# --- case: the target of the loop is a name that is taken
import pandas as pd
from airflow.decorators import task


@task
def clean(path, out, number, columns):
    df = pd.read_csv(path, dtype={"id": str})
    df["number"] = number
    df = df[columns] if False else df
    df.to_csv(out)


@task
def label(path, out, number, columns):
    # pandas infers types block by block. Chunks that are the same blocks, brought to the
    # types that all blocks have in common, hold what a read of the whole file would.
    chunk_columns = pd.read_csv(path, nrows=0).shape[1]
    rows = 2 ** ((2**20 // chunk_columns - 1).bit_length() - 1)
    kinds = pd.DataFrame(
        chunk.dtypes[chunk.notna().any() | (chunk.dtypes != "float64")]
        for chunk in pd.read_csv(path, dtype={"id": str}, chunksize=rows)
    )
    types = {
        name: "float64" if all(kind.kind in "iuf" for kind in found.dropna())
        else "object" if found.nunique() > 1 or (found == bool).any()
        else found.dropna().iloc[0]
        for name, found in kinds.items()
        if found.nunique() > 1 or found.hasnans
    }
    for chunk_number, df in enumerate(
        pd.read_csv(path, dtype={"id": str}, chunksize=rows)
    ):
        df = df.astype(types)
        df["number"] = number
        df.to_csv(out, columns=columns, mode="a" if chunk_number else "w", header=chunk_number == 0)

# --- case: a step needs the whole frame
import pandas as pd
from airflow.decorators import task


@task
def sort(path, out):
    df = pd.read_csv(path)
    df = df.sort_values("id")
    df.to_csv(out)


@task
def count(path, out):
    df = pd.read_csv(path)
    df.to_csv(out)
    print(len(df))


@task
def share(path, out):
    df = pd.read_csv(path)
    df["share"] = df["price"] / df["price"].sum()
    df.to_csv(out)


@task
def hand_back(path, out):
    df = pd.read_csv(path)
    df.to_csv(out)
    return df


@task
def hand_on(path, out):
    df = pd.read_csv(path)
    df = enrich(df)
    df.to_csv(out)


@task
def close_over(path, out):
    df = pd.read_csv(path)

    def price(sku):
        return df[df["sku"] == sku]

    df.to_csv(out)


@task
def look_at(path, out):
    df = pd.read_csv(path)
    print(df.head())
    df.to_csv(out)

# --- case: a part could get another type or text than the whole
import pandas as pd
from airflow.decorators import task


@task
def lengths(path, out):
    df = pd.read_csv(path)
    df["length"] = df["name"].str.len()
    df.to_csv(out)


@task
def guessed_times(path, out):
    df = pd.read_csv(path)
    df["day"] = pd.to_datetime(df["day"])
    df.to_csv(out, date_format="%Y-%m-%d")


@task
def times_without_format(path, out):
    df = pd.read_csv(path)
    df["day"] = pd.to_datetime(df["day"], format="%Y-%m-%d %H:%M")
    df.to_csv(out)


@task
def numbered_again(path, out):
    df = pd.read_csv(path).dropna().reset_index(drop=True)
    df.to_csv(out)


@task
def other_rows(path, out):
    df = pd.read_csv(path)
    df["large"] = df[df["price"] > 10]["price"]
    df.to_csv(out)


@task
def parsed_dates(path, out):
    df = pd.read_csv(path, parse_dates=["day"])
    df.to_csv(out)

# --- case: an output that cannot be continued
import pandas as pd
from airflow.decorators import task


@task
def compressed(path):
    df = pd.read_csv(path)
    df.to_csv("/data/out.csv.gz")


@task
def remote(path):
    df = pd.read_csv(path)
    df.to_csv("s3://bucket/out.csv")


@task
def parquet(path, out):
    df = pd.read_csv(path)
    df.to_parquet(out)


@task
def in_place(path):
    df = pd.read_csv(path)
    df["id"] = df["id"] + 1
    df.to_csv(path)


@task
def as_text(path):
    df = pd.read_csv(path)
    text = df.to_csv()
    return text

# --- case: a source that can be read only once, or costs a download each time
import pandas as pd
from airflow.decorators import task


@task
def stream(client, out):
    df = pd.read_csv(client.get_object(Key="orders.csv")["Body"])
    df.to_csv(out)


@task
def download(out):
    df = pd.read_csv("https://data.example.com/orders.csv")
    df.to_csv(out)


@task
def typed_stream(client, out):
    for number, df in enumerate(
        pd.read_csv(client.get_object(Key="orders.csv")["Body"], dtype=str, chunksize=100_000)
    ):
        df.to_csv(out, mode="a" if number else "w", header=number == 0)

# --- case: no room for a loop
import pandas as pd
from airflow.decorators import task


@task
def one_line(path, out):
    df = pd.read_csv(path, dtype=str); df.to_csv(out)


@task
def many_lines(path, out):
    df = pd.read_csv(
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
    pd.read_json(path, lines=True)
    pd.read_sas(path)
    pd.read_stata(path)
    pd.read_sql_table("orders", engine)
    pl.read_csv(path)
    pl.read_parquet(path)
    pv.read_csv(path)
    pq.read_table(path)
    pq.read_table(path, filters=[("day", "=", "2024-01-01")])
    pd.read_csv(io.StringIO(content))
    pd.read_csv(path, chunksize=None)

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
    pd.read_sql_query(EVERYTHING, connection)
    pd.read_sql(text("select * from orders"), connection)
    pd.read_sql(f"SELECT * FROM {table}", connection)
    pd.read_sql("orders", connection)
    pd.read_sql("SELECT id FROM a UNION ALL SELECT id FROM b", connection)
    pd.read_sql("SELECT * FROM orders WHERE 1 = 1", connection)
    pd.read_sql("SELECT * FROM orders WHERE day = %s", connection, params=[day])
    pd.read_sql("SELECT city, count(*) FROM orders GROUP BY city", connection)
    pd.read_sql("SELECT DISTINCT city FROM orders", connection)
    pd.read_sql("WITH x AS (SELECT * FROM a WHERE b) SELECT * FROM x", connection)
    pd.read_sql(f"SELECT * FROM orders {day}", connection)
    pd.read_sql("SELECT * FROM orders LIMIT 5000000", connection)
    pd.read_sql(query, connection)

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
