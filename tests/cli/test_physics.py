#!/usr/bin/env python3
"""Small networks with one feature each: PyPSA's objective, a certificate, and the same from the written case and result."""
import csv
import json
import os

import program
from program import expect, say

FOLDER = os.path.join(program.ROOT, "tests/data/pypsa/physics")


def check(row, folder):
    name, options = row["network"], row["options"].split()
    what = " ".join([name, *options])
    network, case, result = os.path.join(FOLDER, name), os.path.join(folder, name), os.path.join(folder, "result")
    said = json.loads(expect(0, what, "solve", network, *options, "--json", "--output", result, "--force").stdout)
    value, found = float(row["objective"]), said["objective"]
    say(abs(found - value) <= 1e-6 * (1 + abs(value)), "... PyPSA's objective", (found, value))
    expect(0, "... holds as written", "verify", result)
    if not os.path.exists(case):
        expect(0, "... as a case", "import", "pypsa", network, case)
    again = json.loads(expect(0, "... solved", "solve", case, *options, "--json", "--output", result, "--force").stdout)
    say(abs(again["objective"] - found) <= 1e-9 * (1 + abs(found)), "... is the same", (again["objective"], found))


def main():
    with open(os.path.join(FOLDER, "values.csv"), encoding="utf-8") as file, program.workplace() as folder:
        for row in csv.DictReader(file):
            check(row, folder)
    program.finish()


if __name__ == "__main__":
    main()
