# --- case: a class by the name of a built-in exception
import signal
from airflow import DAG
from airflow.operators.python import PythonOperator


class TimeoutError(Exception):
#     ^^^^^^^^^^^^ warning: `TimeoutError` hides the built-in exception: `except TimeoutError` in this file no longer catches what Python and its libraries raise, and handlers elsewhere do not catch this one. Give it a name of its own. (safe fix)
    """Raised when the stream takes too long."""


def on_alarm(signum, frame):
    raise TimeoutError("too slow")


def stream():
    signal.signal(signal.SIGALRM, on_alarm)
    try:
        read()
    except (TimeoutError, KeyError) as e:  # TimeoutError of our own
        print("TimeoutError:", e)
    except ValueError:
        raise TimeoutError from None


with DAG("streams"):
    PythonOperator(task_id="stream", python_callable=stream)

# --- case: an Airflow exception of one's own
from airflow import DAG
from airflow.decorators import task


class AirflowSkipException(Exception):
#     ^^^^^^^^^^^^^^^^^^^^ warning: `AirflowSkipException` hides Airflow's exception: Airflow does not know this one, and treats it as any other failure of the task. Import it from `airflow.exceptions`, or give it a name of its own. (safe fix)
    pass


DAG("skips")


@task
def load(rows):
    if not rows:
        raise AirflowSkipException("nothing to do")

# --- case: the class inside a function, the new name taken
from airflow.decorators import dag, task


@dag
def pipeline():
    class ConnectionError(RuntimeError):
#         ^^^^^^^^^^^^^^^ warning: `ConnectionError` hides the built-in exception: `except ConnectionError` in this file no longer catches what Python and its libraries raise, and handlers elsewhere do not catch this one. Give it a name of its own. (safe fix)
        pass

    @task
    def load():
        CustomConnectionError = 1
        try:
            connect()
        except ConnectionError as e:
            print(e, CustomConnectionError)
            raise

    load()


pipeline()

# --- case: an assignment
from airflow import DAG
from airflow.decorators import task
from mylib.errors import Slow

TimeoutError = Slow
^^^^^^^^^^^^ warning: `TimeoutError` hides the built-in exception: `except TimeoutError` in this file no longer catches what Python and its libraries raise, and handlers elsewhere do not catch this one. Give it a name of its own. (safe fix)


class PermissionError(Exception): pass
#     ^^^^^^^^^^^^^^^ warning: `PermissionError` hides the built-in exception: `except PermissionError` in this file no longer catches what Python and its libraries raise, and handlers elsewhere do not catch this one. Give it a name of its own. (safe fix)

DAG("assigned")


@task
def load():
    try:
        connect()
    except TimeoutError:
        raise
    except PermissionError:
        raise

# --- case: a subclass of what it hides
import builtins
import asyncio
from airflow import DAG
from airflow.decorators import task
from airflow.exceptions import AirflowException as Base
import airflow.exceptions


class TimeoutError(builtins.TimeoutError):
    pass


class ConnectionError(ConnectionError):
    pass


class AirflowException(Base):
    pass


class AirflowSkipException(airflow.exceptions.AirflowSkipException):
    pass


DAG("subclasses")


@task
def load():
    raise TimeoutError()


@task
def more():
    try:
        raise ConnectionError()
    except ConnectionError:
        raise AirflowException()
    except KeyError:
        raise AirflowSkipException()

# --- case: imported on purpose, or as a substitute
from concurrent.futures import TimeoutError
from requests.exceptions import ConnectionError
from airflow import DAG
from airflow.decorators import task

try:
    from mylib import PermissionError
except ImportError:
    class PermissionError(Exception):
        pass

try:
    FileNotFoundError
except NameError:
    FileNotFoundError = IOError

DAG("imports")


@task
def load():
    try:
        connect()
    except (TimeoutError, ConnectionError, PermissionError, FileNotFoundError):
        raise

# --- case: names that hide nothing, and classes that nobody uses
from airflow import DAG
from airflow.decorators import task


class StreamTimeoutError(Exception):
    pass


class TimeoutError(Exception):
    pass


class Errors:
    class ConnectionError(Exception):
        pass


DAG("names")


@task
def load():
    try:
        connect()
    except Errors.ConnectionError:
        raise StreamTimeoutError()

# --- case: a name in a string, so there is no fix
from airflow import DAG
from airflow.decorators import task

__all__ = ["TimeoutError"]


class TimeoutError(Exception):
#     ^^^^^^^^^^^^ warning: `TimeoutError` hides the built-in exception: `except TimeoutError` in this file no longer catches what Python and its libraries raise, and handlers elsewhere do not catch this one. Give it a name of its own.
    pass


DAG("exported")


@task
def load():
    raise TimeoutError()

# --- case: a module without a DAG, from which others import
from airflow.models import BaseOperator


class TimeoutError(Exception):
#     ^^^^^^^^^^^^ warning: `TimeoutError` hides the built-in exception: `except TimeoutError` in this file no longer catches what Python and its libraries raise, and handlers elsewhere do not catch this one. Give it a name of its own.
    pass


class Operator(BaseOperator):
    def execute(self, context):
        raise TimeoutError()
