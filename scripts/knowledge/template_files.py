"""Which arguments of which operators Airflow loads as template files, and by which endings.

A string in a templated field that ends with one of the operator's `template_ext` is the name of a
file (`render_template` in airflow/template/templater.py of 2.10.5). The fields and endings are class
attributes, which are read here without importing anything.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from package import Definition, Package
from releases import RELEASES, Release, wheel, wheels
from syntax import dotted

# The providers whose operators read files, as they were installed with an old, a middle and a new
# Airflow. What later releases dropped is still met in old ones.
PROVIDERS: dict[str, tuple[tuple[str, str], ...]] = {
    "2.4": (
        ("amazon", "6.0.0"),
        ("apache-spark", "3.0.0"),
        ("cncf-kubernetes", "4.4.0"),
        ("common-sql", "1.2.0"),
        ("databricks", "3.3.0"),
        ("docker", "3.2.0"),
        ("google", "8.4.0"),
        ("http", "4.0.0"),
        ("microsoft-azure", "4.3.0"),
        ("mysql", "3.2.1"),
        ("postgres", "5.2.2"),
        ("snowflake", "3.3.0"),
        ("sqlite", "3.2.1"),
        ("ssh", "3.2.0"),
    ),
    "2.10": (
        ("amazon", "9.2.0"),
        ("apache-spark", "5.0.0"),
        ("cncf-kubernetes", "10.1.0"),
        ("common-sql", "1.21.0"),
        ("databricks", "7.0.0"),
        ("docker", "4.0.0"),
        ("google", "12.0.0"),
        ("http", "5.0.0"),
        ("microsoft-azure", "12.0.0"),
        ("mysql", "6.0.0"),
        ("postgres", "6.0.0"),
        ("snowflake", "6.0.0"),
        ("sqlite", "4.0.0"),
        ("ssh", "4.0.0"),
    ),
    "3.3": (
        ("amazon", "9.36.0"),
        ("apache-spark", "6.3.2"),
        ("cncf-kubernetes", "10.22.0"),
        ("common-sql", "2.1.1"),
        ("databricks", "7.20.0"),
        ("docker", "4.5.9"),
        ("google", "22.5.0"),
        ("http", "6.1.0"),
        ("microsoft-azure", "15.1.0"),
        ("mysql", "6.6.2"),
        ("postgres", "7.0.2"),
        ("snowflake", "6.17.0"),
        ("sqlite", "4.3.3"),
        ("ssh", "6.0.1"),
    ),
}

FOLDERS = ("operators", "sensors", "transfers", "decorators")
# airflow/providers/amazon/aws/utils/mixins.py adds these to what it is given.
AWS_FIELDS = ("aws_conn_id", "region_name", "verify")


def template_files_table() -> dict[str, object]:
    """Of each class name: what all classes of that name have in common."""
    found: dict[str, list[tuple[set[str], set[str]]]] = {}
    for release in RELEASES:
        package = Package([*wheels(release), *_provider_wheels(release)])
        for definition in _operators(package):
            endings = _attribute(package, definition, "template_ext")
            fields = _attribute(package, definition, "template_fields")
            if endings is not None and fields is not None:
                found.setdefault(definition.name, []).append((set(endings), set(fields)))
    operators: dict[str, object] = {}
    for name in sorted(found):
        endings = set.intersection(*(of_class[0] for of_class in found[name]))
        fields = set.intersection(*(of_class[1] for of_class in found[name]))
        if endings and fields:
            operators[name] = {"endings": sorted(endings), "fields": sorted(fields)}
    return {"operators": operators}


def template_files_source() -> str:
    read = ", ".join(
        f"{name} {version} with Airflow {minor}"
        for minor, listed in PROVIDERS.items()
        for name, version in listed
    )
    return f"Providers: {read}."


def _provider_wheels(release: Release) -> list:
    listed = PROVIDERS.get(release.minor, ())
    return [wheel(f"apache-airflow-providers-{name}", version) for name, version in listed]


def _operators(package: Package) -> Iterator[Definition]:
    for name in package.module_names("airflow"):
        module = package.module(name) if set(FOLDERS) & set(name.split(".")) else None
        if module is None or "example_dags" in name:
            continue
        for statement in module.tree.body:
            if isinstance(statement, ast.ClassDef) and not statement.name.startswith("_"):
                yield Definition(name, statement.name, statement)


def _attribute(package: Package, definition: Definition, name: str) -> list[str] | None:
    """The strings of a class attribute, also of an inherited one; None where they are not plain."""
    for ancestor in package.ancestry(definition):
        if not isinstance(ancestor, Definition) or not isinstance(ancestor.node, ast.ClassDef):
            continue
        for statement in ancestor.node.body:
            value = _assigned(statement, name)
            if value is not None:
                return _strings(package, ancestor, value)
    return None


def _assigned(statement: ast.stmt, name: str) -> ast.expr | None:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    named = any(isinstance(target, ast.Name) and target.id == name for target in targets)
    return statement.value if named else None


def _strings(package: Package, owner: Definition, value: ast.expr) -> list[str] | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    if isinstance(value, ast.Starred):
        return _strings(package, owner, value.value)
    if isinstance(value, (ast.Tuple, ast.List, ast.Set)):
        return _all(package, owner, value.elts)
    if isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Add, ast.BitOr)):
        return _all(package, owner, [value.left, value.right])
    if isinstance(value, ast.Call):
        called = dotted(value.func).rpartition(".")[2]
        if called not in ("tuple", "list", "set", "sorted", "aws_template_fields"):
            return None
        given = _all(package, owner, value.args)
        added = list(AWS_FIELDS) if called == "aws_template_fields" else []
        return None if given is None else [*given, *added]
    name = dotted(value)
    if "." in name:
        base, _, attribute = name.rpartition(".")
        named = package.resolve(f"{owner.module}.{base}")
        return _attribute(package, named, attribute) if named is not None else None
    for statement in owner.node.body if isinstance(owner.node, ast.ClassDef) else []:
        earlier = _assigned(statement, name)
        if earlier is not None and earlier is not value:
            return _strings(package, owner, earlier)
    return None


def _all(package: Package, owner: Definition, values: list[ast.expr]) -> list[str] | None:
    found: list[str] = []
    for value in values:
        strings = _strings(package, owner, value)
        if strings is None:
            return None
        found += strings
    return found
