# --- case: a clean-up at the end
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator


def extract():
    print("extracted")


with DAG("d"):
    first = PythonOperator(task_id="extract", python_callable=extract)
    second = BashOperator(task_id="load", bash_command="load")
    clean = BashOperator(task_id="clean", bash_command="rm -rf /data/x", trigger_rule="all_done")
#                                                                                     ^^^^^^^^^^ information: When `extract` or `load` fails, `clean` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.
    first >> second >> clean

# --- case: every rule that lets it run
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.trigger_rule import TriggerRule

with DAG("a"):
    BashOperator(task_id="load", bash_command="load") >> EmptyOperator(task_id="end", trigger_rule=TriggerRule.ALL_DONE)
#                                                                                                  ^^^^^^^^^^^^^^^^^^^^ information: When `load` fails, `end` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.
with DAG("b"):
    BashOperator(task_id="load", bash_command="load") >> EmptyOperator(task_id="end", trigger_rule="always")
#                                                                                                  ^^^^^^^^ information: When `load` fails, `end` still runs (`always`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.
with DAG("c"):
    BashOperator(task_id="load", bash_command="load") >> EmptyOperator(task_id="end", trigger_rule="none_skipped")
#                                                                                                  ^^^^^^^^^^^^^^ information: When `load` fails, `end` still runs (`none_skipped`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. Use `none_failed_min_one_success`, which passes failures on, or let a last task wait for the others, too.
with DAG("d"):
    BashOperator(task_id="load", bash_command="load") >> EmptyOperator(task_id="end", trigger_rule="one_done")
#                                                                                                  ^^^^^^^^^^ information: When `load` fails, `end` still runs (`one_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.
with DAG("e"):
    one = BashOperator(task_id="one", bash_command="load")
    two = BashOperator(task_id="two", bash_command="load")
    [one, two] >> EmptyOperator(task_id="end", trigger_rule="one_success")
#                                                           ^^^^^^^^^^^^^ information: When `one` or `two` fails, `end` still runs (`one_success`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. Use `none_failed_min_one_success`, which passes failures on, or let a last task wait for the others, too.
with DAG("f"):
    one = BashOperator(task_id="one", bash_command="load")
    two = BashOperator(task_id="two", bash_command="load")
    [one, two] >> EmptyOperator(task_id="end", trigger_rule="all_done_min_one_success")
#                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ information: When `one` or `two` fails, `end` still runs (`all_done_min_one_success`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. Use `none_failed_min_one_success`, which passes failures on, or let a last task wait for the others, too.

# --- case: rules that pass a failure on
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator

for number, rule in enumerate(["all_success", "none_failed", "none_failed_min_one_success"]):
    with DAG(f"d{number}"):
        BashOperator(task_id="load", bash_command="load") >> EmptyOperator(task_id="end", trigger_rule=rule)

# --- case: with a single task before it, one_success is like all_success
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator

with DAG("d"):
    BashOperator(task_id="load", bash_command="load") >> EmptyOperator(task_id="end", trigger_rule="one_success")

# --- case: another last task fails with the run
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator

with DAG("d"):
    load = BashOperator(task_id="load", bash_command="load")
    load >> BashOperator(task_id="clean", bash_command="rm -rf /data/x", trigger_rule="all_done")
    load >> EmptyOperator(task_id="end")

# --- case: the clean-up is not the last, and a later task hides the failure, too
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator

with DAG("d"):
    load = BashOperator(task_id="load", bash_command="load")
    clean = BashOperator(task_id="clean", bash_command="rm -rf /data/x", trigger_rule="all_done")
#                                                                                     ^^^^^^^^^^ information: When `load` fails, `clean` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.
    load >> clean >> EmptyOperator(task_id="end")

# --- case: a watcher that fails with any of them, as the documentation shows
from airflow import DAG
from airflow.decorators import task
from airflow.exceptions import AirflowException
from airflow.operators.bash import BashOperator
from airflow.utils.trigger_rule import TriggerRule


@task(trigger_rule=TriggerRule.ONE_FAILED, retries=0)
def watcher():
    raise AirflowException("Failing task because one or more upstream tasks failed.")


with DAG("d") as dag:
    load = BashOperator(task_id="load", bash_command="load")
    clean = BashOperator(task_id="clean", bash_command="rm -rf /data/x", trigger_rule="all_done")
    load >> clean
    list(dag.tasks) >> watcher()

# --- case: a last task that looks at the states of the others
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from airflow.utils.state import State


def report(**context):
    for instance in context["dag_run"].get_task_instances():
        if instance.state == State.FAILED:
            fail(instance)


def check(failures):
    if failures:
        raise ValueError("failed")


with DAG("d"):
    load = BashOperator(task_id="load", bash_command="load")
    load >> PythonOperator(task_id="report", python_callable=report, trigger_rule="all_done")


@task(trigger_rule="all_done")
def last():
    check(1)


with DAG("e"):
    BashOperator(task_id="load", bash_command="load") >> last()

with DAG("f"):
    load = BashOperator(task_id="load", bash_command="load")
    load >> BashOperator(task_id="last", bash_command="{{ 'exit 1' if failed else 'true' }}", trigger_rule="all_done")

# --- case: code that is not known
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator
from elsewhere import finish

with DAG("d"):
    load = BashOperator(task_id="load", bash_command="load")
    load >> PythonOperator(task_id="finish", python_callable=finish, trigger_rule="all_done")

# --- case: functions and operators that only clean up
from airflow import DAG
from airflow.decorators import task
from airflow.exceptions import AirflowSkipException
from airflow.models import BaseOperator
from airflow.operators.bash import BashOperator
from airflow.providers.google.cloud.operators.dataproc import DataprocDeleteClusterOperator


@task(trigger_rule="all_done")
#                  ^^^^^^^^^^ information: When `load` fails, `remove` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.
def remove(path):
    if path is None:
        raise AirflowSkipException("nothing to do")
    print(path)


class Remove(BaseOperator):
    def execute(self, context):
        print("removed")


with DAG("d"):
    BashOperator(task_id="load", bash_command="load") >> remove("x")

with DAG("e"):
    load = BashOperator(task_id="load", bash_command="load")
    load >> Remove(task_id="remove", trigger_rule="all_done")
#                                                 ^^^^^^^^^^ information: When `load` fails, `remove` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.

with DAG("f"):
    load = BashOperator(task_id="load", bash_command="load")
    delete = DataprocDeleteClusterOperator(
        task_id="delete",
        cluster_name="c",
        region="r",
        trigger_rule="all_done",
#                    ^^^^^^^^^^ information: When `load` fails, `delete` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.
    )
    load >> delete

# --- case: teardowns do not count
from airflow import DAG
from airflow.decorators import task, teardown
from airflow.operators.bash import BashOperator


@teardown
def stop():
    print("stopped")


with DAG("d"):
    start = BashOperator(task_id="start", bash_command="start")
    load = BashOperator(task_id="load", bash_command="load")
    clean = BashOperator(task_id="clean", bash_command="rm -rf /data/x").as_teardown(setups=start)
    start >> load >> clean

with DAG("e"):
    BashOperator(task_id="load", bash_command="load") >> stop()

# --- case: what comes behind a teardown does not count as last
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    load = BashOperator(task_id="load", bash_command="load")
    report = BashOperator(task_id="report", bash_command="report", trigger_rule="all_done")
#                                                                               ^^^^^^^^^^ information: When `load` fails, `report` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.
    clean = BashOperator(task_id="clean", bash_command="rm -rf /data/x").as_teardown()
    load >> report >> clean

# --- case: someone is told, or the work is done another way
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.email import EmailOperator
from airflow.operators.empty import EmptyOperator

with DAG("d"):
    load = BashOperator(task_id="load", bash_command="load")
    load >> BashOperator(task_id="clean", bash_command="rm -rf /data/x", trigger_rule="all_done")
    load >> EmailOperator(task_id="tell", to="a@b", subject="failed", html_content="", trigger_rule="one_failed")

with DAG("e"):
    load = BashOperator(task_id="load", bash_command="load")
    slow = BashOperator(task_id="slow", bash_command="load", trigger_rule="all_failed")
    load >> slow
    [load, slow] >> EmptyOperator(task_id="end", trigger_rule="one_success")

# --- case: a branch may leave one of two ways, which are then joined
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    branch >> [a, b] >> EmptyOperator(task_id="join", trigger_rule="one_success")

with DAG("e"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    branch >> [a, b] >> EmptyOperator(task_id="join", trigger_rule="all_done")
#                                                                  ^^^^^^^^^^ information: When `a` or `b` fails, `join` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. Use `none_failed_min_one_success`, which passes failures on, or let a last task wait for the others, too.

# --- case: tasks that cannot fail
from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG("d"):
    EmptyOperator(task_id="start") >> EmptyOperator(task_id="end", trigger_rule="all_done")

# --- case: dependencies that are not certain
from airflow import DAG
from project import add_more_tasks, settings, shared
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator

with DAG("d"):
    load = BashOperator(task_id="load", bash_command="load")
    load >> BashOperator(task_id="clean", bash_command="rm -rf /data/x", trigger_rule="all_done")
    if settings.NOTIFY:
        load >> EmptyOperator(task_id="end")

with DAG("e", default_args=shared):
    load = BashOperator(task_id="load", bash_command="load")
    load >> BashOperator(task_id="clean", bash_command="rm -rf /data/x", trigger_rule="all_done")
    load >> EmptyOperator(task_id="end")

with DAG("f") as dag:
    load = BashOperator(task_id="load", bash_command="load")
    load >> BashOperator(task_id="clean", bash_command="rm -rf /data/x", trigger_rule="all_done")
    add_more_tasks(dag)

# --- case: many tasks before it, and the rule in a default
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("d"):
    loads = [BashOperator(task_id=f"load_{n}", bash_command="load") for n in range(5)]
    loads >> BashOperator(task_id="clean", bash_command="rm -rf /data/x", trigger_rule="all_done")
#                                                                                      ^^^^^^^^^^ information: When `load_0`, `load_1` or another of 5 tasks fails, `clean` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.

with DAG("e", default_args={"trigger_rule": "all_done"}):
#                                           ^^^^^^^^^^ information: When `one` fails, `two` still runs (`all_done`), and as nothing else comes last, the run is marked success: its failure callback is not called, and what waits for this DAG goes on. If it cleans up, make it a teardown (`.as_teardown()`, Airflow 2.7 and later); otherwise let a last task without this trigger rule wait for the others, too.
    one = BashOperator(task_id="one", bash_command="load")
    two = BashOperator(task_id="two", bash_command="load")
    three = BashOperator(task_id="three", bash_command="load")
    one >> two >> three
