#!/usr/bin/env python3
"""The small case of the README works as it stands, and is worth what the README says."""
import json
import os
import re
import subprocess
import sys
import tempfile

YIPAN = os.path.abspath(os.environ.get("YIPAN", "build/yipan"))
failures = 0


def check(what, holds):
    global failures
    failures += not holds
    print(f"{'ok' if holds else 'not ok'} - {what}")


def write_case(folder):
    with open("README.md", encoding="utf-8") as file:
        text = file.read()
    block = text[text.index("    two/case.yaml"):text.index("`yipan check two`")]
    path, lines = None, {}
    for line in block.splitlines():
        start = re.match(r"    (two/\S+)\s+(\S.*)", line)
        if start:
            path = start[1]
        if line.strip():
            lines.setdefault(path, []).append(start[2] if start else line.strip())
    for path, rows in lines.items():
        os.makedirs(os.path.join(folder, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
            file.write("\n".join(rows) + "\n")
    return float(re.search(r"lifting the duty is worth (\d+) EUR", text)[1])


with tempfile.TemporaryDirectory() as folder:
    worth = write_case(folder)
    for command in ("check", "solve", "gain"):
        run = subprocess.run([YIPAN, command, "two", *(["--output", command] if command != "check" else [])], cwd=folder,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        check(f"yipan {command} two ends well {run.stderr if run.returncode else ''}", run.returncode == 0)
    with open(os.path.join(folder, "gain", "summary.json"), encoding="utf-8") as file:
        # one hour of a year that weighs one: money of the horizon
        found = json.load(file)["worth"]["value"]
    check(f"the duty is worth {worth:g} EUR, found {found:g}", abs(found - worth) < 1e-6)
sys.exit(failures > 0)
