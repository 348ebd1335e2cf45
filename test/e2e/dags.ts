/** A task that polls for ever: the first of the five troubles. */
export const endlessLoop = `import time

from airflow.decorators import dag, task


@task
def follow():
    while True:
        time.sleep(1)


@dag(schedule=None)
def stream():
    follow()


stream()
`;
