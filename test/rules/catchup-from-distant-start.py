# --- case: over a thousand runs to catch up with
from datetime import datetime, timedelta
import pendulum
from airflow import DAG
from airflow.decorators import dag
from airflow.operators.bash import BashOperator
from airflow.timetables.trigger import CronTriggerTimetable

with DAG("a", schedule="@daily", start_date=datetime(2015, 1, 1), catchup=True):
#                                                                         ^^^^ warning: With `catchup=True` Airflow makes every run since 2015-01-01 when the DAG is switched on, more than 4,000 by now, and the newest come last. Move `start_date` nearer, or set `catchup=False` and backfill what is needed.
    BashOperator(task_id="a", bash_command="date")

FIRST = pendulum.datetime(2025, 6, 1, tz="UTC")

with DAG(
    dag_id="b",
    schedule_interval="*/5 * * * *",
    default_args={"start_date": FIRST},
    catchup=True,
#           ^^^^ warning: With `catchup=True` Airflow makes every run since 2025-06-01 when the DAG is switched on, more than 61,000 by now, and the newest come last. Move `start_date` nearer, or set `catchup=False` and backfill what is needed.
):
    BashOperator(task_id="a", bash_command="date")

CATCH_UP = True
c = DAG("c", schedule=timedelta(minutes=30), start_date=datetime(2025, 1, 1), catchup=CATCH_UP)
#                                                                                     ^^^^^^^^ warning: With `catchup=True` Airflow makes every run since 2025-01-01 when the DAG is switched on, more than 17,000 by now, and the newest come last. Move `start_date` nearer, or set `catchup=False` and backfill what is needed.
d = DAG("d", schedule=CronTriggerTimetable("@hourly", timezone="UTC"), start_date=datetime(2025, 1, 1), catchup=True)
#                                                                                                               ^^^^ warning: With `catchup=True` Airflow makes every run since 2025-01-01 when the DAG is switched on, more than 8,700 by now, and the newest come last. Move `start_date` nearer, or set `catchup=False` and backfill what is needed.
e = DAG("e", schedule="@hourly", start_date=datetime(2020, 1, 1), end_date=datetime(2021, 1, 1), catchup=True)
#                                                                                                        ^^^^ warning: With `catchup=True` Airflow makes every run since 2020-01-01 when the DAG is switched on, more than 8,700 up to its end on 2021-01-01, and the newest come last. Move `start_date` nearer, or set `catchup=False` and backfill what is needed.

@dag(schedule="0 6 * * 1-5", start_date=datetime(2010, 1, 1), catchup=True)
#                                                                     ^^^^ warning: With `catchup=True` Airflow makes every run since 2010-01-01 when the DAG is switched on, more than 4,100 by now, and the newest come last. Move `start_date` nearer, or set `catchup=False` and backfill what is needed.
def weekdays(): ...

weekdays()

# --- case: few runs, or none
from datetime import datetime, timedelta
from airflow import DAG
from airflow.datasets import Dataset

a = DAG("a", schedule="@daily", start_date=datetime(2024, 1, 1), catchup=True)
b = DAG("b", schedule="@monthly", start_date=datetime(1990, 1, 1), catchup=True)
c = DAG("c", schedule="@hourly", start_date=datetime(2015, 1, 1), catchup=False)
d = DAG("d", schedule="@hourly", start_date=datetime(2015, 1, 1))
e = DAG("e", schedule=None, start_date=datetime(2015, 1, 1), catchup=True)
f = DAG("f", schedule=[Dataset("s3://orders")], start_date=datetime(2015, 1, 1), catchup=True)
g = DAG("g", schedule="@hourly", start_date=datetime(2030, 1, 1), catchup=True)
h = DAG("h", schedule="@hourly", start_date=datetime(2015, 1, 1), end_date=datetime(2015, 2, 1), catchup=True)
i = DAG("i", schedule="@once", start_date=datetime(2015, 1, 1), catchup=True)

# --- case: what the file does not show
import os
from datetime import datetime
from airflow import DAG
from airflow.utils.dates import days_ago
from mylib import DAG as OtherDAG, last_day

a = DAG("a", schedule="@hourly", start_date=datetime(2015, 1, 1), catchup=os.environ.get("CATCHUP") == "1")
b = DAG("b", schedule=os.environ["SCHEDULE"], start_date=datetime(2015, 1, 1), catchup=True)
c = DAG("c", schedule="@hourly", start_date=days_ago(1), catchup=True)
d = DAG("d", schedule="@hourly", start_date=datetime(int(os.environ["YEAR"]), 1, 1), catchup=True)
e = DAG("e", schedule="@hourly", start_date=datetime(2015, 1, 1), end_date=last_day(), catchup=True)
f = OtherDAG("f", schedule="@hourly", start_date=datetime(2015, 1, 1), catchup=True)
