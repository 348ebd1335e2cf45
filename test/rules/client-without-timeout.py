# --- case: mail, files and directories
import ftplib
import imaplib
import poplib
import smtplib
from ldap3 import Connection, Server
from airflow.decorators import task


@task
def exchange(host):
    with ftplib.FTP(host) as ftp:
#        ^^^^^^^^^^ warning: `ftplib.FTP()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
        ftp.login()
    secure = ftplib.FTP_TLS()
    secure.connect(host, 21)
#   ^^^^^^^^^^^^^^ warning: `secure.connect()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    with smtplib.SMTP(host, 25) as server:
#        ^^^^^^^^^^^^ warning: `smtplib.SMTP()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
        server.sendmail("a", "b", "c")
    smtplib.SMTP_SSL(
#   ^^^^^^^^^^^^^^^^ warning: `smtplib.SMTP_SSL()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
        host,
        465,
    )
    imaplib.IMAP4_SSL(host)
#   ^^^^^^^^^^^^^^^^^ warning: `imaplib.IMAP4_SSL()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    poplib.POP3(host, 110, timeout=None)
#   ^^^^^^^^^^^ warning: `poplib.POP3()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    Connection(Server(host), auto_bind=True)
#   ^^^^^^^^^^ warning: `Connection()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `receive_timeout=`. (unsafe fix)

# --- case: limited ones
import ftplib
import imaplib
import smtplib
from ldap3 import Connection, Server
from airflow.decorators import task


@task
def exchange(host, limits, limit):
    ftplib.FTP(host, timeout=30)
    ftplib.FTP(host, "user", "password", "", 30)
    ftplib.FTP(host, **limits)
    lazy = ftplib.FTP()
    lazy.connect(host, timeout=30)
    ready = ftplib.FTP(timeout=30)
    ready.connect(host)
    smtplib.SMTP(host, 25, None, limit)
    imaplib.IMAP4(host, 143, 30)
    Connection(Server(host), receive_timeout=30)

# --- case: a limit for every socket of the process
import ftplib
import smtplib
import socket
from airflow.decorators import task

socket.setdefaulttimeout(30)


@task
def exchange(host):
    ftplib.FTP(host)
    smtplib.SMTP(host)
    connection = socket.create_connection((host, 80))
    connection.recv(1)

# --- case: sockets
import socket
from airflow.models import BaseOperator


class AskOperator(BaseOperator):
    def execute(self, context):
        s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # plain
#           ^^^^^^^^^^^^^ warning: `socket.socket()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Set `….settimeout(60)`. (unsafe fix)
        s.connect(("localhost", 4000))
        s.sendall(b"ready?")
        answer = s.recv(10)
        with socket.create_connection(("localhost", 4000)) as other:
#            ^^^^^^^^^^^^^^^^^^^^^^^^ warning: `socket.create_connection()` sets no timeout: it waits without limit for each answer (only connecting ends, after the two minutes of the operating system). If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
            other.recv(10)
        return answer

# --- case: sockets that are limited, or wait for nobody
import socket
from airflow.decorators import task


def free_port():
    s = socket.socket()
    s.bind(("", 0))
    return s.getsockname()[1]


@task
def ask():
    s = socket.socket()
    s.settimeout(10)
    s.connect(("localhost", free_port()))
    s.recv(10)
    with socket.create_connection(("localhost", 4000)) as other:
        other.settimeout(5)
        other.recv(10)
    socket.create_connection(("localhost", 4000)).close()
    socket.create_connection(("localhost", 4000), 5).recv(1)

# --- case: commands and files on other machines
import paramiko
import pysftp
from fabric import Connection
from airflow.decorators import task


@task
def run(host):
    client = paramiko.SSHClient()
    client.connect(host)
    _, out, _ = client.exec_command("ls")
#               ^^^^^^^^^^^^^^^^^^^ warning: `client.exec_command()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    client.exec_command("ls", timeout=60)
    sftp = client.open_sftp()
#          ^^^^^^^^^^^^^^^^ warning: `client.open_sftp()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Set `….get_channel().settimeout(60)`. (unsafe fix)
    sftp.get("a", "b")
    with pysftp.Connection(host) as files:
#        ^^^^^^^^^^^^^^^^^ warning: `pysftp.Connection()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Set `….timeout = 60`.
        files.get("a")
    Connection(host).run("ls")
#                    ^^^ warning: `Connection(…).run()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    Connection(host).run("ls", timeout=60)

# --- case: files on other machines with a limit
import paramiko
import pysftp
from airflow.decorators import task


@task
def run(host):
    client = paramiko.SSHClient()
    client.connect(host)
    sftp = client.open_sftp()
    sftp.get_channel().settimeout(60)
    sftp.get("a", "b")
    with pysftp.Connection(host) as files:
        files.timeout = 60
        files.get("a")

# --- case: databases
import psycopg2
import psycopg
import pymysql
import pymssql
import mysql.connector
import redshift_connector
from pymongo import MongoClient
from airflow.operators.python import PythonOperator


def copy(host):
    with psycopg2.connect(host=host, dbname="a") as connection:
#        ^^^^^^^^^^^^^^^^ warning: `psycopg2.connect()` waits without limit to connect. If the server goes silent, the task stays in "running" until someone kills it. Pass `connect_timeout=`. (unsafe fix)
        connection.cursor().execute("select 1")
    psycopg.connect("host=localhost")
    pymysql.connect(host=host, user="a")
#   ^^^^^^^^^^^^^^^ warning: `pymysql.connect()` sets no timeout: it waits without limit for each answer (only connecting ends, after 10 s). If the server goes silent, the task stays in "running" until someone kills it. Pass `read_timeout=`. (unsafe fix)
    pymssql.connect(host, "a", "b", "c")
#   ^^^^^^^^^^^^^^^ warning: `pymssql.connect()` sets no timeout: it waits without limit for each answer (only connecting ends, after 60 s). If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    mysql.connector.connect(host=host)
#   ^^^^^^^^^^^^^^^^^^^^^^^ warning: `mysql.connector.connect()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `read_timeout=` (since mysql-connector-python 9.2.0).
    redshift_connector.connect(host=host)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `redshift_connector.connect()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    MongoClient("mongodb://localhost:27017")
#   ^^^^^^^^^^^ warning: `MongoClient()` sets no timeout: it waits without limit for each answer (only connecting ends, after 20 s). If the server goes silent, the task stays in "running" until someone kills it. Pass `socketTimeoutMS=`. (unsafe fix)


PythonOperator(task_id="copy", python_callable=copy)

# --- case: databases with limits, or with a DSN that may hold some
import os
import psycopg2
import pymysql
import pymssql
import redshift_connector
from pymongo import MongoClient
from airflow.decorators import task

settings = {"host": "localhost", "connect_timeout": 10}


@task
def copy(host, dsn):
    psycopg2.connect(host=host, connect_timeout=10)
    psycopg2.connect(dsn)
    psycopg2.connect("host=localhost connect_timeout=10")
    psycopg2.connect(**settings)
    psycopg2.connect(os.environ["DATABASE_URL"])
    pymysql.connect(host=host, read_timeout=60)
    pymssql.connect(host, "a", "b", "c", 60)
    redshift_connector.connect(host=host, timeout=60)
    MongoClient("mongodb://localhost", socketTimeoutMS=60000)
    MongoClient("mongodb://localhost/?socketTimeoutMS=60000")
    MongoClient(dsn)
    MongoClient(host=host, timeoutMS=1000)

# --- case: a driver that no signal interrupts
import datetime
import psycopg2
from airflow.decorators import task


@task(execution_timeout=datetime.timedelta(minutes=5))
def copy():
    psycopg2.connect("host=localhost dbname=a")
#   ^^^^^^^^^^^^^^^^ warning: `psycopg2.connect()` waits without limit to connect. If the server goes silent, not even `execution_timeout` ends the task, whose signal the driver does not look at. Pass `connect_timeout=`. (unsafe fix)

# --- case: caches
import redis
import pymemcache
from redis import StrictRedis
from airflow.decorators import task


@task
def remember(url, pool):
    redis.Redis(host="localhost", port=6379, db=0).set("a", 1)
#   ^^^^^^^^^^^ warning: Before redis 8.0.0, `redis.Redis()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `socket_connect_timeout=` and `socket_timeout=`. (unsafe fix)
    half = redis.Redis(socket_connect_timeout=5)
#          ^^^^^^^^^^^ warning: Before redis 8.0.0, `redis.Redis()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `socket_timeout=`. (unsafe fix)
    half.get("a")
    StrictRedis("localhost").get("a")
#   ^^^^^^^^^^^ warning: Before redis 8.0.0, `StrictRedis()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `socket_connect_timeout=` and `socket_timeout=`. (unsafe fix)
    redis.from_url("redis://localhost").get("a")
#   ^^^^^^^^^^^^^^ warning: Before redis 8.0.0, `redis.from_url()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `socket_connect_timeout=` and `socket_timeout=`. (unsafe fix)
    pymemcache.Client("localhost").get("a")
#   ^^^^^^^^^^^^^^^^^ warning: `pymemcache.Client()` sets no timeout: it waits without limit for each answer (only connecting ends, after the two minutes of the operating system). If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    redis.Redis(socket_timeout=5).get("a")
    redis.from_url(url).get("a")
    redis.from_url("redis://localhost", socket_timeout=5).get("a")
    redis.Redis(connection_pool=pool).get("a")
    pymemcache.Client("localhost", connect_timeout=5, timeout=5).get("a")

# --- case: a client that is made when the file is loaded, and used in a task
import redis
from airflow.decorators import task

cache = redis.Redis("localhost")
#       ^^^^^^^^^^^ warning: Before redis 8.0.0, `redis.Redis()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `socket_connect_timeout=` and `socket_timeout=`. (unsafe fix)
unused = redis.Redis("localhost")


@task
def remember():
    cache.set("a", 1)

# --- case: services
import websocket
import zeep
from influxdb import InfluxDBClient
from xmlrpc.client import ServerProxy
from airflow.decorators import task


@task
def ask(url, transport):
    ServerProxy(url).system.listMethods()
#   ^^^^^^^^^^^ warning: `ServerProxy()` sets no timeout: it waits without limit for each answer (only connecting ends, after the two minutes of the operating system). If the server goes silent, the task stays in "running" until someone kills it. Call `socket.setdefaulttimeout(…)` before.
    websocket.create_connection(url).recv()
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `websocket.create_connection()` sets no timeout: it waits without limit to connect, and for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    zeep.Client(url).service.ask()
#   ^^^^^^^^^^^ warning: `zeep.Client()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `transport=zeep.Transport(operation_timeout=…)`.
    zeep.Client(url, transport=zeep.Transport(timeout=10)).service.ask()
#                              ^^^^^^^^^^^^^^ warning: `zeep.Transport()` sets no timeout: it waits without limit for each answer. If the server goes silent, the task stays in "running" until someone kills it. Pass `operation_timeout=`. (unsafe fix)
    zeep.Client(url, transport=zeep.Transport(operation_timeout=10)).service.ask()
    zeep.Client(url, transport=transport).service.ask()
    InfluxDBClient("localhost", 8086).query("a")
#   ^^^^^^^^^^^^^^ warning: `InfluxDBClient()` sets no timeout: it waits without limit for each answer (only connecting ends, after the two minutes of the operating system). If the server goes silent, the task stays in "running" until someone kills it. Pass `timeout=`. (unsafe fix)
    InfluxDBClient("localhost", timeout=5).query("a")
    websocket.create_connection(url, timeout=5).recv()

# --- case: a connection when the file is loaded
import psycopg2
from airflow import DAG

tables = psycopg2.connect("host=localhost")
#        ^^^^^^^^^^^^^^^^ warning: `psycopg2.connect()` waits without limit to connect. It runs each time Airflow loads this file: if the server goes silent, it holds up the DAG processor until the import is given up, and the DAG is lost. Pass `connect_timeout=`. (unsafe fix)

with DAG("tables"):
    pass

# --- case: a helper that hands the connection on, and two space indentation
# line-break: crlf
import psycopg2
from airflow.decorators import task


def connect():
  return psycopg2.connect(
#        ^^^^^^^^^^^^^^^^ warning: `psycopg2.connect()` waits without limit to connect. If the server goes silent, the task stays in "running" until someone kills it. Pass `connect_timeout=`. (unsafe fix)
    host="localhost",
    dbname="a",  # the only one
  )


@task
def copy():
  with connect() as connection:
    connection.cursor().execute("select 1")

# --- case: other things of these names
from mylib import redis, socket
from airflow.decorators import task


@task
def ask():
    redis.Redis()
    socket.socket().recv(1)

# --- case: a command whose output nobody reads
import paramiko
from airflow.decorators import task


@task
def run(host):
    client = paramiko.SSHClient()
    client.connect(host)
    client.exec_command("touch /tmp/done")
    client.close()
