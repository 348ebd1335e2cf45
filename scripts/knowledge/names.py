"""The names table: what can be imported from which module, and where it went, by version of Airflow.

The modules that authors import from every day are listed whole. Of all others, the names that a
version deprecates or no longer has, and the places that these went to.
"""

from __future__ import annotations

import ast
from collections import defaultdict

from package import Definition, Package
from releases import PATCH_RELEASES, Release
from spans import span
from syntax import constant, dotted

# The modules that DAG files import from and that the rules ask about: listed whole.
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
    "airflow.utils.edgemodifier",
    "airflow.utils.helpers",
    "airflow.utils.trigger_rule",
)
# Airflow's own workings: no DAG and no plugin imports from them.
INTERNAL = (
    "airflow._shared",
    "airflow._vendor",
    "airflow.api_fastapi",
    "airflow.api_internal",
    "airflow.cli",
    "airflow.config_templates",
    "airflow.dag_processing",
    "airflow.example_dags",
    "airflow.jobs",
    "airflow.migrations",
    "airflow.mypy",
    "airflow.serialization",
    "airflow.ti_deps",
)
# Where authors are meant to import from, best first; a name of any other module has its own place.
PUBLIC = (
    "airflow.sdk",
    "airflow.sdk.exceptions",
    "airflow.sdk.timezone",
    "airflow.sdk.log",
    "airflow.sdk.lineage",
    "airflow.sdk.types",
    "airflow.sdk.io",
    "airflow.exceptions",
)
EXCEPTION_MODULES = ("airflow.exceptions", "airflow.sdk.exceptions")


def names_table(packages: dict[str, Package], minors: list[str]) -> dict[str, object]:
    public = {minor: _public_places(packages[minor]) for minor in minors}
    read = _Reader(packages, minors, public, _NewPlaces(packages[minors[-1]], public[minors[-1]]))
    described: dict[str, dict[str, str]] = defaultdict(dict)
    places: set[str] = set()
    whole = _whole_modules(packages)
    for module in sorted(whole | _other_modules(packages)):
        for name in sorted({n for package in packages.values() for n in package.names_in(module)}):
            found = read.history(module, name)
            if found is None or (module not in whole and not found.changed):
                continue
            described[module][name] = found.text
            places.update(found.places)
    # A place is listed too, so that it is known which versions have it.
    for path in sorted(places):
        module, _, name = path.rpartition(".")
        found = read.history(module, name, is_place=True)
        if found is not None and name not in described[module]:
            described[module][name] = found.text
    return {
        "versions": minors,
        "modules": {module: names for module, names in sorted(described.items()) if names},
        "deprecatedClasses": _deprecated_classes(packages, minors),
        "providers": _provider_names(packages),
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


class _History:
    """`versions|versions that warn|places, newest first`: `"-2.11|2.4-|a.b.c,d.e.f"`."""

    def __init__(self, versions: str, warned: str, places: list[str]) -> None:
        self.places = places
        self.text = "|".join([versions, warned, ",".join(places)]).rstrip("|")
        # Gone in the newest version, or deprecated in some.
        self.changed = bool(warned) or (versions != "" and not versions.endswith("-"))


class _Reader:
    def __init__(
        self,
        packages: dict[str, Package],
        minors: list[str],
        public: dict[str, dict[str, str]],
        new_places: _NewPlaces,
    ) -> None:
        self._packages = packages
        self._minors = minors
        self._public = public
        self._new_places = new_places

    def history(self, module: str, name: str, *, is_place: bool = False) -> _History | None:
        if name.startswith("_"):
            return None
        own = f"{module}.{name}"
        found = {
            minor: definition
            for minor in self._minors
            if (definition := self._packages[minor].resolve(own)) is not None
            and definition.module.startswith("airflow")
            # A redirection that leads to a module by mistake still lets the import through.
            and (definition.name or definition.deprecated)
        }
        places: list[str] = []
        for minor in reversed(found):
            place = self._public[minor].get(found[minor].path, found[minor].path)
            if not found[minor].name:
                continue
            if place not in (own, *places) and not _is_private(place):
                places.append(place)
        is_meant = is_place or module in FACADES or self._is_reexport(module, name)
        is_code = is_place or _is_public_value(name)
        for definition in found.values():
            is_code = is_code or isinstance(definition.node, (ast.ClassDef, ast.FunctionDef))
            is_code = is_code or definition.deprecated
            is_meant = is_meant or definition.deprecated or definition.path == own
        named = {minor: definition for minor, definition in found.items() if definition.name}
        if not named or not is_meant or not is_code:
            return None
        warned = [minor for minor, definition in found.items() if definition.deprecated]
        if not places and list(named)[-1] != self._minors[-1]:
            places = self._new_places.of(list(named.values())[-1])
        return _History(
            span(list(found), self._minors),
            (span(warned, self._minors) or "*") if warned else "",
            places,
        )

    def _is_reexport(self, module: str, name: str) -> bool:
        found = [package.module(module) for package in self._packages.values()]
        return any(real is not None and name in real.reexports for real in found)


class _NewPlaces:
    """Where a definition went of which Airflow left no trace in its old place.

    Airflow 3 moved much of the core into its SDK and its standard provider without a redirection.
    What has the same name there, is of the same kind, and is the only one, is the same thing.
    """

    def __init__(self, newest: Package, public: dict[str, str]) -> None:
        self._by_name: dict[str, dict[str, Definition]] = defaultdict(dict)
        for root in ("airflow.sdk", "airflow.providers.standard"):
            for module in newest.module_names(root):
                if ".example_dags" in module:
                    continue
                for name in newest.names_in(module):
                    definition = newest.resolve(f"{module}.{name}")
                    if definition is None or definition.deprecated or definition.name != name:
                        continue
                    place = public.get(definition.path, definition.path)
                    if place.startswith(("airflow.sdk.", "airflow.providers.")) and not _is_private(place):
                        self._by_name[name][place] = definition

    def of(self, old: Definition) -> list[str]:
        alike = [
            place
            for place, new in self._by_name.get(old.name, {}).items()
            if type(new.node) is type(old.node) and isinstance(new.node, (ast.ClassDef, ast.FunctionDef))
        ]
        return alike if len(alike) == 1 else []


def _whole_modules(packages: dict[str, Package]) -> set[str]:
    found = set(MODULES)
    for package in packages.values():
        for root in PACKAGES:
            found.update(package.module_names(root))
    return found


def _other_modules(packages: dict[str, Package]) -> set[str]:
    """All modules that are not Airflow's own workings, with those that packages make when loaded."""
    found: set[str] = set()
    for package in packages.values():
        for module in package.module_names("airflow"):
            package.module(module)
        found.update(package.module_names("airflow"))
    return {
        module
        for module in found
        if not module.startswith(("airflow.sdk", "airflow.providers"))
        and not any(module == root or module.startswith(f"{root}.") for root in INTERNAL)
    }


def _public_places(package: Package) -> dict[str, str]:
    """Where something is really defined → where authors import it from."""
    found: dict[str, str] = {}
    for module in PUBLIC:
        for name in package.names_in(module):
            definition = package.resolve(f"{module}.{name}")
            if definition is not None and not definition.deprecated and definition.name:
                found.setdefault(definition.path, f"{module}.{name}")
    return found


def _is_private(path: str) -> bool:
    return any(part.startswith("_") for part in path.split("."))


def _is_public_value(name: str) -> bool:
    return name in ("dag", "task", "task_group", "setup", "teardown", "chain", "macros")


def _provider_names(packages: dict[str, Package]) -> list[str]:
    """The endings of `apache-airflow-providers-…`, by which a module is known to be in a provider."""
    return sorted({name for package in packages.values() for name in package.provider_names()})


def _deprecated_classes(packages: dict[str, Package], minors: list[str]) -> dict[str, object]:
    """Operators whose constructor warns that the whole class is deprecated."""
    found: dict[str, dict[str, str]] = {}
    for minor in minors:
        for module in sorted(_whole_modules(packages)):
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
