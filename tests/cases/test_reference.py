#!/usr/bin/env python3
"""Every case under cases/reference, in every state that its expect.csv speaks of, against the values that it expects; then the
result is verified. One check for each state of a case."""
import csv
import os
import subprocess
import sys
import tempfile

YIPAN = os.environ.get("YIPAN", "build/yipan")
CASES = "cases/reference"


def states_of(case):
    """(scenario, lift) of the runs that expect.csv speaks of, in the order of its rows."""
    with open(os.path.join(CASES, case, "expect.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return list(dict.fromkeys((row.get("scenario") or "", row.get("lift") or "") for row in rows))


def run(*arguments):
    process = subprocess.run([YIPAN, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True, timeout=300)
    return process.returncode, process.stdout


def check(case, scenario, lift, output):
    options = (["--scenario", scenario] if scenario else []) + (["--lift", lift] if lift else [])
    code, said = run("solve", os.path.join(CASES, case), "--expect", "--output", output, *options)
    if code == 0:
        code, said = run("verify", output)
    return code, said


def main():
    failed = 0
    cases = sorted(entry for entry in os.listdir(CASES) if os.path.isdir(os.path.join(CASES, entry)))
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            for number, (scenario, lift) in enumerate(states_of(case)):
                code, said = check(case, scenario, lift, os.path.join(folder, f"{case}-{number}"))
                state = ", ".join(part for part in (scenario, lift and f"lift {lift}") if part)
                print(f"{'ok' if code == 0 else 'not ok'} - {case}{f' ({state})' if state else ''}")
                if code != 0:
                    failed += 1
                    print("\n".join(f"# {line}" for line in f"exit code {code}\n{said}".splitlines()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
