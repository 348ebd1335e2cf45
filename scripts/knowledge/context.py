"""The context table: which keys a task or a template gets, by version of Airflow.

Read from airflow/utils/context.py (KNOWN_CONTEXT_KEYS, Context._DEPRECATION_REPLACEMENTS) and
airflow/models/taskinstance.py (get_template_context) in 2.x, and in 3.x from
airflow/sdk/definitions/context.py (Context) and airflow/sdk/execution_time/task_runner.py.
"""

from __future__ import annotations

import ast
import re

from package import Module, Package
from spans import span
from syntax import constant, dict_items


def context_table(packages: dict[str, Package], minors: list[str]) -> dict[str, object]:
    present: dict[str, list[str]] = {}
    warned: dict[str, dict[str, list[str]]] = {}
    equal: dict[str, set[str]] = {}
    for minor in minors:
        for key in _keys(packages[minor]):
            present.setdefault(key, []).append(minor)
        for key, replacements in _deprecations(packages[minor]).items():
            warned.setdefault(key, {})[minor] = replacements
        for key, twins in _twins(packages[minor]).items():
            equal.setdefault(key, set()).update(twins)
    filled = {key for package in packages.values() for key in _template_context(package)}
    keys: dict[str, object] = {}
    for key in sorted(present):
        # `start_date` of 3.0 and 3.1 stands in the type alone; no task ever got it.
        if minors[-1] not in present[key] and key not in filled:
            continue
        entry: dict[str, object] = {"versions": span(present[key], minors)}
        by_minor = warned.get(key)
        if by_minor:
            entry["deprecated"] = span(list(by_minor), minors)
            replacements = list(by_minor.values())[-1]
            if replacements:
                entry["replacements"] = replacements
            # Only what Airflow itself names counts as a replacement; twins say which are exact.
            same = [name for name in replacements if name in equal.get(key, set())]
            if same:
                entry["equal"] = same
        keys[key] = {name: value for name, value in entry.items() if value != ""}
    return {"versions": minors, "keys": keys}


def _keys(package: Package) -> set[str]:
    sdk = package.module("airflow.sdk.definitions.context")
    if sdk is not None:
        return _annotated(sdk, "Context")
    utils = package.module("airflow.utils.context")
    known = utils._literal(ast.Name("KNOWN_CONTEXT_KEYS")) if utils else None
    elements = known.elts if isinstance(known, ast.Set) else []
    return {constant(element) for element in elements} | _template_context(package).keys()


def _annotated(module: Module, name: str) -> set[str]:
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            fields = [item.target for item in node.body if isinstance(item, ast.AnnAssign)]
            return {target.id for target in fields if isinstance(target, ast.Name)}
    return set()


def _deprecations(package: Package) -> dict[str, list[str]]:
    utils = package.module("airflow.utils.context")
    if utils is None:
        return {}
    for node in ast.walk(utils.tree):
        if isinstance(node, ast.AnnAssign) and "_DEPRECATION_REPLACEMENTS" in ast.unparse(node.target):
            return {
                key: [constant(element) for element in getattr(value, "elts", [])]
                for key, value in dict_items(node.value)
            }
    return {}


def _twins(package: Package) -> dict[str, set[str]]:
    """Keys that `get_template_context` fills with the very same expression.

    A template replacement counts too: `{{ data_interval_end | ds }}` is not the expression of
    `next_ds`, so it is never reported as equal.
    """
    context = _template_context(package)
    by_expression: dict[str, set[str]] = {}
    for key, expression in context.items():
        by_expression.setdefault(expression, set()).add(key)
    return {key: by_expression[expression] - {key} for key, expression in context.items()}


def _template_context(package: Package) -> dict[str, str]:
    """Key → source of its value, in `get_template_context` of 2.x."""
    module = package.module("airflow.models.taskinstance")
    if module is None or package.module("airflow.sdk.definitions.context") is not None:
        return {}
    for node in ast.walk(module.tree):
        items = dict_items(node)
        if re.search(r"\b(ds_nodash|task_instance)\b", " ".join(key for key, _ in items)):
            return {key: ast.unparse(value) for key, value in items}
    return {}
