# --- case: parameters that Airflow fills
from airflow import DAG
from airflow.decorators import task
from airflow.operators.python import PythonOperator, ShortCircuitOperator

def load(logical_date, **kwargs):
    """Loads the day of execution_date."""
    day = logical_date.date()
    print(f"{logical_date:%Y}", day, other(execution_date=logical_date))
    return [x for x in kwargs if x > logical_date]

def other(execution_date): ...

def check(table, data_interval_end=None, prev_ds: str = ""):
    return data_interval_end

@task
def extract(logical_date=None):
    def inner():
        return logical_date
    return inner()

with DAG("a"):
    PythonOperator(task_id="load", python_callable=load)
    ShortCircuitOperator(task_id="check", python_callable=check, op_args=["orders"])
    PythonOperator(task_id="lambda", python_callable=lambda logical_date, **_: print(logical_date))
    extract()

# --- case: subscripts of the context
from airflow import DAG
from airflow.decorators import task
from airflow.models import BaseOperator
from airflow.operators.python import PythonOperator, get_current_context

def load(**context):
    helper(context)
    spread(**context)
    return context["logical_date"], context.get('next_ds'), context.pop("conf", None)

def helper(ctx):
    return ctx['logical_date']

def spread(**values):
    return values["prev_data_interval_start_success"]

@task
def extract(**kwargs):
    return kwargs["logical_date"]

@task
def current():
    context = get_current_context()
    return context["tomorrow_ds"], get_current_context()["logical_date"]

class Ours(BaseOperator):
    def execute(self, context):
        return context["logical_date"]

def on_failure(context):
    print(context["logical_date"])

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
    where day >= '{{ macros.ds_add(ds, -1) }}'
      and day < '{{ data_interval_end | ds }}'
      and year = {{ logical_date.year }}
"""

@task
def extract(day): ...

with DAG("a"):
    BashOperator(
        task_id="b",
        bash_command="run.sh {{ logical_date }} {{ logical_date.strftime('%Y') }} {{ macros.ds_format((data_interval_end | ds), '%Y', '%m') }}",
        env={"DAY": "{{ prev_ds }}", "LAST": "{{prev_data_interval_start_success}}"},
    )
    PythonOperator(task_id="c", python_callable=print, op_kwargs={"q": QUERY}, templates_dict={"t": ["{{ tomorrow_ds_nodash }}"]})
    BashOperator.partial(task_id="d").expand(bash_command=["echo {{ logical_date | ds }}", "echo"])
    BashOperator(task_id="e", bash_command=f"{run} {{{{ logical_date }}}} {{% if logical_date %}}x{{% endif %}}")
    BashOperator(task_id="f", bash_command="a.sh " + "{{ conf.get('core', 'x') }}")
    extract("{{ logical_date }}")

# --- case: a version that warns
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator

def load(logical_date, **kwargs):
    print(kwargs["prev_ds"], kwargs["conf"])

with DAG("a"):
    PythonOperator(task_id="b", python_callable=load)
    BashOperator(task_id="c", bash_command="echo {{ logical_date }} {{ conf }}")

# --- case: a version that lacks them
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.bash import BashOperator

@task
def load(logical_date=None, **context):
    print(context["data_interval_end"], context.get("logical_date"))

with DAG("a"):
    load()
    BashOperator(task_id="c", bash_command="echo {{ logical_date }}")

# --- case: a caller by name, and a name that is taken, keep the parameter
from airflow import DAG
from airflow.operators.python import PythonOperator

def load(execution_date, **kwargs):
    return execution_date

def check(execution_date, logical_date):
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
