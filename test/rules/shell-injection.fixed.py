# --- case: what whoever triggers the DAG writes, in Bash commands
from datetime import datetime

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.sensors.bash import BashSensor

with DAG("load", start_date=datetime(2024, 1, 1), schedule=None, params={"table": "orders"}) as dag:
    BashOperator(task_id="a", bash_command="load \"$TABLE\"", env={"TABLE": "{{ dag_run.conf['table'] }}"}, append_env=True)
    BashOperator(task_id="b", bash_command="echo '{{ dag_run.conf.get(\"table\", \"orders\") }}'")
    BashOperator(task_id="c", bash_command='load "$TABLE"', env={'TABLE': '{{ dag_run.conf.table | default("orders", true) | upper }}'}, append_env=True)
    BashOperator(task_id="d", bash_command="load \"$TABLE\" --day {{ ds }}", env={"TABLE": "{{ params.table }}"}, append_env=True)
    BashOperator(task_id="e", bash_command="load --from=\"$TABLE\"_new --to=\"$TARGET\"", env={"TABLE": "{{ params['table'] }}", "TARGET": "{{ params.target }}"}, append_env=True)
    BashOperator(
        task_id="f",
        bash_command="""
            set -e
            {% set table = dag_run.conf["table"] %}
            load {{ table }}
            {% for file in dag_run.conf["files"] %}
            load {{ file }}
            {% endfor %}
        """,
    )
    BashOperator(task_id="g", bash_command="load \"$A\"", env={"A": "{{ dag_run.conf['a'] if dag_run.conf else 'b' }}"}, append_env=True)
    BashOperator(task_id="h", bash_command="{{ dag_run.conf['command'] }}")
    BashSensor(task_id="i", bash_command="test -f /data/{{ params.table }}")

# --- case: other shells
from airflow import DAG
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.providers.docker.operators.docker import DockerOperator
from airflow.providers.ssh.operators.ssh import SSHOperator

with DAG("load", schedule=None):
    SSHOperator(task_id="a", ssh_conn_id="db", command="load {{ dag_run.conf['table'] }}", get_pty=True)
    DockerOperator(task_id="b", image="loader", command=["sh", "-c", "load {{ dag_run.conf['table'] }}"])
    KubernetesPodOperator(
        task_id="c",
        image="loader",
        cmds=["/bin/bash", "-cx"],
        arguments=["load {{ dag_run.conf['table'] }}"],
    )

# --- case: in Python code
import os
import subprocess
from subprocess import run

from airflow.decorators import dag, task
from airflow.operators.python import PythonOperator, get_current_context
from airflow.providers.ssh.hooks.ssh import SSHHook


@dag(schedule=None)
def load():
    @task
    def first(**context):
        table = context["dag_run"].conf["table"]
        subprocess.run(f"load {table}", shell=True, check=True)
        run("load " + context["params"]["table"].strip(), shell=True)
        os.system("load %s" % context["dag_run"].conf.get("table", "orders"))

    @task
    def second(params=None, dag_run=None):
        command = "load {}".format(params["table"])
        subprocess.check_output(["bash", "-c", command])
        conf = (dag_run.conf or {}).get("table")
        os.popen(f"load {str(conf)}")

    @task
    def third():
        params = get_current_context()["params"]
        client = SSHHook("db").get_conn()
        client.exec_command(f"load '{params['table']}'")

    @task.bash
    def fourth(params=None):
        return f"load {params['table']} {{{{ dag_run.conf['day'] }}}}"

    first() >> second() >> third() >> fourth()


load()

# --- case: what another task returned
import json

import requests
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator


@dag(schedule=None)
def load():
    @task
    def names():
        return requests.get("https://example.com/names", timeout=10).json()

    @task
    def count():
        return len("abc")

    names() >> BashOperator(task_id="a", bash_command="echo \"$NAMES\"", env={"NAMES": "{{ ti.xcom_pull(task_ids='names') }}"}, append_env=True)
    count() >> BashOperator(task_id="b", bash_command="echo {{ ti.xcom_pull(task_ids='count') }}")
    BashOperator(task_id="c", bash_command="echo \"$NAMES\"", env={"NAMES": "{{ task_instance.xcom_pull('names')[0]['name'] }}"}, append_env=True)
    BashOperator(task_id="d", bash_command="{{ ti.xcom_pull(task_ids='names') }}")
    BashOperator(task_id="e", bash_command="load --id '{{ ti.xcom_pull(task_ids=\"names\", key=\"id\") }}'")

    @task
    def shell(ti=None):
        import os

        name = ti.xcom_pull(task_ids="names")
        os.system(f"load {name}")

    shell()


load()

# --- case: fixes keep layout, comments and quotes, and share a variable
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator

with DAG("load", schedule=None):
    BashOperator(
        task_id="a",
        # What to load.
        bash_command="load '{{ dag_run.conf[\"table\"] }}' | tee log",  # all of it
        retries=1,
    )
    BashOperator(
        task_id="b",
        bash_command='load "$TABLE" && load "$TABLE"',
        env={
            "MODE": "full",  # not part
            "TABLE": '{{ dag_run.conf["table"] }}',
        },
    )
    BashOperator(task_id="c", bash_command='load "$PARAM_PATH" $TABLE "$TABLE_2"', env={'PARAM_PATH': '{{ params.path }}', 'TABLE_2': '{{ params.table }}'}, append_env=True)
    BashOperator(task_id="d", env={'PARAM_PATH': '{{ params.path }}'}, append_env=True, bash_command=r'load "$PARAM_PATH"/x')

    @task.bash(env={"TABLE": "{{ dag_run.conf['table'] }}"}, append_env=True)
    def e():
        return "load \"$TABLE\""

    e()

# --- case: no fix where the value is more than an argument of a plain command
from airflow import DAG
from airflow.operators.bash import BashOperator

COMMAND = "load {{ dag_run.conf['table'] }}"
ENV = {"MODE": "full"}

with DAG("load", schedule=None):
    BashOperator(task_id="a", bash_command=COMMAND)
    BashOperator(task_id="b", bash_command=COMMAND)
    BashOperator(task_id="c", bash_command="bash -c 'load {{ dag_run.conf.table }}'")
    BashOperator(task_id="d", bash_command="cat <<EOF\n{{ dag_run.conf.table }}\nEOF")
    BashOperator(task_id="e", bash_command="load {{ dag_run.conf.table }}", env=ENV)
    BashOperator(task_id="f", bash_command="python -c 'print(\"{{ dag_run.conf.table }}\")'")
    BashOperator(task_id="g", bash_command="load $(find {{ dag_run.conf.table }})")
    BashOperator(task_id="h", bash_command="load {} {{{{ dag_run.conf.table }}}}".format(1))

# --- case: values that a schema holds
from airflow import DAG
from airflow.models.param import Param
from airflow.operators.bash import BashOperator

with DAG(
    "load",
    schedule=None,
    params={
        "count": Param(5, type="integer"),
        "limit": Param(None, type=["null", "integer"]),
        "mode": Param("full", enum=["full", "delta"]),
        "day": Param("2024-01-01", type="string", format="date"),
        "table": Param("orders", type="string", pattern="^[a-z]+$"),
        "free": Param("x", type="string"),
        "long": Param("x", type="string", format="multiline"),
        "loose": Param("x", type="string", pattern="[a-z]+"),
    },
):
    BashOperator(task_id="a", bash_command="load {{ params.count }} {{ params.limit }} {{ params.mode }}")
    BashOperator(task_id="b", bash_command="load {{ params.day }} {{ dag_run.conf['table'] }}")
    BashOperator(task_id="c", bash_command="load \"$FREE\"", env={"FREE": "{{ params.free }}"}, append_env=True)
    BashOperator(task_id="d", bash_command="load \"$LONG\" \"$LOOSE\"", env={"LONG": "{{ params.long }}", "LOOSE": "{{ params.loose }}"}, append_env=True)

# --- case: values that are quoted, counted, chosen or compared
import os
import shlex
import subprocess

from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator

with DAG("load", schedule=None, user_defined_filters={"quote": shlex.quote}):
    BashOperator(task_id="a", bash_command="load {{ dag_run.conf['table'] | quote }}")
    BashOperator(task_id="b", bash_command="load {{ dag_run.conf['n'] | int }} {{ dag_run.conf['xs'] | length }}")
    BashOperator(task_id="c", bash_command="load {{ '--full' if dag_run.conf.get('full') else '' }}")
    BashOperator(task_id="d", bash_command="load {% if params.full %}--full{% endif %} {{ params.mode == 'x' }}")
    BashOperator(task_id="e", bash_command="load '{{ dag_run.conf | tojson }}'")
    BashOperator(task_id="f", bash_command='load "$TABLE"', env={"TABLE": "{{ dag_run.conf['table'] }}"}, append_env=True)
    BashOperator(task_id="g", bash_command="load {{ ds }} {{ run_id }} {{ var.value.table }} {{ conn.db.host }} {{ macros.ds_add(ds, 1) }}")
    BashOperator(task_id="h", bash_command="load {{ conf.get('core', 'dags_folder') }} {{ dag_run.run_id }}")

    @task
    def load(params=None, **context):
        table = context["dag_run"].conf["table"]
        subprocess.run(["load", table], check=True, timeout=60)
        subprocess.run(f"load {shlex.quote(table)}", shell=True, check=True, timeout=60)
        subprocess.run(f"load {int(params['n'])} {len(table)}", shell=True, check=True, timeout=60)
        subprocess.run("load %d" % params["n"], shell=True, check=True, timeout=60)
        subprocess.run('load "$TABLE"', shell=True, env={**os.environ, "TABLE": table}, check=True, timeout=60)
        print(f"load {table}")

    load()

# --- case: no shell reads it
from airflow import DAG
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.providers.docker.operators.docker import DockerOperator
from airflow.operators.python import PythonOperator

with DAG("load", schedule=None):
    DockerOperator(task_id="a", image="loader", command="load {{ dag_run.conf['table'] }}")
    KubernetesPodOperator(task_id="b", image="loader", cmds=["load"], arguments=["{{ dag_run.conf['table'] }}"])
    PythonOperator(task_id="c", python_callable=print, op_args=["load {{ dag_run.conf['table'] }}"])

# --- case: a DAG that is not seen may hold its params
from airflow.operators.bash import BashOperator


def make(dag):
    return BashOperator(task_id="a", bash_command="load {{ params.table }}", dag=dag)
