# --- case: the join behind a branch, as in most tutorials
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator, PythonOperator


def load():
    print("loaded")


def choose(**context):
    if context["logical_date"].day == 1:
        return "full_load"
    else:
        return "delta_load"


with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=choose)
    full = PythonOperator(task_id="full_load", python_callable=load)
    delta = PythonOperator(task_id="delta_load", python_callable=load)
    publish = PythonOperator(task_id="publish", python_callable=load)
#             ^^^^^^^^^^^^^^ warning: `publish` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    branch >> [full, delta] >> publish

# --- case: trigger rules that join
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator
from airflow.utils.trigger_rule import TriggerRule

for number, rule in enumerate(
    ["none_failed_min_one_success", "none_failed", "one_success", "all_done", TriggerRule.ONE_DONE, "always"]
):
    with DAG(f"d{number}") as dag:
        branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if number else "b")
        a = EmptyOperator(task_id="a")
        b = EmptyOperator(task_id="b")
        join = EmptyOperator(task_id="join", trigger_rule=rule)
        after = EmptyOperator(task_id="after")
        branch >> [a, b] >> join >> after

# --- case: the rule is written out, also as a member
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator, PythonOperator
from airflow.utils.trigger_rule import TriggerRule


def load():
    print("loaded")


with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = EmptyOperator(task_id="a")
    b = EmptyOperator(task_id="b")
    join = PythonOperator(task_id="join", trigger_rule=TriggerRule.ALL_SUCCESS, python_callable=load)
#                                                      ^^^^^^^^^^^^^^^^^^^^^^^ warning: `join` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    other = PythonOperator(
        task_id="other",
        python_callable=load,
        trigger_rule="none_skipped",  # all of them
#                    ^^^^^^^^^^^^^^ warning: `other` runs only if none of its upstream tasks is skipped, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    )
    branch >> a
    branch >> b
    join << [a, b]
    other << [a, b]

# --- case: task flow
from airflow.decorators import dag, task


@dag()
def d():
    @task.branch
    def choose():
        return "a" if cond else "b"

    @task
    def a():
        return 1

    @task
    def b():
        return 2

    @task
    def join(one, other):
#       ^^^^ warning: `join` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
        print(one, other)

    first, second = a(), b()
    choose() >> [first, second]
    join(first, second)


d()

# --- case: only one task behind the other is skipped
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = EmptyOperator(task_id="a")
    b = EmptyOperator(task_id="b")
    after_a = EmptyOperator(task_id="after_a")
    after_b = EmptyOperator(task_id="after_b")
    branch >> [a, b]
    a >> after_a
    b >> after_b

# --- case: the first join is told, not what is skipped with it
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = EmptyOperator(task_id="a")
    b = EmptyOperator(task_id="b")
    join = EmptyOperator(task_id="join")
#          ^^^^^^^^^^^^^ warning: `join` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    load = BashOperator(task_id="load", bash_command="load")
    branch >> [a, b] >> join >> load

# --- case: the branch may go on with everything
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator


def choose(source):
    if source == "all":
        return ["a", "b"]
    return "a"


def choose_some(sources):
    chosen = []
    for source in sources:
        chosen.append(source)
    return chosen


def choose_unknown(mapping, key):
    return mapping[key]


for index, function in enumerate([choose, choose_some, choose_unknown]):
    with DAG(f"d{index}"):
        branch = BranchPythonOperator(task_id="choose", python_callable=function)
        a = EmptyOperator(task_id="a")
        b = EmptyOperator(task_id="b")
        join = EmptyOperator(task_id="join")
        after = EmptyOperator(task_id="after")
        branch >> [a, b] >> join >> after

# --- case: an optional step
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator


def is_monday(**context):
    return "clean" if context["logical_date"].weekday() == 0 else "load"


with DAG("d"):
    branch = BranchPythonOperator(task_id="is_monday", python_callable=is_monday)
    clean = BashOperator(task_id="clean", bash_command="clean")
    load = BashOperator(task_id="load", bash_command="load")
#          ^^^^^^^^^^^^ warning: `load` runs only if all of its upstream tasks succeed, and the branch `is_monday` skips one of them when it goes on with `load` itself: it is skipped then, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    branch >> [clean, load]
    clean >> load

# --- case: a branch that is chosen and passes on to the other
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "clean")
    clean = BashOperator(task_id="clean", bash_command="clean")
    load = BashOperator(task_id="load", bash_command="load")
    branch >> [clean, load]
    clean >> load

# --- case: ids made of texts, groups, and ids of tasks
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator
from airflow.utils.task_group import TaskGroup

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda region: f"load_{region}")
    loads = [BashOperator(task_id=f"load_{region}", bash_command="load") for region in ("eu", "us", "ap")]
    report = BashOperator(task_id="report", bash_command="report")
#            ^^^^^^^^^^^^ warning: `report` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    branch >> loads >> report

with DAG("e"):
    with TaskGroup("left") as left:
        BashOperator(task_id="one", bash_command="load") >> BashOperator(task_id="two", bash_command="load")
    right = BashOperator(task_id="right", bash_command="load")
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "left" if cond else right.task_id)
    report = BashOperator(task_id="report", bash_command="report")
#            ^^^^^^^^^^^^ warning: `report` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    branch >> [left, right] >> report

# --- case: a decision left to chance, as in examples
import random

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator


def choose():
    branches = ["a", "b"]
    return random.choice(branches)


def choose_some():
    branches = ["a", "b"]
    branches.append(["a", "b"])
    return random.choice(branches)


for number, function in enumerate([choose, lambda: random.choice(["a", "b"])]):
    with DAG(f"d{number}"):
        branch = BranchPythonOperator(task_id="choose", python_callable=function)
        a = BashOperator(task_id="a", bash_command="a")
        b = BashOperator(task_id="b", bash_command="b")
        join = BashOperator(task_id="join", bash_command="join")
#              ^^^^^^^^^^^^ warning: `join` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
        branch >> [a, b] >> join

with DAG("e"):
    branch = BranchPythonOperator(task_id="choose", python_callable=choose_some)
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    join = BashOperator(task_id="join", bash_command="join")
    branch >> [a, b] >> join

# --- case: branch operators with arguments and with a class
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.branch import BaseBranchOperator
from airflow.operators.weekday import BranchDayOfWeekOperator


class Choose(BaseBranchOperator):
    def choose_branch(self, context):
        return "a" if context["params"]["full"] else "b"


with DAG("d"):
    branch = BranchDayOfWeekOperator(
        task_id="weekend",
        week_day={"Saturday", "Sunday"},
        follow_task_ids_if_true="rest",
        follow_task_ids_if_false=["work", "answer"],
    )
    rest = BashOperator(task_id="rest", bash_command="rest")
    work = BashOperator(task_id="work", bash_command="work")
    answer = BashOperator(task_id="answer", bash_command="work")
    report = BashOperator(task_id="report", bash_command="report")
#            ^^^^^^^^^^^^ warning: `report` runs only if all of its upstream tasks succeed, and the branch `weekend` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    both = BashOperator(task_id="both", bash_command="report")
    branch >> [rest, work, answer]
    [rest, work] >> report
    [work, answer] >> both

with DAG("e"):
    choose = Choose(task_id="choose")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    report = BashOperator(task_id="report", bash_command="report")
#            ^^^^^^^^^^^^ warning: `report` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    choose >> [a, b] >> report

# --- case: the end of a DAG that does nothing
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = EmptyOperator(task_id="a")
    b = EmptyOperator(task_id="b")
    end = EmptyOperator(task_id="end")
#         ^^^^^^^^^^^^^ information: `end` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    branch >> [a, b] >> end

# --- case: a join inside of the way that was chosen
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    one = BashOperator(task_id="one", bash_command="b")
    two = BashOperator(task_id="two", bash_command="b")
    both = BashOperator(task_id="both", bash_command="b")
    branch >> [a, b]
    b >> [one, two] >> both

# --- case: a task beside the branch joins it with the branch itself
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    beside = BashOperator(task_id="beside", bash_command="b")
    both = BashOperator(task_id="both", bash_command="b")
    branch >> [a, b]
    [a, beside] >> both

# --- case: the default of the DAG, and dependencies that are not certain
from airflow import DAG
from project import settings, shared
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d", default_args={"trigger_rule": "none_failed"}):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    both = BashOperator(task_id="both", bash_command="b")
    branch >> [a, b] >> both

with DAG("e"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    both = BashOperator(task_id="both", bash_command="b")
    branch >> [a, b]
    a >> both
    if settings.JOIN:
        b >> both

with DAG("f", default_args=shared):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    both = BashOperator(task_id="both", bash_command="b")
    branch >> [a, b] >> both

# --- case: two branches behind each other, joined at the end
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d"):
    first = BranchPythonOperator(task_id="first", python_callable=lambda: "a" if cond else "second")
    second = BranchPythonOperator(task_id="second", python_callable=lambda: "b" if cond else "c")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    c = BashOperator(task_id="c", bash_command="c")
    inner = BashOperator(task_id="inner", bash_command="a", trigger_rule="one_success")
    outer = BashOperator(task_id="outer", bash_command="a")
#           ^^^^^^^^^^^^ warning: `outer` runs only if all of its upstream tasks succeed, and the branch `first` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
    first >> [a, second]
    second >> [b, c] >> inner
    [a, inner] >> outer

# --- case: a join that two places make of one function
from airflow.decorators import dag, task


@task
def join():
#   ^^^^ warning: `join` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`.
    print("joined")


@task.branch
def choose():
    return "a" if cond else "b"


@task(task_id="a")
def a():
    return 1


@task(task_id="b")
def b():
    return 1


@dag()
def d():
    choose() >> [a(), b()] >> join()


@dag()
def e():
    a() >> join()


d()
e()

# --- case: line breaks of Windows
# line-break: crlf
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator

with DAG("d"):
    branch = BranchPythonOperator(task_id="choose", python_callable=lambda: "a" if cond else "b")
    a = BashOperator(task_id="a", bash_command="a")
    b = BashOperator(task_id="b", bash_command="b")
    both = BashOperator(
#          ^^^^^^^^^^^^ warning: `both` runs only if all of its upstream tasks succeed, and the branch `choose` always skips one of them: it is skipped in every run, with all that comes after it, and the run is still marked success. Use `trigger_rule="none_failed_min_one_success"`. (unsafe fix)
        task_id="both",
        bash_command="b",  # last
    )
    branch >> [a, b] >> both
