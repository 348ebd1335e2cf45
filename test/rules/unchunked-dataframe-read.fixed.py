# --- case: a new column
from airflow.decorators import task
import pandas as pd


@task
def double_prices():
    # pandas infers types from blocks of rows. The same blocks, and the types that all
    # blocks have in common, make the output the same as that of one whole read.
    columns = pd.read_csv("/data/prices.csv", nrows=0).shape[1]
    rows = 2 ** ((2**20 // columns - 1).bit_length() - 1)
    kinds = pd.DataFrame(
        chunk.dtypes for chunk in pd.read_csv("/data/prices.csv", chunksize=rows)
    )
    types = {
        name: "float64" if all(kind.kind in "iuf" for kind in found) else "object"
        for name, found in kinds.items()
        if found.nunique() > 1
    }
    for number, prices in enumerate(pd.read_csv("/data/prices.csv", chunksize=rows)):
        prices = prices.astype(types)
        prices["price"] = prices["price"] * 2
        prices.to_csv("/data/doubled.csv", mode="a" if number else "w", header=number == 0)

# --- case: typed
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

# --- case: one-liner
import pandas as pd
from airflow.operators.python import PythonOperator


def convert(path, out):
    print("start")
    # pandas infers types from blocks of rows. The same blocks, and the types that all
    # blocks have in common, make the output the same as that of one whole read.
    columns = pd.read_csv(path, encoding="latin-1", nrows=0).shape[1]
    rows = 2 ** ((2**20 // columns - 1).bit_length() - 1)
    kinds = pd.DataFrame(
        chunk.dtypes for chunk in pd.read_csv(path, encoding="latin-1", chunksize=rows)
    )
    types = {
        name: "float64" if all(kind.kind in "iuf" for kind in found) else "object"
        for name, found in kinds.items()
        if found.nunique() > 1
    }
    for number, chunk in enumerate(
        pd.read_csv(path, encoding="latin-1", chunksize=rows)
    ):
        chunk = chunk.astype(types)
        chunk.dropna().to_csv(out, header=False, mode="a" if number else "w")


def look(path):
    df = pd.read_csv(path)
    print(len(df))


PythonOperator(task_id="convert", python_callable=convert)
PythonOperator(task_id="look", python_callable=look)
