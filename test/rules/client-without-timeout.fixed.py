# --- case: mail, files and directories
import ftplib
import imaplib
import poplib
import smtplib
from ldap3 import Connection, Server
from airflow.decorators import task


@task
def exchange(host):
    with ftplib.FTP(host, timeout=60) as ftp:
        ftp.login()
    secure = ftplib.FTP_TLS()
    secure.connect(host, 21, timeout=60)
    with smtplib.SMTP(host, 25, timeout=60) as server:
        server.sendmail("a", "b", "c")
    smtplib.SMTP_SSL(
        host,
        465,
        timeout=60,
    )
    imaplib.IMAP4_SSL(host, timeout=60)
    poplib.POP3(host, 110, timeout=60)
    Connection(Server(host), auto_bind=True, receive_timeout=60)

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
        s.settimeout(60)
        s.connect(("localhost", 4000))
        s.sendall(b"ready?")
        answer = s.recv(10)
        with socket.create_connection(("localhost", 4000), timeout=60) as other:
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
    _, out, _ = client.exec_command("ls", timeout=3600)
    client.exec_command("ls", timeout=60)
    sftp = client.open_sftp()
    sftp.get_channel().settimeout(60)
    sftp.get("a", "b")
    with pysftp.Connection(host) as files:
        files.get("a")
    Connection(host).run("ls", timeout=3600)
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
    with psycopg2.connect(host=host, dbname="a", connect_timeout=30) as connection:
        connection.cursor().execute("select 1")
    psycopg.connect("host=localhost")
    pymysql.connect(host=host, user="a", read_timeout=3600)
    pymssql.connect(host, "a", "b", "c", timeout=3600)
    mysql.connector.connect(host=host)
    redshift_connector.connect(host=host, timeout=3600)
    MongoClient("mongodb://localhost:27017", socketTimeoutMS=3600000)


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
    psycopg2.connect("host=localhost dbname=a", connect_timeout=30)

# --- case: caches
import redis
import pymemcache
from redis import StrictRedis
from airflow.decorators import task


@task
def remember(url, pool):
    redis.Redis(host="localhost", port=6379, db=0, socket_connect_timeout=30, socket_timeout=60).set("a", 1)
    half = redis.Redis(socket_connect_timeout=5, socket_timeout=60)
    half.get("a")
    StrictRedis("localhost", socket_connect_timeout=30, socket_timeout=60).get("a")
    redis.from_url("redis://localhost", socket_connect_timeout=30, socket_timeout=60).get("a")
    pymemcache.Client("localhost", timeout=60).get("a")
    redis.Redis(socket_timeout=5).get("a")
    redis.from_url(url).get("a")
    redis.from_url("redis://localhost", socket_timeout=5).get("a")
    redis.Redis(connection_pool=pool).get("a")
    pymemcache.Client("localhost", connect_timeout=5, timeout=5).get("a")

# --- case: a client that is made when the file is loaded, and used in a task
import redis
from airflow.decorators import task

cache = redis.Redis("localhost", socket_connect_timeout=30, socket_timeout=60)
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
    websocket.create_connection(url, timeout=60).recv()
    zeep.Client(url).service.ask()
    zeep.Client(url, transport=zeep.Transport(timeout=10, operation_timeout=60)).service.ask()
    zeep.Client(url, transport=zeep.Transport(operation_timeout=10)).service.ask()
    zeep.Client(url, transport=transport).service.ask()
    InfluxDBClient("localhost", 8086, timeout=3600).query("a")
    InfluxDBClient("localhost", timeout=5).query("a")
    websocket.create_connection(url, timeout=5).recv()

# --- case: a connection when the file is loaded
import psycopg2
from airflow import DAG

tables = psycopg2.connect("host=localhost", connect_timeout=30)

with DAG("tables"):
    pass

# --- case: a helper that hands the connection on, and two space indentation
import psycopg2
from airflow.decorators import task


def connect():
  return psycopg2.connect(
    host="localhost",
    dbname="a",  # the only one
    connect_timeout=30,
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
