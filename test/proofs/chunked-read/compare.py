"""Runs tasks as they were and as the fix made them over the same files, and compares the outputs.

Arguments: a JSON file of {"name", "original", "fixed"}, and what kind of data. Writes a JSON list of
what differs, and how many pairs succeeded and failed alike.
"""

import csv
import json
import os
import random
import re
import sys
import types
import warnings

warnings.simplefilter("ignore")

decorators = types.ModuleType("airflow.decorators")
decorators.task = lambda function: function
sys.modules["airflow"] = types.ModuleType("airflow")
sys.modules["airflow.decorators"] = decorators

COLUMNS = "id,qty,price,name,code,zip,flag,big,bigmix,day,note,mixed".split(",")


def block_rows(width):
    """The rows of one block of type inference (pandas/_libs/parsers.pyx, buffer_lines)."""
    rows = 1
    while rows * 2 < 2**20 // width:
        rows *= 2
    return rows


def write(path, rows, width, gap):
    """A file whose columns change their nature from one block to the next."""
    choice = random.Random(rows + width).choice
    block = block_rows(width)
    with open(path, "w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(COLUMNS + [f"f{n}" for n in range(width - len(COLUMNS))])
        for row in range(rows):
            late = row > block * 1.3
            name = choice(["abc", "x y", " pad ", 'é"q', "line\nbreak", "Zoë, Ü", ""])
            writer.writerow(
                [
                    row,
                    "" if late and row % 97 == 0 else row % 99 + 1,
                    f"{(row % 800 - 400) / 8:.4f}" if row % 2 else row % 10,
                    "" if gap and block <= row < 2 * block else name,
                    "A7" if row > block * 0.6 and row % 31 == 0 else row % 50,
                    "K1A" if row > block * 1.5 and row % 53 == 0 else f"{row % 90000:05}",
                    "" if late and row % 41 == 0 else choice(["True", "False", "TRUE"]),
                    2**53 + row,
                    "" if late and row % 61 == 0 else 2**60 + row,
                    f"2024-{row % 12 + 1:02}-{row % 28 + 1:02} {'10:20:30' if late else '00:00:00'}",
                    choice(["", "-", "1.50", "x"]) if row > block * 2 else "",
                    choice(["1", "2", "1.50", "3", "-"] if row > block else ["1", "2", "007"]),
                    *(row % 7 for _ in range(width - len(COLUMNS))),
                ]
            )


def write_small(path, rows_per_chunk):
    """A file of few rows, whose columns have missing values in some chunks only."""
    chosen = random.Random(5)
    with open(path, "w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow("id,qty,price,big,nq,name,zip,day,note,allna,flag,fl2".split(","))
        for row in range(60):
            chunk = row // rows_per_chunk
            name = chosen.choice(["abc", "x y", " pad ", "Zoë", 'é"q', "n\nl"] + [""] * (chunk % 2 * 3))
            day = f"2024-{row % 12 + 1:02}-{row % 28 + 1:02}"
            writer.writerow(
                [
                    row + 1,
                    "" if chunk in (2, 5) and row % 3 == 0 else chosen.randint(0, 99),
                    chosen.randint(0, 9) if chunk == 1 else f"{chosen.randint(-80, 80) / 8:.3f}",
                    2**53 + row,
                    "" if chunk == 3 or (chunk == 1 and row % 2) else chosen.choice([3, 0.5, 2.25]),
                    "" if chunk == 4 else name,
                    f"K{chosen.randint(0, 999)}",
                    chosen.choice(["", "never"]) if chunk == 6 and row % 2 else day,
                    chosen.choice(["x", ""]) if chunk >= 6 else "",
                    "",
                    "" if chunk == 3 and row % 2 else chosen.choice(["True", "False"]),
                    chosen.choice(["True", "False"]),
                ]
            )


def outcome(source, path):
    """The error or the bytes of all that a task wrote over an older file."""
    for name in ("out.csv", "out.csv.bad"):
        with open(name, "w") as target:
            target.write("an older run\n" * 3)
    error = None
    try:
        module = {}
        exec(compile(source, "dag", "exec"), module)
        module["work"](path, "out.csv")
    except Exception as raised:
        error = f"{type(raised).__name__}: {raised}"
    written = []
    for name in ("out.csv", "out.csv.bad"):
        with open(name, "rb") as target:
            written.append(target.read())
    return error, written


def first_difference(before, after):
    for old, new in zip(before, after):
        for line, (a, b) in enumerate(zip(old.split(b"\n"), new.split(b"\n"))):
            if a != b:
                return f"line {line}: {a[:200]!r} became {b[:200]!r}"
    return "one is longer"


def main():
    pairs_file, kind = sys.argv[1:]
    with open(pairs_file, encoding="utf-8") as source:
        pairs = json.load(source)
    sys.stdout, output = open(os.devnull, "w"), sys.stdout
    small = kind.startswith("small")
    if small:
        rows_per_chunk = int(kind.split("-")[1])
        write_small("in.csv", rows_per_chunk)
    else:
        rows, width = {"blocks": (1400, 1200), "gap": (1400, 1200), "one": (1, 12), "empty": (0, 12)}[kind]
        write("in.csv", rows, width, kind == "gap")
    differing, alike, failed = [], 0, 0
    for pair in pairs:
        fixed = pair["fixed"]
        if small:
            # The blocks of so small a file are as small as the test wants them.
            fixed = re.sub(r"rows = 2 \*\* .*", f"rows = {rows_per_chunk}", fixed)
            fixed = fixed.replace("chunksize=100_000", f"chunksize={rows_per_chunk}")
        error, before = outcome(pair["original"], "in.csv")
        new_error, after = outcome(fixed, "in.csv")
        if error is not None:
            failed += 1
        elif new_error is not None or before != after:
            reason = new_error or first_difference(before, after)
            differing.append({"name": pair["name"], "reason": reason})
        else:
            alike += 1
    json.dump({"differing": differing, "alike": alike, "failed": failed}, output)


main()
