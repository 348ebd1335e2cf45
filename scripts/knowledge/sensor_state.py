"""Writes sensor-state.json: which published sensors keep something between two looks.

    python3 scripts/knowledge/sensor_state.py FOLDER…

A FOLDER holds the installed or unpacked `airflow` package of Airflow itself or of a provider. In
`mode="reschedule"` every look is a new process, in which what `poke` has kept on `self` is gone. It
means nothing to a sensor with an `execute` of its own, which waits there without looking.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

OUTPUT = Path(__file__).parents[2] / "server/src/knowledge/data/sensor-state.json"
# Methods that run before the first look or after the last, in every process.
NOT_LOOKING = {"__init__", "execute", "execute_complete", "resume_execution"}
# Read in the same look that sets them, or made anew where they are missing.
HARMLESS = {
    "_external_task_ids_normalized",
    "_get_hook",
    "_has_checked_existence",
    "_matches",
    "_return_value",
    "composer_external_task_ids",
    "database_name",
    "external_dates_filter",
    "hook",
    "op_kwargs",
    "poke_interval",
    "table_name",
}


def main(folders: list[str]) -> None:
    kept: dict[str, set[str]] = {}
    poke_only: set[str] = set()
    without_looks: set[str] = set()
    bases: dict[str, list[str]] = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("sensors/*.py")):
            for node in ast.parse(path.read_text()).body:
                if not isinstance(node, ast.ClassDef):
                    continue
                kept.setdefault(node.name, set()).update(state_of(node))
                bases[node.name] = [ast.unparse(base).split("[")[0] for base in node.bases]
                if waits_by_itself(node):
                    without_looks.add(node.name)
                if any("poke_mode_only" in ast.unparse(one) for one in node.decorator_list):
                    poke_only.add(node.name)
    sensors = [name for name in sorted(kept) if name.endswith("Sensor") and not name.startswith("Base")]
    stateful = [name for name in sensors if keeps(name, kept, bases)]
    table = {
        "source": "class definitions of the published packages (scripts/knowledge/sensor_state.py)",
        "pokeOnly": sorted(poke_only),
        "stateful": [name for name in stateful if name not in poke_only],
        "stateless": [
            name for name in sensors if name not in stateful and name not in without_looks
        ],
    }
    OUTPUT.write_text(json.dumps(table, indent=2) + "\n")


def keeps(name: str, kept: dict[str, set[str]], bases: dict[str, list[str]]) -> bool:
    return bool(kept.get(name)) or any(
        keeps(base.rpartition(".")[2], kept, bases) for base in bases.get(name, [])
    )


def waits_by_itself(node: ast.ClassDef) -> bool:
    return any(
        isinstance(inner, ast.FunctionDef)
        and inner.name == "execute"
        and "super().execute" not in ast.unparse(inner)
        for inner in node.body
    )


def state_of(node: ast.ClassDef) -> set[str]:
    methods = [
        inner
        for inner in node.body
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef))
        and inner.name not in NOT_LOOKING
    ]
    return {
        part.attr
        for method in methods
        for inner in ast.walk(method)
        for target in targets_of(inner)
        for part in ast.walk(target)
        if isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Name)
        and part.value.id == "self"
        and part.attr not in HARMLESS
    }


def targets_of(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, (ast.AugAssign, ast.AnnAssign)) else []


if __name__ == "__main__":
    main(sys.argv[1:])
