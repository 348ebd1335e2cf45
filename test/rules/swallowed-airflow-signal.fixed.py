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
    except AirflowSkipException:
        raise
    except Exception as error:  # keeps the task green
        logging.error("not loaded: %s", error)
        raise


@task
def load_and_tell(day):
    try:
        if not fetch(day):
            raise AirflowSkipException
    except AirflowSkipException:
        raise
    except Exception as error:
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
    except AirflowSkipException:
        raise
    except Exception as error:
        raise AirflowException(f"not loaded: {error}") from error


@task
def load_other(day):
    try:
        if not fetch(day):
            raise AirflowSkipException("nothing to load")
    except AirflowSkipException:
        raise
    except AirflowException as error:
        print(error)
        raise ValueError(day)

# --- case: raised in a helper, and several of them
import logging

import airflow.exceptions as exceptions
from airflow.decorators import task
from airflow.models import BaseOperator
from shop import fetch, store

logger = logging.getLogger(__name__)


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
        except (exceptions.AirflowFailException, exceptions.AirflowSkipException):
            raise
        except Exception:
            self.mark_failed()


@task
def loop(days):
    for day in days:
        try:
            check(fetch(day))
        except (exceptions.AirflowFailException, exceptions.AirflowSkipException):
            raise
        except:
            logger.exception("loop failed")
            raise

# --- case: sensors and deferral
import contextlib
from datetime import datetime, timedelta
from airflow.exceptions import AirflowFailException, AirflowRescheduleException, TaskDeferred
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
        except (AirflowFailException, AirflowRescheduleException):
            raise
        except Exception as error:
            self.log.warning("asking failed: %s", error)
            return False


class Wait(BaseOperator):
    def execute(self, context):
        try:
            self.start()
            self.defer(trigger=self.trigger, method_name="done")
        except TaskDeferred:
            raise
        except BaseException:
            self.log.exception("not started")
            raise

    def again(self, context):
        with contextlib.suppress(BaseException):
            self.defer(trigger=self.trigger, method_name="done")

    execute_complete = again

# --- case: a final failure that is tried again
from airflow.decorators import task
from airflow.exceptions import AirflowException, AirflowFailException


@task(retries=3)
def load(client):
	try:
		if not client.exists():
			raise AirflowFailException("there is nothing to load")
		client.load()
	except AirflowFailException:
		raise
	except Exception as error:
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
    except AirflowSkipException:
        raise
    except Exception as error:
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
