# --- case: parameters that Airflow fills
from airflow import DAG
from airflow.decorators import task
from airflow.operators.python import PythonOperator, ShortCircuitOperator

def load(execution_date, **kwargs):
#        ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, nothing fills this parameter, and the task fails with a TypeError. Use `logical_date`. (safe fix)
    """Loads the day of execution_date."""
    day = execution_date.date()
    print(f"{execution_date:%Y}", day, other(execution_date=execution_date))
    return [x for x in kwargs if x > execution_date]

def other(execution_date): ...

def check(table, next_execution_date=None, prev_ds: str = ""):
#                ^^^^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `next_execution_date`: there, nothing fills this parameter, which then silently keeps its default. Use `data_interval_end`. (unsafe fix)
#                                          ^^^^^^^ information: From Airflow 3.0 on, the context has no `prev_ds`: there, nothing fills this parameter, which then silently keeps its default.
    return next_execution_date

@task
def extract(execution_date=None):
#           ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, nothing fills this parameter, which then silently keeps its default. Use `logical_date`. (safe fix)
    def inner():
        return execution_date
    return inner()

with DAG("a"):
    PythonOperator(task_id="load", python_callable=load)
    ShortCircuitOperator(task_id="check", python_callable=check, op_args=["orders"])
    PythonOperator(task_id="lambda", python_callable=lambda execution_date, **_: print(execution_date))
#                                                           ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, nothing fills this parameter, and the task fails with a TypeError. Use `logical_date`. (safe fix)
    extract()

# --- case: subscripts of the context
from airflow import DAG
from airflow.decorators import task
from airflow.models import BaseOperator
from airflow.operators.python import PythonOperator, get_current_context

def load(**context):
    helper(context)
    spread(**context)
    return context["execution_date"], context.get('next_ds'), context.pop("conf", None)
#                  ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, reading it raises a KeyError. Use `logical_date`. (safe fix)
#                                                 ^^^^^^^^^ information: From Airflow 3.0 on, the context has no `next_ds`: there, it silently gives the default.
#                                                                         ^^^^^^ information: From Airflow 3.0 on, the context has no `conf`: there, it silently gives the default.

def helper(ctx):
    return ctx['execution_date']
#              ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, reading it raises a KeyError. Use `logical_date`. (safe fix)

def spread(**values):
    return values["prev_execution_date_success"]
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `prev_execution_date_success`: there, reading it raises a KeyError. Use `prev_data_interval_start_success`. (unsafe fix)

@task
def extract(**kwargs):
    return kwargs["execution_date"]
#                 ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, reading it raises a KeyError. Use `logical_date`. (safe fix)

@task
def current():
    context = get_current_context()
    return context["tomorrow_ds"], get_current_context()["execution_date"]
#                  ^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `tomorrow_ds`: there, reading it raises a KeyError.
#                                                        ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, reading it raises a KeyError. Use `logical_date`. (safe fix)

class Ours(BaseOperator):
    def execute(self, context):
        return context["execution_date"]
#                      ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, reading it raises a KeyError. Use `logical_date`. (safe fix)

def on_failure(context):
    print(context["execution_date"])
#                 ^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, reading it raises a KeyError. Use `logical_date`. (safe fix)

with DAG("a", on_failure_callback=on_failure):
    PythonOperator(task_id="load", python_callable=load)
    extract() >> current() >> Ours(task_id="ours")

# --- case: templates
from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator

QUERY = """
    select * from orders
    where day >= '{{ yesterday_ds }}'
#                    ^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `yesterday_ds`: there, rendering it fails the task. Use `macros.ds_add(ds, -1)`. (unsafe fix)
      and day < '{{ next_ds }}'
#                   ^^^^^^^ information: From Airflow 3.0 on, the context has no `next_ds`: there, rendering it fails the task. Use `data_interval_end | ds`. (unsafe fix)
      and year = {{ execution_date.year }}
#                   ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, rendering it fails the task. Use `logical_date`. (safe fix)
"""

@task
def extract(day): ...

with DAG("a"):
    BashOperator(
        task_id="b",
        bash_command="run.sh {{ execution_date }} {{ execution_date.strftime('%Y') }} {{ macros.ds_format(next_ds, '%Y', '%m') }}",
#                               ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, rendering it fails the task. Use `logical_date`. (safe fix)
#                                                    ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, rendering it fails the task. Use `logical_date`. (safe fix)
#                                                                                                         ^^^^^^^ information: From Airflow 3.0 on, the context has no `next_ds`: there, rendering it fails the task. Use `(data_interval_end | ds)`. (unsafe fix)
        env={"DAY": "{{ prev_ds }}", "LAST": "{{prev_execution_date_success}}"},
#                       ^^^^^^^ information: From Airflow 3.0 on, the context has no `prev_ds`: there, rendering it fails the task.
#                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `prev_execution_date_success`: there, rendering it fails the task. Use `prev_data_interval_start_success`. (unsafe fix)
    )
    PythonOperator(task_id="c", python_callable=print, op_kwargs={"q": QUERY}, templates_dict={"t": ["{{ tomorrow_ds_nodash }}"]})
#                                                                                                        ^^^^^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `tomorrow_ds_nodash`: there, rendering it fails the task.
    BashOperator.partial(task_id="d").expand(bash_command=["echo {{ execution_date | ds }}", "echo"])
#                                                                   ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, rendering it fails the task. Use `logical_date`. (safe fix)
    BashOperator(task_id="e", bash_command=f"{run} {{{{ execution_date }}}} {{% if execution_date %}}x{{% endif %}}")
#                                                       ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, rendering it fails the task. Use `logical_date`. (safe fix)
#                                                                                  ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, rendering it fails the task. Use `logical_date`. (safe fix)
    BashOperator(task_id="f", bash_command="a.sh " + "{{ conf.get('core', 'x') }}")
#                                                        ^^^^ information: From Airflow 3.0 on, the context has no `conf`: there, rendering it fails the task.
    extract("{{ execution_date }}")
#               ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, rendering it fails the task. Use `logical_date`. (safe fix)

# --- case: a version that warns
# airflow: 2.9
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator

def load(execution_date, **kwargs):
#        ^^^^^^^^^^^^^^ warning: `execution_date` is deprecated, and gone from the context in Airflow 3.0: there, nothing fills this parameter, and the task fails with a TypeError. Use `logical_date`. (safe fix)
    print(kwargs["prev_ds"], kwargs["conf"])
#                ^^^^^^^^^ warning: `prev_ds` is deprecated, and gone from the context in Airflow 3.0: there, reading it raises a KeyError.

with DAG("a"):
    PythonOperator(task_id="b", python_callable=load)
    BashOperator(task_id="c", bash_command="echo {{ execution_date }} {{ conf }}")
#                                                   ^^^^^^^^^^^^^^ warning: `execution_date` is deprecated, and gone from the context in Airflow 3.0: there, rendering it fails the task. Use `logical_date`. (safe fix)

# --- case: a version that lacks them
# airflow: 3.0
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.bash import BashOperator

@task
def load(execution_date=None, **context):
#        ^^^^^^^^^^^^^^ error: The context has no `execution_date` since Airflow 3.0: nothing fills this parameter, which then silently keeps its default. Use `logical_date`. (safe fix)
    print(context["next_execution_date"], context.get("execution_date"))
#                 ^^^^^^^^^^^^^^^^^^^^^ error: The context has no `next_execution_date` since Airflow 3.0: reading it raises a KeyError. Use `data_interval_end`. (unsafe fix)
#                                                     ^^^^^^^^^^^^^^^^ error: The context has no `execution_date` since Airflow 3.0: it silently gives the default. Use `logical_date`. (safe fix)

with DAG("a"):
    load()
    BashOperator(task_id="c", bash_command="echo {{ execution_date }}")
#                                                   ^^^^^^^^^^^^^^ error: The context has no `execution_date` since Airflow 3.0: rendering it fails the task. Use `logical_date`. (safe fix)

# --- case: a caller by name, and a name that is taken, keep the parameter
from airflow import DAG
from airflow.operators.python import PythonOperator

def load(execution_date, **kwargs):
#        ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, nothing fills this parameter, and the task fails with a TypeError. Use `logical_date`.
    return execution_date

def check(execution_date, logical_date):
#         ^^^^^^^^^^^^^^ information: From Airflow 3.0 on, the context has no `execution_date`: there, nothing fills this parameter, and the task fails with a TypeError. Use `logical_date`.
    return execution_date == logical_date

def again():
    load(execution_date=1)

with DAG("a"):
    PythonOperator(task_id="b", python_callable=load)
    PythonOperator(task_id="c", python_callable=check)

# --- case: values that the author passes
from functools import partial
from airflow import DAG
from airflow.decorators import task
from airflow.operators.python import PythonOperator

def load(execution_date, **kwargs):
    return kwargs["prev_ds"]

def check(conf): ...

@task
def extract(execution_date, **kwargs):
    return kwargs["conf"]

with DAG("a"):
    PythonOperator(task_id="b", python_callable=load, op_kwargs={"execution_date": "{{ ds }}", "prev_ds": "x"})
    PythonOperator(task_id="c", python_callable=check, op_args=["x"])
    PythonOperator(task_id="d", python_callable=partial(check, conf=1))
    PythonOperator(task_id="e", python_callable=check, op_kwargs=settings())
    extract("2024-01-01", conf={})
    extract.partial(conf=1).expand(execution_date=["a", "b"])

# --- case: look-alikes
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator

row = {"execution_date": 1}
text = "{{ execution_date }}"

def load(data, **kwargs):
    print(data["execution_date"], row["execution_date"], kwargs["ti"].execution_date, kwargs["ds"])
    return "{{ execution_date }}".replace("x", "")

def helper(execution_date, conf):
    return execution_date

with DAG("a", description="{{ execution_date }}", params={"x": "{{ prev_ds }}"}):
    PythonOperator(task_id="b", python_callable=load, op_args=[row], doc_md="{{ next_ds }}")
    BashOperator(task_id="c", bash_command="echo {{ dag_run.execution_date }} {{ params.prev_ds }} {{ ti.xcom_pull(key='execution_date') }}")
    BashOperator(task_id="d", bash_command="{% set conf = dag_run.conf %}{{ conf.x }} {# {{ prev_ds }} #} {% raw %}{{ next_ds }}{% endraw %}")
    BashOperator(task_id="e", bash_command="{{ x | execution_date }} {{ f(execution_date=1) }} {{ execution_date if execution_date is defined else ds }}")
    BashOperator(task_id="f", bash_command=b"{{ execution_date }}")
