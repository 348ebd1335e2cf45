"""The `airflow` package of one release as syntax trees: which name means what, without importing it."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lazy import lazy_targets
from syntax import constant, dict_items, dotted, runtime_statements


@dataclass(frozen=True)
class Definition:
    """Where a name is really defined, and whether Airflow warns on the way there."""

    module: str
    name: str
    node: ast.AST | None
    deprecated: bool = False

    @property
    def path(self) -> str:
        return f"{self.module}.{self.name}" if self.name else self.module


@dataclass(frozen=True)
class Binding:
    """One way in which a module binds a name: a definition, an import, or a lazy redirection."""

    kind: str  # 'definition' | 'import' | 'alias'
    node: ast.AST | None
    target: str = ""
    deprecated: bool = False


class Module:
    def __init__(self, name: str, source: str, is_package: bool) -> None:
        self.name = name
        self.tree = ast.parse(source)
        self._lines = source.splitlines()
        self.package = name if is_package else name.rpartition(".")[0]

    @cached_property
    def bindings(self) -> dict[str, list[Binding]]:
        found: dict[str, list[Binding]] = {}
        for statement in runtime_statements(self.tree.body):
            for name, binding in self._bound_by(statement):
                found.setdefault(name, []).append(binding)
        for name, binding in self._lazy_bindings():
            found.setdefault(name, []).append(binding)
        return found

    @cached_property
    def reexports(self) -> set[str]:
        """Names that are imported for others: `import x as x`, or marked as unused by intent."""
        found: set[str] = set()
        for statement in runtime_statements(self.tree.body):
            if not isinstance(statement, ast.ImportFrom):
                continue
            text = "\n".join(self._lines[statement.lineno - 1 : statement.end_lineno])
            marked = "noqa: F401" in text
            found |= {a.name for a in statement.names if marked or a.asname == a.name}
        return found

    @cached_property
    def virtual_modules(self) -> dict[str, dict[str, str]]:
        """Modules that `add_deprecated_classes` makes, airflow/utils/deprecation_tools.py."""
        found: dict[str, dict[str, str]] = {}
        for statement in runtime_statements(self.tree.body):
            call = statement.value if isinstance(statement, ast.Expr) else None
            if not isinstance(call, ast.Call) or dotted(call.func) != "add_deprecated_classes":
                continue
            table = self._literal(call.args[0])
            if not isinstance(table, ast.Dict):
                continue
            for key, value in zip(table.keys, table.values, strict=True):
                own = isinstance(key, ast.Name) and key.id == "__name__"
                name = self.name if own else f"{self.name}.{constant(key)}"
                found[name] = {constant(k): constant(v) for k, v in dict_items(value)}
        return found

    def absolute(self, level: int, module: str | None) -> str:
        if level == 0:
            return module or ""
        parts = self.package.split(".")
        base = parts[: len(parts) - (level - 1)]
        return ".".join([*base, module] if module else base)

    def _bound_by(self, statement: ast.stmt) -> Iterator[tuple[str, Binding]]:
        if isinstance(statement, (ast.ClassDef, ast.FunctionDef)):
            yield statement.name, Binding("definition", statement)
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                top = alias.asname or alias.name.split(".")[0]
                yield top, Binding("import", statement, alias.name if alias.asname else top)
        elif isinstance(statement, ast.ImportFrom):
            source = self.absolute(statement.level, statement.module)
            for alias in statement.names:
                target = f"{source}.{alias.name}"
                yield alias.asname or alias.name, Binding("import", statement, target)
        elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
            if isinstance(target, ast.Name):
                aliased = dotted(statement.value)
                if aliased:
                    yield target.id, Binding("alias", statement, aliased)
                else:
                    yield target.id, Binding("definition", statement)
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            aliased = dotted(statement.value) if statement.value else ""
            kind = "alias" if aliased else "definition"
            yield statement.target.id, Binding(kind, statement, aliased)

    def _lazy_bindings(self) -> Iterator[tuple[str, Binding]]:
        for name, node in dict_items(self._literal(ast.Name("__lazy_imports"))):
            parts = [constant(part) for part in node.elts] if isinstance(node, ast.Tuple) else []
            source = parts[0] if parts else constant(node)
            attribute = parts[1] if len(parts) > 1 else constant(name)
            warns = bool(parts[2]) if len(parts) > 2 else False
            level = len(source) - len(source.lstrip("."))
            base = self.absolute(level, source.lstrip(".") or None)
            target = f"{base}.{attribute}" if attribute else base
            yield constant(name), Binding("import", node, target, warns)
        for name, target in self.virtual_modules.get(self.name, {}).items():
            if name != "*":
                yield name, Binding("import", None, target, True)
        for name, target, warns in lazy_targets(self.tree, self._literal):
            yield name, Binding("import", None, target, warns)

    def _literal(self, node: ast.AST) -> ast.AST:
        """What a module-level name was assigned, or the node itself when it is no such name."""
        if not isinstance(node, ast.Name):
            return node
        for statement in self.tree.body:
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if isinstance(statement, ast.AnnAssign):
                targets = [statement.target]
            if any(isinstance(target, ast.Name) and target.id == node.id for target in targets):
                return statement.value or node
        return node


class Package:
    """All modules of one release, parsed on first use."""

    def __init__(self, paths: list[Path]) -> None:
        self._sources: dict[str, tuple[zipfile.ZipFile, str, bool]] = {}
        self._modules: dict[str, Module] = {}
        self._virtual: dict[str, dict[str, str]] = {}
        self._metadata: list[str] = []
        for path in paths:
            archive = zipfile.ZipFile(path)
            for entry in archive.namelist():
                if entry.endswith(".dist-info/METADATA"):
                    self._metadata.append(archive.read(entry).decode("utf-8"))
                if entry.startswith("airflow/") and entry.endswith(".py"):
                    parts = entry[: -len(".py")].split("/")
                    is_package = parts[-1] == "__init__"
                    name = ".".join(parts[:-1] if is_package else parts)
                    self._sources.setdefault(name, (archive, entry, is_package))

    def provider_names(self) -> set[str]:
        """The providers that the release can be installed with: `"cncf-kubernetes"`."""
        pattern = r"^Requires-Dist: apache-airflow-providers-([a-z0-9-]+)"
        return {name for text in self._metadata for name in re.findall(pattern, text, re.MULTILINE)}

    def module_names(self, prefix: str) -> list[str]:
        """Real and virtual modules at or below a dotted prefix."""
        self._load_parents(prefix)
        below = f"{prefix}."
        names = {*self._sources, *self._virtual}
        return sorted(name for name in names if name == prefix or name.startswith(below))

    def module(self, name: str) -> Module | None:
        if name not in self._modules:
            if name not in self._sources:
                return None
            archive, entry, is_package = self._sources[name]
            source = archive.read(entry).decode("utf-8")
            self._modules[name] = Module(name, source, is_package)
            self._virtual.update(
                {k: v for k, v in self._modules[name].virtual_modules.items() if k != name}
            )
        return self._modules[name]

    def names_in(self, module: str) -> list[str]:
        self._load_parents(module)
        real = self.module(module)
        # What a package puts into sys.modules hides the file of that name.
        hidden = real is None or module in self._virtual
        own = set() if hidden else real.bindings.keys()
        return sorted({*own, *self._redirections(module)} - {"*"})

    def star_source(self, module: str) -> str | None:
        """The module whose names a deprecated module hands out without listing them."""
        self._load_parents(module)
        return self._redirections(module).get("*")

    def resolve(self, path: str, seen: frozenset[str] = frozenset()) -> Definition | None:
        """What `from a.b import c` would give for the path `a.b.c`, or None where it fails."""
        if path in seen:
            return None
        seen = seen | {path}
        module, _, name = path.rpartition(".")
        if not module:
            return Definition(path, "", None) if path in self._sources else None
        self._load_parents(module)
        real = self.module(module)
        if real is None or module in self._virtual:
            return self._resolve_virtual(module, name, seen)
        for binding in real.bindings.get(name, []):
            found = self._follow(real, name, binding, seen)
            if found is not None:
                return found
        # A module can redirect names of its own (`{__name__: {…}}`), besides those that it has.
        redirected = self._resolve_virtual(module, name, seen)
        if redirected is not None:
            return redirected
        return Definition(path, "", None) if path in self._sources else None

    def _redirections(self, module: str) -> dict[str, str]:
        real = self.module(module)
        own = real.virtual_modules.get(module, {}) if real is not None else {}
        return own | self._virtual.get(module, {})

    def _resolve_virtual(self, module: str, name: str, seen: frozenset[str]) -> Definition | None:
        table = self._redirections(module)
        target = table.get(name) or (f"{table['*']}.{name}" if "*" in table else None)
        return self._redirected(target, seen) if target else None

    def _follow(
        self, module: Module, name: str, binding: Binding, seen: frozenset[str]
    ) -> Definition | None:
        if binding.kind == "definition":
            return Definition(module.name, name, binding.node)
        if binding.kind == "alias":
            first, _, rest = binding.target.partition(".")
            imported = module.bindings.get(first, [])
            if rest and imported and isinstance(imported[0].node, (ast.Import, ast.ImportFrom)):
                # `TaskGroup = airflow.sdk.definitions.taskgroup.TaskGroup` after `import airflow.sdk…`
                found = self.resolve(f"{imported[0].target}.{rest}", seen)
                return found or Definition(module.name, name, binding.node)
            # An attribute (`x = y.z`) or a builtin is a value of this module's own.
            if rest or not imported:
                return Definition(module.name, name, binding.node)
            target = f"{module.name}.{binding.target}"
        else:
            target = binding.target
        return self._redirected(target, seen) if binding.deprecated else self.resolve(target, seen)

    def _redirected(self, target: str, seen: frozenset[str]) -> Definition | None:
        """What a deprecated name leads to, also into a provider that was not read with this release."""
        found = self.resolve(target, seen)
        if found is not None:
            return Definition(found.module, found.name, found.node, True)
        module, _, name = target.rpartition(".")
        foreign = module.startswith("airflow.providers.") and module not in self._sources
        return Definition(module, name, None, True) if foreign and name else None

    def _load_parents(self, module: str) -> None:
        # Parents make virtual modules while they are imported, so they have to be read first.
        parts = module.split(".")
        for length in range(1, len(parts) + 1):
            self.module(".".join(parts[:length]))

    def bases(self, definition: Definition) -> list[Definition | str]:
        """The bases of a class, resolved; a builtin or foreign base stays a dotted name."""
        if not isinstance(definition.node, ast.ClassDef):
            return []
        found: list[Definition | str] = []
        for base in definition.node.bases:
            name = dotted(base.value if isinstance(base, ast.Subscript) else base)
            resolved = self.resolve(f"{definition.module}.{name}") if name else None
            found.append(resolved or name)
        return found

    def ancestry(
        self, definition: Definition, below: frozenset[str] = frozenset()
    ) -> list[Definition | str]:
        """The method resolution order of a class: itself, then all above it, as C3 orders them."""
        below = below | {definition.path}
        # `class X(X)`, after an import of the other X, would go round: that base stays a name.
        bases = [b if _identity(b) not in below else _identity(b) for b in self.bases(definition)]
        above = [self.ancestry(b, below) if isinstance(b, Definition) else [b] for b in bases]
        return [definition, *_merge([*above, bases])]


def _merge(sequences: list[list[Definition | str]]) -> list[Definition | str]:
    order: list[Definition | str] = []
    waiting = [list(sequence) for sequence in sequences if sequence]
    while waiting:
        tails = {_identity(item) for sequence in waiting for item in sequence[1:]}
        heads = [sequence[0] for sequence in waiting]
        following = next((head for head in heads if _identity(head) not in tails), heads[0])
        order.append(following)
        taken = _identity(following)
        rest = [[i for i in sequence if _identity(i) != taken] for sequence in waiting]
        waiting = [sequence for sequence in rest if sequence]
    return order


def _identity(item: Definition | str) -> str:
    return item.path if isinstance(item, Definition) else item
