"""What an `__init__` takes by itself, and whether all else that it is given reaches the base."""

from __future__ import annotations

import ast

from syntax import constant, dotted

READERS = ("get", "pop")
WRITERS = ("setdefault", "update")


def initializer_arguments(initializer: ast.FunctionDef) -> set[str] | None:
    """The names that are not left to the base, or None where more may be taken than can be told.

    Those are the parameters, and the keys that the body reads in its `**kwargs` by name.
    """
    arguments = initializer.args
    names = {a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}
    names = {name for name in names - {"self"} if not name.startswith("_")}
    if arguments.kwarg is None:
        return names
    collected = arguments.kwarg.arg
    if not hands_on(initializer.body, collected):
        return None
    keys = read_keys(initializer, collected)
    return None if keys is None else names | keys


def hands_on(body: list[ast.stmt], collected: str) -> bool:
    """Whether every way through the statements calls a base's `__init__` with the `**kwargs`."""
    for statement in body:
        if isinstance(statement, ast.Expr) and is_base_call(statement.value, collected):
            return True
        if isinstance(statement, ast.If):
            if hands_on(statement.body, collected) and hands_on(statement.orelse, collected):
                return True
        elif isinstance(statement, (ast.With, ast.Try)) and hands_on(statement.body, collected):
            return True
    return False


def is_base_call(node: ast.expr, collected: str) -> bool:
    """`super().__init__(…, **kwargs)`, and `Base.__init__(self, **kwargs)`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "__init__"
        and any(k.arg is None and dotted(k.value) == collected for k in node.keywords)
    )


def read_keys(initializer: ast.FunctionDef, collected: str) -> set[str] | None:
    """The keys looked for in `**kwargs`; None where they are read or taken out in other ways."""
    keys: set[str] = set()
    understood: set[int] = set()
    for node in ast.walk(initializer):
        if isinstance(node, ast.Call):
            understood |= {id(k.value) for k in node.keywords if k.arg is None}
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            if dotted(owner) == collected:
                method = node.func.attr
                key = constant(node.args[0]) if node.args else ""
                if method in READERS and key:
                    keys.add(key)
                elif method not in WRITERS:
                    return None
                understood.add(id(owner))
        elif isinstance(node, ast.Subscript) and dotted(node.value) == collected:
            if not constant(node.slice):
                return None
            keys.add(constant(node.slice))
            understood.add(id(node.value))
        elif isinstance(node, ast.Compare) and dotted(node.comparators[0]) == collected:
            if not constant(node.left):
                return None
            keys.add(constant(node.left))
            understood.add(id(node.comparators[0]))
    names = [n for n in ast.walk(initializer) if isinstance(n, ast.Name) and n.id == collected]
    return keys if all(id(name) in understood for name in names) else None
