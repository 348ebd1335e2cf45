"""The names that a module's `__getattr__` (PEP 562) hands out, in the ways that Airflow writes it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from syntax import constant, dict_items, dotted

Literal = Callable[[ast.AST], ast.AST]


def lazy_targets(tree: ast.Module, literal: Literal) -> Iterator[tuple[str, str, bool]]:
    """Name, dotted path that it leads to, and whether Airflow warns on the way."""
    for name, node in dict_items(literal(ast.Name("__deprecated_imports"))):
        yield name, f"{constant(node)}.{name}", True
    # `_IMPORT_MAP = {name: (module, older module)}` of airflow/providers/common/compat/sdk.py.
    for name, node in dict_items(literal(ast.Name("_IMPORT_MAP"))):
        for source in node.elts if isinstance(node, ast.Tuple) else [node]:
            yield name, f"{constant(source)}.{name}", False
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name == "__getattr__":
            warns = _warns(function)
            yield from _subscripted(function, literal, warns)
            for test in [node for node in ast.walk(function) if isinstance(node, ast.If)]:
                yield from _members(function, test, literal, warns)
                yield from _single(test, warns)


def _warns(function: ast.FunctionDef) -> bool:
    """Whether a function calls `warnings.warn`, or something of Airflow that does it."""
    calls = [dotted(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any("warn" in name or "deprecat" in name for name in calls)


def _subscripted(
    function: ast.FunctionDef, literal: Literal, warns: bool
) -> Iterator[tuple[str, str, bool]]:
    """`module_path, new_name = _names_moved[name]`, and `_names_moved.get(name)`."""
    for node in ast.walk(function):
        table: ast.AST | None = None
        if isinstance(node, ast.Subscript) and dotted(node.slice) == "name":
            table = node.value
        elif isinstance(node, ast.Call) and dotted(node.func).endswith(".get") and node.args:
            table = node.func.value if dotted(node.args[0]) == "name" else None
        for name, value in dict_items(literal(table)) if isinstance(table, ast.Name) else []:
            parts = [constant(part) for part in value.elts] if isinstance(value, ast.Tuple) else []
            if len(parts) == 2 and all(parts) and parts[0].startswith("airflow."):
                yield name, ".".join(parts), warns
            elif constant(value).startswith("airflow."):
                # The path of the name itself, or of the module that has it.
                path = constant(value)
                yield name, path if path.endswith(f".{name}") else f"{path}.{name}", warns


def _members(
    function: ast.FunctionDef, test: ast.If, literal: Literal, warns: bool
) -> Iterator[tuple[str, str, bool]]:
    """`if name in NAMES: … f"package.{name}"` and `if name not in NAMES: raise …`."""
    compare = test.test
    if not isinstance(compare, ast.Compare):
        return
    inside = isinstance(compare.ops[0], ast.In)
    if not inside and not isinstance(compare.ops[0], ast.NotIn):
        return
    names = literal(compare.comparators[0])
    elements = names.elts if isinstance(names, (ast.Set, ast.List, ast.Tuple)) else []
    reached = test if inside else function
    modules = _imported_modules(reached)
    prefix = next((p for node in ast.walk(reached) if (p := _prefix(node, modules))), "")
    for element in elements:
        if prefix:
            yield constant(element), f"{prefix}{constant(element)}", warns


def _imported_modules(node: ast.AST) -> dict[str, str]:
    """Local name → dotted path of what is imported there."""
    return {
        alias.asname or alias.name: f"{statement.module}.{alias.name}"
        for statement in ast.walk(node)
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


def _prefix(node: ast.AST, modules: dict[str, str]) -> str:
    """`a.b.` of the f-string `f"a.b.{name}"` or of the call `getattr(a.b, name)`."""
    if isinstance(node, ast.Call) and dotted(node.func) == "getattr":
        owner = dotted(node.args[0])
        owner = modules.get(owner, owner)
        return f"{owner}." if owner.startswith("airflow.") else ""
    if not isinstance(node, ast.JoinedStr) or len(node.values) != 2:
        return ""
    head = constant(node.values[0])
    return head if head.startswith("airflow.") and head.endswith(".") and " " not in head else ""


def _single(test: ast.If, warns: bool) -> Iterator[tuple[str, str, bool]]:
    """`if name == "X": from module import Y; … return Y`."""
    compare = test.test
    if not isinstance(compare, ast.Compare) or not constant(compare.comparators[0]):
        return
    branch = test.body if isinstance(compare.ops[0], ast.Eq) else test.orelse
    imported: dict[str, str] = {}
    for statement in branch:
        if isinstance(statement, ast.ImportFrom):
            for alias in statement.names:
                imported[alias.asname or alias.name] = f"{statement.module}.{alias.name}"
        value = statement.value if isinstance(statement, (ast.Return, ast.Assign)) else None
        if isinstance(value, ast.Name) and value.id in imported:
            yield constant(compare.comparators[0]), imported[value.id], warns
