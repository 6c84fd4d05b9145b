#!/usr/bin/env python3
"""Networks of other programs: import, direct use, export, and what stands in the way."""
import json
import os

import program
from program import SMALL, expect, run, say

MESHED = os.path.join(program.ROOT, "tests/data/pypsa/ac-dc-meshed")
CASE5 = os.path.join(program.ROOT, "tests/data/matpower/case5_db.m")


def check_words():
    for command, words in ("import", "pypsa"), ("export", "mps"):
        process = expect(0, f"{command} --help", command, "--help")
        say(f"yipan {command}" in process.stdout and "--quiet" in process.stdout, "... tells its options", process.stdout)
        expect(2, f"{command} without arguments", command, said="something is missing: expected")
        expect(2, f"{command} of one argument", command, words, said="something is missing: expected")
        expect(2, f"{command} of nothing", command, words, "no-such-network", "none", said="no-such-network")
        expect(2, f"{command} of an unknown format", command, "gams", SMALL, "none", said="the format is 'gams': expected")


def check_import(folder):
    case, result = os.path.join(folder, "case"), os.path.join(folder, "result")
    expect(0, "import pypsa", "import", "pypsa", MESHED, case)
    say(os.path.exists(os.path.join(case, "case.yaml")), "... writes a case", os.listdir(case))
    expect(3, "... never over another", "import", "pypsa", MESHED, case)
    imported = json.loads(expect(0, "solve the case", "solve", case, "--json", "--output", result).stdout)
    direct = json.loads(expect(0, "solve the network", "solve", MESHED + ".nc", "--json", "--output", result, "--force").stdout)
    say(abs(direct["objective"] + 3474256.04055) < 1e-3, "... reports PyPSA's objective", direct["objective"])
    say(abs(direct["cost"] - 18441021.477729) < 1e-4, "... and what was minimised", direct["cost"])
    say(all(imported[key] == direct[key] for key in ("objective", "cost")), "... both alike", imported)
    expect(0, "verify the result of a network", "verify", result)
    expect(0, "report it", "report", result)
    expect(0, "a result with duals of meshes", "solve", MESHED, "--duals", "--output", result, "--force")
    with open(os.path.join(result, "duals.csv"), encoding="utf-8") as file:
        say("voltage,line:" in file.read(), "... names meshes by a line")
    expect(0, "check a network", "check", MESHED)
    expect(2, "layers of a network", "check", MESHED, "--layers", "a", said="--layers needs a case")
    expect(0, "import matpower", "import", "matpower", CASE5, os.path.join(folder, "case5"))
    said = json.loads(run("solve", CASE5, "--json", "--output", result, "--force").stdout)
    say(abs(said["objective"] - 16710) < 1e-6, "solve a MATPOWER file", said)


def check_export(folder):
    file = os.path.join(folder, "case.mps")
    expect(0, "export mps", "export", "mps", SMALL, file)
    with open(file, encoding="utf-8") as text:
        lines = text.read().splitlines()
    say(lines[0].startswith("NAME") and lines[-1] == "ENDATA", "... from NAME to ENDATA", lines[:2])
    lp = os.path.join(folder, "case.lp")
    expect(0, "export lp", "export", "lp", SMALL, lp)
    with open(lp, encoding="utf-8") as text:
        lines = text.read().splitlines()
    say(lines[0] == "minimize" and lines[-1] == "end", "... from minimize to end", lines[:2])
    expect(3, "... never over another file", "export", "mps", SMALL, file, said="cannot be written")
    expect(3, "... nor into a full disk", "export", "mps", SMALL, os.path.join(folder, "none", "case.mps"), said="cannot be written")


def check_export_pypsa(folder):
    result, file = os.path.join(folder, "result"), os.path.join(folder, "solved.nc")
    expect(0, "solve a network", "solve", MESHED, "--output", result)
    expect(0, "export pypsa", "export", "pypsa", result, file)
    again = json.loads(run("solve", file, "--json", "--output", os.path.join(folder, "again")).stdout)
    say(abs(again["objective"] + 3474256.04055) < 1e-3, "... which solves to the same", again["objective"])
    expect(3, "... never over another file", "export", "pypsa", result, file, said="it is there already")
    expect(0, "export a network as it is", "export", "pypsa", MESHED, os.path.join(folder, "copy.nc"))
    expect(2, "export what is no result", "export", "pypsa", SMALL, os.path.join(folder, "none.nc"))
    expect(2, "export with another network", "export", "pypsa", result, os.path.join(folder, "none.nc"), "--network",
           os.path.join(program.ROOT, "tests/data/pypsa/storage-hvdc"), said="says something else")


def main():
    check_words()
    for check in check_import, check_export, check_export_pypsa:
        with program.workplace() as folder:
            check(folder)
    program.finish()


if __name__ == "__main__":
    main()
