"""Versions written briefly: spans of consecutive minor versions of Airflow."""

from __future__ import annotations


def span(present: list[str], minors: list[str]) -> str:
    """`"2.4-2.11"`, `"3.0-"` (still there in the newest), `"-2.11"` (since before the oldest), or
    `""` (in every version). What went and came back has several: `"2.10-2.11,3.2-"`.
    """
    indices = sorted(minors.index(minor) for minor in present)
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    if len(indices) == len(minors):
        return ""
    return ",".join(_run(run[0], run[-1], minors) for run in runs)


def _run(first: int, last: int, minors: list[str]) -> str:
    since = minors[first] if first else ""
    until = minors[last] if last < len(minors) - 1 else ""
    return f"{since}-{until}"
