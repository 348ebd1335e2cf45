"""Runs the DAGs of a folder as `dag.test()` does, in the Airflow whose Python this is.

    python run_dags.py FOLDER test|supervised|parse [DAG_ID…]

`supervised` gives each task what a worker gives it: a process of its own, forked by the real
supervisor of the version. `parse` only loads the files. DAGs run one after the other, all for the
same logical date, so that a sensor finds the run of the DAG before it.
"""

import os
import sys
from pathlib import Path

import pendulum

import airflow

IS_AIRFLOW_3 = airflow.__version__.startswith("3.")


def main(folder, mode, dag_ids):
    bag = load(Path(folder))
    for error in bag.import_errors.values():
        print(f"REFUSED {error}", flush=True)
    if mode == "parse" or bag.import_errors:
        return
    if mode == "supervised":
        supervise()
    elif not IS_AIRFLOW_3:
        go_on_after_each_task()
    logical_date = pendulum.datetime(2024, 6, 1)
    for dag_id in dag_ids or list(bag.dags):
        dag = bag.dags[dag_id]
        if IS_AIRFLOW_3:
            dag.test(logical_date=logical_date)
        else:
            # Also the other DAGs, which a task may look for.
            bag.sync_to_db()
            dag.test(execution_date=logical_date, use_executor=mode == "supervised")


def load(folder):
    if IS_AIRFLOW_3:
        from airflow.dag_processing.dagbag import BundleDagBag

        return BundleDagBag(dag_folder=folder, bundle_path=folder, bundle_name="dags-folder")
    from airflow.models.dagbag import DagBag

    return DagBag(dag_folder=folder, include_examples=False)


def go_on_after_each_task():
    """Keeps what leaves a task as a BaseException (a timeout) from ending the whole `dag.test()`.

    By then Airflow 2 has set the task's state, and a scheduler would go on with the others. Before
    the task it sets the state that a worker sets, which `dag.test()` leaves out.
    """
    import airflow.models.dag as module

    run_task = module._run_task

    def run_task_alone(*, ti, **arguments):
        ti.set_state("running")
        try:
            return run_task(ti=ti, **arguments)
        except BaseException as error:
            print(f"LEFT THE TASK {type(error).__name__}: {error}", flush=True)

    module._run_task = run_task_alone


def supervise():
    """Has each task run under the supervisor of its version.

    Airflow 2 does so by its sequential executor, which starts `airflow tasks run --local`.
    Airflow 3 has the supervisor of the Task SDK; it speaks to the execution API in this process.
    """
    if not IS_AIRFLOW_3:
        return
    import airflow.sdk.definitions.dag as module

    module._run_task = run_under_supervisor


def run_under_supervisor(*, ti, task, run_triggerer=False):
    from airflow.executors.workloads import BundleInfo, TaskInstanceDTO
    from airflow.sdk.api.client import Client
    from airflow.sdk.execution_time.supervisor import in_process_api_server, supervise_task
    from airflow.utils.state import TaskInstanceState

    ti.set_state(TaskInstanceState.QUEUED)
    client = Client(
        base_url=None, token="", dry_run=True, transport=in_process_api_server().transport
    )
    client.base_url = "http://in-process.invalid./"
    supervise_task(
        ti=TaskInstanceDTO.model_validate(ti, from_attributes=True),
        bundle_info=BundleInfo(name="dags-folder"),
        dag_rel_path=os.path.basename(task.dag.fileloc),
        token="",
        client=client,
        log_path=f"{ti.dag_id}/{ti.task_id}/{ti.try_number}.log",
    )
    ti.refresh_from_db()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
    print("ALL RUNS ENDED", flush=True)
