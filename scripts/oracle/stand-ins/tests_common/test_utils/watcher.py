from __future__ import annotations

from airflow.sdk import task


@task(trigger_rule="one_failed", retries=0)
def watcher():
    """Follows every task of a test, so that the run fails when any of them has failed."""
    raise RuntimeError("a task has failed")
