# --- case: bare except around calls that can block
from airflow.decorators import task
import requests
import logging
import time

logger = logging.getLogger(__name__)


@task
def load(url):
    try:
        return requests.get(url, timeout=5).json()
    except:
        logger.exception("load failed")
        raise


@task
def wait():
    while True:
        try:
            time.sleep(5)
        except:
            logger.exception("again")
            raise

# --- case: BaseException, in tuples, with a name, by another name
import logging
from datetime import timedelta
from airflow import DAG
from airflow.operators.python import PythonOperator
import subprocess as sp
import builtins

logger = logging.getLogger(__name__)

EVERYTHING = (KeyError, BaseException)


def one():
    try:
        sp.run(["sync"])
    except Exception as e:
        result = repr(e)
        return result


def two():
    try:
        sp.check_call(["sync"])
    except (ValueError, BaseException):
        logger.exception("two failed")
        raise


def three():
    try:
        sp.run(["sync"])
    except EVERYTHING as e:
        logger.exception(e)
        raise


def four():
    try:
        sp.run(["sync"])
    except builtins.BaseException as e:
        logger.exception("four failed")
        notify(e)
        raise


with DAG("sync", default_args={"execution_timeout": timedelta(hours=1)}):
    PythonOperator(task_id="one", python_callable=one)
    PythonOperator(task_id="two", python_callable=two)
    PythonOperator(task_id="three", python_callable=three)
    PythonOperator(task_id="four", python_callable=four)

# --- case: the timeout itself
from airflow.decorators import task
from airflow.exceptions import AirflowTaskTimeout
import logging
import time

logger = logging.getLogger(__name__)


@task
def load():
    try:
        time.sleep(600)
    except AirflowTaskTimeout:
        logger.exception("took too long")
        raise


@task
def again():
    try:
        time.sleep(600)
    except AirflowTaskTimeout:
        print("took too long")
        raise

# --- case: except Exception before 2.8.2
import logging

from airflow.decorators import task
from airflow.exceptions import AirflowTaskTimeout
import requests

logger = logging.getLogger(__name__)


@task
def load(url):
    try:
        return requests.get(url, timeout=5).json()
    except AirflowTaskTimeout:
        raise
    except Exception as e:
        return {"error": str(e)}


@task
def hidden(url):
    try:
        requests.get(url, timeout=5)
    except Exception as e:
        logger.exception(e)
        raise

# --- case: except Exception from 2.8.2 on
from airflow.decorators import task
import requests


@task
def load(url):
    try:
        return requests.get(url, timeout=5).json()
    except Exception as e:
        return {"error": str(e)}

# --- case: except Exception where the version is not known
from airflow.decorators import task
import requests


@task
def load(url):
    try:
        return requests.get(url, timeout=5).json()
    except Exception as e:
        return {"error": str(e)}

# --- case: handlers that raise, or that a handler before them relieves
from airflow.decorators import task
from airflow.exceptions import AirflowException, AirflowTaskTimeout
import requests
import sys


@task
def again(url):
    try:
        requests.get(url, timeout=5)
    except:
        print("failed")
        raise


@task
def another(url):
    try:
        requests.get(url, timeout=5)
    except BaseException as e:
        raise AirflowException("failed") from e


@task
def exits(url):
    try:
        requests.get(url, timeout=5)
    except:
        sys.exit(1)


@task
def first(url):
    try:
        requests.get(url, timeout=5)
    except AirflowTaskTimeout:
        raise
    except:
        return None

# --- case: raises on some paths only
from airflow.decorators import task
import requests


@task
def load(url, strict):
    try:
        requests.get(url, timeout=5)
    except Exception:
        if strict:
            raise
        notify(url)

# --- case: the exception is kept for later
from airflow.decorators import task
import requests


@task
def load(urls, results):
    error = None
    for url in urls:
        try:
            requests.get(url, timeout=5)
        except BaseException as e:
            error = e
    if error:
        raise error
    try:
        requests.get(urls[0], timeout=5)
    except BaseException as e:
        results.put(e)

# --- case: quick code
from airflow.decorators import task


@task
def convert(text, rows):
    try:
        value = int(text)
    except:
        value = 0
    for row in rows:
        try:
            row["n"] = float(row.get("n").strip())
        except:
            row["n"] = None
    return value

# --- case: a helper of the file that blocks
from airflow.models import BaseOperator
import requests


class Load(BaseOperator):
    def execute(self, context):
        try:
            rows = self._fetch()
        except Exception:
            rows = self.fallback()
        return rows

    def _fetch(self):
        return requests.get("https://example.com", timeout=5).json()

# --- case: loops
from airflow.decorators import task


@task
def poll(job):
    while not job.done:
        try:
            job.refresh()
        except Exception:
            job.reconnect()


@task
def work(items):
    try:
        for item in items:
            process(item)
    except Exception:
        report(items)

# --- case: suppress
import contextlib
from contextlib import suppress
from airflow.decorators import task
import requests


@task
def load(url):
    with contextlib.suppress(BaseException):
        requests.get(url, timeout=5)
    with suppress(Exception):
        requests.get(url, timeout=5)
    with suppress(BaseException):
        int(url)

# --- case: clean-up, callbacks, threads, other interpreters, scripts
import threading
import time
from airflow import DAG
from airflow.decorators import task
from airflow.models import BaseOperator
import requests


class Job(BaseOperator):
    def execute(self, context):
        try:
            self.submit()
        finally:
            try:
                requests.delete("https://example.com/job", timeout=5)
            except:
                self.log.warning("still there")

    def on_kill(self):
        try:
            requests.delete("https://example.com/job", timeout=5)
        except:
            pass


def alert(context):
    try:
        requests.post("https://example.com/alert", timeout=5)
    except:
        pass


def in_thread():
    try:
        time.sleep(5)
    except:
        pass


@task
def threads():
    thread = threading.Thread(target=in_thread)
    thread.start()
    thread.join(10)


@task.virtualenv(requirements=["requests"])
def elsewhere(url):
    import requests

    try:
        return requests.get(url, timeout=5).json()
    except:
        return {}


DAG("quiet", on_failure_callback=alert)

if __name__ == "__main__":
    try:
        time.sleep(5)
    except:
        pass

# --- case: when the file is parsed
from airflow import DAG
import requests

try:
    tables = requests.get("https://example.com/tables", timeout=60).json()
except Exception:
    tables = ["default"]

DAG("tables")

# --- case: the exception of a signal handler
import logging
import signal
import time
from airflow.decorators import task

logger = logging.getLogger(__name__)


class TookTooLong(Exception):
    pass


def on_alarm(signum, frame):
    raise TookTooLong("half an hour has passed")


@task
def stream(consumer):
    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(1800)
    while consumer.open:
        try:
            handle(consumer.poll(1.0))
        except Exception as e:
            logger.exception(e)
            raise
        time.sleep(1)


@task
def counts(consumer):
    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(1800)
    for message in consumer:
        try:
            handle(message)
        except TookTooLong:
            raise
        except Exception as e:
            consumer.reject(message)

# --- case: the exception of a signal handler, expected
import signal
from airflow.decorators import task


def on_alarm(signum, frame):
    raise TimeoutError("too slow")


@task
def around(job):
    signal.signal(signal.SIGALRM, on_alarm)
    try:
        signal.alarm(60)
        job.run()
    except Exception as e:
        job.report(e)
    finally:
        signal.alarm(0)


@task
def by_name(consumer):
    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(60)
    while consumer.open:
        try:
            consumer.poll()
        except TimeoutError:
            break
        except Exception as e:
            consumer.report(e)


@task
def each(jobs):
    for job in jobs:
        signal.signal(signal.SIGALRM, on_alarm)
        signal.alarm(60)
        try:
            job.run()
        except Exception as e:
            job.report(e)

# --- case: layouts
from airflow.decorators import task
import requests

@task
def one_line(url):
	try: return requests.get(url, timeout=5)
	except Exception: return ask(url)

@task
def comments(url):
	try:
		return requests.get(url, timeout=5)
	except Exception as e:  # whatever
		return ask(url)  # instead

# --- case: context managers that swallow everything
import contextlib
import logging
import requests
from airflow.decorators import task


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        logging.error("failed: %s", error)
        return True


@contextlib.contextmanager
def guarded(what):
    try:
        yield
    except BaseException:
        logging.exception("%s failed", what)


@task
def load(url):
    with Guard():
        requests.get(url, timeout=30)
    guard = Guard()
    with guard:
        requests.get(url, timeout=30)
    with guarded("loading"):
        requests.get(url, timeout=30)

# --- case: context managers that let the timeout pass
import contextlib
import logging
import requests
from airflow.decorators import task


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, Exception)


@contextlib.contextmanager
def guarded(what):
    try:
        yield
    except Exception as error:
        logging.exception("%s failed", what)
        raise RuntimeError(what) from error


@task
def load(url):
    with Guard():
        requests.get(url, timeout=30)
    with guarded("loading"):
        requests.get(url, timeout=30)
    with contextlib.closing(requests.Session()) as session:
        session.get(url, timeout=30)

# --- case: tasks that are known to have no execution_timeout
from contextlib import suppress
from datetime import datetime
from airflow import DAG
from airflow.decorators import task
import requests

with DAG("prices", schedule=None, start_date=datetime(2024, 1, 1)):

    @task
    def known():
        try:
            names = requests.get("https://example.com/names", timeout=5).json()
        except Exception:
            names = ["default"]
        return names

    @task
    def hidden():
        try:
            requests.post("https://example.com", timeout=5)
        except:
            pass
        with suppress(BaseException):
            requests.post("https://example.com", timeout=5)

    known() >> hidden()

# --- case: the same around a task that has an execution_timeout
from datetime import datetime, timedelta
from airflow import DAG
from airflow.decorators import task
import requests

with DAG("prices", schedule=None, start_date=datetime(2024, 1, 1)):

    @task(execution_timeout=timedelta(minutes=5))
    def limited():
        try:
            names = requests.get("https://example.com/names", timeout=5).json()
        except Exception:
            names = ["default"]
        return names

    limited()

# --- case: raised again by what it is
from datetime import timedelta

import requests
from airflow.decorators import task
from airflow.exceptions import AirflowTaskTimeout


@task(execution_timeout=timedelta(minutes=5))
def load(url, report):
    try:
        requests.get(url)
    except BaseException as error:
        if not isinstance(error, ValueError):
            raise
        report(error)
    try:
        requests.get(url)
    except BaseException as error:
        if isinstance(error, (AirflowTaskTimeout, KeyboardInterrupt)):
            raise error
        report(error)
    try:
        requests.get(url)
    except BaseException as error:
        if is_fatal(error):
            raise
        report(error)


def is_fatal(error):
    return not isinstance(error, ValueError)

# --- case: something else is raised again
from datetime import timedelta

import requests
from airflow.decorators import task


@task(execution_timeout=timedelta(minutes=5))
def load(url, report):
    try:
        requests.get(url)
    except Exception as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        report(error)
    for attempt in range(3):
        try:
            requests.get(url)
            break
        except Exception:
            if attempt == 2:
                raise
