from datetime import timedelta

import pandas as pd

from airflow.decorators import dag, task


@task(execution_timeout=timedelta(minutes=30))
def double_prices():
    prices = pd.read_csv("/data/prices.csv")
    prices["price"] = prices["price"] * 2
    prices.to_csv("/data/doubled.csv")


@dag(schedule=None)
def prices():
    double_prices()


prices()
