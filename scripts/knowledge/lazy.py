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
            for test in [node for node in ast.walk(function) if isinstance(node, ast.If)]:
                yield from _members(function, test, literal)
                yield from _single(test)


def _members(
    function: ast.FunctionDef, test: ast.If, literal: Literal
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
    prefix = next((p for node in ast.walk(reached) if (p := _prefix(node))), "")
    for element in elements:
        if prefix:
            yield constant(element), f"{prefix}{constant(element)}", True


def _prefix(node: ast.AST) -> str:
    """`a.b.` of the f-string `f"a.b.{name}"` or of the call `getattr(a.b, name)`."""
    if isinstance(node, ast.Call) and dotted(node.func) == "getattr":
        return f"{dotted(node.args[0])}." if dotted(node.args[0]).startswith("airflow.") else ""
    if not isinstance(node, ast.JoinedStr) or len(node.values) != 2:
        return ""
    head = constant(node.values[0])
    return head if head.startswith("airflow.") and head.endswith(".") and " " not in head else ""


def _single(test: ast.If) -> Iterator[tuple[str, str, bool]]:
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
            yield constant(compare.comparators[0]), imported[value.id], True
