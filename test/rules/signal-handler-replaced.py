# --- case: SIGTERM in a task
import signal
from airflow.decorators import task


def stop(signum, frame):
    print("stopping")


@task
def stream():
    signal.signal(signal.SIGTERM, stop)
#   ^^^^^^^^^^^^^ error: This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task that someone marks or clears works on until it is killed outright. Remove it and clean up in `finally` or `on_kill`, or call the previous handler and put it back. (unsafe fix)
    work()

# --- case: other ways to write it
from signal import SIGTERM, SIG_IGN
from signal import signal as on_signal
import signal as s
from airflow import DAG
from airflow.operators.python import PythonOperator


def run(**context):
    on_signal(SIGTERM, SIG_IGN)  # not now
#   ^^^^^^^^^ error: This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task that someone marks or clears works on until it is killed outright. Remove it and clean up in `finally` or `on_kill`, or call the previous handler and put it back. (unsafe fix)
    helper()


def helper():
    s.signal(s.Signals.SIGTERM, lambda *_: print("no"))
#   ^^^^^^^^ error: This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task that someone marks or clears works on until it is killed outright. Remove it and clean up in `finally` or `on_kill`, or call the previous handler and put it back. (unsafe fix)


with DAG("streams"):
    PythonOperator(task_id="run", python_callable=run)

# --- case: several signals in a loop
import signal
from airflow.models import BaseOperator


class Stream(BaseOperator):
    def execute(self, context):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
#           ^^^^^^^^^^^^^ error: This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task that someone marks or clears works on until it is killed outright. Remove it and clean up in `finally` or `on_kill`, or call the previous handler and put it back.
        self.work()

    def _stop(self, signum, frame):
        self.running = False

# --- case: asyncio
import asyncio
import signal
from airflow.decorators import task


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, loop.stop)
#   ^^^^^^^^^^^^^^^^^^^^^^^ error: This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task that someone marks or clears works on until it is killed outright. Remove it and clean up in `finally` or `on_kill`, or call the previous handler and put it back. (unsafe fix)
    await work()


@task
def stream():
    asyncio.run(main())

# --- case: other signals, and names that look alike
import signal
from airflow.decorators import task
from mylib import signal as other


@task
def stream():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGUSR1, dump)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.getsignal(signal.SIGTERM)
    other.signal(other.SIGTERM, stop)

# --- case: the previous handler is put back, or called
import signal
from airflow.decorators import task


@task
def put_back():
    previous = signal.signal(signal.SIGTERM, stop)
    try:
        work()
    finally:
        signal.signal(signal.SIGTERM, previous)


@task
def chained():
    previous = signal.getsignal(signal.SIGTERM)

    def handler(signum, frame):
        tidy()
        previous(signum, frame)

    signal.signal(signal.SIGTERM, handler)
    work()

# --- case: in a child process
import multiprocessing
import signal
import subprocess
from airflow.decorators import task


def start():
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def worker(item):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    work(item)


@task
def run(items):
    with multiprocessing.Pool(4, initializer=start) as pool:
        pool.map(work, items)
    process = multiprocessing.Process(target=worker, args=(1,))
    process.start()
    process.join(5)
    subprocess.Popen(["sleep", "5"], preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN))

# --- case: SIGALRM where an execution_timeout is set
from datetime import timedelta
import signal
from airflow.decorators import task


def on_alarm(signum, frame):
    raise TimeoutError()


@task(execution_timeout=timedelta(hours=1))
def load():
    signal.signal(signal.SIGALRM, on_alarm)
#   ^^^^^^^^^^^^^ error: This takes over SIGALRM, the timer behind the `execution_timeout` of this task, which then never ends it. Remove it and rely on `execution_timeout`, or set the limit of the call itself. (unsafe fix)
    signal.alarm(30)
    try:
        work()
    finally:
        signal.alarm(0)

# --- case: the alarm alone, and an interval timer
from datetime import timedelta
import signal
from airflow import DAG
from airflow.operators.python import PythonOperator


def load():
    signal.alarm(30)
#   ^^^^^^^^^^^^ error: This takes over SIGALRM, the timer behind the `execution_timeout` of this task, which then never ends it. Remove it and rely on `execution_timeout`, or set the limit of the call itself. (unsafe fix)
    work()
    if done():
        signal.alarm(0)


def measure():
    signal.setitimer(signal.ITIMER_REAL, 0.5)
#   ^^^^^^^^^^^^^^^^ error: This takes over SIGALRM, the timer behind the `execution_timeout` of this task, which then never ends it. Remove it and rely on `execution_timeout`, or set the limit of the call itself. (unsafe fix)
    work()


with DAG("alarms", default_args={"execution_timeout": timedelta(hours=1)}):
    PythonOperator(task_id="load", python_callable=load)
    PythonOperator(task_id="measure", python_callable=measure)

# --- case: SIGALRM without an execution_timeout
import signal
from airflow.decorators import task


@task
def load():
    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(30)
    work()

# --- case: an alarm in a block of its own
from datetime import timedelta
import signal
from airflow.decorators import task

@task(execution_timeout=timedelta(hours=1))
def load():
	if True:
		signal.signal(signal.SIGALRM, on_alarm); signal.alarm(30)
# ^^^^^^^^^^^^^ error: This takes over SIGALRM, the timer behind the `execution_timeout` of this task, which then never ends it. Remove it and rely on `execution_timeout`, or set the limit of the call itself. (unsafe fix)
	work()

# --- case: the result is kept, so there is nothing to remove
from datetime import timedelta
import signal
from airflow.decorators import task


@task(execution_timeout=timedelta(hours=1))
def load():
    before = signal.signal(signal.SIGALRM, on_alarm)
#            ^^^^^^^^^^^^^ error: This takes over SIGALRM, the timer behind the `execution_timeout` of this task, which then never ends it. Remove it and rely on `execution_timeout`, or set the limit of the call itself.
    signal.alarm(30)
    work()
    print(before)

# --- case: code that is no task
import signal
from airflow import DAG

DAG("idle")


def helper():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
#   ^^^^^^^^^^^^^ information: This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task that someone marks or clears works on until it is killed outright. Remove it and clean up in `finally` or `on_kill`, or call the previous handler and put it back. (unsafe fix)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)

# --- case: in another interpreter
import signal
from airflow.decorators import task


@task.virtualenv
def load():
    import signal

    signal.signal(signal.SIGTERM, signal.SIG_IGN)

# --- case: the version says how long it works on, in Airflow 2
# airflow: 2.10.5
import signal
from airflow.decorators import task


def stop(signum, frame):
    print("stopping")


@task
def stream():
    signal.signal(signal.SIGTERM, stop)
#   ^^^^^^^^^^^^^ error: This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task that someone marks or clears works on until it is killed outright a minute later. Remove it and clean up in `finally` or `on_kill`, or call the previous handler and put it back. (unsafe fix)
    work()

# --- case: the version says how long it works on, in Airflow 3
# airflow: 3.1.0
# line-break: crlf
import signal as s
from airflow.sdk import BaseOperator


class Stream(BaseOperator):
	def execute(self, context):
		previous_handler = None
		# stop softly
		s.signal(s.SIGTERM, self.stop)  # soon
# ^^^^^^^^ error: This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task that someone marks or clears works on until it is killed outright five seconds later. Remove it and clean up in `on_kill`, or call the previous handler and put it back. (unsafe fix)
		return previous_handler

	def stop(self, signum, frame):
		self.stopped = True

# --- case: chained by a lambda
import signal
from airflow.decorators import task


@task
def stream():
    previous = signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGTERM, lambda signum, frame: (stop(signum, frame), previous(signum, frame)))
    work()

# --- case: signals by number
import signal
from airflow.decorators import task


def stop(number, frame):
    raise SystemExit(0)


@task
def load():
    signal.signal(15, stop)
#   ^^^^^^^^^^^^^ error: This replaces the SIGTERM handler by which Airflow ends a task and runs its `on_kill`: a task that someone marks or clears works on until it is killed outright. Remove it and clean up in `finally` or `on_kill`, or call the previous handler and put it back.
    signal.signal(10, stop)
