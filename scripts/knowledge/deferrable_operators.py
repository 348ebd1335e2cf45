"""Writes deferrable-operators.json: which published operators wait in a trigger without a limit.

    python3 scripts/knowledge/deferrable_operators.py FOLDER…

A FOLDER holds the installed or unpacked `airflow` package of Airflow itself or of a provider. An
operator is listed where each of its deferrals goes to a trigger that asks again and again, in a
`while` loop without a clock, and that is given no limit, nor has one by default: with no `timeout`
at all ("unlimited"), or with the task's own `execution_timeout` ("byExecutionTimeout").
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

OUTPUT = Path(__file__).parents[2] / "server/src/knowledge/data/deferrable-operators.json"
# Arguments of triggers that end the wait.
LIMIT = re.compile(r"time_?out|deadline|end_time|max_|attempt|retries")
CLOCK = re.compile(r"\btime\.(?:time|monotonic)|\bnow\(|utcnow\(|wait_for\(")
MAXIMUM_DEPTH = 8


def main(folders: list[str]) -> None:
    classes: dict[str, ast.ClassDef] = {}
    operators: set[str] = set()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.py")):
            if not {"operators", "transfers", "triggers"} & set(path.parts):
                continue
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef):
                    classes[node.name] = node
                    if "triggers" not in path.parts:
                        operators.add(node.name)
    kinds = {name: kind_of(name, classes) for name in sorted(operators)}
    table = {
        "source": "class definitions of the published packages (scripts/knowledge/deferrable_operators.py)",
        "unlimited": [name for name, kind in kinds.items() if kind == "unlimited"],
        "byExecutionTimeout": [name for name, kind in kinds.items() if kind == "execution_timeout"],
    }
    OUTPUT.write_text(json.dumps(table, indent=2) + "\n")


def kind_of(name: str, classes: dict[str, ast.ClassDef]) -> str | None:
    """The one way in which all deferrals of a class, or of the nearest base with any, are limited."""
    for node in lineage(name, classes):
        kinds = {kind_of_deferral(call, classes) for call in deferrals(node)}
        if kinds:
            takes_flag = any("deferrable" in parameters(one) for one in lineage(name, classes))
            return kinds.pop() if len(kinds) == 1 and takes_flag else None
    return None


def lineage(name: str, classes: dict[str, ast.ClassDef], depth: int = 0) -> list[ast.ClassDef]:
    node = classes.get(name)
    if node is None or depth > MAXIMUM_DEPTH:
        return []
    bases = [ast.unparse(base).split("[")[0].rpartition(".")[2] for base in node.bases]
    return [node, *(one for base in bases for one in lineage(base, classes, depth + 1))]


def deferrals(node: ast.ClassDef) -> list[ast.Call]:
    return [
        inner
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and ast.unparse(inner.func) == "self.defer"
    ]


def kind_of_deferral(call: ast.Call, classes: dict[str, ast.ClassDef]) -> str | None:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    trigger = given.get("trigger")
    if None in given or not isinstance(trigger, ast.Call) or trigger.args:
        return None
    if any(keyword.arg is None or LIMIT.search(keyword.arg) for keyword in trigger.keywords):
        return None
    family = lineage(ast.unparse(trigger.func).rpartition(".")[2], classes)
    if not family or any(LIMIT.search(name) for one in family for name in parameters(one)):
        return None
    if not asks_for_ever(family):
        return None
    timeout = given.get("timeout")
    if timeout is None:
        return "unlimited"
    return "execution_timeout" if ast.unparse(timeout) == "self.execution_timeout" else None


def parameters(node: ast.ClassDef) -> list[str]:
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
            return [one.arg for one in [*inner.args.args, *inner.args.kwonlyargs]]
    return []


def asks_for_ever(family: list[ast.ClassDef]) -> bool:
    for node in family:
        for inner in node.body:
            if isinstance(inner, ast.AsyncFunctionDef) and inner.name == "run":
                loops = any(isinstance(part, ast.While) for part in ast.walk(inner))
                return loops and not CLOCK.search(ast.unparse(inner))
    return False


if __name__ == "__main__":
    main(sys.argv[1:])
