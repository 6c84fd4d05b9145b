#!/usr/bin/env python3
"""Spoiled inputs: exit code 2, a message with file, line and column, nothing written, no crash, no gigabytes."""
import os
import resource
import shutil

import program
from program import copy, expect, rewrite, say

BOM = b"\xef\xbb\xbf"


def replace(table, old, new):
    return lambda case: rewrite(case, table, old, new)


def write(table, text):
    def spoil(case):
        with open(os.path.join(case, table), "wb") as file:
            file.write(text)
    return spoil


def remove(table):
    return lambda case: os.remove(os.path.join(case, table))


def long_line(table):
    """Two gigabytes of one line that take no room on the disk."""
    def spoil(case):
        os.truncate(os.path.join(case, table), 2 << 30)
    return spoil


def dangling(table):
    def spoil(case):
        os.remove(os.path.join(case, table))
        os.symlink("nowhere", os.path.join(case, table))
    return spoil


def folder_instead(table):
    def spoil(case):
        os.remove(os.path.join(case, table))
        os.mkdir(os.path.join(case, table))
    return spoil


REFUSED = [  # what, how, and the beginning of a message after the path of the case
    ("a missing table", remove("goods.csv"), ": error: no goods.csv here: every case has goods"),
    ("no case.yaml", remove("case.yaml"), ": error: no case.yaml here"),
    ("an unknown column", replace("supplies.csv", b",cost", b",costs"), "/supplies.csv:1:24: error: "),
    ("an unknown place", replace("supplies.csv", b"A1,A,", b"A1,AA,"), "/supplies.csv:2:4: error: "),
    ("an unknown good", replace("demands.csv", b"A,electricity", b"A,electrcity"), "/demands.csv:2:10: error: "),
    ("a wrong unit", replace("supplies.csv", b",capacity,", b",capacity [t],"), "/supplies.csv:2:18: error: "),
    ("an unknown unit", replace("goods.csv", b",MWh", b",MWhh"), "/goods.csv:2:13: error: "),
    ("a negative capacity", replace("supplies.csv", b",100,20", b",-100,20"), "/supplies.csv:2:18: error: "),
    ("NaN", replace("supplies.csv", b",100,20", b",nan,20"), "/supplies.csv:2:18: error: "),
    ("a text for a number", replace("supplies.csv", b",100,20", b",\xe5\xa4\x9a,20"), "/supplies.csv:2:18: error: "),
    ("a number beyond all", replace("supplies.csv", b",100,20", b",100,1e999"), "/supplies.csv:2:22: error: "),
    ("a duplicate id", replace("supplies.csv", b"A2,", b"A1,"), "/supplies.csv:3:1: error: "),
    ("a row that is too long", replace("supplies.csv", b",100,20", b",100,20,x"), "/supplies.csv:2:"),
    ("a row that is too short", replace("supplies.csv", b",100,20", b",100"), "/supplies.csv:2:"),
    ("a quote that is never closed", replace("supplies.csv", b"A1,", b'"A1,'), "/supplies.csv:2:1: error: "),
    ("a NUL byte", replace("supplies.csv", b"A1,", b"A\x001,"), "/supplies.csv:2:2: error: "),
    ("bytes that are no UTF-8", replace("supplies.csv", b"A1,", b"A\xff1,"), "/supplies.csv:2:2: error: "),
    ("an empty table", write("supplies.csv", b""), "/supplies.csv:"),
    ("an empty case.yaml", write("case.yaml", b""), "/case.yaml:"),
    ("a case.yaml of NUL bytes", write("case.yaml", b"\0" * 100), "/case.yaml:"),
    ("a deep case.yaml", write("case.yaml", b"title: " + b"[" * 100000), "/case.yaml:1:"),
    ("a deep case.yaml that is closed", write("case.yaml", b"title: " + b"[" * 50000 + b"]" * 50000 + b"\n"), "/case.yaml:1:"),
    ("a deep case.yaml of blocks", write("case.yaml", b"".join(b" " * n + b"a:\n" for n in range(2000))), "/case.yaml:"),
    ("aliases that multiply", write("case.yaml", b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % ((98 + n,) * 2 + (97 + n,) * 9) for n in range(12))), "/case.yaml:"),
    ("an unknown key", replace("case.yaml", b"regions:", b"region:"), "/case.yaml:5:1: error: "),
    ("a duplicate key", replace("case.yaml", b"regions: area", b"regions: area\nregions: area"), "/case.yaml:6:1: error: "),
    ("a tab in case.yaml", replace("case.yaml", b"regions:", b"\tregions:"), "/case.yaml:"),
    ("a time without end", replace("case.yaml", b"count: 1", b"count: 99999999999999999999"), "/case.yaml:4:"),
    ("a table of 2 GB in one line", long_line("supplies.csv"), "/supplies.csv:"),
    ("a case.yaml of 2 GB in one line", long_line("case.yaml"), "/case.yaml:"),
    ("a link that leads nowhere", dangling("supplies.csv"), "/supplies.csv: error: "),
    ("a case.yaml that leads nowhere", dangling("case.yaml"), ": error: no case.yaml here"),
    ("a folder for a table", folder_instead("supplies.csv"), "/supplies.csv: error: "),
    ("a table in folders above itself", replace("places.csv", b"system,,system", b"system,A,system"), "/places.csv:"),
    ("a link to itself", replace("links.csv", b"tie,A,B", b"tie,A,A"), "/links.csv:"),
]
MEANT_WELL = [
    ("CRLF", lambda case: rewrite_all(case, "supplies.csv", b"\n", b"\r\n")),
    ("a byte-order mark", replace("supplies.csv", b"id,", BOM + b"id,")),
    ("a byte-order mark in case.yaml", replace("case.yaml", b"format:", BOM + b"format:")),
    ("no line break at the end", lambda case: rewrite_all(case, "supplies.csv", b",60\n", b",60")),
    ("cells in quotes", replace("supplies.csv", b"A1,A,", b'"A1","A",')),
]


def rewrite_all(case, table, old, new):
    path = os.path.join(case, table)
    with open(path, "rb") as file:
        text = file.read()
    with open(path, "wb") as file:
        file.write(text.replace(old, new))


def check_refusals(folder):
    home = os.path.join(folder, "home")
    os.mkdir(home)
    for what, spoil, message in REFUSED:
        case = copy(folder)
        spoil(case)
        expect(2, what, "solve", case, cwd=home, said=case + message)
        shutil.rmtree(case)
    say(os.listdir(home) == [], "nothing was written", os.listdir(home))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sanitized = os.environ.get("SANITIZE", "") != ""
    say(peak < 500 or sanitized, f"{'peak memory below 500 MB' if not sanitized else 'peak memory # skip sanitizers'}", f"{peak:.0f} MB")


def main():
    with program.workplace() as folder:
        check_refusals(folder)
        for what, spoil in MEANT_WELL:
            case = copy(folder)
            spoil(case)
            process = program.run("solve", case, "--json", "--output", os.path.join(folder, "result"), "--force")
            say('"objective": 7050' in process.stdout, f"{what}: read as meant", process.stderr)
        case = os.path.join(copy(folder), "goods.csv")
        expect(2, "a file instead of a folder", "check", case, said=case)
        for command in "verify", "report", "solve":
            expect(2, f"{command} of a file", command, case, said=case)
        garbage = os.path.join(folder, "garbage")
        os.mkdir(garbage)
        for name in "summary.json", "series.nc":
            with open(os.path.join(garbage, name), "wb") as file:
                file.write(os.urandom(1000))
        for command in "verify", "report":
            expect(2, f"{command} of garbage", command, garbage, said=garbage)
        with open(os.path.join(garbage, "summary.json"), "w", encoding="utf-8") as file:
            file.write("[" * 100000)
        expect(2, "report of a deep summary", "report", garbage, said=garbage)
        expect(2, "holding garbage", "solve", program.SMALL, "--hold", garbage, "--output", os.path.join(folder, "none"), said=garbage)
    program.finish()


if __name__ == "__main__":
    main()
