"""Ways to put tasks one behind the other."""

from airflow import DAG
from airflow.models.baseoperator import chain, chain_linear, cross_downstream
from airflow.operators.empty import EmptyOperator
from airflow.utils.edgemodifier import Label
from airflow.utils.task_group import TaskGroup


def make(names):
    return [EmptyOperator(task_id=name) for name in names]


with DAG("operators"):
    a, b, c, d, e, f = make("abcdef")
    a >> [b, c] >> d << e
    f.set_upstream([a, b])
    e.set_downstream(f)

with DAG("functions"):
    a, b, c, d, e, f, g, h = make("abcdefgh")
    chain(a, [b, c], [d, e], f)
    chain_linear(f, [g, h])
    cross_downstream([a, b], [g, h])

with DAG("groups"):
    start, end = make(["start", "end"])
    with TaskGroup("one") as one:
        x, y = make("xy")
        with TaskGroup("inner") as inner:
            make("z")
        x >> inner
    with TaskGroup("two") as two:
        p, q = make("pq")
    start >> one >> two >> end
    p >> q
    with TaskGroup("empty") as empty:
        pass
    q >> empty >> EmptyOperator(task_id="behind_empty")

with DAG("labels"):
    a, b, c = make("abc")
    a >> Label("yes") >> [b, c]
    with TaskGroup("g") as g:
        one, two = make(["one", "two"])
    one >> Label("no") >> two
    c >> Label("group") >> g
    two >> Label("out") >> EmptyOperator(task_id="last")
    chain(b, Label("chained"), EmptyOperator(task_id="end"))
    b.set_downstream(c, edge_modifier=Label("set"))

with DAG("every_task") as every:
    make("abc")
    list(every.tasks) >> EmptyOperator(task_id="watcher")
