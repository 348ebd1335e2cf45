# --- case: a task that prints the exception
import logging

from airflow.decorators import task
import requests

logger = logging.getLogger(__name__)


@task
def load(url):
    try:
        response = requests.get(url, timeout=5)
        store(response.json())
    except Exception as e:
        logger.exception(e)
        raise

# --- case: python_callable, passes, bare
import logging

from airflow import DAG
from airflow.operators.python import PythonOperator

logger = logging.getLogger(__name__)


def copy(source):
    try:
        transfer(source)
    except:
        logger.exception("copy failed")
        raise


def count(source):
    try:
        transfer(source)
    except BaseException:
        logger.exception("count failed")
        raise


with DAG("copies"):
    PythonOperator(task_id="copy", python_callable=copy)
    PythonOperator(task_id="count", python_callable=count)

# --- case: a list of items, each of which may fail unseen
import logging
from airflow.decorators import task

log = logging.getLogger(__name__)


@task
def load(items):
    done = 0
    failed = 0
    for item in items:
        try:
            store(item)
            done += 1
        except Exception:
            log.warning("could not store %s", item)
            failed += 1
            raise
    log.info("%d stored, %d failed", done, failed)

# --- case: failures that are counted, and raised, returned or tested
from airflow.decorators import task


@task
def raised(items):
    failures = []
    for item in items:
        try:
            store(item)
        except Exception as e:
            print(e)
            failures.append(item)
    if failures:
        raise RuntimeError(f"{len(failures)} failed")


@task
def returned(items):
    failed = 0
    for item in items:
        try:
            store(item)
        except Exception:
            failed += 1
    return failed


@task
def noticed():
    rows = None
    try:
        rows = fetch()
    except Exception as e:
        print(e)
    if rows is None:
        raise ValueError("no rows")


@task
def success_flag():
    ok = False
    try:
        fetch()
        ok = True
    except Exception as e:
        print(e)
    assert ok

# --- case: a message that is built and then only logged
import logging
import traceback
from airflow.decorators import task


@task
def load():
    try:
        fetch()
    except Exception as e:
        message = f"failed: {e}"
        trace = traceback.format_exc()
        logging.error(message)
        for line in trace.splitlines():
            logging.error(line)
        if "timeout" in message:
            logging.error("was it the network?")
        raise

# --- case: returns None or False
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)


@task
def nothing():
    try:
        return fetch()
    except Exception as e:
        logger.exception(f"failed: {e}")
        raise


@task
def false():
    try:
        fetch()
        return True
    except Exception:
        logger.exception("false failed")
        raise

# --- case: returns an empty list or dictionary
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)


def rows():
    try:
        return fetch()
    except Exception as e:
        logger.exception(e)
        raise


def names():
    try:
        return fetch()
    except Exception as e:
        logger.exception("names failed")
        raise


@task
def load():
    for row in rows():
        store(row, names())

# --- case: a helper whose caller looks at what it returns
from airflow.decorators import task


def upload(path):
    try:
        send(path)
        return True
    except Exception as e:
        print(e)
        return False


def find(path):
    try:
        return look_up(path)
    except Exception:
        return None


@task
def run(paths):
    for path in paths:
        if not upload(path):
            raise RuntimeError(path)
    found = find("a")
    if found is None:
        raise RuntimeError("a")

# --- case: a helper that ends without a result, for which its caller looks
from airflow.decorators import task


def find(path):
    try:
        return look_up(path)
    except Exception as e:
        print(e)


def has(path):
    try:
        return look_up(path).exists
    except Exception as e:
        print(e)
    return False


@task
def run():
    if find("a") and has("b"):
        return "found"

# --- case: a helper whose caller does not look
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)


def upload(path):
    try:
        send(path)
        return True
    except Exception as e:
        logger.exception(e)
        raise


@task
def run(paths):
    for path in paths:
        upload(path)

# --- case: handlers that raise
from airflow.decorators import task
from airflow.exceptions import AirflowException, AirflowSkipException
import sys


def fail(message):
    raise AirflowException(message)


@task
def again():
    try:
        fetch()
    except Exception:
        print("failed")
        raise


@task
def another():
    try:
        fetch()
    except Exception as e:
        raise AirflowException("failed") from e


@task
def sometimes(last):
    try:
        fetch()
    except Exception as e:
        if last:
            raise
        print(e)


@task
def by_helper():
    try:
        fetch()
    except Exception as e:
        fail(str(e))


@task
def exits():
    try:
        fetch()
    except Exception as e:
        print(e)
        sys.exit(1)

# --- case: narrow types
from airflow.decorators import task
import requests


@task
def load(url):
    try:
        requests.get(url, timeout=5)
    except requests.Timeout:
        print("later")
    except (KeyError, ValueError) as e:
        print(e)

# --- case: one narrow handler and one broad
import logging

from airflow.decorators import task
import requests

logger = logging.getLogger(__name__)


@task
def load(url):
    try:
        requests.get(url, timeout=5)
    except requests.Timeout:
        raise
    except (ValueError, Exception) as e:
        logger.exception(e)
        raise

# --- case: handlers with a real alternative
from airflow.decorators import task


@task
def other_source():
    try:
        data = fetch("primary")
    except Exception:
        data = fetch("secondary")
    return data


@task
def tells_someone(hook):
    try:
        fetch()
    except Exception as e:
        hook.write_failure(e)


@task
def default():
    try:
        limit = ask()
    except Exception:
        limit = 10
    return limit


@task
def falls_through(path):
    try:
        return fetch(path)
    except Exception as e:
        print(e)
    return fetch_slowly(path)


@task
def reports():
    try:
        return fetch()
    except Exception as e:
        return {"status": "failed", "error": str(e)}

# --- case: clean-up, imports, conversions, messages
from airflow.decorators import task, teardown
from airflow.models import BaseOperator
import json
import os
import shutil


class Operator(BaseOperator):
    def execute(self, context):
        connection = connect()
        try:
            connection.run()
        finally:
            try:
                connection.finish()
            except Exception as e:
                self.log.warning(e)

    def on_kill(self):
        try:
            stop_job()
        except Exception:
            pass


@task
def tidy(path, connection, text):
    try:
        os.remove(path)
        shutil.rmtree(path)
        connection.close()
    except Exception:
        pass
    try:
        import ujson
    except Exception:
        pass
    try:
        value = float(json.loads(text)["value"])
    except Exception:
        print("no number")
    try:
        send_slack_message("done")
    except Exception as e:
        print(e)
    lines = []
    try:
        lines.append(float(text))
    except Exception:
        pass
    try:
        inject_lineage(text)
    except Exception as e:
        print(e)
    return lines


@teardown
def take_down():
    try:
        drop()
    except Exception:
        pass

# --- case: its author says that it may fail
from airflow.decorators import task


def record(value):
    """Best effort: a missing record harms nobody."""
    try:
        write(value)
    except Exception:
        pass


@task
def run(value):
    record(value)
    # Optional: makes later reads faster
    try:
        create_index()
    except Exception:
        pass
    try:
        warm_up()
    except Exception:  # never block the load
        pass
    try:
        warm_up()
    except Exception as e:
        print(f"warm-up failed (non-fatal): {e}")

# --- case: attempts
import time
from airflow.decorators import task


@task
def limited(url):
    for attempt in range(3):
        try:
            return fetch(url)
        except Exception as e:
            print(e)
            time.sleep(5)
    raise RuntimeError("three attempts failed")


@task
def with_else(url):
    for attempt in range(3):
        try:
            fetch(url)
            break
        except Exception as e:
            print(e)
    else:
        raise RuntimeError("three attempts failed")


@task
def for_ever(url):
    while True:
        try:
            return fetch(url)
        except Exception:
            time.sleep(5)

# --- case: attempts after which nobody asks
import time
from airflow.decorators import task


@task
def limited(url):
    for attempt in range(3):
        try:
            fetch(url)
            break
        except Exception as e:
            print(e)
            time.sleep(5)

# --- case: what follows fails in any case
from airflow.decorators import task


@task
def run():
    try:
        fetch()
    except Exception as e:
        try:
            explain(e)
        except Exception:
            print("no explanation")
        raise

# --- case: callbacks, code at parse time, scripts
from airflow import DAG


def alert(context):
    try:
        page(context)
    except Exception as e:
        print(e)


try:
    settings = read_settings()
except Exception:
    print("no settings")

DAG("quiet", on_failure_callback=alert)

if __name__ == "__main__":
    try:
        run()
    except Exception:
        pass

# --- case: code that nobody is seen to call
import logging

from airflow import DAG

logger = logging.getLogger(__name__)

DAG("idle")


def helper():
    try:
        fetch()
    except Exception:
        logger.exception("helper failed")
        raise

# --- case: custom operators and sensors
from airflow.models.baseoperator import BaseOperator
from airflow.sensors.base import BaseSensorOperator


class Load(BaseOperator):
    def execute(self, context):
        try:
            self.hook.load()
        except Exception as e:
            self.log.error("failed: %s", e)
            raise


class Ready(BaseSensorOperator):
    def poke(self, context):
        try:
            return self.hook.is_ready()
        except Exception as e:
            self.log.info("not yet: %s", e)
            return False

# --- case: the exceptions of threads
import concurrent.futures
import logging
from airflow.decorators import task

logger = logging.getLogger(__name__)


@task
def run(items):
    with concurrent.futures.ThreadPoolExecutor() as pool:
        futures = [pool.submit(store, item) for item in items]
        for future in concurrent.futures.as_completed(futures):
            try:
                future.result()
            except Exception as e:
                logger.exception("worker failed %s", e)
                raise

# --- case: in another interpreter
from airflow.decorators import task


@task.virtualenv(requirements=["pandas"])
def run():
    try:
        fetch()
    except Exception as e:
        print(e)
        raise

# --- case: layouts
import logging

from airflow.decorators import task

logger = logging.getLogger(__name__)


@task
def one_line():
    try: fetch()
    except Exception:
        logger.exception("one_line failed")
        raise


@task
def with_comments():
    try:
        fetch()
    except Exception as e:  # anything
        # what now?
        logger.exception(
            "failed %s",
            e,
        )  # that is all
        raise


@task
def several():
    try:
        fetch()
    except Exception as e:
        logger.exception("failed"); print(e)
        raise
    finally:
        print("done")


@task
def dots():
    try:
        fetch()
    except Exception:
        logger.exception("dots failed")
        raise

# --- case: tabs and carriage returns
from airflow.decorators import task
import logging

log = logging.getLogger("airflow.task")

@task
def load():
	try:
		fetch()
	except Exception as error:
		log.exception("failed: %s", error)
		raise
	else:
		print("fine")

# --- case: two spaces, the last statement an if
from airflow.decorators import task
import logging

@task
def load():
  try:
    fetch()
  except Exception as error:
    logging.error(error)
    if error.args:
      logging.error(error.args)
    raise
  print("next")

# --- case: inside an endless loop the loop is the trouble of its own rule
import logging
import time
from airflow.decorators import task

logger = logging.getLogger(__name__)


@task
def stream(consumer):
    while True:
        try:
            handle(consumer.poll(1.0))
        except Exception as e:
            logger.exception(e)
            raise
        time.sleep(1)

# --- case: suppressed altogether
import contextlib
from contextlib import suppress
from airflow.decorators import task
from shop import store


@task
def load(rows):
    with contextlib.suppress(Exception):
        store(rows)
    with suppress(ValueError, BaseException), open("log"):
        store(rows)

# --- case: narrow or expendable suppression
import contextlib
import os
from airflow.decorators import task
from shop import store


@task
def load(rows, path):
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)
    with contextlib.suppress(ConnectionError):
        store(rows)
    with contextlib.suppress(Exception):
        rows.close()
    # Optional: nobody needs it.
    with contextlib.suppress(Exception):
        store(rows)
    stored = None
    with contextlib.suppress(Exception):
        stored = store(rows)
    if stored is None:
        raise ValueError("not stored")

# --- case: a context manager that swallows what its body raises
import contextlib
import logging
from airflow.decorators import task
from shop import store


@contextlib.contextmanager
def step(name):
    logging.info("%s begins", name)
    try:
        yield
    except Exception as error:
        logging.error("%s failed: %s", name, error)
        raise


@contextlib.contextmanager
def ignoring_errors():
    try:
        yield
    except Exception as error:
        logging.error("ignored: %s", error)


@task
def load(rows):
    with step("load"):
        store(rows)
    with ignoring_errors():
        store(rows)

# --- case: rolled back and forgotten
import logging

from airflow.decorators import task
from shop import connect, store

logger = logging.getLogger(__name__)


@task
def load(rows):
    connection = connect()
    try:
        store(rows, connection)
        connection.commit()
    except Exception as error:
        connection.rollback()
        logger.exception(error)
        raise

# --- case: results that are collected and tested
import logging
from concurrent.futures import ThreadPoolExecutor
from airflow.decorators import task
from airflow.exceptions import AirflowException
from shop import store


def attempt(row):
    try:
        store(row)
        return True
    except Exception as error:
        logging.error(error)
        return False


def attempt_other(row):
    try:
        store(row)
        return True
    except Exception as error:
        logging.error(error)
        return False


def attempt_third(row):
    try:
        return store(row)
    except Exception as error:
        logging.error(error)
        return None


def attempt_fourth(row):
    try:
        return store(row)
    except Exception as error:
        logging.error(error)
        return None


@task
def load(rows):
    results = [attempt(row) for row in rows]
    if not all(results):
        raise AirflowException("some rows were not stored")
    outcomes = []
    for row in rows:
        outcomes.append(attempt_other(row))
    for outcome in outcomes:
        if not outcome:
            raise AirflowException("a row was not stored")
    with ThreadPoolExecutor() as pool:
        for done in pool.map(attempt_third, rows):
            if done is None:
                raise AirflowException("a row was not stored")
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(attempt_fourth, row) for row in rows]
        if any(future.result() is None for future in futures):
            raise AirflowException("a row was not stored")

# --- case: what only the try binds is used behind it
from airflow.decorators import task
from shop import fetch, store


@task
def load(day):
    try:
        rows = fetch(day)
    except Exception as error:
        print(error)
    print("storing")
    store(rows)


@task
def load_when_there(day):
    try:
        data = fetch(day)
    except Exception as error:
        print(error)
    for row in data:
        store(row)

# --- case: what the try binds has a value before, or is used only sometimes
import logging

from airflow.decorators import task
from shop import fetch, store

logger = logging.getLogger(__name__)


@task
def load(day):
    rows = []
    try:
        rows = fetch(day)
    except Exception as error:
        logger.exception(error)
        raise
    store(rows)


@task
def load_sometimes(day):
    try:
        found = fetch(day)
    except Exception as error:
        logger.exception(error)
        raise
    if day:
        store(found)


@task
def load_all(days):
    for day in days:
        try:
            latest = fetch(day)
        except Exception as error:
            logger.exception(error)
            raise
        store(latest)


@task
def leave(day):
    try:
        wanted = fetch(day)
    except Exception as error:
        logger.exception(error)
        raise
    store(wanted)

# --- case: a value is made of another
import pandas as pd


def day_of(value):
    try:
        text = str(value).strip().rstrip(".-")
        return pd.to_datetime(text).date()
    except Exception:
        return None


from airflow.decorators import task


@task
def days(values):
    return [day_of(value) for value in values]

# --- case: what is missing is noticed behind the loop
import pandas as pd
from airflow.decorators import task


@task
def load(paths):
    frames = []
    for path in paths:
        try:
            frames.append(pd.read_excel(path))
        except Exception as error:
            print(f"{path} was not read: {error}")
    if not frames:
        raise ValueError("nothing was read")
    return len(frames)

# --- case: said in another language, elements of a page, values that are checked
import logging
from airflow.decorators import task
from shop import store


def degrees(text):
    try:
        parts = text.split(";")
        if len(parts) != 2:
            raise ValueError(f"not an angle: {text}")
        return float(parts[0]) + float(parts[1]) / 60
    except Exception as error:
        print(f"not converted: {error}")
        return None


@task
def load(rows, panel):
    try:
        store(rows)
    except Exception as error:
        logging.warning("저장 실패(무시): %s", error)
    try:
        store(rows)
    except Exception as error:
        print(error)
        # No fallar si no se guarda
    for cell in panel.find_elements("css selector", "td"):
        try:
            span = cell.find_element("tag name", "span")
        except Exception:
            continue
        print(span.text, degrees(span.text))

# --- case: attempts whose success stands behind the try
from airflow.decorators import task
from shop import store


@task
def load(rows):
    for _ in range(3):
        try:
            store(rows)
        except Exception as error:
            print(f"once more: {error}")
            continue
        break
    else:
        raise RuntimeError("not stored")

# --- case: a text is read, and the author goes on with a default
import logging
from airflow.decorators import task
from shop import known_days, store


def points(text):
    try:
        start, end = text.find("("), text.find(")")
        found = []
        for pair in text[start + 1 : end].split(","):
            x, y = map(float, pair.strip().split())
            found.append((x, y))
        return found
    except Exception as error:
        logging.error("not read: %s", error)
        return []


@task
def load_each(rows):
    try:
        list(map(store, rows))
    except Exception as error:
        logging.error("not stored: %s", error)
        raise


@task
def load(rows, text):
    known = set()
    try:
        known = known_days()
    except Exception as error:
        logging.warning("days are not known, proceeding with none: %s", error)
    store(rows, known, points(text))

# --- case: the fields of a row are converted and tested for missing values
import pandas as pd
from airflow.decorators import task


@task
def cities(path):
    found = []
    for number, row in pd.read_csv(path).iterrows():
        try:
            city = {
                "name": str(row.get("Name", "")).strip(),
                "mayor": str(row.get("Mayor")).strip() if pd.notna(row.get("Mayor")) else None,
                "people": int(row.get("People")) if not pd.isnull(row.get("People")) else 0,
            }
            if city["name"]:
                found.append(city)
            else:
                print(f"no name in row {number}")
        except Exception as error:
            print(f"row {number} left out: {error}")
            continue
    return found

# --- case: a comprehension goes over what only the try binds
import logging

from airflow.decorators import task
from shop import fetch, store

logger = logging.getLogger(__name__)


@task
def load(day):
    try:
        rows = fetch(day)
    except Exception as error:
        print(error)
    store([row.strip() for row in rows if row])


@task
def load_other(day, others):
    try:
        found = fetch(day)
    except Exception as error:
        logger.exception(error)
        raise
    store([row + found for row in others])

# --- case: what would be nice to know is empty before, and its absence told as information
import logging
import os
import subprocess
from airflow.decorators import task

log = logging.getLogger(__name__)


@task
def audit(paths, root):
    history: dict[str, str] = {}
    if paths:
        try:
            for name in paths:
                listing = subprocess.run(
                    ["git", "log", "--oneline", "--", os.path.join(root, name)],
                    capture_output=True, text=True, timeout=10,
                )
                if listing.returncode == 0:
                    history[name] = listing.stdout.strip()
        except Exception as reason:
            print(f"[INFO] no git history here: {reason}")
    owner = None
    try:
        owner = open(os.path.join(root, "OWNER")).read()
    except Exception:
        log.info("nobody owns %s", root)
    return {"paths": paths, "history": history, "owner": owner}

# --- case: a failure that is only told as information
import logging
from airflow.decorators import task
from shop import fetch, store


@task
def load():
    rows = []
    try:
        rows = fetch()
    except Exception as error:
        logging.info("fetching failed: %s", error)
        raise
    try:
        store(rows)
    except Exception as error:
        logging.info("not stored: %s", error)
        raise

# --- case: the results of a helper are tested all at once
from airflow.decorators import task


def save(row, client):
    try:
        client.send(row)
    except Exception as error:
        print(error)
        return False
    return True


@task
def load(rows, client):
    if not all(save(row, client) for row in rows):
        raise ValueError("not all were saved")

# --- case: written to a file of failures
from airflow.decorators import task


@task
def load(rows, client, failures):
    for row in rows:
        try:
            client.send(row)
        except Exception as error:
            print(row, error, file=failures)

# --- case: failures that are only counted, tried and told
import logging
import time

from airflow.decorators import task


@task
def load(rows, client):
    failed = []
    for row in rows:
        try:
            client.send(row)
        except Exception as error:
            logging.exception("load failed")
            failed.append((row, error))
            raise
    if failed:
        logging.warning("%d rows were not sent: %s", len(failed), failed)
    else:
        logging.info("All rows were sent")
    attempts = 0
    while attempts < 3:
        try:
            client.close(rows)
            break
        except Exception as error:
            attempts += 1
            time.sleep(attempts)
            logging.warning("Attempt %d of 3: %s", attempts, error)

# --- case: attempts that are counted and told in the end
from airflow.decorators import task


@task
def load(rows, client):
    attempts = 0
    while attempts < 3:
        try:
            client.send(rows)
            break
        except Exception:
            attempts += 1
    if attempts == 3:
        raise ValueError("not sent")

# --- case: what is left for another time, or as it was
import logging

from airflow.decorators import task


@task
def load(rows, client):
    for row in rows:
        try:
            client.send(row)
        except Exception as error:
            logging.warning("%s was not sent (%s), will retry on the next run", row, error)
    try:
        rows.sort(key=client.rank)
    except Exception:
        logging.warning("Could not rank the rows, keeping the original order")
    client.finish(rows)

# --- case: rows are put in order, or left as they came
import logging
from airflow.decorators import task
from shop import fetch, store


@task
def load():
    letters = fetch()
    try:
        from email.utils import parsedate_to_datetime

        letters.sort(key=lambda letter: parsedate_to_datetime(letter["date"]))
    except Exception as error:
        logging.warning("not sorted: %s", error)
    store(letters)

# --- case: an error that a task returns, and no one reads
import logging
from datetime import datetime

from airflow.decorators import dag, task
from airflow.operators.python import PythonOperator
from shop import publish, store

logger = logging.getLogger(__name__)


def report(**context):
    try:
        publish(context["ds"])
        return "published"
    except Exception:
        logger.exception("report failed")
        raise


@dag(schedule=None, start_date=datetime(2024, 1, 1))
def orders():
    @task
    def load():
        try:
            store("orders")
            return {"status": "ok"}
        except Exception as error:
            logger.exception("load failed")
            raise

    loaded = load()
    loaded >> PythonOperator(task_id="report", python_callable=report)


orders()

# --- case: an error that a task returns to another
from datetime import datetime

from airflow.decorators import dag, task
from shop import store


@dag(schedule=None, start_date=datetime(2024, 1, 1))
def orders():
    @task
    def load():
        try:
            store("orders")
            return {"status": "ok"}
        except Exception as error:
            return {"status": "bad", "reason": str(error)}

    @task
    def check(result):
        if result["status"] != "ok":
            raise ValueError(result["reason"])

    check(load())


orders()

# --- case: an error that a task returns by name, to a template, or to Airflow
from datetime import datetime

from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator, PythonOperator
from shop import store


def load(**context):
    try:
        store("orders")
        return "stored"
    except Exception as error:
        return f"failed: {error}"


@dag(schedule=None, start_date=datetime(2024, 1, 1))
def orders():
    PythonOperator(task_id="load", python_callable=load)
    BashOperator(task_id="tell", bash_command="tell '{{ ti.xcom_pull(task_ids=\"load\") }}'")


@dag(schedule=None, start_date=datetime(2024, 1, 1))
def branches():
    BranchPythonOperator(task_id="choose", python_callable=load)


orders()
branches()

# --- case: an error that says which way to go
from datetime import datetime

from airflow.decorators import dag, task
from shop import store


@dag(schedule=None, start_date=datetime(2024, 1, 1))
def orders():
    @task.branch
    def load():
        try:
            store("orders")
            return "report"
        except Exception:
            return "report_failure"

    @task.bash
    def tell():
        try:
            store("orders")
            return "tell done"
        except Exception:
            return "tell failed"

    load() >> tell()


orders()

# --- case: a part of a letter is made, or left out
import base64
import logging
from email.mime.image import MIMEImage
from airflow.decorators import task
from shop import send


@task
def report(letter, chart):
    if chart:
        try:
            picture = MIMEImage(base64.b64decode(chart), "png")
            picture.add_header("Content-ID", "<chart>")
            letter.attach(picture)
            logging.info("with a chart")
        except Exception as error:
            logging.warning("without a chart: %s", error)
    send(letter)
