"""Small readings of Python syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def runtime_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Module-level statements that can run, those under if, try and with included."""
    for statement in body:
        if isinstance(statement, ast.If):
            if not _is_switched_off(statement.test):
                yield from runtime_statements(statement.body)
            yield from runtime_statements(statement.orelse)
        elif isinstance(statement, ast.Try):
            yield from runtime_statements(statement.body)
            for handler in statement.handlers:
                yield from runtime_statements(handler.body)
            yield from runtime_statements(statement.orelse)
        elif isinstance(statement, ast.With):
            yield from runtime_statements(statement.body)
        else:
            yield statement


def dotted(node: ast.AST | None) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        value = dotted(node.value)
        return f"{value}.{node.attr}" if value else ""
    return ""


def constant(node: ast.AST | str | None) -> str:
    if isinstance(node, str):
        return node
    return str(node.value) if isinstance(node, ast.Constant) and node.value else ""


def dict_items(node: ast.AST | None) -> list[tuple[str, ast.AST]]:
    if not isinstance(node, ast.Dict):
        return []
    return [(constant(k), v) for k, v in zip(node.keys, node.values, strict=True) if constant(k)]


def _is_switched_off(test: ast.expr) -> bool:
    """`if TYPE_CHECKING` never runs, and `if not settings.LAZY_LOAD_…` does not by default."""
    name = dotted(test.operand if isinstance(test, ast.UnaryOp) else test)
    return name in ("TYPE_CHECKING", "typing.TYPE_CHECKING") or name.startswith("settings.")
