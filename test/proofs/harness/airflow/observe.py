"""Says as JSON what a metadata database tells of the runs: states of tasks and of DAG runs."""

import json
import sqlite3
import sys

database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, timeout=30)
tasks = database.execute(
    "SELECT task_id, map_index, state, try_number FROM task_instance ORDER BY dag_id, task_id"
).fetchall()
runs = database.execute("SELECT dag_id, state FROM dag_run ORDER BY id").fetchall()
print(
    json.dumps(
        {
            "states": {
                task_id if index < 0 else f"{task_id}[{index}]": state or "none"
                for task_id, index, state, _ in tasks
            },
            "tries": {task_id: tries for task_id, _, _, tries in tasks},
            "runs": dict(runs),
        }
    )
)
