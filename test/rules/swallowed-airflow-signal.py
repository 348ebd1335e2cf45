# --- case: a skip that becomes a success
import logging
from airflow.decorators import task
from airflow.exceptions import AirflowSkipException
from shop import fetch, store


@task
def load(day):
    try:
        rows = fetch(day)
        if not rows:
            raise AirflowSkipException("nothing to load")
        store(rows)
    except Exception as error:  # keeps the task green
#   ^^^^^^^^^^^^^^^^ warning: `except Exception` also catches the `AirflowSkipException` that this block raises, and does not raise it again: the task goes on instead of being skipped, and can end as a success. Put `except AirflowSkipException: raise` before it. (unsafe fix)
        logging.error("not loaded: %s", error)


@task
def load_and_tell(day):
    try:
        if not fetch(day):
            raise AirflowSkipException
    except Exception as error:
#   ^^^^^^^^^^^^^^^^ warning: `except Exception` also catches the `AirflowSkipException` that this block raises, and does not raise it again: the task goes on instead of being skipped, and can end as a success. Put `except AirflowSkipException: raise` before it. (unsafe fix)
        return {"status": "failed", "reason": str(error)}
    return {"status": "done"}

# --- case: a skip that becomes a failure
from airflow.decorators import task
from airflow.exceptions import AirflowException, AirflowSkipException
from shop import fetch, store


@task
def load(day):
    try:
        if not fetch(day):
            raise AirflowSkipException("nothing to load")
        store(day)
    except Exception as error:
#   ^^^^^^^^^^^^^^^^ warning: `except Exception` also catches the `AirflowSkipException` that this block raises, and raises something else: the task fails instead of being skipped. Put `except AirflowSkipException: raise` before it. (unsafe fix)
        raise AirflowException(f"not loaded: {error}") from error


@task
def load_other(day):
    try:
        if not fetch(day):
            raise AirflowSkipException("nothing to load")
    except AirflowException as error:
#   ^^^^^^^^^^^^^^^^^^^^^^^ warning: `except AirflowException` also catches the `AirflowSkipException` that this block raises, and raises something else: the task fails instead of being skipped. Put `except AirflowSkipException: raise` before it. (unsafe fix)
        print(error)
        raise ValueError(day)

# --- case: raised in a helper, and several of them
import airflow.exceptions as exceptions
from airflow.decorators import task
from airflow.models import BaseOperator
from shop import fetch, store


def check(rows):
    if rows is None:
        raise exceptions.AirflowFailException("no such day")
    if not rows:
        raise exceptions.AirflowSkipException("nothing to load")


class Load(BaseOperator):
    def execute(self, context):
        try:
            check(fetch(self.day))
            store(self.day)
        except Exception:
#       ^^^^^^^^^^^^^^^^ warning: `except Exception` also catches the `AirflowFailException` and `AirflowSkipException` that this block raises, and does not raise it again: the task goes on instead of failing for good, and can end as a success. Put `except (AirflowFailException, AirflowSkipException): raise` before it. (unsafe fix)
            self.mark_failed()


@task
def loop(days):
    for day in days:
        try:
            check(fetch(day))
        except:
#       ^^^^^^ warning: `except` also catches the `AirflowFailException` and `AirflowSkipException` that this block raises, and does not raise it again: the task goes on instead of failing for good, and can end as a success. Put `except (AirflowFailException, AirflowSkipException): raise` before it. (unsafe fix)
            continue

# --- case: sensors and deferral
import contextlib
from datetime import datetime, timedelta
from airflow.exceptions import AirflowFailException, AirflowRescheduleException
from airflow.sensors.base import BaseSensorOperator
from airflow.models import BaseOperator


class Ready(BaseSensorOperator):
    def poke(self, context):
        try:
            state = self.hook.state()
            if state == "gone":
                raise AirflowFailException("it will never be ready")
            if state == "late":
                raise AirflowRescheduleException(datetime.now() + timedelta(hours=1))
            return state == "ready"
        except Exception as error:
#       ^^^^^^^^^^^^^^^^ warning: `except Exception` also catches the `AirflowFailException` and `AirflowRescheduleException` that this block raises, and does not raise it again: the task goes on instead of failing for good, and can end as a success. Put `except (AirflowFailException, AirflowRescheduleException): raise` before it. (unsafe fix)
            self.log.warning("asking failed: %s", error)
            return False


class Wait(BaseOperator):
    def execute(self, context):
        try:
            self.start()
            self.defer(trigger=self.trigger, method_name="done")
        except BaseException:
#       ^^^^^^^^^^^^^^^^^^^^ warning: `except BaseException` also catches the `TaskDeferred` that this block raises, and does not raise it again: the task goes on instead of being deferred. Put `except TaskDeferred: raise` before it. (unsafe fix)
            self.log.exception("not started")

    def again(self, context):
        with contextlib.suppress(BaseException):
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: `contextlib.suppress(BaseException)` also catches the `TaskDeferred` that this block raises, and does not raise it again: the task goes on instead of being deferred. Suppress only the exceptions that you expect.
            self.defer(trigger=self.trigger, method_name="done")

    execute_complete = again

# --- case: a final failure that is tried again
# line-break: crlf
from airflow.decorators import task
from airflow.exceptions import AirflowException, AirflowFailException


@task(retries=3)
def load(client):
	try:
		if not client.exists():
			raise AirflowFailException("there is nothing to load")
		client.load()
	except Exception as error:
#^^^^^^^^^^^^^^^^ warning: `except Exception` also catches the `AirflowFailException` that this block raises, and raises something else: the task is tried again instead of failing for good. Put `except AirflowFailException: raise` before it. (unsafe fix)
		raise AirflowException("not loaded") from error


@task
def load_once(client):
	try:
		if not client.exists():
			raise AirflowFailException("there is nothing to load")
	except Exception as error:
		raise AirflowException("not loaded") from error

# --- case: a subclass of a signal
from airflow.decorators import task
from airflow.exceptions import AirflowSkipException


class NothingToDo(AirflowSkipException):
    pass


@task
def load(client):
    try:
        if not client.exists():
            raise NothingToDo
        client.load()
    except Exception as error:
#   ^^^^^^^^^^^^^^^^ warning: `except Exception` also catches the `AirflowSkipException` that this block raises, and does not raise it again: the task goes on instead of being skipped, and can end as a success. Put `except AirflowSkipException: raise` before it. (unsafe fix)
        client.report(error)

# --- case: handlers that let it pass
import logging
from airflow.decorators import task
from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException


@task
def again(client):
    try:
        if not client.exists():
            raise AirflowSkipException("nothing to load")
    except Exception:
        logging.exception("not loaded")
        raise


@task
def before(client):
    try:
        if not client.exists():
            raise AirflowSkipException("nothing to load")
    except AirflowSkipException:
        raise
    except Exception as error:
        raise AirflowException("not loaded") from error


@task
def sorted_out(client):
    try:
        if not client.exists():
            raise AirflowSkipException("nothing to load")
    except Exception as error:
        if not isinstance(error, AirflowSkipException):
            logging.error("not loaded: %s", error)
            client.report(error)


@task
def sometimes(client, strict):
    try:
        if not client.exists():
            raise AirflowFailException("nothing to load")
    except Exception as error:
        if strict:
            raise
        client.report(error)


@task
def meant(client):
    try:
        if not client.exists():
            raise AirflowSkipException("nothing to load")
    except AirflowSkipException:
        client.report("skipped")


@task
def narrow(client):
    try:
        if not client.exists():
            raise AirflowSkipException("nothing to load")
    except (ValueError, KeyError) as error:
        client.report(error)


@task
def kept(clients):
    errors = []
    for client in clients:
        try:
            if not client.exists():
                raise AirflowSkipException("nothing to load")
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]


@task
def outside(client):
    if not client.exists():
        raise AirflowSkipException("nothing to load")
    try:
        client.load()
    except Exception as error:
        raise AirflowSkipException("not loaded") from error


@task
def in_handler(client):
    try:
        client.load()
    except Exception as error:
        client.report(error)
        raise AirflowFailException("not loaded") from error

# --- case: an exception of the project by the same name
from airflow.decorators import task
from company.errors import AirflowSkipException


@task
def load(client):
    try:
        raise AirflowSkipException("nothing to load")
    except Exception as error:
        client.report(error)

# --- case: deferral passes a handler of Exception
from airflow.models import BaseOperator


class Wait(BaseOperator):
    def execute(self, context):
        try:
            self.defer(trigger=self.trigger, method_name="done")
        except Exception as error:
            self.report(error)

# --- case: failures that are noted and raised behind the loop
import logging
from airflow.decorators import task
from airflow.exceptions import AirflowFailException
from airflow.models import BaseOperator


def copy(client):
    if not client.exists():
        raise AirflowFailException("there is nothing to copy")
    client.copy()


@task
def copy_all(clients):
    errors = []
    failed = 0
    for client in clients:
        try:
            copy(client)
        except Exception as error:
            message = f"not copied: {error}"
            logging.error(message)
            errors.append(message)
    for client in clients:
        try:
            copy(client)
        except Exception:
            failed += 1
    if errors or failed:
        raise AirflowFailException("; ".join(errors))


class Copy(BaseOperator):
    def execute(self, context):
        for client in self.clients:
            try:
                copy(client)
            except Exception as error:
                self.errors.append(str(error))
        self.report()

# --- case: a helper that says the same again
import logging
from airflow.decorators import task
from airflow.exceptions import AirflowSkipException


def give_up(reason):
    logging.error(reason)
    raise AirflowSkipException(reason)


@task
def load(client):
    try:
        if not client.exists():
            raise AirflowSkipException("nothing to load")
        client.load()
    except Exception as error:  # Best effort: nobody needs it today.
        give_up(f"not loaded: {error}")
