# --- case: an unclosed bracket
from airflow import DAG

with DAG("orders"):
    load = dict(a=(1, 2)
#   ^^^^^^^^^^^^^^^^^^^^ information: This cannot be read as Python, so line 4 is not fully analyzed and may hide other findings. Where Python cannot read it either, Airflow does not import the file and shows none of its DAGs. Repair the syntax.
# --- case: a missing colon
from airflow.decorators import task


@task
^^^^^ information: This cannot be read as Python, so lines 4 to 6 are not fully analyzed and may hide other findings. Where Python cannot read it either, Airflow does not import the file and shows none of its DAGs. Repair the syntax.
def load()
    return 1
# --- case: the first of several places
from airflow.decorators import task


@task
def load():
    x = = 1
#       ^ information: This cannot be read as Python, so line 6 and 2 more places are not fully analyzed and may hide other findings. Where Python cannot read it either, Airflow does not import the file and shows none of its DAGs. Repair the syntax.


@task
def store():
    y = (1 2)
    z = ] + 1
# --- case: the DAG itself is lost in the broken part
from airflow import DAG

with DAG("orders" as dag:
#       ^^^^^^^^^^^^^^^^ information: This cannot be read as Python, so line 3 is not fully analyzed and may hide other findings. Where Python cannot read it either, Airflow does not import the file and shows none of its DAGs. Repair the syntax.
    pass
# --- case: a merge conflict
from airflow.decorators import task

<<<<<<< HEAD
^^^^^^^ information: This cannot be read as Python, so line 3 and 2 more places are not fully analyzed and may hide other findings. Where Python cannot read it either, Airflow does not import the file and shows none of its DAGs. Repair the syntax.
@task
def load():
    return 1
=======
@task
def load():
    return 2
>>>>>>> other
# --- case: a broken file that has nothing to do with Airflow stays silent
import os

print(os.environ["HOME"
# --- case: modern Python is no error
from airflow.decorators import task

type Pair[T] = tuple[T, T]


class Box[T: (int, str)]:
    pass


@task
def load[T](a, b: T, /, c, *, d=1) -> T:
    names = ["a", "b"]
    print(f"{", ".join(names)} {f"{c!r:>{d}}"} {c=}")
    if (n := len(names)) > 1:
        print(n)
    match names:
        case [first, *rest] if rest:
            print(first)
        case {"key": value, **others} | Box(value=value, others=others):
            print(value, others)
        case _:
            pass
    try:
        pass
    except* (ValueError, TypeError) as group:
        print(group)
    with (open(a) as left, open(b) as right):
        print(left, right)
    match = case = type = 1
    print(match, case, type, *names, **{})
    return b
# --- case: Python 2 is read as it was meant
from airflow import DAG

dag = DAG("old")
print >>f, "hello"
print "hello"
exec "code" in {}
# --- case: a file of two broken halves that says it knows
# airworthy: ignore-file[syntax-error]
from airflow import DAG

dag = DAG("orders"
