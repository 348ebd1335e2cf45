"""The names table: which public names can be imported from which module, by version of Airflow."""

from __future__ import annotations

import ast

from package import Definition, Package
from releases import PATCH_RELEASES, Release
from spans import span
from syntax import constant, dotted

# The modules that DAG files import from and that the rules ask about.
MODULES = (
    "airflow",
    "airflow.decorators",
    "airflow.exceptions",
    "airflow.models",
    "airflow.models.baseoperator",
    "airflow.models.dag",
    "airflow.models.taskinstance",
    "airflow.models.variable",
    "airflow.sdk",
    "airflow.sdk.exceptions",
    "airflow.sdk.bases.operator",
    "airflow.sdk.bases.sensor",
    "airflow.utils.context",
    "airflow.utils.dates",
    "airflow.utils.edgemodifier",
    "airflow.utils.helpers",
    "airflow.utils.state",
    "airflow.utils.task_group",
    "airflow.utils.timezone",
    "airflow.utils.trigger_rule",
)
PACKAGES = (
    "airflow.operators",
    "airflow.sensors",
    "airflow.providers.standard.operators",
    "airflow.providers.standard.sensors",
)
# Modules whose re-exports are meant for authors; elsewhere a re-export is only an import of its own.
FACADES = (
    "airflow",
    "airflow.decorators",
    "airflow.exceptions",
    "airflow.models",
    "airflow.sdk",
    "airflow.utils.helpers",
    "airflow.utils.trigger_rule",
)
EXCEPTION_MODULES = ("airflow.exceptions", "airflow.sdk.exceptions")


def names_table(packages: dict[str, Package], minors: list[str]) -> dict[str, object]:
    modules: dict[str, dict[str, str]] = {}
    for module in _modules(packages):
        names: dict[str, str] = {}
        for name in sorted({n for minor in minors for n in packages[minor].names_in(module)}):
            described = _described(packages, minors, module, name)
            if described is not None:
                names[name] = described
        if names:
            modules[module] = names
    return {
        "versions": minors,
        "modules": modules,
        "deprecatedClasses": _deprecated_classes(packages, minors),
    }


def exceptions_table(packages: dict[Release, Package]) -> dict[str, object]:
    """Which of Python's bases each exception of Airflow has, and since which release."""
    found: dict[str, list[list[str]]] = {}
    for release in sorted(packages, key=lambda r: [int(part) for part in r.version.split(".")]):
        for module in EXCEPTION_MODULES:
            for name in packages[release].names_in(module):
                definition = packages[release].resolve(f"{module}.{name}")
                base = _python_base(packages[release], definition)
                since = release.version if release in PATCH_RELEASES else release.minor
                changes = found.setdefault(name, [])
                if base and (not changes or changes[-1][1] != base):
                    changes.append([since, base])
    return {"exceptions": {name: changes for name, changes in sorted(found.items()) if changes}}


def _modules(packages: dict[str, Package]) -> list[str]:
    found = set(MODULES)
    for package in packages.values():
        for root in PACKAGES:
            found.update(package.module_names(root))
    return sorted(found)


def _described(
    packages: dict[str, Package], minors: list[str], module: str, name: str
) -> str | None:
    """`versions`, then the versions that warn, then the newest real place: `"-2.11|2.4-|a.b.c"`."""
    if name.startswith("_"):
        return None
    present: list[str] = []
    warned: list[str] = []
    place = ""
    meant = module in FACADES
    for minor in minors:
        definition = packages[minor].resolve(f"{module}.{name}")
        if definition is None or not definition.module.startswith("airflow") or not definition.name:
            continue
        known = isinstance(definition.node, (ast.ClassDef, ast.FunctionDef)) or _public(name)
        if not known and not definition.module.startswith("airflow.providers."):
            continue
        present.append(minor)
        if definition.deprecated:
            warned.append(minor)
        place = definition.path
        meant = meant or definition.deprecated or place == f"{module}.{name}"
    if not present or not meant:
        return None
    own = f"{module}.{name}"
    parts = [span(present, minors), span(warned, minors) or "*" if warned else ""]
    parts.append(place if place != own else "")
    return "|".join(parts).rstrip("|")


def _public(name: str) -> bool:
    return name in ("dag", "task", "task_group", "setup", "teardown", "chain", "macros")


def _deprecated_classes(packages: dict[str, Package], minors: list[str]) -> dict[str, object]:
    """Operators whose constructor warns that the whole class is deprecated."""
    found: dict[str, dict[str, str]] = {}
    for minor in minors:
        for module in _modules(packages):
            real = packages[minor].module(module)
            for node in real.tree.body if real else []:
                message = _constructor_warning(node)
                if message and isinstance(node, ast.ClassDef):
                    found.setdefault(f"{module}.{node.name}", {})[minor] = message
    return {
        name: {"versions": span(list(by_minor), minors), "message": list(by_minor.values())[-1]}
        for name, by_minor in sorted(found.items())
    }


def _constructor_warning(node: ast.stmt) -> str:
    methods = node.body if isinstance(node, ast.ClassDef) else []
    for method in methods:
        if isinstance(method, ast.FunctionDef) and method.name == "__init__":
            for statement in method.body:
                call = statement.value if isinstance(statement, ast.Expr) else None
                if isinstance(call, ast.Call) and dotted(call.func) == "warnings.warn":
                    return " ".join(constant(call.args[0]).split())
    return ""


def _python_base(package: Package, definition: Definition | None) -> str:
    if definition is None or not isinstance(definition.node, ast.ClassDef):
        return ""
    foreign = [item for item in package.ancestry(definition) if isinstance(item, str)]
    if "BaseException" in foreign and len(foreign) == 1:
        return "BaseException"
    return "Exception" if any(name.endswith(("Exception", "Error")) for name in foreign) else ""
