"""The table of what the operators, sensors and transfers of the main providers take."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from handing_on import initializer_arguments
from package import Definition, Package

# Where providers keep their operators, and where those of the core are that have the same names.
ROOTS = ("airflow.providers", "airflow.operators", "airflow.sensors")
KINDS = {"operators", "sensors", "transfers", "notebooks"}
# Bases that take no arguments: they cannot be read, and need not be.
EMPTY_BASES = {"ABC", "Generic", "Protocol", "abc.ABC", "object", "typing.Generic"}


@dataclass
class Operator:
    """All classes of one name, over all releases that were read."""

    arguments: set[str] = field(default_factory=set)
    # The names of the classes above it, nearest first: of the newest class, where all have them.
    ancestors: list[str] = field(default_factory=list)
    is_certain: bool = True
    is_of_provider: bool = False

    def add(self, package: Package, definition: Definition, base_arguments: set[str]) -> None:
        above = operator_ancestry(package, definition)
        names = [a.name for a in above[1:] if isinstance(a, Definition)]
        seen_before = bool(self.arguments or self.ancestors)
        self.ancestors = [n for n in names if n in self.ancestors or not seen_before]
        self.is_of_provider |= is_of_main_provider(definition)
        for ancestor in above[:-1]:
            arguments = class_arguments(ancestor)
            if arguments is None:
                self.is_certain = False
            else:
                self.arguments |= arguments - base_arguments


def providers_table(packages: Iterable[Package], core: dict[str, set[str]]) -> dict[str, object]:
    """Arguments by class name, without those of the classes above.

    `packages` are the releases, oldest first. `core` has the arguments of BaseOperator and
    BaseSensorOperator over all versions, by class name.
    """
    base_arguments = core["BaseOperator"]
    operators: dict[str, Operator] = {}
    for package in packages:
        for name, definition in operator_classes(package):
            operators.setdefault(name, Operator()).add(package, definition, base_arguments)
    known = {
        name: operator
        for name, operator in sorted(operators.items())
        if operator.is_of_provider and operator.is_certain
    }
    return {"operators": {name: entry(name, known, core) for name in known}}


def entry(name: str, known: dict[str, Operator], core: dict[str, set[str]]) -> dict[str, str]:
    """`{"base": …, "arguments": "a b"}`, in which the base is left out where it is BaseOperator."""
    operator = known[name]
    base = next((a for a in operator.ancestors if a != name and (a in known or a in core)), "")
    inherited = known[base].arguments if base in known else core.get(base, set())
    own = sorted(operator.arguments - inherited)
    is_named = base not in ("", "BaseOperator")
    return {**({"base": base} if is_named else {}), **({"arguments": " ".join(own)} if own else {})}


def operator_classes(package: Package) -> Iterator[tuple[str, Definition]]:
    """Every class built on BaseOperator, under each name by which a module of operators has it."""
    found: dict[tuple[str, str], Definition] = {}
    for root in ROOTS:
        for module in package.module_names(root):
            if not KINDS & set(module.split(".")) or "example_dags" in module:
                continue
            for name in package.names_in(module):
                definition = package.resolve(f"{module}.{name}")
                if definition is not None and is_operator(package, definition):
                    found[name, definition.path] = definition
    for (name, _), definition in found.items():
        yield name, definition


def is_operator(package: Package, definition: Definition) -> bool:
    is_class = isinstance(definition.node, ast.ClassDef) and not is_base_operator(definition)
    return is_class and any(
        is_base_operator(above) for above in package.ancestry(definition) if above != definition
    )


def is_base_operator(thing: Definition | str) -> bool:
    return (
        isinstance(thing, Definition)
        and thing.name == "BaseOperator"
        and thing.module.startswith(("airflow.models.", "airflow.sdk."))
    )


def is_of_main_provider(definition: Definition) -> bool:
    path = definition.module
    return path.startswith("airflow.providers.") and ".standard." not in path


def operator_ancestry(package: Package, definition: Definition) -> list[Definition | str]:
    """The class and those above it, up to BaseOperator, which hands its `**kwargs` to nobody."""
    order = package.ancestry(definition)
    last = next(i for i, above in enumerate(order) if is_base_operator(above))
    return order[: last + 1]


def class_arguments(ancestor: Definition | str) -> set[str] | None:
    """What the `__init__` of one class takes; None where that cannot be told."""
    if isinstance(ancestor, str):
        return set() if ancestor in EMPTY_BASES else None
    if not isinstance(ancestor.node, ast.ClassDef):
        return set() if ancestor.path in ("typing.Generic", "abc.ABC") else None
    methods = {m.name: m for m in ancestor.node.body if isinstance(m, ast.FunctionDef)}
    if "_hook_apply_defaults" in methods:
        # airflow/models/baseoperator.py: it may change every argument before `__init__` sees them.
        return None
    return initializer_arguments(methods["__init__"]) if "__init__" in methods else set()
