# --- case: a new column
from airflow.decorators import task
import pandas as pd


@task
def double_prices():
    prices = pd.read_csv("/data/prices.csv")
#            ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)
    prices["price"] = prices["price"] * 2
    prices.to_csv("/data/doubled.csv")

# --- case: typed
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

# --- case: one-liner
import pandas as pd
from airflow.operators.python import PythonOperator


def convert(path, out):
    print("start")
    pd.read_csv(path, encoding="latin-1").dropna().to_csv(out, header=False)
#   ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`. (unsafe fix)


def look(path):
    df = pd.read_csv(path)
#        ^^^^^^^^^^^ warning: `pd.read_csv` loads the whole file into memory. When the data outgrow the worker, the kernel kills the task (exit code -9) without a traceback. Read it in parts with `chunksize=`.
    print(len(df))


PythonOperator(task_id="convert", python_callable=convert)
PythonOperator(task_id="look", python_callable=look)
