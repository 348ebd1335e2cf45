"""Writes server/src/knowledge/data/*.json from the published Airflow packages: `npm run knowledge`."""

from __future__ import annotations

import json
from pathlib import Path

from callables import arguments_ever, arguments_table
from context import context_table
from names import exceptions_table, names_table
from package import Package
from providers import providers_table
from releases import PATCH_RELEASES, PROVIDER_RELEASES, RELEASES, provider_wheels, wheels
from template_files import template_files_source, template_files_table

DATA = Path(__file__).resolve().parents[2] / "server" / "src" / "knowledge" / "data"


def write(name: str, source: str, table: dict[str, object]) -> None:
    """One line for each entry of the second level, so that a change of version reads well in git."""
    document = {"source": source, **table}
    lines = ["{"]
    for index, (key, value) in enumerate(document.items()):
        comma = "," if index < len(document) - 1 else ""
        if isinstance(value, dict) and value:
            entries = [f"    {json.dumps(k)}: {compact(v)}" for k, v in value.items()]
            lines.append(f"  {json.dumps(key)}: {{")
            lines.append(",\n".join(entries))
            lines.append(f"  }}{comma}")
        else:
            lines.append(f"  {json.dumps(key)}: {compact(value)}{comma}")
    lines.append("}")
    path = DATA / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes")


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    DATA.mkdir(parents=True, exist_ok=True)
    by_release = {release: Package(wheels(release)) for release in (*RELEASES, *PATCH_RELEASES)}
    packages = {release.minor: by_release[release] for release in RELEASES}
    minors = list(packages)
    read = ", ".join(f"{name} {version}" for r in RELEASES for name, version in r.distributions)
    source = f"Made by scripts/knowledge/generate.py from the wheels of {read}."
    arguments = arguments_table(packages, minors)
    write("airflow-arguments.json", source, arguments)
    write("provider-arguments.json", provider_source(), provider_arguments(arguments))
    write("airflow-context.json", source, context_table(packages, minors))
    write("template-files.json", f"{source} {template_files_source()}", template_files_table())
    write(
        "airflow-names.json",
        source,
        names_table(packages, minors) | exceptions_table(by_release),
    )


def provider_arguments(arguments: dict[str, object]) -> dict[str, object]:
    core = {name: arguments_ever(arguments, name) for name in ("BaseOperator", "BaseSensorOperator")}
    packages = (Package(provider_wheels(releases)) for releases in PROVIDER_RELEASES)
    return providers_table(packages, core)


def provider_source() -> str:
    read: dict[str, dict[str, None]] = {}
    for releases in PROVIDER_RELEASES:
        for name, version in releases.versions.items():
            read.setdefault(name, {})[version] = None
    listed = ", ".join(f"{name} {' '.join(read[name])}" for name in sorted(read))
    return f"Made by scripts/knowledge/generate.py from the wheels of the providers {listed}."


if __name__ == "__main__":
    main()
