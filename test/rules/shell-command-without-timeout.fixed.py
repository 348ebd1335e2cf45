# --- case: curl and wget in a BashOperator
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="curl --max-time 3600 -sSL https://a/x.csv -o /data/x.csv")
    BashOperator(task_id="b", bash_command='cd /data && wget --timeout=60 --tries=3 -q "https://a/x.zip" ; unzip x.zip')
    BashOperator(
        task_id="c",
        bash_command="curl --max-time 3600 --connect-timeout 5 https://a | jq .status",
    )

# --- case: every way to limit them
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="curl --max-time 30 https://a")
    BashOperator(task_id="b", bash_command="curl -sSm30 https://a")
    BashOperator(task_id="c", bash_command="curl -m 30 https://a")
    BashOperator(task_id="d", bash_command="curl --max-time=30 https://a")
    BashOperator(task_id="e", bash_command="curl -y 60 -Y 1 https://a")
    BashOperator(task_id="f", bash_command="timeout 60 curl https://a")
    BashOperator(task_id="g", bash_command="timeout -k 5 60s bash -c 'curl https://a | sh'")
    BashOperator(task_id="h", bash_command="wget -T 30 https://a")
    BashOperator(task_id="i", bash_command="wget --timeout=30 https://a")
    BashOperator(task_id="j", bash_command="nc -w 5 host 80 < x")
    BashOperator(task_id="k", bash_command="nc -z host 80")
    BashOperator(task_id="l", bash_command="curl --version && wget --help")

# --- case: options that may hold a limit
from airflow import DAG
from airflow.operators.bash import BashOperator

options = make_options()
with DAG("d"):
    BashOperator(task_id="a", bash_command="curl $CURL_OPTS https://a")
    BashOperator(task_id="b", bash_command="curl {{ params.curl_args }} https://a")
    BashOperator(task_id="c", bash_command=f"curl {options} https://a")
    BashOperator(task_id="d", bash_command="curl -K ~/.curlrc.slow https://a")

# --- case: what is not a command
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="echo curl https://a")
    BashOperator(task_id="b", bash_command="echo 'wget https://a'  # curl https://a")
    BashOperator(task_id="c", bash_command="apt-get install -y curl wget vim less")
    BashOperator(task_id="d", bash_command="which curl; command -v wget")
    BashOperator(task_id="e", bash_command="python curl.py --url https://a")
    BashOperator(task_id="f", bash_command="cat > x.sh <<'EOF'\ncurl https://a\nEOF\n")
    BashOperator(task_id="g", bash_command="scripts/curl.sh")
    BashOperator(task_id="h", bash_command=command)

# --- case: strings in every form
from textwrap import dedent
from airflow import DAG
from airflow.operators.bash import BashOperator

URL = "https://a"
command = "curl --max-time 3600 -o x " + URL
parts = ["set -e", "curl --max-time 3600 {{ var.value.url }}", "echo done"]

with DAG("d"):
    BashOperator(task_id="a", bash_command=f"curl --max-time 3600 -o {{{{ ds }}}}.csv {URL}/x")
    BashOperator(task_id="b", bash_command=command)
    BashOperator(task_id="c", bash_command="set -e; " "curl --max-time 3600 https://a; " "echo done")
    BashOperator(
        task_id="d",
        bash_command="""
            set -euo pipefail
            DATA=$(curl --max-time 3600 -s https://a/{{ ds }})
            {% if params.b %}
            wget --timeout=60 --tries=3 https://b
            {% endif %}
            echo "$DATA"
        """,
    )
    BashOperator(task_id="e", bash_command=dedent("""\
        curl --max-time 3600 https://a \\
            -o x
    """))
    BashOperator(task_id="f", bash_command="curl --max-time 3600 {}".format(URL))
    BashOperator(task_id="g", bash_command="curl --max-time 3600 %s -o %s" % (URL, "x"))
    BashOperator(task_id="h", bash_command=r"curl --max-time 3600 'https://a/\d'")
    BashOperator(task_id="i", bash_command=" && ".join(parts))
    BashOperator(task_id="j", bash_command="""bash -c "curl --max-time 3600 https://a" """)

# --- case: commands in a loop over literals
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    for name, command in [("a", "curl --max-time 3600 https://a"), ("b", "echo b")]:
        BashOperator(task_id=name, bash_command=command)

# --- case: output that never ends
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="timeout 3600 tail -f /var/log/app.log")
    BashOperator(task_id="b", bash_command="timeout 3600 tail -n 100 -F app.log | grep -m 1 READY")
    BashOperator(task_id="c", bash_command="timeout 3600 ping example.com")
    BashOperator(task_id="d", bash_command="timeout 3600 watch -n 5 df -h")
    BashOperator(task_id="e", bash_command="timeout 3600 kafka-console-consumer.sh --topic t --bootstrap-server k:9092")
    BashOperator(task_id="f", bash_command="timeout 3600 sleep infinity")
    BashOperator(task_id="g", bash_command="timeout 3600 journalctl -fu app")

# --- case: output that ends
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="tail -n 100 app.log")
    BashOperator(task_id="b", bash_command="tail -f app.log --pid=42")
    BashOperator(task_id="c", bash_command="ping -c 3 example.com")
    BashOperator(task_id="d", bash_command="timeout 5 tail -f app.log")
    BashOperator(task_id="e", bash_command="kafka-console-consumer.sh --topic t --max-messages 10")
    BashOperator(task_id="f", bash_command="tail -f app.log & run; kill %1")
    BashOperator(task_id="g", bash_command="top -b -n 1 | head")
    BashOperator(task_id="h", bash_command="sleep 30")

# --- case: loops that nothing leaves
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="while true; do python poll.py; sleep 60; done", execution_timeout=timedelta(hours=1))
    BashOperator(task_id="b", bash_command="while :\ndo\n  curl https://a\n  sleep 5\ndone\n", execution_timeout=timedelta(hours=1))
    BashOperator(task_id="c", bash_command="for ((;;)); do run; done", execution_timeout=timedelta(hours=1))
    BashOperator(task_id="d", bash_command="until false; do run; done", retries=2, execution_timeout=timedelta(hours=1))
    BashOperator(
        task_id="e",
        bash_command="""
            while [ 1 ]; do
                for x in *.csv; do
                    if bad "$x"; then break; fi
                done
            done
        """,
        execution_timeout=timedelta(hours=1),
    )

# --- case: loops that wait for something
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="until pg_isready -h db; do sleep 1; done", execution_timeout=timedelta(hours=1))
    BashOperator(task_id="b", bash_command="while [ ! -f /data/ready ]; do sleep 5; done; load", execution_timeout=timedelta(hours=1))
    BashOperator(task_id="c", bash_command="while true; do if ready; then break; fi; sleep 5; done", execution_timeout=timedelta(hours=1))
    BashOperator(task_id="d", bash_command="while ! nc -z db 5432; do sleep 1; done", execution_timeout=timedelta(hours=1))

# --- case: loops that end
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="while read line; do echo $line; done < x")
    BashOperator(task_id="b", bash_command="cat x | while read -r a b; do echo $a; sleep 1; done")
    BashOperator(task_id="c", bash_command="for i in 1 2 3; do run $i && break; sleep 5; done")
    BashOperator(task_id="d", bash_command="i=0; until ready; do i=$((i+1)); [ $i -gt 10 ] && exit 1; sleep 5; done")
    BashOperator(task_id="e", bash_command="while true; do run || exit 1; [ $((n++)) -ge 5 ] && break; done")
    BashOperator(task_id="f", bash_command="timeout 60 bash -c 'until ready; do sleep 1; done'")
    BashOperator(task_id="g", bash_command="while true; do beat; sleep 9; done & run; kill $!")
    BashOperator(task_id="h", bash_command="while ps -p $PID; do sleep 5; done")

# --- case: tools that want someone at a terminal
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="vi /etc/hosts")
    BashOperator(task_id="b", bash_command="top")
    BashOperator(task_id="c", bash_command="ftp host")
    BashOperator(task_id="d", bash_command="less x.log")
    BashOperator(task_id="e", bash_command="ftp -n host <<EOF\nget x\nEOF\n")
    BashOperator(task_id="f", bash_command="sftp -b batch host")
    BashOperator(task_id="g", bash_command="more x.log | wc -l")

# --- case: a task that is limited as a whole
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.providers.docker.operators.docker import DockerOperator
from airflow.providers.ssh.operators.ssh import SSHOperator

with DAG("d", default_args={"execution_timeout": timedelta(hours=1)}):
    BashOperator(task_id="a", bash_command="curl https://a")
    DockerOperator(task_id="b", image="i", command="tail -f /dev/null")
    SSHOperator(task_id="c", ssh_conn_id="s", command="tail -f app.log")
    SSHOperator(task_id="d", ssh_conn_id="s", command="tail -f app.log", get_pty=True)
    BashOperator(task_id="e", bash_command="while true; do run; done", execution_timeout=timedelta(hours=1))

# --- case: an SSHOperator gives up on silence
from airflow import DAG
from airflow.providers.ssh.operators.ssh import SSHOperator

with DAG("d"):
    SSHOperator(task_id="a", ssh_conn_id="s", command="curl https://a")
    SSHOperator(task_id="b", ssh_conn_id="s", command="curl --max-time 3600 https://a", cmd_timeout=None)
    SSHOperator(task_id="c", ssh_conn_id="s", command="while true; do date; sleep 1; done")

# --- case: Docker commands as text and as words
from airflow import DAG
from airflow.providers.docker.operators.docker import DockerOperator

with DAG("d"):
    DockerOperator(task_id="a", image="i", command="curl --max-time 3600 https://a")
    DockerOperator(task_id="b", image="i", command=["curl", "--max-time", "3600", "-o", "x", "https://a"])
    DockerOperator(task_id="c", image="i", command=["bash", "-c", "curl --max-time 3600 https://a | sh"])
    DockerOperator(task_id="d", image="i", command=["timeout", "3600", "tail", "-f", "/dev/null"])
    DockerOperator(task_id="e", image="i", command=['timeout', '60', 'tail', '-f', 'x'])

# --- case: @task.bash
from airflow.decorators import task

@task.bash
def download(url):
    if url.endswith(".gz"):
        return f"curl --max-time 3600 {url} | gunzip > x"
    return "curl -m 60 " + url

# --- case: the sensor
from airflow.sensors.bash import BashSensor

BashSensor(task_id="a", bash_command="curl --max-time 3600 -f https://a/ready")

# --- case: look-alikes
from mylib import BashOperator, SSHOperator
from airflow.operators.python import PythonOperator

BashOperator(task_id="a", bash_command="curl https://a")
SSHOperator(task_id="b", command="tail -f x")
PythonOperator(task_id="c", op_args=["curl https://a"], python_callable=print)

# --- case: a shared constant is spoken of once
from airflow import DAG
from airflow.operators.bash import BashOperator

DOWNLOAD = "curl --max-time 3600 -O https://a/x"

with DAG("d"):
    BashOperator(task_id="a", bash_command=DOWNLOAD)
    BashOperator(task_id="b", bash_command=DOWNLOAD)

# --- case: tabs and CRLF
from datetime import timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
	BashOperator(
		task_id="a",
		bash_command="""
			while true; do
				run
			done
		""",  # for ever
		execution_timeout=timedelta(hours=1),
	)
	BashOperator(task_id="b", bash_command="""
		curl --max-time 3600 https://a
	""")

# --- case: mapped commands
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

sources = ["curl --max-time 3600 -O https://example.com/a", "curl -m 60 -O https://example.com/b"]

with DAG("a"):
    BashOperator.partial(task_id="fetch").expand(bash_command=sources)
    BashOperator.partial(task_id="limited", execution_timeout=timedelta(hours=1)).expand(
        bash_command=["curl -O https://example.com/a"]
    )
    BashOperator.partial(task_id="environments", bash_command="wget --timeout=60 --tries=3 https://example.com/$NAME").expand(
        env=[{"NAME": "a"}, {"NAME": "b"}]
    )

# --- case: a prompt, and a read that nobody is asked for
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a"):
    BashOperator(task_id="asks", bash_command="read -p 'Go on? ' answer; load $answer")
    BashOperator(task_id="waits_a_while", bash_command="read -t 5 -p 'Go on? ' answer")
    BashOperator(task_id="reads", bash_command="while read -r line; do load $line; done < lines.txt")
    BashOperator(task_id="is_fed", bash_command="echo yes | read -p 'Go on? ' answer")
