"""Which published releases the tables are read from, and how they reach this machine.

One release, the last patch, stands for each minor version of Airflow that Airworthy supports. The
providers of a 3.x release are the newest ones that PyPI had when that release was uploaded, by the
upload times in its simple index. The standard provider imports its base classes through
common-compat, so both are read.

provider-releases.json has the releases of the main providers, several for a minor version where
providers went on after its last patch; pin_providers.py makes it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Release:
    """One Airflow release: the distributions whose wheels together make the `airflow` package."""

    version: str
    distributions: tuple[tuple[str, str], ...]

    @property
    def minor(self) -> str:
        return ".".join(self.version.split(".")[:2])


def airflow_2(version: str) -> Release:
    return Release(version, (("apache-airflow", version),))


def airflow_3(version: str, standard: str, common_compat: str) -> Release:
    # The Task SDK of Airflow 3.X.Y is 1.X.Y (Requires-Dist of apache-airflow-core).
    return Release(
        version,
        (
            ("apache-airflow-core", version),
            ("apache-airflow-task-sdk", "1" + version[1:]),
            ("apache-airflow-providers-standard", standard),
            ("apache-airflow-providers-common-compat", common_compat),
        ),
    )


RELEASES = (
    airflow_2("2.4.3"),
    airflow_2("2.5.3"),
    airflow_2("2.6.3"),
    airflow_2("2.7.3"),
    airflow_2("2.8.4"),
    airflow_2("2.9.3"),
    airflow_2("2.10.5"),
    airflow_2("2.11.2"),
    airflow_3("3.0.6", "1.6.0", "1.7.3"),
    airflow_3("3.1.8", "1.12.0", "1.14.0"),
    airflow_3("3.2.2", "1.13.1", "1.15.0"),
    airflow_3("3.3.2", "1.19.0", "1.19.0"),
)

# Patch releases between which something changed that the minor version alone cannot tell.
PATCH_RELEASES = (airflow_2("2.8.1"), airflow_2("2.8.2"))


@dataclass(frozen=True)
class ProviderReleases:
    """The providers of one day, and the minor version of Airflow that was installed with them."""

    airflow: str
    versions: dict[str, str]


PROVIDER_RELEASES = tuple(
    ProviderReleases(row["airflow"], row["providers"])
    for row in json.loads(
        (Path(__file__).parent / "provider-releases.json").read_text(encoding="utf-8")
    )
)


def cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "airworthy" / "wheels"


def wheel(distribution: str, version: str) -> Path:
    """The wheel of a published distribution, downloaded once.

    Raises subprocess.CalledProcessError when the registry does not have it or cannot be reached.
    """
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    pattern = f"{distribution.replace('-', '_')}-{version}-*.whl"
    present = sorted(folder.glob(pattern))
    if not present:
        print(f"downloading {distribution} {version}", file=sys.stderr)
        # pip writes to a temporary folder first and moves, so a killed download leaves no wheel.
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary", ":all:", "--dest", str(folder), f"{distribution}=={version}"]
        subprocess.run(command, check=True)
        present = sorted(folder.glob(pattern))
    return present[0]


def wheels(release: Release) -> list[Path]:
    return [wheel(name, version) for name, version in release.distributions]


def provider_wheels(releases: ProviderReleases) -> list[Path]:
    """The wheels of the providers with those of their Airflow, whose own providers come second."""
    airflow = next(release for release in RELEASES if release.minor == releases.airflow)
    providers = [
        wheel(f"apache-airflow-providers-{name}", version)
        for name, version in releases.versions.items()
    ]
    return [*providers, *wheels(airflow)]
