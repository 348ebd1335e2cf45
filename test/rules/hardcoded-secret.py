# --- case: passwords by the name of an argument, a variable, an entry, a default
import os

import psycopg2
from airflow.models import Variable
from airflow.models.connection import Connection
from airflow.operators.python import PythonOperator

DB_PASSWORD = "s3cr-Wolke7"
#             ^^^^^^^^^^^^^ warning: `DB_PASSWORD` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
senha: str = "Verao2024!"
#            ^^^^^^^^^^^^ warning: `senha` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.


def connect(password="hunter3horse"):
#                    ^^^^^^^^^^^^^^ warning: `password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    psycopg2.connect(host="db", user="etl", password="Kx7!pelican")
#                                                    ^^^^^^^^^^^^^ warning: `password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    options = {"user": "etl", "passwd": "Kx7!pelican"}
#                                       ^^^^^^^^^^^^^ warning: `passwd` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    options["pwd"] = "Kx7!pelican"
#                    ^^^^^^^^^^^^^ warning: `pwd` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    os.environ["PGPASSWORD"] = "Kx7!pelican"
#                              ^^^^^^^^^^^^^ warning: `PGPASSWORD` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    secret = os.getenv("DB_PASSWORD", "Kx7!pelican")
#                                     ^^^^^^^^^^^^^ warning: `DB_PASSWORD` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    password = os.environ.get("DB_PASSWORD") or "Kx7!pelican"
#                                               ^^^^^^^^^^^^^ warning: `password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    third = Variable.get("db_password", default_var="Kx7!pelican")
#                                                   ^^^^^^^^^^^^^ warning: `db_password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    fourth = options.get("passphrase", "Kx7!pelican")
#                                      ^^^^^^^^^^^^^ warning: `passphrase` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    encoded = connect(password="Kx7!pelican".encode())
#                              ^^^^^^^^^^^^^ warning: `password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    mail_password = "wqzr tbnm kplo asdf"
#                   ^^^^^^^^^^^^^^^^^^^^^ warning: `mail_password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.


class Loader:
    def __init__(self):
        self.ftp_password = "Kx7!pelican" if os.name == "nt" else None
#                           ^^^^^^^^^^^^^ information: `ftp_password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.


Connection(conn_id="db", conn_type="postgres", login="etl", password="Kx7!pelican")
#                                                                    ^^^^^^^^^^^^^ warning: `password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
PythonOperator(task_id="load", python_callable=connect, op_kwargs={"password": "Kx7!pelican"})
#                                                                              ^^^^^^^^^^^^^ warning: `password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.

# --- case: keys and tokens by name, as machines make them
from airflow.providers.docker.operators.docker import DockerOperator

API_KEY = "160xl53FUKfuDjMceaJzaE6yz"
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `API_KEY` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
telegram = {"token": "5232984306:AAERQkP-trXpL4qbCivxAINX-Oz0oSL3hVY"}
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `token` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
aws = {"aws_secret_access_key": "wJalrXUtnFEMIK7MDENGbPxRfiCYzk9q2LmTq7Xb"}
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `aws_secret_access_key` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
FERNET_KEY = b"cFhRb0x3N2dGZ2VtY1VqTnZ5c2hXa2hQMWx5S2FyWWM="
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `FERNET_KEY` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
AZURE = dict(client_secret="Gh18Q~kq3vTt9LmzPwXc7RbNd2sYhJf5aUeKoWiV")

DockerOperator(
    task_id="load",
    image="loader",
    environment={"SERVICE_API_TOKEN": "d3b07384d113edec49eaa6238ad5ff00"},
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `SERVICE_API_TOKEN` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    private_environment={"SERVICE_AUTH_KEY_PROD": "d3b07384d113edec49eaa6238ad5ff00"},
#                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `SERVICE_AUTH_KEY_PROD` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
)

# --- case: known formats, wherever they stand and however they are broken up
from airflow.operators.bash import BashOperator

BashOperator(task_id="a", bash_command="git clone https://ghp_" "a8Kq2LmZx9TrWb4Vn7YcJd5HsPf3GuEe1RoI@github.com/a/b")
#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This is a GitHub token in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
client = connect("AKIA" "Q3EGZ7XWVTLMN2P4")
#                ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This is an AWS access key id in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
slack = "xoxb-" "2134871234-987612340987-a8Kq2LmZx9TrWb4Vn7Yc"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This is a Slack token in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
print("https://hooks.slack.com/services/" "T02AB34CD/B05EF67GH/" "a8Kq2LmZx9TrWb4Vn7Yc")
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This is the address of a Slack webhook in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
maps = "AIza" "SyD3kq8LmZx9TrWb4Vn7YcJd5HsPf3GuEe1"
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This is a Google API key in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
jwt = (
    "eyJhbGciOiJIUzI1NiJ9."
#   ^^^^^^^^^^^^^^^^^^^^^^^ ... warning: This is a JSON web token in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    "eyJzdWIiOiJldGwtc2VydmljZSJ9."
    "kq8LmZx9TrWb4Vn7YcJd5HsPf3GuEe1RoIa2"
)
pem = """
-----BEGIN PRIVATE KEY-----
^^^^^^^^^^^^^^^^^^^^^^^^^^^ ... warning: This is a private key in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7
-----END PRIVATE KEY-----
"""

# --- case: connection URIs with credentials
import os

from airflow.decorators import task
from sqlalchemy import create_engine

HOST = os.environ["HOST"]
os.environ["AIRFLOW_CONN_DB"] = "postgres://etl:Kx7pelican@db:5432/shop"
#                                               ^^^^^^^^^^ warning: This `postgres://` URI holds a password: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.


@task
def load():
    create_engine("postgresql+psycopg2://airflow:airflow@postgres/airflow")
#                                                ^^^^^^^ warning: This `postgresql+psycopg2://` URI holds a password: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    create_engine(f"mysql://etl:Kx7pelican@{HOST}/shop")
#                               ^^^^^^^^^^ warning: This `mysql://` URI holds a password: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
    broker = "redis://:Kx7pelican@redis:6379/0"
#                      ^^^^^^^^^^ warning: This `redis://` URI holds a password: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.


# --- case: within shell commands, headers, JSON and connection strings
import requests
from airflow.operators.bash import BashOperator

BashOperator(task_id="a", bash_command="PGPASSWORD=Kx7pelican psql -h db -c 'select 1'")
#                                                  ^^^^^^^^^^ warning: `PGPASSWORD` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
BashOperator(task_id="b", bash_command="mytool --user etl --password Kx7pelican")
#                                                                    ^^^^^^^^^^ warning: `password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
BashOperator(task_id="c", bash_command="curl -s -u etl:Kx7pelican https://api.company.com/jobs")
#                                                      ^^^^^^^^^^ warning: `curl --user` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
BashOperator(
    task_id="d",
    bash_command="""
        export API_TOKEN="d3b07384d113edec49eaa6238ad5ff00"
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `API_TOKEN` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
        ./run.sh
    """,
)
requests.get(URL, headers={"Authorization": "Bearer d3b07384d113edec49eaa6238ad5ff00"})
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `Authorization` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
extra = '{"login": "etl", "password": "Kx7pelican"}'
#                                      ^^^^^^^^^^ warning: `password` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
odbc = "Driver={ODBC};Server=db;UID=etl;PWD=Kx7pelican;"
#                                           ^^^^^^^^^^ warning: `PWD` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.
blob = "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=q8LmZx9TrWb4Vn7YcJd5HsPf3GuEe1RoIa2kT0w==;"
#                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `AccountKey` gets a secret that is written in the code: Airflow keeps the text of DAG files in its database and shows it in the UI, so that everyone who may see the DAG can read it. Move it to a connection or a secrets backend, and revoke this one.

# --- case: what is looked up or filled in later is no secret
import os

from airflow.hooks.base import BaseHook
from airflow.models import Variable
from airflow.operators.bash import BashOperator

conn = BaseHook.get_connection("db")
password = conn.password
API_KEY = os.environ["API_KEY"]
token = Variable.get("service_token")
secret = os.getenv("CLIENT_SECRET", "")
uri = f"postgresql://{conn.login}:{conn.password}@{conn.host}/shop"
BashOperator(
    task_id="load",
    bash_command="mytool --password {{ conn.db.password }} --token $TOKEN --api-key ${API_KEY} --pwd %s" % password,
    env={"PASSWORD": "{{ conn.db.password }}", "TOKEN": "{{ var.value.token }}", "DB_PASSWORD": "$(cat /run/secrets/db)"},
)
print("postgresql://{user}:{password}@host/db".format(user="a", password=conn.password))

# --- case: placeholders, examples and names of types
from airflow.operators.python import PythonOperator

config = {
    "password": "changeme",
    "passwd": "<password>",
    "pwd": "********",
    "api_key": "xxxxxxxxxxxxxxxxxxxxxxxx",
    "token": "your-token-here",
    "secret": "YOUR_CLIENT_SECRET",
    "db_password": "password",
    "passphrase": "example",
    "other_password": "not_set",
    "user_password": "test",
    "login_password": "string",
    "a_password": "None",
    "b_password": "my-secret-password",
    "c_password": "...",
    "d_password": "",
}
aws_access_key_id = "AKIAIOSFODNN7EXAMPLE"
aws_secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
url = "postgresql://user:password@host:5432/db"
other = "postgresql://<user>:<password>@<host>/db"
PythonOperator(task_id="load", python_callable=print, op_kwargs=config)

# --- case: names, ids and places of secrets, and words that only sound alike
from airflow.providers.cncf.kubernetes.secret import Secret
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator

PASSWORD_KEY = "db-password"
SECRET_NAME = "airflow-secrets-prod-2"
secret_id = "prod/db/a8Kq2LmZx9TrWb4Vn7Yc"
TOKEN = "SERVICE_TOKEN"
DB_PASSWORD = "PROD_DB_PASSWORD"
private_key = "/home/airflow/.ssh/id_rsa"
private_key_file = "a8Kq2LmZx9TrWb4Vn7YcJd5H.pem"
api_key = "projects/shop/secrets/api-key/versions/3"
client_secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-a8Kq2L"
token_url = "https://login.company.com/oauth2/token"
next_token = "a8Kq2LmZx9TrWb4Vn7YcJd5HsPf3GuEe"
primary_key = "order_id"
s3_key = "orders/2024/01/a8Kq2LmZx9TrWb4Vn7Yc.parquet"
secret = "airflow-gke-restricted-secrets"
pass_rate = "0.95"
columns = ["password", "token"]
KubernetesPodOperator(
    task_id="load",
    secrets=[Secret("env", "API_KEY", "service-secrets", "api-key"), Secret(deploy_type="env", deploy_target="DB_PASSWORD", secret="db-secret", key="password")],
)

# --- case: documentation and comments
from airflow.decorators import task


@task
def load():
    """Set password="Kx7!pelican" or postgresql://etl:Kx7pelican@db/shop in your own copy."""
    # password = "Kx7!pelican"
    if password == "nothing":
        raise ValueError("password= is missing; --password must be given")

# --- case: only a script's own run
from airflow.decorators import task


@task
def load(): ...


if __name__ == "__main__":
    load(password="Kx7!pelican")
