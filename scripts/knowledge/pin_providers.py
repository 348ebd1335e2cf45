"""Writes provider-releases.json: the releases of the main providers that the tables are read from.

    UV=path/to/uv python3 scripts/knowledge/pin_providers.py

Each row is what `uv pip compile --exclude-newer` chooses on a day: some weeks after the last patch
of a minor version of Airflow, so that no provider of its time is missed, and the day of the pinning.
A provider that had no release yet is left out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

PREFIX = "apache-airflow-providers-"
# common-compat is what the others import their bases through. yandex has operators of the same
# names as google, which must not be judged by google's signatures.
PROVIDERS = (
    "amazon apache-spark celery cncf-kubernetes common-compat common-sql databricks dbt-cloud docker"
    " ftp google http microsoft-azure mysql postgres sftp slack smtp snowflake sqlite ssh yandex"
).split()
# Airflow, day, and a Python for which all of that day is made.
DAYS = (
    ("2.4", "2022-11-15", "3.10"),
    ("2.5", "2023-04-20", "3.10"),
    ("2.7", "2023-11-07", "3.10"),
    ("2.9", "2024-08-15", "3.10"),
    ("2.10", "2025-02-11", "3.10"),
    ("3.0", "2025-08-30", "3.10"),
    ("3.1", "2026-03-12", "3.10"),
    ("2.11", "2026-03-15", "3.10"),
    ("3.3", "2026-09-18", "3.10"),
    ("3.3", "2026-11-21", "3.12"),
)


def main() -> None:
    rows = [{"airflow": minor, "day": at[0], "providers": pinned(*at)} for minor, *at in DAYS]
    path = Path(__file__).with_name("provider-releases.json")
    path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def pinned(day: str, python: str) -> dict[str, str]:
    """Provider → version. Raises RuntimeError with what uv says where it finds none."""
    command = [os.environ.get("UV", "uv"), "pip", "compile", "--quiet", "--no-deps", "--no-header"]
    command += ["--no-annotate", "--python-version", python, "--exclude-newer", day, "-"]
    wanted = list(PROVIDERS)
    while True:
        lines = "\n".join(f"{PREFIX}{name}" for name in wanted)
        run = subprocess.run(command, input=lines, capture_output=True, text=True)
        if run.returncode == 0:
            return dict(re.findall(rf"^{PREFIX}(\S+)==(\S+)$", run.stdout, re.MULTILINE))
        unborn = re.search(rf"there are no versions of {PREFIX}(\S+)", run.stderr)
        if unborn is None:
            raise RuntimeError(run.stderr)
        wanted.remove(unborn[1])


if __name__ == "__main__":
    main()
