# --- case: a whole DAG, tasks and a group of the other DAG
from datetime import timedelta
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("a", schedule="@daily"):
    ExternalTaskSensor(task_id="dag", external_dag_id="b")
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other DAG fails, it waits on for seven days and holds a worker slot all the time. Set `failed_states` and `timeout`. (unsafe fix)
    ExternalTaskSensor(
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other task fails, it waits on for seven days. Set `failed_states` and `timeout`. (unsafe fix)
        task_id="task",
        external_dag_id="b",
        external_task_id="load",
        mode="reschedule",
    )
    ExternalTaskSensor(
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other task fails, it waits on for seven days. Set `failed_states` and `timeout`.
        task_id="tasks",
        external_dag_id="b",
        external_task_ids=["load", "check"],
        execution_delta=timedelta(hours=1),
        deferrable=True  # no slot
    )
    ExternalTaskSensor(task_id="group", external_dag_id="b", external_task_group_id="loads")
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other task fails, it waits on for seven days and holds a worker slot all the time. Set `failed_states` and `timeout`. (unsafe fix)
    ExternalTaskSensor(task_id="open", external_dag_id="b", external_task_id=task_of("b"))
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other task fails, it waits on for seven days and holds a worker slot all the time. Set `failed_states` and `timeout`. (unsafe fix)
    ExternalTaskSensor(task_id="none", external_dag_id="b", external_task_id=None)
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other DAG fails, it waits on for seven days and holds a worker slot all the time. Set `failed_states` and `timeout`. (unsafe fix)

# --- case: states of the other arguments are not listed twice
from airflow import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor
from airflow.utils.state import TaskInstanceState

with DAG("a"):
    ExternalTaskSensor(
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other task fails, it waits on for seven days and holds a worker slot all the time. Set `failed_states` and `timeout`. (unsafe fix)
        task_id="task",
        external_dag_id="b",
        external_task_id="load",
        allowed_states=["success", TaskInstanceState.UPSTREAM_FAILED],
        failed_states=[],
    )
    ExternalTaskSensor(
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other task fails, it waits on for seven days and holds a worker slot all the time. Set `failed_states` and `timeout`. (unsafe fix)
        task_id="skip",
        external_dag_id="b",
        external_task_id="load",
        skipped_states=["skipped"]
    )

# --- case: a deferrable sensor of 2.x drops both arguments
# airflow: 2.10
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("a"):
    ExternalTaskSensor(
#   ^^^^^^^^^^^^^^^^^^ warning: In Airflow 2.10 a deferrable `ExternalTaskSensor` ignores `timeout` and `failed_states`: when the other task fails, it waits for ever. Set `execution_timeout`, which ends it. (unsafe fix)
        task_id="task",
        external_dag_id="b",
        external_task_id="load",
        failed_states=["failed", "upstream_failed"],
        timeout=3600,
        deferrable=True,
    )

# --- case: schedules that never meet
from datetime import datetime, timedelta
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("early", schedule="0 5 * * *", start_date=datetime(2024, 1, 1)):
    pass
with DAG("weekly", schedule="@weekly", start_date=datetime(2024, 1, 1)):
    pass

with DAG("late", schedule="0 6 * * *", start_date=datetime(2024, 1, 1)):
    ExternalTaskSensor(task_id="a", external_dag_id="early", failed_states=["failed"], timeout=3600)
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor waits for a run of `early` with its own logical date, and no run at `0 6 * * *` meets one at `0 5 * * *`: it never succeeds. Set `execution_delta` to the time between them.
    ExternalTaskSensor(task_id="b", external_dag_id="early", execution_delta=timedelta(hours=2), timeout=3600)
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor waits for a run of `early` that its `execution_delta` does not lead to: no run at `0 6 * * *`, less that, meets one at `0 5 * * *`, and it never succeeds. Correct the delta.
    ExternalTaskSensor(task_id="c", external_dag_id="weekly", timeout=3600)
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor waits for a run of `weekly` with its own logical date, and no run at `0 6 * * *` meets one at `@weekly`: it never succeeds. Set `execution_delta` to the time between them.

# --- case: schedules that meet, or that nobody can compare
from datetime import datetime, timedelta
import pendulum
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("early", schedule="0 5 * * *", start_date=datetime(2024, 1, 1)):
    pass
with DAG("hourly", schedule="@hourly", start_date=datetime(2024, 1, 1)):
    pass
with DAG("manual", schedule=None):
    pass
with DAG("weekdays", schedule="0 6 * * mon-fri", start_date=datetime(2024, 1, 1)):
    pass
with DAG("paris", schedule="0 5 * * *", start_date=pendulum.datetime(2024, 1, 1, tz="Europe/Paris")):
    pass

with DAG("late", schedule="0 6 * * *", start_date=datetime(2024, 1, 1)):
    ExternalTaskSensor(task_id="a", external_dag_id="early", execution_delta=timedelta(hours=1), timeout=3600)
    ExternalTaskSensor(task_id="b", external_dag_id="hourly", timeout=3600)
    ExternalTaskSensor(task_id="c", external_dag_id="manual", timeout=3600)
    ExternalTaskSensor(task_id="d", external_dag_id="weekdays", timeout=3600)
    ExternalTaskSensor(task_id="e", external_dag_id="paris", timeout=3600)
    ExternalTaskSensor(task_id="f", external_dag_id="early", execution_date_fn=nearest, timeout=3600)
    ExternalTaskSensor(task_id="g", external_dag_id="elsewhere", timeout=3600)

# --- case: failures or a limit are thought of
from datetime import timedelta
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor
from airflow.utils.state import State

FAILURES = [State.FAILED, State.UPSTREAM_FAILED]

with DAG("a"):
    ExternalTaskSensor(task_id="a", external_dag_id="b", failed_states=["failed"])
    ExternalTaskSensor(task_id="b", external_dag_id="b", external_task_id="x", failed_states=FAILURES)
    ExternalTaskSensor(task_id="c", external_dag_id="b", timeout=600)
    ExternalTaskSensor(task_id="d", external_dag_id="b", execution_timeout=timedelta(hours=1))
    ExternalTaskSensor(task_id="e", external_dag_id="b", allowed_states=["success", "failed"])
    ExternalTaskSensor(task_id="f", external_dag_id="b", skipped_states=["failed"])
    ExternalTaskSensor(task_id="g", external_dag_id="b", failed_states=states_of("b"))
with DAG("b", default_args={"timeout": 600}):
    ExternalTaskSensor(task_id="h", external_dag_id="b")

# --- case: unknown arguments and other classes of that name
from airflow import DAG
from company.sensors import ExternalTaskSensor as Ours
from airflow.sensors.external_task import ExternalTaskSensor, ExternalTaskMarker

with DAG("a"):
    Ours(task_id="a", external_dag_id="b")
    ExternalTaskSensor(task_id="b", external_dag_id="b", **options)
    ExternalTaskMarker(task_id="c", external_dag_id="b", external_task_id="x")

# --- case: a deferrable sensor with a limit that 2.x keeps, or of the provider
# airflow: 2.10
from datetime import timedelta
from airflow import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor as Provided
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("a"):
    ExternalTaskSensor(task_id="a", external_dag_id="b", deferrable=True, execution_timeout=timedelta(hours=1))
    Provided(task_id="b", external_dag_id="b", deferrable=True, failed_states=["failed"], timeout=600)


# --- case: the deferrable sensor of the provider takes failed states in every version
from airflow import DAG
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("a"):
    ExternalTaskSensor(task_id="dag", external_dag_id="b", deferrable=True)
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other DAG fails, it waits on for seven days. Set `failed_states` and `timeout`. (unsafe fix)

# --- case: a dagrun_timeout ends the wait
from datetime import timedelta
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("a", dagrun_timeout=timedelta(hours=12)):
    ExternalTaskSensor(task_id="dag", external_dag_id="b")

# --- case: a dagrun_timeout of None ends nothing
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("a", dagrun_timeout=None):
    ExternalTaskSensor(task_id="dag", external_dag_id="b")
#   ^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other DAG fails, it waits on for seven days and holds a worker slot all the time. Set `failed_states` and `timeout`. (unsafe fix)

# --- case: a task that the other DAG does not have
from datetime import datetime
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.sensors.external_task import ExternalTaskSensor
from airflow.utils.task_group import TaskGroup

with DAG("load", schedule="@daily", start_date=datetime(2024, 1, 1)):
    BashOperator(task_id="fetch", bash_command="fetch")
    with TaskGroup("checks"):
        EmptyOperator(task_id="rows")

with DAG("report", schedule="@daily", start_date=datetime(2024, 1, 1)):
    ExternalTaskSensor(task_id="misspelt", external_dag_id="load", external_task_id="fetched", timeout=600)
#                                                                                   ^^^^^^^^^ warning: The DAG `load` has no task `fetched`, so that this sensor waits for what never runs. Name a task of it by its whole id, with those of its groups in front.
    ExternalTaskSensor(
        task_id="without_its_group",
        external_dag_id="load",
        external_task_ids=["fetch", "rows"],
#                                   ^^^^^^ warning: The DAG `load` has no task `rows`, so that this sensor waits for what never runs. Name a task of it by its whole id, with those of its groups in front.
        failed_states=["failed"],
        timeout=600,
    )
    ExternalTaskSensor.partial(task_id="mapped", external_dag_id="load", timeout=600).expand(
        external_task_id=["fetch", "lost"]
    )

# --- case: tasks that the other DAG has, may have, or is asked about
from datetime import datetime
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.sensors.external_task import ExternalTaskSensor
from airflow.utils.task_group import TaskGroup
from names import names

with DAG("load", schedule="@daily", start_date=datetime(2024, 1, 1)):
    EmptyOperator(task_id="fetch")
    with TaskGroup("checks"):
        EmptyOperator(task_id="rows")

with DAG("generated", schedule="@daily", start_date=datetime(2024, 1, 1)):
    for name in names:
        EmptyOperator(task_id=name)

with DAG("report", schedule="@daily", start_date=datetime(2024, 1, 1)):
    ExternalTaskSensor(task_id="a", external_dag_id="load", external_task_id="fetch", timeout=600)
    ExternalTaskSensor(task_id="b", external_dag_id="load", external_task_id="checks.rows", timeout=600)
    ExternalTaskSensor(task_id="c", external_dag_id="load", external_task_group_id="checks", timeout=600)
    ExternalTaskSensor(task_id="d", external_dag_id="load", external_task_id="{{ params.task }}", timeout=600)
    ExternalTaskSensor(task_id="e", external_dag_id="generated", external_task_id="x", timeout=600)
    ExternalTaskSensor(
        task_id="f", external_dag_id="load", external_task_id="x", check_existence=True, timeout=600
    )

# --- case: tabs, comments and trailing commas
# line-break: crlf
from airflow import DAG
from airflow.sensors.external_task import ExternalTaskSensor

with DAG("a"):
	ExternalTaskSensor(
#^^^^^^^^^^^^^^^^^^ warning: This sensor looks for success only: when the other task fails, it waits on for seven days. Set `failed_states` and `timeout`. (unsafe fix)
		task_id="wait",
		external_dag_id="load",  # at night
		external_task_id="fetch",
		mode='reschedule',  # for hours
	)
