"""Prints the templated fields of every operator class that is installed beside the running Python.

Airflow makes an edge of a task's result only where it is passed for a templated field, so a model
of the graph needs them. Many classes compute theirs, which only Python can do: this imports every
module of Airflow and its providers, and leaves out those whose own dependencies are missing.
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
answer = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import airflow  # noqa: E402

if airflow.__version__.startswith("2."):
    from airflow.models.baseoperator import BaseOperator
else:
    from airflow.sdk import BaseOperator

KINDS = ("operators", "sensors", "transfers", "decorators", "notebooks")


def modules() -> list[str]:
    """All modules of operators. Nothing is imported to find them: many packages cannot be."""
    found = set()
    for root in airflow.__path__:
        for path in Path(root).rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            if any(kind in parts for kind in KINDS) and "example_dags" not in parts:
                found.add(".".join(["airflow", *parts]).removesuffix(".__init__"))
    return sorted(found)


def classes(module) -> list[type]:
    return [
        thing
        for _, thing in inspect.getmembers(module, inspect.isclass)
        if issubclass(thing, BaseOperator) and thing.__module__ == module.__name__
    ]


def main() -> None:
    found: dict[str, list[str]] = {}
    for name in modules():
        try:
            module = importlib.import_module(name)
        except BaseException as error:  # some modules leave the interpreter when they cannot be
            print(f"{name}: {error}", file=sys.stderr)
            continue
        for operator in classes(module):
            fields = operator.template_fields
            if isinstance(fields, (list, tuple, set)):
                found[f"{module.__name__}.{operator.__name__}"] = sorted(map(str, fields))
                decorator = getattr(operator, "custom_operator_name", None)
                if isinstance(decorator, str):
                    found[decorator] = sorted(map(str, fields))
    json.dump({"version": airflow.__version__, "operators": found}, answer)


main()
