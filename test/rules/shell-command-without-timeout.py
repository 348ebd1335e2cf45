# --- case: curl and wget in a BashOperator
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="curl -sSL https://a/x.csv -o /data/x.csv")
#                                           ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    BashOperator(task_id="b", bash_command='cd /data && wget -q "https://a/x.zip" ; unzip x.zip')
#                                                       ^^^^ warning: `wget` waits 15 minutes for each of 20 tries: if the server stops answering, the task holds its slot for hours. Pass `--timeout=60 --tries=3`. (unsafe fix)
    BashOperator(
        task_id="c",
        bash_command="curl --connect-timeout 5 https://a | jq .status",
#                     ^^^^ warning: `curl` limits only a part of its work: if the server stops answering later, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
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
command = "curl -o x " + URL
#          ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
parts = ["set -e", "curl {{ var.value.url }}", "echo done"]
#                   ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)

with DAG("d"):
    BashOperator(task_id="a", bash_command=f"curl -o {{{{ ds }}}}.csv {URL}/x")
#                                            ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    BashOperator(task_id="b", bash_command=command)
    BashOperator(task_id="c", bash_command="set -e; " "curl https://a; " "echo done")
#                                                      ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    BashOperator(
        task_id="d",
        bash_command="""
            set -euo pipefail
            DATA=$(curl -s https://a/{{ ds }})
#                  ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
            {% if params.b %}
            wget https://b
#           ^^^^ warning: `wget` waits 15 minutes for each of 20 tries: if the server stops answering, the task holds its slot for hours. Pass `--timeout=60 --tries=3`. (unsafe fix)
            {% endif %}
            echo "$DATA"
        """,
    )
    BashOperator(task_id="e", bash_command=dedent("""\
        curl https://a \\
#       ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
            -o x
    """))
    BashOperator(task_id="f", bash_command="curl {}".format(URL))
#                                           ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    BashOperator(task_id="g", bash_command="curl %s -o %s" % (URL, "x"))
#                                           ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    BashOperator(task_id="h", bash_command=r"curl 'https://a/\d'")
#                                            ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    BashOperator(task_id="i", bash_command=" && ".join(parts))
    BashOperator(task_id="j", bash_command="""bash -c "curl https://a" """)
#                                                      ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)

# --- case: commands in a loop over literals
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    for name, command in [("a", "curl https://a"), ("b", "echo b")]:
#                                ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
        BashOperator(task_id=name, bash_command=command)

# --- case: output that never ends
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="tail -f /var/log/app.log")
#                                           ^^^^^^^ warning: `tail -f` never ends by itself: the task stays in "running" until someone kills it. Put `timeout 3600` in front of it. (unsafe fix)
    BashOperator(task_id="b", bash_command="tail -n 100 -F app.log | grep -m 1 READY")
#                                           ^^^^ warning: `tail -f` never ends by itself: the task stays in "running" until someone kills it. Put `timeout 3600` in front of it. (unsafe fix)
    BashOperator(task_id="c", bash_command="ping example.com")
#                                           ^^^^ warning: `ping` never ends by itself: the task stays in "running" until someone kills it. Put `timeout 3600` in front of it. (unsafe fix)
    BashOperator(task_id="d", bash_command="watch -n 5 df -h")
#                                           ^^^^^ warning: `watch` never ends by itself: the task stays in "running" until someone kills it. Put `timeout 3600` in front of it. (unsafe fix)
    BashOperator(task_id="e", bash_command="kafka-console-consumer.sh --topic t --bootstrap-server k:9092")
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `kafka-console-consumer.sh` never ends by itself: the task stays in "running" until someone kills it. Put `timeout 3600` in front of it. (unsafe fix)
    BashOperator(task_id="f", bash_command="sleep infinity")
#                                           ^^^^^^^^^^^^^^ warning: `sleep infinity` never ends by itself: the task stays in "running" until someone kills it. Put `timeout 3600` in front of it. (unsafe fix)
    BashOperator(task_id="g", bash_command="journalctl -fu app")
#                                           ^^^^^^^^^^^^^^ warning: `journalctl -f` never ends by itself: the task stays in "running" until someone kills it. Put `timeout 3600` in front of it. (unsafe fix)

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
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="while true; do python poll.py; sleep 60; done")
#                                           ^^^^^^^^^^ warning: `while true` is never left: the task stays in "running" until someone kills it. Leave the loop on a condition, and give the task an `execution_timeout`. (unsafe fix)
    BashOperator(task_id="b", bash_command="while :\ndo\n  curl https://a\n  sleep 5\ndone\n")
#                                           ^^^^^^^ warning: `while :` is never left: the task stays in "running" until someone kills it. Leave the loop on a condition, and give the task an `execution_timeout`. (unsafe fix)
    BashOperator(task_id="c", bash_command="for ((;;)); do run; done")
#                                           ^^^^^^^^^^ warning: `for ((;;))` is never left: the task stays in "running" until someone kills it. Leave the loop on a condition, and give the task an `execution_timeout`. (unsafe fix)
    BashOperator(task_id="d", bash_command="until false; do run; done", retries=2)
#                                           ^^^^^^^^^^^ warning: `until false` is never left: the task stays in "running" until someone kills it. Leave the loop on a condition, and give the task an `execution_timeout`. (unsafe fix)
    BashOperator(
        task_id="e",
        bash_command="""
            while [ 1 ]; do
#           ^^^^^^^^^^^ warning: `while [ 1 ]` is never left: the task stays in "running" until someone kills it. Leave the loop on a condition, and give the task an `execution_timeout`. (unsafe fix)
                for x in *.csv; do
                    if bad "$x"; then break; fi
                done
            done
        """,
    )

# --- case: loops that wait for something
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="until pg_isready -h db; do sleep 1; done")
#                                           ^^^^^^^^^^^^^^^^^^^^^^ warning: `until pg_isready -h db` waits without a limit: if what it waits for never comes, the task stays in "running" until someone kills it. Count the attempts, or use a sensor with a `timeout`. (unsafe fix)
    BashOperator(task_id="b", bash_command="while [ ! -f /data/ready ]; do sleep 5; done; load")
#                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `while [ ! -f /data/ready ]` waits without a limit: if what it waits for never comes, the task stays in "running" until someone kills it. Count the attempts, or use a sensor with a `timeout`. (unsafe fix)
    BashOperator(task_id="c", bash_command="while true; do if ready; then break; fi; sleep 5; done")
#                                           ^^^^^^^^^^ warning: `while true` waits without a limit: if what it waits for never comes, the task stays in "running" until someone kills it. Count the attempts, or use a sensor with a `timeout`. (unsafe fix)
    BashOperator(task_id="d", bash_command="while ! nc -z db 5432; do sleep 1; done")
#                                           ^^^^^^^^^^^^^^^^^^^^^ warning: `while ! nc -z db 5432` waits without a limit: if what it waits for never comes, the task stays in "running" until someone kills it. Count the attempts, or use a sensor with a `timeout`. (unsafe fix)

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
#                                           ^^ warning: `vi` wants someone at a terminal: in a task it fails or waits, and then the task stays in "running" until someone kills it. Use a command that needs nobody.
    BashOperator(task_id="b", bash_command="top")
#                                           ^^^ warning: `top` wants someone at a terminal: in a task it fails or waits, and then the task stays in "running" until someone kills it. Use a command that needs nobody.
    BashOperator(task_id="c", bash_command="ftp host")
#                                           ^^^ warning: `ftp` wants someone at a terminal: in a task it fails or waits, and then the task stays in "running" until someone kills it. Use a command that needs nobody.
    BashOperator(task_id="d", bash_command="less x.log")
#                                           ^^^^ warning: `less` wants someone at a terminal: in a task it fails or waits, and then the task stays in "running" until someone kills it. Use a command that needs nobody.
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
    BashOperator(task_id="e", bash_command="while true; do run; done", execution_timeout=None)
#                                           ^^^^^^^^^^ warning: `while true` is never left: the task stays in "running" until someone kills it. Leave the loop on a condition, and give the task an `execution_timeout`. (unsafe fix)

# --- case: an SSHOperator gives up on silence
from airflow import DAG
from airflow.providers.ssh.operators.ssh import SSHOperator

with DAG("d"):
    SSHOperator(task_id="a", ssh_conn_id="s", command="curl https://a")
    SSHOperator(task_id="b", ssh_conn_id="s", command="curl https://a", cmd_timeout=None)
#                                                      ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    SSHOperator(task_id="c", ssh_conn_id="s", command="while true; do date; sleep 1; done")
#                                                      ^^^^^^^^^^ warning: `while true` is never left: the task stays in "running" until someone kills it. Leave the loop on a condition, and give the task an `execution_timeout`.

# --- case: Docker commands as text and as words
from airflow import DAG
from airflow.providers.docker.operators.docker import DockerOperator

with DAG("d"):
    DockerOperator(task_id="a", image="i", command="curl https://a")
#                                                   ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    DockerOperator(task_id="b", image="i", command=["curl", "-o", "x", "https://a"])
#                                                    ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    DockerOperator(task_id="c", image="i", command=["bash", "-c", "curl https://a | sh"])
#                                                                  ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    DockerOperator(task_id="d", image="i", command=["tail", "-f", "/dev/null"])
#                                                    ^^^^ warning: `tail -f` never ends by itself: the task stays in "running" until someone kills it. Put `timeout 3600` in front of it. (unsafe fix)
    DockerOperator(task_id="e", image="i", command=['timeout', '60', 'tail', '-f', 'x'])

# --- case: @task.bash
from airflow.decorators import task

@task.bash
def download(url):
    if url.endswith(".gz"):
        return f"curl {url} | gunzip > x"
#                ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
    return "curl -m 60 " + url

# --- case: the sensor
from airflow.sensors.bash import BashSensor

BashSensor(task_id="a", bash_command="curl -f https://a/ready")
#                                     ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)

# --- case: look-alikes
from mylib import BashOperator, SSHOperator
from airflow.operators.python import PythonOperator

BashOperator(task_id="a", bash_command="curl https://a")
SSHOperator(task_id="b", command="tail -f x")
PythonOperator(task_id="c", op_args=["curl https://a"], python_callable=print)

# --- case: a shared constant is spoken of once
from airflow import DAG
from airflow.operators.bash import BashOperator

DOWNLOAD = "curl -O https://a/x"
#           ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)

with DAG("d"):
    BashOperator(task_id="a", bash_command=DOWNLOAD)
    BashOperator(task_id="b", bash_command=DOWNLOAD)

# --- case: tabs and CRLF
# line-break: crlf
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
	BashOperator(
		task_id="a",
		bash_command="""
			while true; do
#  ^^^^^^^^^^ warning: `while true` is never left: the task stays in "running" until someone kills it. Leave the loop on a condition, and give the task an `execution_timeout`. (unsafe fix)
				run
			done
		""",  # for ever
	)
	BashOperator(task_id="b", bash_command="""
		curl https://a
# ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)
	""")

# --- case: mapped commands
from datetime import timedelta
from airflow import DAG
from airflow.operators.bash import BashOperator

sources = ["curl -O https://example.com/a", "curl -m 60 -O https://example.com/b"]
#           ^^^^ warning: `curl` has no time limit: if the server stops answering, the task stays in "running" until someone kills it. Pass `--max-time 3600`. (unsafe fix)

with DAG("a"):
    BashOperator.partial(task_id="fetch").expand(bash_command=sources)
    BashOperator.partial(task_id="limited", execution_timeout=timedelta(hours=1)).expand(
        bash_command=["curl -O https://example.com/a"]
    )
    BashOperator.partial(task_id="environments", bash_command="wget https://example.com/$NAME").expand(
#                                                              ^^^^ warning: `wget` waits 15 minutes for each of 20 tries: if the server stops answering, the task holds its slot for hours. Pass `--timeout=60 --tries=3`. (unsafe fix)
        env=[{"NAME": "a"}, {"NAME": "b"}]
    )

# --- case: a prompt, and a read that nobody is asked for
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a"):
    BashOperator(task_id="asks", bash_command="read -p 'Go on? ' answer; load $answer")
#                                              ^^^^^^^ warning: `read -p` wants someone at a terminal: in a task it fails or waits, and then the task stays in "running" until someone kills it. Use a command that needs nobody.
    BashOperator(task_id="waits_a_while", bash_command="read -t 5 -p 'Go on? ' answer")
    BashOperator(task_id="reads", bash_command="while read -r line; do load $line; done < lines.txt")
    BashOperator(task_id="is_fed", bash_command="echo yes | read -p 'Go on? ' answer")
