# --- case: alternatives that always succeed
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="dbt test || true")
#                                                       ^^^^ warning: `|| true` makes a success of it when `dbt test` fails: the script goes on, and the task can end as success with this step missing. Let it fail, or handle just the error that you expect.
    BashOperator(task_id="b", bash_command="python load.py || :")
#                                                             ^ warning: `|| :` makes a success of it when `python load.py` fails: the script goes on, and the task can end as success with this step missing. Let it fail, or handle just the error that you expect.
    BashOperator(task_id="c", bash_command="python load.py || exit 0")
#                                                             ^^^^ warning: `|| exit 0` makes a success of it when `python load.py` fails: the script goes on, and the task can end as success with this step missing. Let it fail, or handle just the error that you expect.
    BashOperator(task_id="d", bash_command="cd /app && python load.py || echo 'load failed'")
#                                                                        ^^^^ warning: `|| echo load failed` makes a success of it when `python load.py` fails: the script goes on, and the task can end as success with this step missing. Let it fail, or handle just the error that you expect.
    BashOperator(task_id="e", bash_command="set -e; psql -f x.sql || true; echo done")
#                                                                    ^^^^ warning: `|| true` makes a success of it when `psql` fails: the script goes on, and the task can end as success with this step missing. Let it fail, or handle just the error that you expect.
    BashOperator(task_id="f", bash_command="gsutil cp x gs://b/x && echo ok || echo failed >&2")
#                                                                              ^^^^ warning: `|| echo failed` makes a success of it when `gsutil cp` fails: the script goes on, and the task can end as success with this step missing. Let it fail, or handle just the error that you expect.
    BashOperator(task_id="g", bash_command="pg_dump db | gzip > x.gz || true")
#                                                                       ^^^^ warning: `|| true` makes a success of it when `pg_dump db` fails: the script goes on, and the task can end as success with this step missing. Let it fail, or handle just the error that you expect.

# --- case: alternatives that handle a failure
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="python load.py || exit 1")
    BashOperator(task_id="b", bash_command="python load.py || python load_backup.py")
    BashOperator(task_id="c", bash_command="python load.py || { echo failed; exit 1; }")
    BashOperator(task_id="d", bash_command="python load.py || (echo failed && exit 3)")
    BashOperator(task_id="e", bash_command="python load.py || FAILED=1; exit $FAILED")
    BashOperator(task_id="f", bash_command="python load.py || echo failed > /data/failed; test ! -e /data/failed")
    BashOperator(task_id="g", bash_command="N=$(curl -m 5 -s https://a/n || echo 0); exit $N")

# --- case: commands whose failure is no trouble
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="rm /data/x || true; python load.py")
    BashOperator(task_id="b", bash_command="grep -c error log.txt || true")
    BashOperator(task_id="c", bash_command="[ -f x ] || exit 0; python load.py")
    BashOperator(task_id="d", bash_command="docker rm -f worker || true && docker stop other || :")
    BashOperator(task_id="e", bash_command="airflow connections add x --conn-uri y || true")
    BashOperator(task_id="f", bash_command="kill $PID || true")
    BashOperator(task_id="g", bash_command="gsutil -m rm gs://b/x || true")
    BashOperator(task_id="h", bash_command="mkdir /data || true")
    BashOperator(task_id="i", bash_command="git commit -m x || echo nothing to commit")
    BashOperator(task_id="j", bash_command="command -v jq || echo no jq")

# --- case: a command before the last one
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="python extract.py; python load.py")
#                                           ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)
    BashOperator(
        task_id="b",
        bash_command="""
            cd /app
            python extract.py --date {{ ds }}
#           ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)
            python load.py
        """,
    )
    BashOperator(task_id="c", bash_command="python extract.py\necho done")
#                                           ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)
    BashOperator(task_id="d", bash_command="cd /app && python extract.py && python check.py; echo done")
#                                                      ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
    BashOperator(
        task_id="e",
        bash_command=f"""
        # loads everything
        export DATE={{{{ ds }}}}
        psql -f {FILE}
#       ^^^^ warning: Only the last command decides: when `psql` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)
        if [ -f /data/x ]; then
            aws s3 cp /data/x s3://bucket/x
        fi
        """,
    )

# --- case: nothing before the last one can fail, or someone looks
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="echo start; cd /app; python load.py")
    BashOperator(task_id="b", bash_command="source venv/bin/activate\nexport A=1\npython load.py")
    BashOperator(task_id="c", bash_command="python extract.py && python load.py")
    BashOperator(task_id="d", bash_command="python extract.py; RC=$?; echo $RC; exit $RC")
    BashOperator(task_id="e", bash_command="python extract.py\nif [ $? -ne 0 ]; then exit 1; fi\necho done")
    BashOperator(task_id="f", bash_command="set -e\npython extract.py\npython load.py")
    BashOperator(task_id="g", bash_command="set -euo pipefail; python extract.py; python load.py")
    BashOperator(task_id="h", bash_command="set -o errexit\npython extract.py\npython load.py")
    BashOperator(task_id="i", bash_command="set -x -e\npython extract.py\npython load.py")
    BashOperator(task_id="j", bash_command="if python check.py; then python load.py; fi")
    BashOperator(task_id="k", bash_command="trap 'exit 1' ERR; python extract.py; python load.py")
    BashOperator(task_id="l", bash_command="{{ params.setup }}\npython extract.py\npython load.py")
    BashOperator(task_id="m", bash_command="log() { date; }\nlog start\npython load.py")
    BashOperator(task_id="n", bash_command="python --version; python load.py")
    BashOperator(task_id="o", bash_command="scripts/load.sh ")
    BashOperator(task_id="p", bash_command="{% for t in tables %}\nload {{ t }}\n{% endfor %}")
    BashOperator(task_id="q", bash_command="python a.py & python b.py & wait")
    BashOperator(task_id="t", bash_command="gsutil mb gs://b\ngsutil cp x gs://b/x")
    BashOperator(task_id="u", bash_command="echo cHJpbnQoMSk= | base64 -d | python")
    BashOperator(task_id="r", bash_command="curl -m 60 -fo /data/x.zip https://a/x.zip\nunzip /data/x.zip -d /data/x")
    BashOperator(task_id="s", bash_command="pg_dump db > /data/x.sql; gsutil cp /data/x.sql gs://b/x.sql")

# --- case: Jinja that takes away line breaks
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(
        task_id="a",
        bash_command="""\
            airflow db clean \\
             --clean-before-timestamp {{ ts }} \\
        {% if params.dry_run -%}
             --dry-run \\
        {% endif -%}
             --skip-archive
        """,
    )

# --- case: an end that is always good
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="python load.py; exit 0")
#                                                           ^^^^ warning: `exit 0` ends the script with success whatever failed before it: when `python load.py` fails, the task is marked success all the same. Begin the script with `set -eo pipefail`. (unsafe fix)
    BashOperator(task_id="b", bash_command="python extract.py\npython load.py\ntrue")
#                                                                              ^^^^ warning: `true` ends the script with success whatever failed before it: when `python extract.py` fails, the task is marked success all the same. Begin the script with `set -eo pipefail`. (unsafe fix)
    BashOperator(task_id="c", bash_command="set -e\npython load.py\nexit 0")
    BashOperator(task_id="d", bash_command="echo x; exit 0")

# --- case: loops
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="for f in /data/*.csv; do psql -c \"copy x from '$f'\"; done")
#                                                                    ^^^^ warning: When `psql` fails in one round of the loop, the shell goes on with the next one, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)
    BashOperator(task_id="b", bash_command="while read t; do bq load $t; done < tables.txt")
#                                                            ^^ warning: When `bq load` fails in one round of the loop, the shell goes on with the next one, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)
    BashOperator(task_id="c", bash_command="for f in /data/*; do psql -f $f || exit 1; done")
    BashOperator(task_id="d", bash_command="set -e; for f in /data/*; do psql -f $f; done")
    BashOperator(task_id="e", bash_command="for i in 1 2 3; do python load.py && break; sleep 5; done")
    BashOperator(task_id="f", bash_command="N=0; until [ $N -gt 5 ]; do N=$((N+1)); sleep 5; done")
    BashOperator(task_id="g", bash_command="for i in 1 2; do if load $i; then echo ok; else exit 1; fi; done")

# --- case: pipes
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="pg_dump db | gzip > /data/db.gz")
#                                           ^^^^^^^ warning: Only the last command of a pipe decides: when `pg_dump db` fails, `gzip` takes what it got for everything, and the task can end as success. Begin the script with `set -eo pipefail`. (unsafe fix)
    BashOperator(task_id="b", bash_command="python load.py 2>&1 | tee /data/log.txt")
#                                           ^^^^^^ warning: Only the last command of a pipe decides: when `python load.py` fails, `tee` takes what it got for everything, and the task can end as success. Begin the script with `set -eo pipefail`. (unsafe fix)
    BashOperator(task_id="c", bash_command="set -e; curl -m 60 -f https://a/x.json | jq .items > x.json")
#                                                   ^^^^ warning: Only the last command of a pipe decides: when `curl` fails, `jq` takes what it got for everything, and the task can end as success. Begin the script with `set -o pipefail`. (unsafe fix)
    BashOperator(task_id="d", bash_command="python export.py | head -n 10")
#                                           ^^^^^^ warning: Only the last command of a pipe decides: when `python export.py` fails, `head` takes what it got for everything, and the task can end as success. Run it with `bash -o pipefail -c '…'`, or write to a file first.
    BashOperator(task_id="e", bash_command="set -o pipefail; python load.py | tee log.txt")
    BashOperator(task_id="f", bash_command="python load.py | tee log.txt; exit ${PIPESTATUS[0]}")

# --- case: pipes in which nothing is lost
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="cat x.csv | psql -c 'copy x from stdin'")
    BashOperator(task_id="b", bash_command="echo hello | mail a@b")
    BashOperator(task_id="c", bash_command="ps aux | grep java | awk '{print $2}' | xargs kill")
    BashOperator(task_id="d", bash_command="curl -m 60 https://a/x.tgz | tar xz -C /data")
    BashOperator(task_id="e", bash_command="render x.yaml | kubectl apply -f -")
    BashOperator(task_id="f", bash_command="python check.py | grep ok")
    BashOperator(task_id="g", bash_command="find . -name '*.csv' | xargs wc -l | sort -n")

# --- case: where set -e would break what works, there is no fix
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="grep x y\npython extract.py\npython load.py")
#                                                     ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
    BashOperator(task_id="b", bash_command="rm x; python extract.py; python load.py")
#                                                 ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
    BashOperator(task_id="c", bash_command="rm -rf x; python extract.py; python load.py")
#                                                     ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)
    BashOperator(task_id="d", bash_command="ls | head -1; python extract.py; python load.py")
#                                                         ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -e`. (unsafe fix)
    BashOperator(task_id="e", bash_command="set +e; python extract.py; python load.py")
#                                                   ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
    BashOperator(task_id="f", bash_command="{{ params.x }} python extract.py; python load.py; echo ok")

# --- case: set -e does not count in front of &&
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="set -e; python extract.py && python check.py; python load.py")
#                                                   ^^^^^^ warning: `set -e` does not count in front of `&&`: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Give each command a line of its own.
    BashOperator(task_id="b", bash_command="set -e; cd /app && python check.py; python load.py")
    BashOperator(task_id="c", bash_command="set -e; cd /app; python extract.py && python load.py")

# --- case: the task decorator
from airflow.decorators import dag, task


@dag()
def d():
    @task.bash
    def load(name):
        return f"python extract.py {name}; python load.py {name}"
#                ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)

    @task.bash
    def fine(name):
        return f"python extract.py {name} && python load.py {name}"

    load("x") >> fine("y")


d()

# --- case: other hosts have no fix
from airflow import DAG
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.providers.docker.operators.docker import DockerOperator
from airflow.providers.ssh.operators.ssh import SSHOperator

with DAG("d"):
    SSHOperator(task_id="a", ssh_conn_id="x", command="python extract.py; python load.py")
#                                                      ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
    SSHOperator(task_id="b", ssh_conn_id="x", command="python extract.py && python load.py")
    DockerOperator(task_id="c", image="x", command=["sh", "-c", "dbt deps; dbt run | tee log"])
#                                                                ^^^ warning: Only the last command decides: when `dbt deps` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
    KubernetesPodOperator(task_id="e", cmds=["bash", "-cx"], arguments=["dbt run || true"])
#                                                                                   ^^^^ warning: `|| true` makes a success of it when `dbt run` fails: the script goes on, and the task can end as success with this step missing. Let it fail, or handle just the error that you expect.
    KubernetesPodOperator(task_id="f", cmds=["python"], arguments=["x.py; exit 0"])
    DockerOperator(task_id="g", image="x", command="dbt run")

# --- case: shells within shells
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="sudo bash -c 'python extract.py; python load.py'")
#                                                         ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
    BashOperator(task_id="b", bash_command="ssh -o ConnectTimeout=9 h 'python extract.py; python load.py'")
#                                                                      ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
    BashOperator(task_id="c", bash_command="bash -ec 'python extract.py; python load.py'")
    BashOperator(task_id="d", bash_command="bash <<'EOF'\npython extract.py\npython load.py\nEOF\n")
#                                                         ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.

# --- case: shells in Python
import subprocess

from airflow.decorators import dag, task


@dag()
def d():
    @task
    def load():
        subprocess.run("python extract.py; python load.py", shell=True, check=True, timeout=60)
#                       ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
        subprocess.check_call("pg_dump db | gzip > x.gz", shell=True, timeout=60)
#                              ^^^^^^^ warning: Only the last command of a pipe decides: when `pg_dump db` fails, `gzip` takes what it got for everything, and the task can end as success. Run it with `bash -o pipefail -c '…'`, or write to a file first.
        subprocess.run("set -e; python extract.py; python load.py", shell=True, check=True, timeout=60)
        subprocess.run(["python", "load.py", "||", "true"], check=True, timeout=60)
        subprocess.run("dbt run || true", shell=True, check=True, timeout=60)
#                                  ^^^^ warning: `|| true` makes a success of it when `dbt run` fails: the script goes on, and the task can end as success with this step missing. Let it fail, or handle just the error that you expect.

    @task
    def check():
        done = subprocess.run("python extract.py; python load.py", shell=True, timeout=60)
#                              ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
        if done.returncode != 0:
            raise ValueError("failed")
        process = subprocess.Popen("pg_dump db | gzip > x.gz", shell=True)
        process.communicate(timeout=60)
        return process.returncode

    @task
    def unread():
        subprocess.run("python extract.py; python load.py", shell=True, timeout=60)

    check()
    unread()
    load()


d()

# --- case: a sensor's exit code is its answer
from airflow import DAG
from airflow.sensors.bash import BashSensor

with DAG("d"):
    BashSensor(task_id="a", bash_command="hdfs dfs -ls /x | wc -l; exit 0", timeout=60)

# --- case: several tasks share a command that is written once, in pieces
from airflow import DAG
from airflow.operators.bash import BashOperator

COMMAND = "python extract.py; " "python load.py"
#          ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)
LINES = "\n".join(["python extract.py", "python load.py"])
#                   ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)

with DAG("d"):
    BashOperator(task_id="a", bash_command=COMMAND)
    BashOperator(task_id="b", bash_command=COMMAND)
    BashOperator(task_id="c", bash_command=LINES)

# --- case: line breaks of Windows, tabs
# line-break: crlf
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
	BashOperator(
		task_id="a",
		bash_command="""
		python extract.py
# ^^^^^^ warning: Only the last command decides: when `python extract.py` fails, the shell goes on, and the task can end as success with this step missing. Begin the script with `set -eo pipefail`. (unsafe fix)
		python load.py
		""",
	)

# --- case: one text that Docker splits into words
from airflow.providers.docker.operators.docker import DockerOperator

DockerOperator(task_id="load", image="shop", command="bash -c 'load orders; load items'")
#                                                              ^^^^ warning: Only the last command decides: when `load orders` fails, the shell goes on, and the task can end as success with this step missing. Put `set -e` in front, and give each command a line of its own.
DockerOperator(task_id="tried", image="shop", command=f"/bin/sh -ec 'load orders; load items'")
DockerOperator(task_id="plain", image="shop", command="load 'orders; load items'")
