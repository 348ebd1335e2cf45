from datetime import timedelta

import pandas as pd

from airflow.decorators import dag, task


@task(execution_timeout=timedelta(minutes=30))
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


@dag(schedule=None)
def prices():
    double_prices()


prices()
