# --- case: a hundred million numbers, as a list, a set, a dict and a tuple
from airflow.operators.python import PythonOperator

SIZE = 10**8


def build():
    numbers = [i for i in range(100000000)]
#                         ^^^^^^^^^^^^^^^^ warning: This list holds 100,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    squares = {i * i for i in range(SIZE)}
#                             ^^^^^^^^^^^ warning: This set holds 100,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    names = {i: str(i) for i in range(0, SIZE, 2)}
#                               ^^^^^^^^^^^^^^^^^ warning: This dict holds 50,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    pairs = [(i, j) for i in range(2000) for j in range(1000)]
#                            ^^^^^^^^^^^ warning: This list holds 2,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    everything = list(range(100_000_000))
#                     ^^^^^^^^^^^^^^^^^^ warning: This list holds 100,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    return len(numbers), squares, names, pairs, everything, tuple(range(SIZE))
#                                                                 ^^^^^^^^^^^ warning: This tuple holds 100,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.


PythonOperator(task_id="build", python_callable=build)

# --- case: consumers that take an iterable once
from airflow.decorators import task


@task
def total(limit):
    a = sum([i * 2 for i in range(10_000_000)])
#                           ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
    b = sum([i for i in range(10_000_000)], 5)
#                       ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
    c = any([i > limit for i in range(10_000_000)])
#                               ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
    d = max([f(i) for i in range(10_000_000)])
#                          ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
    e = sum(list(range(10_000_000)))
#                ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
    for i in [n + 1 for n in range(10_000_000)]:
#                            ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
        a += i
    for i in list(range(10_000_000)):  # every one
#                 ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
        a += i
    return a, b, c, d, e

# --- case: consumers that would notice
from airflow.decorators import task


@task
def search(limit):
    a = any([check(i) for i in range(10_000_000)])
#                              ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    for i in [limit + n for n in range(10_000_000)]:
#                                ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
        limit += i
    b = max([i for i in range(10_000_000)], key=str)
#                       ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    return a, b

# --- case: at parse time
from airflow import DAG

BIG = [0 for _ in range(5_000_000)]
#                 ^^^^^^^^^^^^^^^^ warning: This list holds 5,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.

with DAG("parse"):
    pass

# --- case: small, filtered, unknown or lazy
from airflow.decorators import task
from mylib import range as my_range


@task
def fine(n):
    a = [i for i in range(1000)]
    b = [i for i in range(100_000_000) if i % 10_000_000 == 0]
    c = [i for i in range(n)]
    d = sum(i for i in range(100_000_000))
    e = range(100_000_000)
    f = [i for i in my_range(100_000_000)]
    g = [i for i in range(100_000_000, 0)]
    for i in range(100_000_000):
        pass
    return a, b, c, d, e, f, g

# --- case: other ways to make one at once
import itertools

from airflow.decorators import task

COUNT = 2_000_000


@task
def build():
    a = [0] * 10_000_000
#       ^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    b = COUNT * [None, 1]
#       ^^^^^^^^^^^^^^^^^ warning: This list holds 4,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    c = [*range(COUNT)]
#        ^^^^^^^^^^^^^ warning: This list holds 2,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    d = list(map(str, range(COUNT)))
#                     ^^^^^^^^^^^^ warning: This list holds 2,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    e = dict((n, n) for n in range(COUNT))
#                            ^^^^^^^^^^^^ warning: This dict holds 2,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    f = sorted(-n for n in range(COUNT))
#                          ^^^^^^^^^^^^ warning: This list holds 2,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    g = [[0 for x in range(2000)] for y in range(2000)]
#                                          ^^^^^^^^^^^ warning: This list holds 4,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    h = [[0] * 2000 for y in range(2000)]
#                            ^^^^^^^^^^^ warning: This list holds 4,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    i = list(itertools.repeat("x", COUNT))
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: This list holds 2,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    j = set(n % 7 for n in range(COUNT))
    k = list(enumerate(range(COUNT)))
#                      ^^^^^^^^^^^^ warning: This list holds 2,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
    return a, b, c, d, e, f, g, h, i, j, k

# --- case: commas, start values and elements that the loop touches
from airflow.decorators import task


@task
def total(rows, start):
    a = sum([n for n in range(10_000_000)],)
#                       ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
    b = sum(
        [n for n in range(10_000_000)],
#                   ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
        start,
    )
    c = sum([n for n in range(10_000_000)], start())
#                       ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
    for value in [rows[n] for n in range(10_000_000)]:
#                                  ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches.
        rows.append(value)
    for value in [n * 2 for n in range(10_000_000)]:
#                                ^^^^^^^^^^^^^^^^^ warning: This list holds 10,000,000 elements at once. When the worker's memory is too small for them, the task is killed with exit code -9. Work on the elements one by one or in batches. (safe fix)
        rows.append(value)
    return a, b, c

# --- case: repetitions and generators that are small, lazy or of unknown length
from airflow.decorators import task


@task
def fine(count, rows):
    a = [0] * 1000
    b = [0] * count
    c = rows * 10_000_000
    d = 10_000_000 * 2
    e = sum(n for n in range(10_000_000))
    f = sorted(n for n in range(10_000_000) if n % 1000 == 0)
    g = map(str, range(10_000_000))
    h = "-" * 10_000_000
    i = [n for n in range(1000)] * 2
    return a, b, c, d, e, f, g, h, i
