from datetime import timedelta

from airflow.decorators import dag, task


@task(execution_timeout=timedelta(minutes=5))
def write_report(total):
    with open("/data/report.txt", "w") as report:
        report.write(f"total: {total}\n")


@dag(schedule=None)
def report():
    write_report(1)


report()
