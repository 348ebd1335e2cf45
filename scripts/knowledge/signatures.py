"""Which keyword arguments a class or function of Airflow accepts, and which of them it warns about."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from package import Definition, Package
from syntax import constant, dotted

NO_ARGUMENTS = {"self", "cls", "args", "kwargs"}


@dataclass(frozen=True)
class Deprecation:
    """What Airflow says when a deprecated argument is passed.

    `equal` is True where the source shows that nothing else happens: the value is handed on to the
    replacement, or the message itself says that the argument does nothing.
    """

    message: str
    replacement: str = ""
    equal: bool = False


@dataclass
class Signature:
    arguments: set[str] = field(default_factory=set)
    deprecations: dict[str, Deprecation] = field(default_factory=dict)
    documentation: dict[str, str] = field(default_factory=dict)


def class_signature(package: Package, definition: Definition) -> Signature:
    """The arguments of a class, with those that its `**kwargs` hand on to the classes above it."""
    merged = Signature()
    for ancestor in package.ancestry(definition):
        if not isinstance(ancestor, Definition) or not isinstance(ancestor.node, ast.ClassDef):
            continue
        own, open_ended = _own_signature(ancestor.node)
        merged.arguments |= own.arguments
        for name, deprecation in own.deprecations.items():
            merged.deprecations.setdefault(name, deprecation)
        for name, text in own.documentation.items():
            merged.documentation.setdefault(name, text)
        # BaseOperator takes **kwargs only to refuse them ("Invalid arguments were passed to …").
        if not open_ended or (ancestor.name == "BaseOperator" and "task_id" in own.arguments):
            break
    merged.arguments = {name for name in merged.arguments if not name.startswith("_")}
    return merged


def function_signature(function: ast.FunctionDef) -> tuple[Signature, bool]:
    arguments = function.args
    names = {a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}
    signature = Signature(names - NO_ARGUMENTS)
    signature.documentation = _parameter_texts(ast.get_docstring(function) or "")
    for warning in _warnings(function, signature.arguments):
        signature.deprecations.setdefault(*warning)
    # An argument that is only taken out of **kwargs with a warning is still accepted.
    signature.arguments |= signature.deprecations.keys() & _kwargs_keys(function)
    return signature, arguments.kwarg is not None


def _own_signature(node: ast.ClassDef) -> tuple[Signature, bool]:
    methods = {item.name: item for item in node.body if isinstance(item, ast.FunctionDef)}
    documentation = _parameter_texts(ast.get_docstring(node) or "")
    if "__init__" in methods:
        signature, open_ended = function_signature(methods["__init__"])
        signature.documentation = documentation | signature.documentation
        return signature, open_ended
    if not _is_attrs(node):
        return Signature(documentation=documentation), True
    signature = Signature(_attrs_fields(node), {}, documentation)
    for method in methods.values():
        checked = _validated_field(method)
        renames = {"value": checked} if checked else {}
        for name, deprecation in _warnings(method, signature.arguments, renames):
            signature.deprecations.setdefault(name, deprecation)
    return signature, True


def _is_attrs(node: ast.ClassDef) -> bool:
    names = [dotted(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list]
    return any(name in ("attrs.define", "attr.define", "attr.s", "define") for name in names)


def _attrs_fields(node: ast.ClassDef) -> set[str]:
    fields: set[str] = set()
    for item in node.body:
        if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
            continue
        if "ClassVar" in ast.unparse(item.annotation):
            continue
        keywords = item.value.keywords if isinstance(item.value, ast.Call) else []
        excluded = any(
            k.arg == "init" and isinstance(k.value, ast.Constant) and not k.value.value
            for k in keywords
        )
        if not excluded:
            # attrs drops the leading underscore of a private field in `__init__`.
            fields.add(item.target.id.lstrip("_"))
    return fields


def _validated_field(method: ast.FunctionDef) -> str:
    """`sla_miss_callback` of a method under `@sla_miss_callback.validator`."""
    for decorator in method.decorator_list:
        name = dotted(decorator)
        if name.endswith(".validator"):
            return name.removesuffix(".validator")
    return ""


def _warnings(
    function: ast.FunctionDef, known: set[str], renames: dict[str, str] | None = None
) -> list[tuple[str, Deprecation]]:
    found: list[tuple[str, Deprecation]] = []
    for node in ast.walk(function):
        if not isinstance(node, ast.If) or _tests_a_value(node.test):
            continue
        for statement in node.body:
            message = _warning_message(statement)
            if not message:
                continue
            tested = _tested_names(node.test, renames or {})
            name = _first_mentioned(message, tested)
            if name:
                found.append((name, _deprecation(function, name, message, known)))
    return found


def _tests_a_value(test: ast.expr) -> bool:
    """Whether an argument is wrong only with certain values (`default_view == "tree"`)."""
    if any(isinstance(n, ast.Call) and dotted(n.func) == "isinstance" for n in ast.walk(test)):
        return True
    compares = [node for node in ast.walk(test) if isinstance(node, ast.Compare)]
    return any(isinstance(op, (ast.Eq, ast.In, ast.Lt, ast.Gt)) for c in compares for op in c.ops)


def _warning_message(statement: ast.stmt) -> str:
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or dotted(call.func) not in ("warnings.warn", "warn"):
        return ""
    message = call.args[0] if call.args else None
    if isinstance(message, ast.JoinedStr):
        message = ast.Constant("".join(constant(part) or "…" for part in message.values))
    text = " ".join(constant(message).split())
    return text if re.search(r"deprecat|removed|no longer", text, re.IGNORECASE) else ""


def _tested_names(test: ast.expr, renames: dict[str, str]) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(test):
        if isinstance(node, ast.Name):
            names.add(renames.get(node.id, node.id))
        elif isinstance(node, ast.Attribute) and dotted(node.value) == "self":
            names.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
    return names - NO_ARGUMENTS


def _first_mentioned(message: str, names: set[str]) -> str:
    mentions: list[tuple[int, str]] = []
    for name in names:
        match = re.search(rf"\b{re.escape(name)}\b", message, re.IGNORECASE)
        feature = re.match(r"The (\w+) feature", message)
        if match:
            mentions.append((match.start(), name))
        elif feature and name.startswith(f"{feature[1].lower()}_"):
            # "The SLA feature is removed" stands for `sla_miss_callback` too.
            mentions.append((feature.start(1), name))
    return min(mentions)[1] if mentions else ""


def _deprecation(function: ast.FunctionDef, name: str, message: str, known: set[str]) -> Deprecation:
    if re.search(r"has no effect|no longer required", message):
        return Deprecation(message, "", True)
    match = re.search(r"\b[Uu]se (?:[Tt]he )?[`'\"]*(\w+)[`'\"]*", message)
    replacement = match[1] if match and match[1] != name else ""
    provided = re.search(r"provide (\w+)='\w+'", message)
    if provided:
        replacement = provided[1]
    if replacement and replacement not in known and not _assigns(function, replacement, name):
        replacement = ""
    return Deprecation(message, replacement, bool(replacement) and _assigns(function, replacement, name))


def _assigns(function: ast.FunctionDef, replacement: str, name: str) -> bool:
    """Whether the source hands the old argument on to the new one unchanged."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            targets = [dotted(target).removeprefix("self.") for target in node.targets]
            if node.value.id == name and replacement in targets:
                return True
        if isinstance(node, ast.Call) and dotted(node.func) == "kwargs.setdefault":
            given = [constant(node.args[0]), dotted(node.args[1])]
            if given == [replacement, name]:
                return True
    return False


def _kwargs_keys(function: ast.FunctionDef) -> set[str]:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args]
    readers = ("kwargs.get", "kwargs.pop")
    return {constant(call.args[0]) for call in calls if dotted(call.func) in readers}


def _parameter_texts(docstring: str) -> dict[str, str]:
    """The text after each `:param name:` of a docstring, on one line."""
    texts: dict[str, str] = {}
    for match in re.finditer(r":param (\w+):(.*?)(?=\n\s*:|\n\s*\n|\Z)", docstring, re.DOTALL):
        texts[match[1]] = " ".join(match[2].split())
    return texts
