"""Loads DAG files with the DagBag of the Airflow that runs this, and tells what came of it as JSON.

    python observe.py < request.json > answer.json

The request is `{"files": [...], "roots": [...], "paths": [...], "seconds": 60}`: the files to load,
the folders below which functions are worth tracing, what stands in front of `sys.path`, and how
long one file may take. Every file is loaded in a process of its own, forked when Airflow has been
imported, so that no file sees what another one left behind. What came of a file is either
`{"error": text}` or `{"dags": [...], "functions": [...]}`.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import io
import json
import logging
import os
import select
import signal
import sys
import time
import traceback
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
# What Airflow and the files print must not get between the lines of the answer.
answer = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import airflow  # noqa: E402

if airflow.__version__.startswith("2."):
    from airflow.models.dagbag import DagBag
    from airflow.models.mappedoperator import MappedOperator
    from airflow.utils.task_group import TaskGroup
else:
    from airflow.dag_processing.dagbag import DagBag
    from airflow.sdk.definitions.mappedoperator import MappedOperator
    from airflow.sdk.definitions.taskgroup import TaskGroup

OPTIMIZED = 0x1  # co_flags of functions, which module and class bodies lack
COMPREHENSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}


def main() -> None:
    request = json.load(sys.stdin)
    sys.path[:0] = request["paths"]
    roots = tuple(os.path.join(os.path.realpath(root), "") for root in request["roots"])
    logging.disable(logging.CRITICAL)
    preload(request["files"])
    # What is there already stays shared with the forked processes as long as nothing touches it.
    gc.collect()
    gc.freeze()
    files = {}
    for file in request["files"]:
        files[file] = in_own_process(lambda: observe(file, roots), request["seconds"])
    json.dump({"version": airflow.__version__, "files": files}, answer)
    answer.flush()


def preload(files: list[str]) -> None:
    """Imports what the files import of Airflow, once for all of them: some of it takes seconds."""
    names = set()
    for file in files:
        with contextlib.suppress(OSError, SyntaxError, ValueError):
            tree = ast.parse(Path(file).read_bytes())
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                    names.add(node.module)
    for name in sorted(names):
        if name.startswith("airflow.") and ".example_dags" not in name:
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def observe(file: str, roots: tuple[str, ...]) -> dict:
    functions: set[tuple[str, int, str]] = set()
    bag = DagBag(os.devnull, collect_dags=False)
    sys.setprofile(recorder(functions, roots))
    try:
        # Airflow skips files that do not mention it; here every file has been asked for.
        bag.process_file(file, only_if_updated=False, safe_mode=False)
    finally:
        sys.setprofile(None)
    if bag.import_errors:
        return {"error": "\n".join(bag.import_errors.values())}
    # Airflow collects the DAGs of a file in a set, whose order is another one in every process.
    dags = sorted(bag.dags.values(), key=lambda dag: dag.dag_id)
    return {
        "dags": [describe_dag(dag) for dag in dags],
        "functions": [
            {"file": path, "line": line, "name": name} for path, line, name in sorted(functions)
        ],
    }


def recorder(functions: set[tuple[str, int, str]], roots: tuple[str, ...]):
    """A profiler that notes each function of the roots whose code begins to run."""
    known = set()

    def record(frame, event, _argument) -> None:
        code = frame.f_code
        if event != "call" or code in known:
            return
        known.add(code)
        path = os.path.realpath(code.co_filename)
        is_function = code.co_flags & OPTIMIZED and code.co_name not in COMPREHENSIONS
        if is_function and path.startswith(roots):
            functions.add((path, code.co_firstlineno, getattr(code, "co_qualname", code.co_name)))

    return record


def describe_dag(dag) -> dict:
    labels = [
        [up, down, info["label"]]
        for up, downs in dag.edge_info.items()
        for down, info in downs.items()
        if info.get("label")
    ]
    groups = list(groups_below(dag.task_group))
    return {
        "dagId": dag.dag_id,
        "tasks": [describe_task(task) for task in sorted(dag.tasks, key=lambda task: task.task_id)],
        "groups": [
            {
                "groupId": group.group_id,
                "parent": group.parent_group.group_id,
            }
            for group in sorted(groups, key=lambda group: group.group_id)
        ],
        "edges": sorted(
            [task.task_id, below] for task in dag.tasks for below in task.downstream_task_ids
        ),
        "labels": sorted(labels),
    }


def groups_below(group):
    for child in group.children.values():
        if isinstance(child, TaskGroup):
            yield child
            yield from groups_below(child)


def describe_task(task) -> dict:
    is_mapped = isinstance(task, MappedOperator)
    operator = task.operator_class if is_mapped else type(task)
    limit = task.execution_timeout
    group = task.task_group
    return {
        "taskId": task.task_id,
        # The class of TaskFlow tasks tells the decorator: "@task.branch".
        "operator": getattr(operator, "custom_operator_name", operator.__qualname__),
        "group": group.group_id if group is not None else None,
        "isMapped": is_mapped or any(True for _ in task.iter_mapped_task_groups()),
        "role": "setup" if task.is_setup else "teardown" if task.is_teardown else "work",
        "executionTimeout": limit.total_seconds() if limit is not None else None,
        "retries": task.retries,
        "triggerRule": str(getattr(task.trigger_rule, "value", task.trigger_rule)),
    }


def in_own_process(work, seconds: float) -> dict:
    """What the work returns in a forked process, or an error when it fails or takes too long."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            result = work()
        except BaseException:
            text = io.StringIO()
            traceback.print_exc(file=text)
            result = {"error": text.getvalue()}
        with os.fdopen(writer, "w") as pipe:
            json.dump(result, pipe)
        os._exit(0)
    os.close(writer)
    text = read_until(reader, time.monotonic() + seconds)
    if text is None:
        os.kill(child, signal.SIGKILL)
    os.close(reader)
    os.waitpid(child, 0)
    if not text:
        reason = f"took more than {seconds} seconds" if text is None else "ended its process"
        return {"error": f"Loading the file {reason}."}
    return json.loads(text)


def read_until(descriptor: int, deadline: float) -> bytes | None:
    """All that is written to a pipe before it is closed; None when the time is up before that."""
    parts = []
    while True:
        ready, _, _ = select.select([descriptor], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            return None
        part = os.read(descriptor, 1 << 16)
        if not part:
            return b"".join(parts)
        parts.append(part)


main()
