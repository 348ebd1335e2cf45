# --- case: a long sleep
import asyncio
import time
from time import sleep as pause
from airflow.decorators import task

HOUR = 60 * 60


@task
def wait():
    time.sleep(300)
#   ^^^^^^^^^^ information: The task sleeps for 5 minutes and holds its worker slot all the while. A deferrable sensor such as `DateTimeSensorAsync` waits without one; between two tries, `retry_delay` does.
    time.sleep(15 * 60)
#   ^^^^^^^^^^ information: The task sleeps for 15 minutes and holds its worker slot all the while. A deferrable sensor such as `DateTimeSensorAsync` waits without one; between two tries, `retry_delay` does.
    pause(HOUR)
#   ^^^^^ information: The task sleeps for an hour and holds its worker slot all the while. A deferrable sensor such as `DateTimeSensorAsync` waits without one; between two tries, `retry_delay` does.
    time.sleep(2.5 * 3600)
#   ^^^^^^^^^^ information: The task sleeps for 2.5 hours and holds its worker slot all the while. A deferrable sensor such as `DateTimeSensorAsync` waits without one; between two tries, `retry_delay` does.


@task
def wait_in_a_loop(job):
    while not job.is_done():
        time.sleep(600)
#       ^^^^^^^^^^ information: The task sleeps for 10 minutes in each round of this loop and holds its worker slot all the while. A sensor with `mode="reschedule"`, or a deferrable one, asks again without holding it.
    asyncio.run(wait_more())


async def wait_more():
    await asyncio.sleep(1200)
#         ^^^^^^^^^^^^^ information: The task sleeps for 20 minutes and holds its worker slot all the while. A deferrable sensor such as `DateTimeSensorAsync` waits without one; between two tries, `retry_delay` does.

# --- case: short or unknown ones
import time
from airflow.decorators import task


@task
def wait(seconds):
    time.sleep(299)
    time.sleep(seconds)
    time.sleep(0.5)

# --- case: in a sensor's poke
import time
from airflow.sensors.base import BaseSensorOperator


class PatientSensor(BaseSensorOperator):
    def poke(self, context):
        time.sleep(1800)
#       ^^^^^^^^^^ information: The task sleeps for 30 minutes and holds its worker slot all the while. A deferrable sensor such as `DateTimeSensorAsync` waits without one; between two tries, `retry_delay` does.
        return True

# --- case: a trigger may sleep, and so may a script
import asyncio
import time
from airflow.triggers.base import BaseTrigger, TriggerEvent


class LaterTrigger(BaseTrigger):
    async def run(self):
        await asyncio.sleep(3600)
        yield TriggerEvent("now")


if __name__ == "__main__":
    time.sleep(600)

# --- case: other sleeps
from mylib import time
from airflow.decorators import task


@task
def wait():
    time.sleep(600)

# --- case: the seconds of a timedelta
import time
from datetime import timedelta
from airflow.decorators import task

pause = timedelta(minutes=10)


@task
def wait():
    time.sleep(pause.total_seconds())
#   ^^^^^^^^^^ information: The task sleeps for 10 minutes and holds its worker slot all the while. A deferrable sensor such as `DateTimeSensorAsync` waits without one; between two tries, `retry_delay` does.
    time.sleep(timedelta(seconds=10).total_seconds())
