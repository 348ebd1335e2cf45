from datetime import timedelta

from airflow.decorators import dag, task


@task(execution_timeout=timedelta(minutes=5))
def write_report(total):
    report = open("/data/report.txt", "w")
    report.write(f"total: {total}\n")
    report.close()


@dag(schedule=None)
def report():
    write_report(1)


report()
