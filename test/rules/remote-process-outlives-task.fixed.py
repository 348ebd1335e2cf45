# --- case: ssh in a BashOperator
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command='ssh -tt -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 user@host "python /opt/job.py"')
    BashOperator(task_id="b", bash_command="cd /tmp && ssh -tt -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 -i key.pem -p 22 host /opt/run.sh {{ ds }}")
    BashOperator(
        task_id="c",
        bash_command="""
            set -e
            sshpass -p "$PASSWORD" ssh -tt -o ConnectTimeout=10 -o ServerAliveInterval=15 -o StrictHostKeyChecking=no host 'cd /opt && ./run.sh'
        """,
    )
    BashOperator(task_id="d", bash_command="timeout 600 ssh -tt -o ConnectTimeout=10 -o ServerAliveInterval=15 -o BatchMode=yes host /opt/run.sh")

# --- case: ssh with a terminal, and what is no remote command
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="ssh -tt host /opt/run.sh")
    BashOperator(task_id="b", bash_command="ssh -t -t host /opt/run.sh")
    BashOperator(task_id="c", bash_command="ssh -o RequestTTY=force host /opt/run.sh")
    BashOperator(task_id="d", bash_command="ssh -N -L 5432:db:5432 host")
    BashOperator(task_id="e", bash_command="ssh-keygen -f key; ssh -V; scp x host:/y")
    BashOperator(task_id="f", bash_command="ssh host mkdir -p /data; ssh host 'ls /data'")
    BashOperator(task_id="g", bash_command="ssh host 'timeout 600 /opt/run.sh'")
    BashOperator(task_id="h", bash_command="echo ssh host run")

# --- case: one -t is not enough without a terminal on this side
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="ssh -tt -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 -t host /opt/run.sh")

# --- case: a terminal would change what goes in or comes out
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="ssh host 'tar cz /data' > data.tgz")
    BashOperator(task_id="b", bash_command="ssh host bash -s < script.sh")
    BashOperator(task_id="c", bash_command="ssh host <<EOF\n/opt/run.sh\nEOF\n")
    BashOperator(task_id="d", bash_command="COUNT=$(ssh host 'wc -l < /data/x')")
    BashOperator(task_id="e", bash_command="ssh host /opt/dump | gzip > x.gz")

# --- case: ssh from Python
import os
import subprocess
from airflow.decorators import task

HOST = "host"

@task
def run(script):
    subprocess.run(["ssh", "-tt", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=15", "user@host", "python", script], timeout=600)
    subprocess.check_call(f"ssh -tt -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 {HOST} /opt/run.sh", shell=True, timeout=600)
    os.system("ssh -tt -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 host " + script)
    command = ['ssh', '-tt', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10', '-o', 'ServerAliveInterval=15', '-i', 'key', HOST, f'python {script}']
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(timeout=600)
    with open("out", "wb") as out:
        subprocess.run(["ssh", "host", "cat /data/x"], stdout=out, timeout=600)
    return out

# --- case: ssh from Python that is fine
import subprocess
from airflow.decorators import task

version = subprocess.check_output(["ssh", "host", "version"], timeout=5)

@task
def run(script):
    subprocess.run(["ssh", "-tt", "host", script], timeout=600)
    subprocess.run(["scp", "x", "host:/y"], timeout=600)
    subprocess.run(["ssh", "host", "mkdir", "-p", "/x"], timeout=600)
    return version

# --- case: SSHOperator without a terminal
from airflow import DAG
from airflow.providers.ssh.operators.ssh import SSHOperator

with DAG("d"):
    SSHOperator(task_id="a", ssh_conn_id="host", command="python /opt/job.py", get_pty=True)
    SSHOperator(
        task_id="b",
        ssh_conn_id="host",
        command=command,
        get_pty=True,
    )

# --- case: SSHOperator that waits for silence for ever
from airflow import DAG
from airflow.providers.ssh.hooks.ssh import SSHHook
from airflow.providers.ssh.operators.ssh import SSHOperator

hook = SSHHook(ssh_conn_id="host", cmd_timeout=3600)

with DAG("d"):
    SSHOperator(task_id="a", ssh_conn_id="host", command="run", get_pty=True, cmd_timeout=3600)
    SSHOperator(task_id="b", ssh_conn_id="host", command="run", cmd_timeout=3600, get_pty=True)
    SSHOperator(task_id="c", ssh_hook=hook, command="run", get_pty=True)

# --- case: SSHOperator that is fine
from datetime import timedelta
from airflow import DAG
from airflow.providers.ssh.operators.ssh import SSHOperator
from mylib import options

class TerminalOperator(SSHOperator):
    def __init__(self, **kwargs):
        super().__init__(get_pty=True, **kwargs)

with DAG("d", default_args={"get_pty": True}):
    SSHOperator(task_id="a", ssh_conn_id="host", command="run")

with DAG("e"):
    SSHOperator(task_id="b", ssh_conn_id="host", command="run", get_pty=True)
    SSHOperator(task_id="c", ssh_conn_id="host", command="sudo run")
    SSHOperator(task_id="d", ssh_conn_id="host", command="mkdir -p /data && sleep 5")
    SSHOperator(task_id="e", ssh_conn_id="host", command="timeout 600 run")
    SSHOperator(task_id="f", ssh_conn_id="host", command="run", **options)
    TerminalOperator(task_id="g", ssh_conn_id="host", command="run")
    SSHOperator(
        task_id="h",
        ssh_conn_id="host",
        command="run",
        get_pty=True,
        cmd_timeout=None,
        execution_timeout=timedelta(hours=1),
    )

# --- case: work in the background
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.providers.ssh.operators.ssh import SSHOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="nohup python /opt/job.py > job.log 2>&1 &")
    BashOperator(task_id="b", bash_command="python /opt/a.py & python /opt/b.py")
    BashOperator(task_id="c", bash_command="setsid /opt/run.sh")
    BashOperator(task_id="d", bash_command="ssh host 'nohup /opt/run.sh > /dev/null 2>&1 &'")
    SSHOperator(task_id="e", ssh_conn_id="host", command="nohup /opt/run.sh &")
    BashOperator(task_id="f", bash_command="ssh -f host /opt/run.sh; ssh -fN -L 1:db:1 host")

# --- case: work in the background that is waited for
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="a & b & wait")
    BashOperator(task_id="b", bash_command="server & PID=$!; tests; kill $PID")
    BashOperator(task_id="c", bash_command="trap 'kill 0' EXIT; server & tests")
    BashOperator(task_id="d", bash_command="for x in 1 2 3; do run $x & done; wait")
    BashOperator(task_id="e", bash_command="a && b; echo 'c &' # d &")
    BashOperator(task_id="f", bash_command="a > log 2>&1; b &> log")
    BashOperator(task_id="g", bash_command="nohup python /opt/job.py")
    BashOperator(task_id="h", bash_command="nohup server > log 2>&1 & echo $!")

# --- case: containers left to the daemon
import subprocess
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator

with DAG("d"):
    BashOperator(task_id="a", bash_command="docker run -d --name x image")
    BashOperator(task_id="b", bash_command="docker run --rm -itd image run")
    BashOperator(task_id="c", bash_command="docker run --detach image && docker logs -f x")
    BashOperator(task_id="d", bash_command="docker run --rm image psql -d db")
    BashOperator(task_id="e", bash_command="docker run --name x -e A=b image -d")
    BashOperator(task_id="f", bash_command="docker compose up -d")
    BashOperator(task_id="g", bash_command="docker run -d -p 5432:5432 postgres")

    @task
    def start():
        subprocess.run(["docker", "run", "-d", "image"], check=True, timeout=60)

# --- case: paramiko and the SSHHook in Python code
import paramiko
from airflow.decorators import task
from airflow.providers.ssh.hooks.ssh import SSHHook

@task
def run(script, options):
    hook = SSHHook(ssh_conn_id="host")
    with hook.get_conn() as client:
        stdin, stdout, stderr = client.exec_command("cd /opt && ./run.sh", get_pty=True)
        client.exec_command(script, timeout=600, get_pty=True)
        client.exec_command(script, -1, 600, True)
        client.exec_command(script, get_pty=True)
        client.exec_command("mkdir -p /data")
        client.exec_command("cd /opt && docker-compose -f a.yml down --volumes; docker rm -f x")
        client.exec_command(f"timeout 600 {script}")
        client.exec_command(script, **options)
        hook.exec_ssh_client_command(client, script, True, None)
        hook.exec_ssh_client_command(client, script, get_pty=True, environment=None)
    other = paramiko.SSHClient()
    other.connect("host", timeout=10)
    return other.exec_command(
        script,
        timeout=600,
        get_pty=True,
    )

# --- case: look-alikes
from airflow.operators.bash import BashOperator
from mylib import SSHOperator

SSHOperator(task_id="a", command="run", cmd_timeout=None)
BashOperator(task_id="b", bash_command="run.sh")
BashOperator(task_id="c", bash_command="scripts/ssh.sh host run")

# --- case: layout and line breaks
from airflow import DAG
from airflow.providers.ssh.operators.ssh import SSHOperator

with DAG("d"):
	SSHOperator(
		task_id="a",  # the only one
		ssh_conn_id="host",
		command="""
			/opt/run.sh
		""",
		get_pty=True,
	)

# --- case: terminals without a person
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a"):
    BashOperator(task_id="screen", bash_command="screen -dmS load /opt/load.sh")
    BashOperator(task_id="tmux", bash_command="tmux new-session -d -s load '/opt/load.sh'")
    BashOperator(task_id="attached", bash_command="screen -r load; tmux ls; tmux kill-session -t load")

# --- case: mapped commands
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("a"):
    BashOperator.partial(task_id="hosts").expand(
        bash_command=["ssh -tt -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 one /opt/load.sh", "ssh -tt two /opt/load.sh"]
    )
