# --- case: expressions that do not parse
from datetime import datetime
from airflow import DAG
from airflow.decorators import dag

START = datetime(2024, 1, 1)

with DAG("a", schedule="61 * * * *", start_date=START): ...
#                      ^^^^^^^^^^^^ error: `61 * * * *` is no schedule: `61` is outside 0 to 59, which the minute can be. Loading the file fails, and its DAGs are gone from the UI.
with DAG("b", schedule="0 24 * * *", start_date=START): ...
#                      ^^^^^^^^^^^^ error: `0 24 * * *` is no schedule: `24` is outside 0 to 23, which the hour can be. Loading the file fails, and its DAGs are gone from the UI.
with DAG("c", schedule="0 0 * *", start_date=START): ...
#                      ^^^^^^^^^ error: `0 0 * *` is no schedule: a cron expression has five fields, and this has 4. Loading the file fails, and its DAGs are gone from the UI.
with DAG("d", schedule="*/0 * * * *", start_date=START): ...
#                      ^^^^^^^^^^^^^ error: `*/0 * * * *` is no schedule: the step in `*/0` cannot be zero. Loading the file fails, and its DAGs are gone from the UI.
with DAG("e", schedule="0 6 * * monday", start_date=START): ...
#                      ^^^^^^^^^^^^^^^^ error: `0 6 * * monday` is no schedule: `monday` says nothing for the weekday. Loading the file fails, and its DAGs are gone from the UI.
with DAG("f", schedule="0 6 * * 1-8", start_date=START): ...
#                      ^^^^^^^^^^^^^ error: `0 6 * * 1-8` is no schedule: `1-8` is outside 0 to 6, which the weekday can be. Loading the file fails, and its DAGs are gone from the UI. Sunday is 0 or 7.
with DAG("g", schedule="0 0 0 * *", start_date=START): ...
#                      ^^^^^^^^^^^ error: `0 0 0 * *` is no schedule: `0` is outside 1 to 31, which the day of the month can be. Loading the file fails, and its DAGs are gone from the UI.
with DAG("h", schedule="1,2, * * * *", start_date=START): ...
#                      ^^^^^^^^^^^^^^ error: `1,2, * * * *` is no schedule: a value is missing in the list of the minute. Loading the file fails, and its DAGs are gone from the UI.
with DAG("i", schedule="H * * * *", start_date=START): ...
#                      ^^^^^^^^^^^ error: `H * * * *` is no schedule: Airflow does not support `H`. Loading the file fails, and its DAGs are gone from the UI.
with DAG("j", schedule="0 0 * * 1#6", start_date=START): ...
#                      ^^^^^^^^^^^^^ error: `0 0 * * 1#6` is no schedule: a weekday comes one to five times in a month, and `1#6` asks for another. Loading the file fails, and its DAGs are gone from the UI.
with DAG("k", schedule="0 0 * * 1,2#3", start_date=START): ...
#                      ^^^^^^^^^^^^^^^ error: `0 0 * * 1,2#3` is no schedule: `1,2#3` mixes whole weekdays with single ones in a month. Loading the file fails, and its DAGs are gone from the UI.
with DAG("l", schedule="0 0 1,15W * *", start_date=START): ...
#                      ^^^^^^^^^^^^^^^ error: `0 0 1,15W * *` is no schedule: `W` goes only with one day of the month, from 1 to 31, and nothing else. Loading the file fails, and its DAGs are gone from the UI.
with DAG("m", schedule="every day at noon", start_date=START): ...
#                      ^^^^^^^^^^^^^^^^^^^ error: `every day at noon` is no schedule: a cron expression has five fields, and this has 4. Loading the file fails, and its DAGs are gone from the UI.
with DAG("n", schedule="*5 * * * *", start_date=START): ...
#                      ^^^^^^^^^^^^ error: `*5 * * * *` is no schedule: `*5` says nothing for the minute. Loading the file fails, and its DAGs are gone from the UI.

@dag(schedule="0 0 1 13 *", start_date=START)
#             ^^^^^^^^^^^^ error: `0 0 1 13 *` is no schedule: `13` is outside 1 to 12, which the month can be. Loading the file fails, and its DAGs are gone from the UI.
def flow(): ...

flow()

# --- case: seconds in front, as other schedulers have them
from datetime import datetime
from airflow import DAG

with DAG("a", schedule="0 0 12 * * ?", start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^^^^^^^ error: `0 0 12 * * ?` is no schedule: `?` stands only alone, for the day of the month or the weekday, and here for the second. Loading the file fails, and its DAGs are gone from the UI. Airflow reads seconds last, behind the weekday.
with DAG("b", schedule="0 30 12 1 * *", start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^^^^^^^^ error: `0 30 12 1 * *` is no schedule: `30` is outside 0 to 23, which the hour can be. Loading the file fails, and its DAGs are gone from the UI. Airflow reads seconds last, behind the weekday.

# --- case: presets that there are not
from datetime import datetime
from airflow import DAG

START = datetime(2024, 1, 1)

with DAG("a", schedule="@dayly", start_date=START): ...
#                      ^^^^^^^^ error: `@dayly` is no schedule: Airflow has no such preset. Loading the file fails, and its DAGs are gone from the UI. Did you mean `@daily`?
with DAG("b", schedule="daily", start_date=START): ...
#                      ^^^^^^^ error: `daily` is no schedule: Airflow has no such preset. Loading the file fails, and its DAGs are gone from the UI. Did you mean `@daily`?
with DAG("c", schedule="@Once", start_date=START): ...
#                      ^^^^^^^ error: `@Once` is no schedule: Airflow has no such preset. Loading the file fails, and its DAGs are gone from the UI. Did you mean `@once`?
with DAG("d", schedule="@none", start_date=START): ...
#                      ^^^^^^^ error: `@none` is a text, and no schedule is `None` without quotes. Loading the file fails, and its DAGs are gone from the UI.
with DAG("e", schedule="None", start_date=START): ...
#                      ^^^^^^ error: `None` is a text, and no schedule is `None` without quotes. Loading the file fails, and its DAGs are gone from the UI.
with DAG("f", schedule="", start_date=START): ...
#                      ^^ error: An empty text is no schedule. Loading the file fails, and its DAGs are gone from the UI. For no schedule write `None`.
with DAG("g", schedule="@reboot", start_date=START): ...
#                      ^^^^^^^^^ error: `@reboot` is no schedule: Airflow has no such preset. Loading the file fails, and its DAGs are gone from the UI.
with DAG("h", schedule=" @daily", start_date=START): ...
#                      ^^^^^^^^^ error: ` @daily` is no schedule: Airflow has no such preset. Loading the file fails, and its DAGs are gone from the UI. Did you mean `@daily`?

# --- case: days that never come
from datetime import datetime
from airflow import DAG

with DAG("a", schedule="0 0 30 2 *", start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^^^^^ error: `0 0 30 2 *` names a day that never comes. Airflow loads the DAG and finds no next run, so that it never runs on schedule.
with DAG("b", schedule="0 0 31 4,6 *", start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^^^^^^^ error: `0 0 31 4,6 *` names a day that never comes. Airflow loads the DAG and finds no next run, so that it never runs on schedule.
with DAG("c", schedule="0 0 31 2 1", start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^^^^^ error: `0 0 31 2 1` names a day that never comes. Airflow loads the DAG and finds no next run, so that it never runs on schedule.

# --- case: values of other types
from datetime import datetime, time, timedelta
from airflow import DAG
from dateutil.relativedelta import relativedelta

START = datetime(2024, 1, 1)

with DAG("a", schedule=5, start_date=START): ...
#                      ^ error: A schedule cannot be of type `int`. Loading the file fails, and its DAGs are gone from the UI. Write a cron expression or preset, a `timedelta`, a timetable, or a list of assets.
with DAG("b", schedule=60 * 60, start_date=START): ...
#                      ^^^^^^^ error: A schedule cannot be of type `int`. Loading the file fails, and its DAGs are gone from the UI. Write a cron expression or preset, a `timedelta`, a timetable, or a list of assets.
with DAG("c", schedule=True, start_date=START): ...
#                      ^^^^ error: A schedule cannot be of type `bool`. Loading the file fails, and its DAGs are gone from the UI. Write a cron expression or preset, a `timedelta`, a timetable, or a list of assets.
with DAG("d", schedule=["@daily"], start_date=START): ...
#                      ^^^^^^^^^^ error: A schedule can be a list of assets, not of anything else. Loading the file fails, and its DAGs are gone from the UI.
with DAG("e", schedule=("0 0 * * *",), start_date=START): ...
#                      ^^^^^^^^^^^^^^ error: A schedule can be a list of assets, not of anything else. Loading the file fails, and its DAGs are gone from the UI.
with DAG("f", schedule=time(6), start_date=START): ...
#                      ^^^^^^^ error: A schedule cannot be of type `time`. Loading the file fails, and its DAGs are gone from the UI. Write a cron expression or preset, a `timedelta`, a timetable, or a list of assets.
with DAG("g", schedule=timedelta(0), start_date=START): ...
#                      ^^^^^^^^^^^^ error: The interval between runs has to be positive. Loading the file fails, and its DAGs are gone from the UI.
with DAG("h", schedule=timedelta(days=-1), start_date=START): ...
#                      ^^^^^^^^^^^^^^^^^^ error: The interval between runs has to be positive. Loading the file fails, and its DAGs are gone from the UI.
with DAG("i", schedule=relativedelta(), start_date=START): ...
#                      ^^^^^^^^^^^^^^^ error: The interval between runs has to be positive. Loading the file fails, and its DAGs are gone from the UI.

# --- case: several schedules at once
# airflow: 2.10
from datetime import datetime
from airflow import DAG

with DAG("a", schedule="@daily", schedule_interval="@hourly", start_date=datetime(2024, 1, 1)): ...
#                                                  ^^^^^^^^^ error: Airflow takes one of `schedule` and `schedule_interval`, and this DAG has more. Loading the file fails, and its DAGs are gone from the UI. Leave only `schedule`.
with DAG("b", schedule=None, schedule_interval="@hourly", start_date=datetime(2024, 1, 1)): ...
with DAG("c", schedule="@daily", timetable=None, start_date=datetime(2024, 1, 1)): ...

# --- case: several schedules in Airflow 3 are for another rule
# airflow: 3.1
from datetime import datetime
from airflow import DAG

with DAG("a", schedule="@daily", schedule_interval="@hourly", start_date=datetime(2024, 1, 1)): ...

# --- case: names, factories, loops and conditions, where the text is written
import os
from datetime import datetime
from airflow import DAG

NIGHTLY = "0 25 * * *"
#         ^^^^^^^^^^^^ error: `0 25 * * *` is no schedule: `25` is outside 0 to 23, which the hour can be. Loading the file fails, and its DAGs are gone from the UI.
PLANS = {"orders": "0 5 * * *", "bills": "0 5 * * 9"}
#                                        ^^^^^^^^^^^ error: `0 5 * * 9` is no schedule: `9` is outside 0 to 6, which the weekday can be. Loading the file fails, and its DAGs are gone from the UI. Sunday is 0 or 7.

def make(name, schedule):
    return DAG(name, schedule=schedule, start_date=datetime(2024, 1, 1))

make("a", "60 * * * *")
#         ^^^^^^^^^^^^ error: `60 * * * *` is no schedule: `60` is outside 0 to 59, which the minute can be. Loading the file fails, and its DAGs are gone from the UI.
make("b", schedule="@daily")
with DAG("c", schedule_interval=NIGHTLY, start_date=datetime(2024, 1, 1)): ...
for name, plan in PLANS.items():
    with DAG(name, schedule=plan, start_date=datetime(2024, 1, 1)): ...
with DAG("d", schedule="@dialy" if os.environ.get("PROD") else None, start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^ error: `@dialy` is no schedule: Airflow has no such preset. Loading the file fails, and its DAGs are gone from the UI. Did you mean `@daily`?

MINUTE = 75
with DAG("e", schedule=f"{MINUTE} 6 * * *", start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^^^^^^^^^^^^ error: `75 6 * * *` is no schedule: `75` is outside 0 to 59, which the minute can be. Loading the file fails, and its DAGs are gone from the UI.

# --- case: texts that only the load of the file shows
from datetime import datetime
from airflow import DAG

for hour in (6, 18, 30):
    with DAG(f"load_{hour}", schedule=f"0 {hour} * * *", start_date=datetime(2024, 1, 1)): ...
#                                     ^^^^^^^^^^^^^^^^^ error: `0 30 * * *` is no schedule: `30` is outside 0 to 23, which the hour can be. Loading the file fails, and its DAGs are gone from the UI.
for hour in (6, 18):
    with DAG(f"check_{hour}", schedule=f"0 {hour} * * *", start_date=datetime(2024, 1, 1)): ...

# --- case: timetables
from datetime import datetime, timedelta
from airflow import DAG
from airflow.timetables.interval import CronDataIntervalTimetable, DeltaDataIntervalTimetable
from airflow.timetables.trigger import CronTriggerTimetable, MultipleCronTriggerTimetable

START = datetime(2024, 1, 1)

with DAG("a", schedule=CronTriggerTimetable("0 99 * * *", timezone="UTC"), start_date=START): ...
#                                           ^^^^^^^^^^^^ error: `0 99 * * *` is no schedule: `99` is outside 0 to 23, which the hour can be. Loading the file fails, and its DAGs are gone from the UI.
with DAG("b", timetable=CronDataIntervalTimetable(cron="@once", timezone="UTC"), start_date=START): ...
#                                                      ^^^^^^^ error: `@once` is no schedule: a timetable takes cron expressions only. Loading the file fails, and its DAGs are gone from the UI.
with DAG("c", schedule=DeltaDataIntervalTimetable(timedelta(0)), start_date=START): ...
#                                                 ^^^^^^^^^^^^ error: The interval between runs has to be positive. Loading the file fails, and its DAGs are gone from the UI.
with DAG("d", schedule=MultipleCronTriggerTimetable("0 6 * * *", "0 30 * * *", timezone="UTC"), start_date=START): ...
#                                                                ^^^^^^^^^^^^ error: `0 30 * * *` is no schedule: `30` is outside 0 to 23, which the hour can be. Airflow loads the DAG and finds no next run, so that it never runs on schedule.

# --- case: continuous runs, more than one at a time
from datetime import datetime
from airflow import DAG

with DAG("a", schedule="@continuous", start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^^^^^^ warning: `@continuous` needs `max_active_runs=1`, and Airflow allows 16 where nothing else is configured. Loading the file fails, and its DAGs are gone from the UI. Set `max_active_runs=1`.
with DAG("b", schedule="@continuous", max_active_runs=4, start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^^^^^^ error: `@continuous` needs `max_active_runs=1`, and this DAG allows 4. Loading the file fails, and its DAGs are gone from the UI. Set `max_active_runs=1`.
with DAG("c", schedule="@continuous", max_active_runs=1, start_date=datetime(2024, 1, 1)): ...

# --- case: continuous runs before there were any
# airflow: 2.5
from datetime import datetime
from airflow import DAG

with DAG("a", schedule="@continuous", max_active_runs=1, start_date=datetime(2024, 1, 1)): ...
#                      ^^^^^^^^^^^^^ error: `@continuous` came with Airflow 2.6, and an older one takes it for a cron expression. Loading the file fails, and its DAGs are gone from the UI.

# --- case: schedules that Airflow takes
from datetime import datetime, timedelta
from airflow import DAG
from airflow.datasets import Dataset
from airflow.timetables.trigger import CronTriggerTimetable
from dateutil.relativedelta import relativedelta

START = datetime(2024, 1, 1)

for i, schedule in enumerate(["@daily", "@Daily", "@midnight", "@annually", "@quarterly", "@once", None]):
    DAG(f"a{i}", schedule=schedule, start_date=START)
for i, schedule in enumerate([
    " 0 0 * * * ",
    "0 0 L * *",
    "0 22-4 * * *",
    "0 0 * * 5-7",
    "0 0 * * MON-fri",
    "*/90 * * * *",
    "0 0 ? * 5#5",
    "0 0 15W * *",
    "R R * * *",
    "0 0 29 2 *",
    "0 0 * * * 30",
    "0 0 * * * 0 2030",
]):
    DAG(f"b{i}", schedule=schedule, start_date=START)
with DAG("c", schedule=timedelta(hours=6), start_date=START): ...
with DAG("d", schedule=relativedelta(months=1), start_date=START): ...
with DAG("e", schedule=[Dataset("s3://a")], start_date=START): ...
with DAG("f", schedule=Dataset("s3://a") | Dataset("s3://b"), start_date=START): ...
with DAG("g", schedule=CronTriggerTimetable("0 6 * * *", timezone="UTC"), start_date=START): ...
with DAG("h", schedule=[], start_date=START): ...

# --- case: entries of which only the run knows the key
import os
from datetime import datetime
from airflow import DAG

PLANS = {
    "orders": {"prod": "0 5 * * *", "stage": None},
    "bills": "0 6 * * *",
    "owner": "nobody",
}

def plan_for(plan):
    return plan if isinstance(plan, str) else plan[os.environ["STAGE"]]

def build(name):
    return DAG(name, schedule=plan_for(PLANS[name]), start_date=datetime(2024, 1, 1))

orders = build(os.environ["NAME"])
with DAG("a", schedule=PLANS[os.environ["NAME"]], start_date=datetime(2024, 1, 1)): ...

# --- case: code in between makes schedules of what is written
from datetime import datetime
from airflow import DAG

SPEEDS = {"fast": "@hourly"}

def build(name, schedule):
    if schedule == "manual":
        schedule = None
    elif schedule in SPEEDS:
        schedule = SPEEDS[schedule]
    return DAG(name, schedule=schedule, start_date=datetime(2024, 1, 1))

a = build("a", "manual")
b = build("b", "fast")

# --- case: and where it does not
from datetime import datetime
from airflow import DAG

def build(name, schedule):
    if schedule == "manual":
        schedule = None
    return DAG(name, schedule=schedule, start_date=datetime(2024, 1, 1))

a = build("a", "manual")
b = build("b", "nightly")
#              ^^^^^^^^^ error: `nightly` is no schedule: Airflow has no such preset. Loading the file fails, and its DAGs are gone from the UI.

# --- case: what only the run knows, and classes of others
import os
from datetime import datetime
from airflow import DAG
from airflow.models import Variable
from mylib import DAG as OtherDAG, MyTimetable, schedule_for

class NamedDAG(DAG):
    def __init__(self, dag_id, schedule, **kwargs):
        super().__init__(dag_id, schedule=schedule_for(schedule), **kwargs)

START = datetime(2024, 1, 1)

with DAG("a", schedule=os.environ["SCHEDULE"], start_date=START): ...
with DAG("b", schedule=Variable.get("schedule", "nightly"), start_date=START): ...
with DAG("c", schedule=f"{os.environ['MINUTE']} * * * *", start_date=START): ...
with DAG("d", schedule=MyTimetable("whenever"), start_date=START): ...
with DAG("e", schedule=schedule_for("nightly"), start_date=START): ...
with OtherDAG("f", schedule="nightly"): ...
with NamedDAG("g", schedule="nightly", start_date=START): ...
