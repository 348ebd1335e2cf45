"""The arguments table: DAG, the decorators, and every operator and sensor of core and standard."""

from __future__ import annotations

import ast

from package import Definition, Package
from signatures import Deprecation, Signature, class_signature, function_signature
from spans import span
from syntax import constant, dict_items, dotted

ROOTS = (
    "airflow.operators",
    "airflow.sensors",
    "airflow.providers.standard.operators",
    "airflow.providers.standard.sensors",
    "airflow.sdk.bases",
    "airflow.models.baseoperator",
)
NAMED = (
    "airflow.DAG",
    "airflow.models.DAG",
    "airflow.models.dag.DAG",
    "airflow.sdk.DAG",
    "airflow.sdk.definitions.dag.DAG",
    "airflow.decorators.dag",
    "airflow.decorators.dags.dag",
    "airflow.models.dag.dag",
    "airflow.sdk.dag",
    "airflow.sdk.definitions.dag.dag",
    "airflow.models.BaseOperator",
    "airflow.models.baseoperator.BaseOperator",
    "airflow.sdk.BaseOperator",
    "airflow.sdk.BaseSensorOperator",
    "airflow.utils.task_group.TaskGroup",
    "airflow.sdk.TaskGroup",
    "airflow.sdk.definitions.taskgroup.TaskGroup",
    "airflow.decorators.task",
    "airflow.sdk.task",
    "airflow.sdk.definitions.decorators.task",
)
# Where one name means different classes in one version (3.0 has two DAG classes), the class of the
# Task SDK is the one that the current documentation tells authors to import.
PREFERRED = ("airflow.sdk.", "airflow.providers.", "airflow.")
# What a decorator passes to the operator by itself; a task author cannot give these.
DECORATOR_SUPPLIED = {"python_callable", "op_args", "op_kwargs", "kwargs_to_upstream"}


def arguments_table(packages: dict[str, Package], minors: list[str]) -> dict[str, object]:
    paths = _candidate_paths(packages)
    groups = _groups(packages, paths)
    names: dict[str, str] = {}
    callables: dict[str, object] = {}
    tables: dict[str, dict[str, Signature]] = {}
    for members in groups:
        canonical = _preferred(members["real"])
        tables[canonical] = {
            minor: signature
            for minor in minors
            if (signature := _signature(packages[minor], members["real"])) is not None
        }
        names |= {path: canonical for path in members["paths"] if path != canonical}
    task = names.get("airflow.decorators.task", "airflow.decorators.task")
    for flavor, by_minor in _task_decorators(packages, minors).items():
        tables[f"{task}.{flavor}" if flavor else task] = by_minor
    operator = names["airflow.models.BaseOperator"]
    sensor = names["airflow.sdk.BaseSensorOperator"]
    for canonical in sorted(tables):
        base = _base(tables, canonical, (sensor, operator))
        inherited = tables[base] if base else {}
        callables[canonical] = _entry(tables[canonical], inherited, base, minors)
    return {
        "versions": minors,
        "callables": callables,
        "names": dict(sorted(names.items())),
        "triggerRules": _trigger_rules(packages, minors),
    }


def arguments_ever(table: dict[str, object], class_name: str) -> set[str]:
    """What a class of the table, or one above it, takes in some version."""
    names: set[str] = set()
    path = next(path for path in table["callables"] if path.endswith(f".{class_name}"))
    while path:
        entry = table["callables"][path]
        names |= entry["arguments"].keys()
        path = entry.get("base", "")
    return names


def _candidate_paths(packages: dict[str, Package]) -> list[str]:
    paths = set(NAMED)
    for package in packages.values():
        for root in ROOTS:
            for module in package.module_names(root):
                for name in package.names_in(module):
                    if name.endswith(("Operator", "Sensor", "SensorAsync")) and name[0] != "_":
                        paths.add(f"{module}.{name}")
    return sorted(paths)


def _groups(packages: dict[str, Package], paths: list[str]) -> list[dict[str, set[str]]]:
    """Paths that mean the same thing in some version, with the places where it is really defined."""
    group_of: dict[str, dict[str, set[str]]] = {}
    for path in paths:
        found = [definition for package in packages.values() if (definition := package.resolve(path))]
        real = {d.path for d in found if _is_callable(packages, d) or d.name == "task"}
        if not real:
            continue
        merged: dict[str, set[str]] = {"paths": {path, *real}, "real": set(real)}
        for member in [path, *real]:
            other = group_of.get(member)
            if other is not None:
                merged["paths"] |= other["paths"]
                merged["real"] |= other["real"]
        for member in merged["paths"] | merged["real"]:
            group_of[member] = merged
    unique = {id(group): group for group in group_of.values()}
    return sorted(unique.values(), key=lambda group: sorted(group["real"]))


def _is_callable(packages: dict[str, Package], definition: Definition) -> bool:
    if isinstance(definition.node, ast.FunctionDef):
        return definition.name == "dag"
    if not isinstance(definition.node, ast.ClassDef):
        return False
    if definition.name in ("DAG", "TaskGroup", "BaseOperator"):
        return True
    for package in packages.values():
        found = package.resolve(definition.path)
        if found is None:
            continue
        names = [a.name for a in package.ancestry(found) if isinstance(a, Definition)]
        if "BaseOperator" in names:
            return True
    return False


def _preferred(real: set[str]) -> str:
    def rank(path: str) -> tuple[int, str]:
        return next(i for i, prefix in enumerate(PREFERRED) if path.startswith(prefix)), path

    return min(real, key=rank)


def _signature(package: Package, real: set[str]) -> Signature | None:
    ranked = sorted(real, key=lambda path: [not path.startswith(p) for p in PREFERRED])
    for path in ranked:
        definition = package.resolve(path)
        if definition is None:
            continue
        if isinstance(definition.node, ast.ClassDef):
            return class_signature(package, definition)
        if isinstance(definition.node, ast.FunctionDef):
            return _dag_decorator_signature(package, definition, definition.node)
    return None


def _dag_decorator_signature(
    package: Package, definition: Definition, function: ast.FunctionDef
) -> Signature:
    """`@dag` hands its arguments on to DAG, which is what warns about them."""
    signature, open_ended = function_signature(function)
    handed_on = package.resolve(f"{definition.module}.DAG")
    if handed_on is None:
        return signature
    dag = class_signature(package, handed_on)
    if open_ended:
        # Airflow 3: `def dag(dag_id_or_func=None, __DAG_class=DAG, …, **decorator_kwargs)`.
        return dag
    signature.documentation = dag.documentation | signature.documentation
    for name in dag.deprecations.keys() & signature.arguments:
        signature.deprecations.setdefault(name, dag.deprecations[name])
    return signature


def _task_decorators(
    packages: dict[str, Package], minors: list[str]
) -> dict[str, dict[str, Signature]]:
    tables: dict[str, dict[str, Signature]] = {}
    for minor in minors:
        package = packages[minor]
        for flavor, path in _registered_decorators(package).items():
            signature = _decorator_signature(package, path)
            if signature is None:
                continue
            tables.setdefault(flavor, {})[minor] = signature
            if flavor == "python":
                tables.setdefault("", {})[minor] = signature
    return tables


def _registered_decorators(package: Package) -> dict[str, str]:
    """`{"virtualenv": "airflow.….virtualenv_task"}` from the collection class or provider info."""
    found: dict[str, str] = {}
    collection = package.resolve("airflow.decorators.TaskDecoratorCollection")
    if collection is not None and isinstance(collection.node, ast.ClassDef):
        for item in collection.node.body:
            call = item.value if isinstance(item, ast.Assign) else None
            if isinstance(call, ast.Call) and dotted(call.func) == "staticmethod":
                definition = package.resolve(f"{collection.module}.{dotted(call.args[0])}")
                if definition is not None and definition.name.endswith("_task"):
                    found[dotted(item.targets[0])] = definition.path
    information = package.module("airflow.providers.standard.get_provider_info")
    for node in ast.walk(information.tree) if information else []:
        entry = dict(dict_items(node))
        if {"class-name", "name"} <= entry.keys():
            found[constant(entry["name"])] = constant(entry["class-name"])
    return found


def _decorator_signature(package: Package, path: str) -> Signature | None:
    definition = package.resolve(path)
    if definition is None or not isinstance(definition.node, ast.FunctionDef):
        return None
    signature, _ = function_signature(definition.node)
    for call in [node for node in ast.walk(definition.node) if isinstance(node, ast.Call)]:
        for keyword in call.keywords:
            if keyword.arg == "decorated_operator_class":
                operator = package.resolve(f"{definition.module}.{dotted(keyword.value)}")
                if operator is not None:
                    handed_on = class_signature(package, operator)
                    signature.arguments |= handed_on.arguments
                    signature.deprecations = handed_on.deprecations | signature.deprecations
    signature.arguments -= DECORATOR_SUPPLIED
    return signature


def _base(
    tables: dict[str, dict[str, Signature]], canonical: str, candidates: tuple[str, ...]
) -> str | None:
    """The nearest base whose arguments are all accepted too, so that they need not be repeated."""
    for base in candidates:
        if base == canonical:
            continue
        own = tables[canonical]
        if own and all(tables[base][m].arguments <= own[m].arguments for m in own):
            return base
    return None


def _entry(
    own: dict[str, Signature], inherited: dict[str, Signature], base: str | None, minors: list[str]
) -> dict[str, object]:
    entry: dict[str, object] = {}
    if base:
        entry["base"] = base
    lifetime = list(own)
    if span(lifetime, minors):
        entry["versions"] = span(lifetime, minors)
    present: dict[str, list[str]] = {}
    warned: dict[str, dict[str, Deprecation]] = {}
    for minor, signature in own.items():
        above = inherited[minor] if base else Signature()
        for name in signature.arguments - above.arguments:
            present.setdefault(name, []).append(minor)
        for name, deprecation in signature.deprecations.items():
            if above.deprecations.get(name) != deprecation:
                warned.setdefault(name, {})[minor] = deprecation
    entry["arguments"] = {
        name: "" if versions == lifetime else span(versions, minors)
        for name, versions in sorted(present.items())
    }
    deprecated = {
        name: _deprecated(list(by_minor), list(by_minor.values())[-1], minors)
        for name, by_minor in sorted(warned.items())
    }
    for old, new in _renames(own, present, lifetime):
        deprecated.setdefault(old, {"replacement": new, "equal": True})
    if deprecated:
        entry["deprecated"] = deprecated
    return entry


def _deprecated(versions: list[str], deprecation: Deprecation, minors: list[str]) -> dict[str, object]:
    described: dict[str, object] = {"versions": span(versions, minors)}
    described["message"] = deprecation.message
    if deprecation.replacement:
        described["replacement"] = deprecation.replacement
    if deprecation.equal:
        described["equal"] = True
    return described


def _renames(
    own: dict[str, Signature], present: dict[str, list[str]], lifetime: list[str]
) -> list[tuple[str, str]]:
    """Arguments that ended in the version before another began, with the same documentation."""
    renames: list[tuple[str, str]] = []
    for old, versions in present.items():
        following = lifetime.index(versions[-1]) + 1
        if following >= len(lifetime):
            continue
        text = own[versions[-1]].documentation.get(old)
        successor = lifetime[following]
        for new, others in present.items():
            if text and others[0] == successor and own[successor].documentation.get(new) == text:
                renames.append((old, new))
    return renames


def _trigger_rules(packages: dict[str, Package], minors: list[str]) -> dict[str, str]:
    present: dict[str, list[str]] = {}
    for minor in minors:
        definition = packages[minor].resolve("airflow.utils.trigger_rule.TriggerRule")
        body = definition.node.body if isinstance(definition.node, ast.ClassDef) else []
        for item in body:
            if isinstance(item, ast.Assign) and constant(item.value):
                present.setdefault(constant(item.value), []).append(minor)
    return {rule: span(versions, minors) for rule, versions in sorted(present.items())}
