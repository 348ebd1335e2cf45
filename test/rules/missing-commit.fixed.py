# --- case: connections of Airflow's hooks
from contextlib import closing

from airflow.decorators import task
from airflow.providers.microsoft.mssql.hooks.mssql import MsSqlHook
from airflow.providers.mysql.hooks.mysql import MySqlHook
from airflow.providers.oracle.hooks.oracle import OracleHook
from airflow.providers.postgres.hooks.postgres import PostgresHook


@task
def save(rows):
    hook = PostgresHook(postgres_conn_id="shop")
    connection = hook.get_conn()
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE IF NOT EXISTS orders (id int)")
    for row in rows:
        cursor.execute("INSERT INTO orders VALUES (%s)", row)  # one by one
    connection.commit()
    cursor.close()
    connection.close()


@task
def update(day):
    with closing(PostgresHook("shop").get_conn()) as conn:
        with conn.cursor() as cursor:
            cursor.execute(f"UPDATE orders SET paid = true WHERE day = '{day}'")
            conn.commit()
            return cursor.rowcount


@task
def delete():
    with MySqlHook("shop").get_conn() as conn:
        conn.cursor().execute("DELETE FROM orders")
        conn.commit()
    PostgresHook("shop").get_cursor().execute("TRUNCATE orders")
    oracle = OracleHook("shop").get_conn()
    try:
        oracle.cursor().executemany("INSERT INTO orders VALUES (:1)", [(1,)])
        oracle.commit()
    finally:
        oracle.close()
    mssql = MsSqlHook("shop").get_conn()
    mssql.cursor().execute("INSERT INTO orders VALUES (1)")
    mssql.commit()
    print("done")

# --- case: drivers
import sqlite3

import psycopg2
import pymysql
from airflow.operators.python import PythonOperator
from psycopg2.extras import execute_values


def write(cursor, rows):
	execute_values(cursor, "INSERT INTO orders VALUES %s", rows)


def save():
	with psycopg2.connect("dbname=shop").cursor() as own:
		own.copy_expert("COPY orders FROM STDIN", open("orders.csv"))
	connection = psycopg2.connect("dbname=shop")
	write(connection.cursor(), [(1,)])
	local = sqlite3.connect("shop.db")
	local.row_factory = sqlite3.Row
	local.execute("CREATE TABLE orders (id int)")
	local.execute("""
		-- all of them
		INSERT INTO orders VALUES (1)
	""")
	local.commit()
	mysql = pymysql.connect(host="shop", autocommit=False)
	with mysql:
		with mysql.cursor() as cursor:
			sql = "REPLACE INTO orders VALUES (1)"
			cursor.execute(sql)
	mysql.commit()


PythonOperator(task_id="save", python_callable=save)

# --- case: SQLAlchemy 2
from airflow.sdk import task
from airflow.providers.postgres.hooks.postgres import PostgresHook
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker


@task
def save(order):
    engine = create_engine("postgresql://shop")
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO orders VALUES (1)"))
        connection.commit()
    with PostgresHook("shop").get_sqlalchemy_engine().connect() as other:
        other.execute(text("UPDATE orders SET paid = true"))
        other.commit()
    with Session(engine) as session:
        session.add(order)
        session.commit()
    Maker = sessionmaker(bind=engine)
    made = Maker()
    made.add_all([order])
    made.commit()
    made.close()

    with create_engine("mysql+pymysql://shop").connect() as defining:
        defining.execute(text("CREATE TABLE orders (id int)"))

# --- case: a raw connection of SQLAlchemy, in any version
from airflow.decorators import task
from airflow.providers.postgres.hooks.postgres import PostgresHook


@task
def save(rows):
    connection = PostgresHook("shop").get_sqlalchemy_engine().raw_connection()
    try:
        cursor = connection.cursor()
        for row in rows:
            cursor.execute(cursor.mogrify("SELECT 1"))
            cursor.execute("INSERT INTO orders VALUES (%s)", row)
        connection.commit()
        print(cursor.rowcount)
        cursor.close()
    finally:
        connection.close()

# --- case: SQLAlchemy 1.4 commits what it executes, and others commit at once
from airflow.decorators import task
from sqlalchemy import create_engine, text


@task
def save():
    with create_engine("postgresql://shop").connect() as connection:
        connection.execute(text("INSERT INTO orders VALUES (1)"))

# --- case: engines of other databases
from airflow.sdk import task
from sqlalchemy import create_engine, text


@task
def save(url):
    with create_engine("snowflake://shop").connect() as connection:
        connection.execute(text("INSERT INTO orders VALUES (1)"))
    with create_engine(url).connect() as connection:
        connection.execute(text("INSERT INTO orders VALUES (1)"))
    with create_engine("postgresql://shop").begin() as connection:
        connection.execute(text("INSERT INTO orders VALUES (1)"))

# --- case: it is committed
import sqlite3
from contextlib import closing

import psycopg2
import pymysql
from airflow.decorators import task
from airflow.providers.mysql.hooks.mysql import MySqlHook
from airflow.providers.postgres.hooks.postgres import PostgresHook


def finish(connection):
    connection.commit()


@task
def save(settings, statement):
    hook = PostgresHook("shop")
    hook.run("INSERT INTO orders VALUES (1)")
    with hook.get_conn() as connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO orders VALUES (1)")
    first = hook.get_conn()
    first.cursor().execute("INSERT INTO orders VALUES (1)")
    first.commit()
    second = hook.get_conn()
    second.autocommit = True
    second.cursor().execute("INSERT INTO orders VALUES (1)")
    third = hook.get_conn()
    third.set_session(autocommit=True)
    third.cursor().execute("INSERT INTO orders VALUES (1)")
    fourth = hook.get_conn()
    fourth.cursor().execute("INSERT INTO orders VALUES (1)")
    finish(fourth)
    fifth = hook.get_conn()
    with fifth:
        fifth.cursor().execute("INSERT INTO orders VALUES (1)")
    sixth = hook.get_conn()
    cursor = sixth.cursor()
    cursor.execute("INSERT INTO orders VALUES (1)")
    cursor.connection.commit()
    seventh = hook.get_conn().cursor()
    seventh.execute("INSERT INTO orders VALUES (1); COMMIT")
    eighth = hook.get_conn().cursor()
    eighth.execute("INSERT INTO orders VALUES (1)")
    eighth.execute(statement)
    with pymysql.connect(host="shop", autocommit=True) as mysql:
        mysql.cursor().execute("INSERT INTO orders VALUES (1)")
    with pymysql.connect(**settings) as mysql:
        mysql.cursor().execute("INSERT INTO orders VALUES (1)")
    local = sqlite3.connect("shop.db", isolation_level=None)
    local.execute("INSERT INTO orders VALUES (1)")
    with closing(sqlite3.connect("shop.db")) as other:
        with other:
            other.execute("INSERT INTO orders VALUES (1)")
    defining = MySqlHook("shop").get_conn().cursor()
    defining.execute("INSERT INTO orders VALUES (1)")
    defining.execute("DROP TABLE drafts")

# --- case: tables of this connection alone
from airflow.decorators import task
from airflow.providers.microsoft.mssql.hooks.mssql import MsSqlHook
from airflow.providers.postgres.hooks.postgres import PostgresHook


@task
def check():
    cursor = MsSqlHook("shop").get_conn().cursor()
    cursor.execute("create table #gates (id bigint) insert into #gates values (1) exec check_gates")
    other = PostgresHook("shop").get_conn().cursor()
    other.execute("CREATE TEMPORARY TABLE gates (id bigint)")
    other.execute("INSERT INTO gates VALUES (1)")
    other.execute("SELECT count(*) FROM gates")
    return cursor.fetchall(), other.fetchone()

# --- case: nothing is written, or others have the connection
import psycopg2
from airflow.decorators import task
from airflow.models import BaseOperator
from airflow.providers.postgres.hooks.postgres import PostgresHook
from mylib import connect, load


class Save(BaseOperator):
    def execute(self, context):
        self.connection = PostgresHook("shop").get_conn()
        self.connection.cursor().execute("INSERT INTO orders VALUES (1)")
        self.connection.commit()


@task
def read(name):
    cursor = PostgresHook("shop").get_conn().cursor()
    cursor.execute("SELECT * FROM orders")
    for row in cursor:
        print(row)
    connection = psycopg2.connect("dbname=shop")
    connection.cursor().execute("INSERT INTO orders VALUES (1)")
    load(connection)
    connect().cursor().execute("INSERT INTO orders VALUES (1)")
    return cursor.fetchall()

# --- case: queries in front of a write, and writes in front of a query
import psycopg2
from airflow.decorators import task


@task
def save():
    connection = psycopg2.connect("dbname=shop")
    with connection.cursor() as cursor:
        cursor.execute("WITH paid AS (SELECT * FROM orders) INSERT INTO payments SELECT * FROM paid")
    connection.commit()
    connection.close()
    other = psycopg2.connect("dbname=shop")
    other.cursor().execute("WITH gone AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM gone")
    other.commit()
    other.close()


@task
def count():
    connection = psycopg2.connect("dbname=shop")
    with connection.cursor() as cursor:
        cursor.execute("WITH paid AS (SELECT updated FROM orders) SELECT count(*) FROM paid")
    connection.close()

# --- case: the first Airflow with SQLAlchemy 2
from airflow.sdk import task
from sqlalchemy import create_engine, text


@task
def save():
    with create_engine("postgresql://shop").connect() as connection:
        connection.execute(text("INSERT INTO orders VALUES (1)"))
        connection.commit()
