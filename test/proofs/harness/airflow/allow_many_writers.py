"""Has a database keep a log of what is written, so that a writer does not hold up the readers."""

import sqlite3
import sys

sqlite3.connect(sys.argv[1]).execute("PRAGMA journal_mode=WAL")
