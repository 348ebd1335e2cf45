"""Marks what runs as failed in the metadata database, as a user does in the interface of Airflow."""

import sqlite3
import sys

with sqlite3.connect(sys.argv[1], timeout=30) as database:
    database.execute("UPDATE task_instance SET state = 'failed' WHERE state = 'running'")
