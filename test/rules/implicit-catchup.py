# --- case: a past start date and a schedule
# airflow: 2.10
from datetime import datetime, timedelta
import pendulum
from airflow import DAG
from airflow.decorators import dag
from airflow.operators.bash import BashOperator
from airflow.timetables.interval import CronDataIntervalTimetable

with DAG("a", schedule="@daily", start_date=datetime(2021, 6, 1)):
#    ^^^ information: This DAG leaves `catchup` out, and Airflow 2 then makes every run since 2021-06-01 when it is switched on: more than 1,600 by now. Set `catchup=False`, or `True` where that is wanted. (unsafe fix)
    BashOperator(task_id="a", bash_command="date")

with DAG(
#    ^^^ information: This DAG leaves `catchup` out, and Airflow 2 then makes every run since 2025-01-01 when it is switched on: more than 15,000 by now. Set `catchup=False`, or `True` where that is wanted. (unsafe fix)
    "b",
    schedule_interval="*/10 8-17 * * mon-fri",
    start_date=pendulum.datetime(2025, 1, 1, tz="Europe/Paris"),
    tags=["b"],  # the last
):
    BashOperator(task_id="a", bash_command="date")

c = DAG("c", schedule=timedelta(hours=6), default_args={"start_date": "2025-12-01"})
#   ^^^ information: This DAG leaves `catchup` out, and Airflow 2 then makes every run since 2025-12-01 when it is switched on: more than 120 by now. Set `catchup=False`, or `True` where that is wanted. (unsafe fix)
d = DAG("d", start_date=datetime(2025, 12, 1))
#   ^^^ information: This DAG leaves `catchup` out, and Airflow 2 then makes every run since 2025-12-01 when it is switched on: more than 30 by now. Set `catchup=False`, or `True` where that is wanted. (unsafe fix)
e = DAG("e", schedule=CronDataIntervalTimetable("@weekly", timezone="UTC"), start_date=datetime(2024, 1, 1))
#   ^^^ information: This DAG leaves `catchup` out, and Airflow 2 then makes every run since 2024-01-01 when it is switched on: more than 100 by now. Set `catchup=False`, or `True` where that is wanted. (unsafe fix)
f = DAG("f", schedule="@daily", start_date=datetime(2020, 1, 1).replace(tzinfo=None), end_date=datetime(2020, 2, 1))
#   ^^^ information: This DAG leaves `catchup` out, and Airflow 2 then makes every run since 2020-01-01 when it is switched on: more than 30 by now. Set `catchup=False`, or `True` where that is wanted. (unsafe fix)

START = datetime(2024, 2, 29)

@dag(schedule="@monthly", start_date=START)
def monthly(): ...
#   ^^^^^^^ information: This DAG leaves `catchup` out, and Airflow 2 then makes every run since 2024-02-29 when it is switched on: more than 21 by now. Set `catchup=False`, or `True` where that is wanted. (unsafe fix)

monthly()

# --- case: tabs, and Windows line breaks
# airflow: 2.10
# line-break: crlf
from datetime import datetime
from airflow import DAG

with DAG(
#    ^^^ information: This DAG leaves `catchup` out, and Airflow 2 then makes every run since 2021-01-01 when it is switched on: more than 1,800 by now. Set `catchup=False`, or `True` where that is wanted. (unsafe fix)
	"a",
	schedule="@daily",
	start_date=datetime(2021, 1, 1)
):
	pass

# --- case: where the version is not known
from datetime import datetime
from airflow import DAG

a = DAG("a", schedule="@daily", start_date=datetime(2021, 1, 1))
#   ^^^ information: This DAG leaves `catchup` out, and Airflow 2 then makes every run since 2021-01-01 when it is switched on: more than 1,800 by now. Set `catchup=False`, or `True` where that is wanted. (unsafe fix)
b = DAG("b", start_date=datetime(2021, 1, 1))

# --- case: Airflow 3 does not catch up by itself
# airflow: 3.0
from datetime import datetime
from airflow.sdk import DAG

a = DAG("a", schedule="@daily", start_date=datetime(2021, 1, 1))

# --- case: DAGs that say so, or have nothing to catch up with
# airflow: 2.10
from datetime import datetime, timedelta
import pendulum
from airflow import DAG, Dataset
from airflow.operators.latest_only import LatestOnlyOperator

a = DAG("a", schedule="@daily", start_date=datetime(2021, 1, 1), catchup=False)
b = DAG("b", schedule="@daily", start_date=datetime(2021, 1, 1), catchup=True)
c = DAG("c", schedule=None, start_date=datetime(2021, 1, 1))
d = DAG("d", schedule="@once", start_date=datetime(2021, 1, 1))
e = DAG("e", schedule=[Dataset("s3://orders")], start_date=datetime(2021, 1, 1))
f = DAG("f", schedule="@daily", start_date=datetime(2099, 1, 1))
g = DAG("g", schedule="@daily", start_date=datetime(2025, 12, 31))
h = DAG("h", schedule="@yearly", start_date=datetime(2024, 1, 1))
i = DAG("i", schedule="@continuous", start_date=datetime(2021, 1, 1), max_active_runs=1)
with DAG("j", schedule="@daily", start_date=datetime(2021, 1, 1)):
    LatestOnlyOperator(task_id="latest_only")

# --- case: what the file does not show
# airflow: 2.10
from datetime import datetime, timedelta
from airflow import DAG
from airflow.utils.dates import days_ago
from mylib import DAG as OtherDAG, arguments, first_day, my_schedule

a = DAG("a", schedule="@daily", start_date=days_ago(2))
b = DAG("b", schedule="@daily", start_date=datetime.now() - timedelta(days=30))
c = DAG("c", schedule="@daily", start_date=first_day())
d = DAG("d", schedule=my_schedule(), start_date=datetime(2021, 1, 1))
e = DAG("e", schedule="@daily", start_date=datetime(2021, 1, 1), **arguments())
f = OtherDAG("f", schedule="@daily", start_date=datetime(2021, 1, 1))
g = DAG("g", schedule="@daily", start_date=datetime(2021, 1, 1), end_date=first_day())

def circle():
    first = first.replace(tzinfo=None)
    return DAG("h", schedule="@daily", start_date=first)
