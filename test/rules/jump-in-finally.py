# --- case: return in finally
import logging
from airflow.decorators import task
from airflow.models import BaseOperator


@task
def load(client):
    result = None
    try:
        result = client.load()
    finally:
        client.close()
        return result
#       ^^^^^^ warning: `return` in `finally` drops whatever exception is on its way: the failed task goes on or ends as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.


class Load(BaseOperator):
    def execute(self, context):
        try:
            self.work()
        except ValueError:
            logging.exception("not loaded")
            raise
        finally:
            if self.client is not None:
                return self.client.close()
#               ^^^^^^ warning: `return` in `finally` drops whatever exception is on its way: the failed task goes on or ends as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.


def helper(client):
    try:
        client.load()
    except Exception as error:
        logging.error(error)
    finally: return
#            ^^^^^^ warning: `return` in `finally` drops whatever exception is on its way: the failed task goes on or ends as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.

@task
def caller(client):
    helper(client)

# --- case: break and continue in finally
from airflow.decorators import task


@task
def load(clients):
    for client in clients:
        try:
            client.load()
        finally:
            continue
#           ^^^^^^^^ warning: `continue` in `finally` drops whatever exception is on its way: the failed task goes on or ends as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.
    while clients:
        client = clients.pop()
        try:
            client.load()
        finally:
            for part in client.parts:
                part.close()
            else:
                break
#               ^^^^^ warning: `break` in `finally` drops whatever exception is on its way: the failed task goes on or ends as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.

# --- case: in a nested try, with, async
import asyncio
from airflow.decorators import task


@task
async def load(client):
    try:
        try:
            await client.load()
        finally:
            async with client.lock:
                return await client.close()
#               ^^^^^^ warning: `return` in `finally` drops whatever exception is on its way: the failed task goes on or ends as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.
    except ValueError:
        raise

# --- case: the innermost finally is left
from airflow.decorators import task


@task
def load(client):
    try:
        client.load()
    finally:
        try:
            client.close()
        finally:
            return
#           ^^^^^^ warning: `return` in `finally` drops whatever exception is on its way: the failed task goes on or ends as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.

# --- case: where no task runs it
def names():
    try:
        return open("names").read().split()
    finally:
        return []
#       ^^^^^^ warning: `return` in `finally` drops whatever exception is on its way, so that nobody hears of the failure. Put it behind the `try` statement.


import airflow
with airflow.DAG("names") as dag:
    for name in names():
        print(name)

# --- case: jumps that stay inside
import logging
from airflow.decorators import task


@task
def load(client):
    try:
        client.load()
    finally:
        for part in client.parts:
            if part.is_closed:
                continue
            part.close()
        while True:
            if client.close():
                break

        def later():
            return client

        logging.info("%s", [later() for _ in range(3)])

# --- case: jumps elsewhere in the statement
from airflow.decorators import task


@task
def load(client):
    for _ in range(3):
        try:
            return client.load()
        except ConnectionError:
            continue
        else:
            break
        finally:
            client.close()
    return None

# --- case: a handler has caught everything before
import logging
from airflow.decorators import task


@task
def load(client):
    result = {"status": "failed"}
    try:
        result = client.load()
    except BaseException:
        logging.exception("not loaded")
        client.mark_failed()
    finally:
        return result

# --- case: what the try has come to decides
from airflow.decorators import task


@task
def load(client):
    state = "unknown"
    try:
        state = client.state()
    except ConnectionError:
        print("no answer")
    finally:
        if state == "loaded":
            return
    client.load()

# --- case: asked whether the body came to its end
from airflow.decorators import task


@task
def load(rows, client):
    done = False
    try:
        client.send(rows)
        done = True
    finally:
        if not done:
            return None
#           ^^^^^^ warning: `return` in `finally` drops whatever exception is on its way: the failed task goes on or ends as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.
    result = None
    try:
        result = client.fetch()
    finally:
        if result is None:
            return 0
#           ^^^^^^ warning: `return` in `finally` drops whatever exception is on its way: the failed task goes on or ends as a success, even where its `execution_timeout` has just ended it. Put it behind the `try` statement.
    return len(result)

# --- case: asked for what the body found
from airflow.decorators import task


@task
def load(rows, client):
    is_open = True
    try:
        is_open = client.send(rows)
    finally:
        if not is_open:
            return None
    done = False
    try:
        done = client.send(rows)
    finally:
        if done:
            return 1
        elif not rows:
            print("nothing to do")
    return 0
