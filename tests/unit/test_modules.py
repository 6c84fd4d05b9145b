#!/usr/bin/env python3
"""The borders of the modules hold: who includes whom, one header per source first, no file too long."""
import base64
import glob
import hashlib
import os
import re
import sys

MAY_USE = {  # what it names, and what those may use
    "base": [],
    "table": ["base"],
    "case": ["table"],
    "exchange": ["verify"],
    "model": ["case"],
    "result": ["case"],
    "verify": ["case", "result"],
    "solve": ["model", "result"],
    "study": ["solve", "verify"],
    "market": ["table", "solve"],
    "output": ["result", "verify"],
    "cli": ["exchange", "study", "market", "output"],
}
LONGEST_FILE = 600  # lines
NAMES_OF_NOTHING = {"utils", "util", "common", "misc", "helpers", "helper"}


def reachable(module):
    return {module}.union(*(reachable(other) for other in MAY_USE[module]))


def includes(path):
    with open(path, encoding="utf-8") as file:
        return re.findall(r'^\s*#\s*include\s+"([^"]+)"', file.read(), re.M)


def foreign_includes(module, path):
    for name in includes(path):
        other = name.split("/")[0]
        if "/" in name and other not in reachable(module):
            yield f'{path} includes "{name}": expected one of {", ".join(sorted(reachable(module)))}'


def header_order(path):
    own = os.path.relpath(os.path.splitext(path)[0], "src") + ".h"
    public = os.path.basename(path) == "status.c"  # its header is yipan.h
    if os.path.exists(os.path.join("src", own)) and includes(path)[:1] != [own]:
        yield f'{path} begins with {includes(path)[:1]}: expected "{own}"'
    elif not os.path.exists(os.path.join("src", own)) and not public and not path.startswith("src/cli/"):
        # write_tables.c belongs to write.h, as does every file of a family
        words = os.path.basename(own)[:-2].split("_")
        family = {"/internal.h", f"/{os.path.basename(own)}"} | {f"/{'_'.join(words[:n])}.h" for n in range(1, len(words))}
        if not (includes(path) and includes(path)[0].endswith(tuple(family))):
            yield f'{path} has no header {own}: expected one, or to begin with the "internal.h" of its module'


def length(path):
    with open(path, encoding="utf-8") as file:
        lines = sum(1 for _ in file)
    if lines > LONGEST_FILE:
        yield f"{path} has {lines} lines: expected at most {LONGEST_FILE}"


def name(path):
    if os.path.splitext(os.path.basename(path))[0] in NAMES_OF_NOTHING:
        yield f"{path}: expected a name that says what it holds"


def page_policy():
    """A browser runs nothing of a report whose policy names another script than it carries."""
    with open("web/dist/report.js", "rb") as file:
        wanted = "sha256-" + base64.b64encode(hashlib.sha256(file.read()).digest()).decode()
    with open("web/dist/report.html", encoding="utf-8") as file:
        named = re.findall(r"sha256-[^']+", file.read())
    if named != [wanted]:
        yield f"web/dist/report.html names {named}: expected {wanted}, that of web/dist/report.js (npm run build in web/ writes both)"


def main():
    files = sorted(glob.glob("src/*/*.[ch]") + glob.glob("src/*/*.cpp"))
    sources = [path for path in files if not path.endswith(".h")]
    modules = sorted({path.split("/")[1] for path in files})
    checks = {
        "every module is one of the design": [f"src/{m}: expected one of {', '.join(MAY_USE)}" for m in modules if m not in MAY_USE],
        "modules include only what they may use": [e for p in files if p.split("/")[1] in MAY_USE for e in foreign_includes(p.split("/")[1], p)],
        "a source begins with its own header": [e for p in sources for e in header_order(p)],
        "no file is too long": [e for p in files for e in length(p)],
        "names say what a file holds": [e for p in files for e in name(p)],
        "the report's page names its script": list(page_policy()),
        "every module says what it is": [f"src/{m}/README.md is missing" for m in sorted({p.split("/")[1] for p in sources}) if not os.path.exists(f"src/{m}/README.md")],
    }
    for what, errors in checks.items():
        print(f"{'not ok' if errors else 'ok'} - {what}")
        for error in errors:
            print("    " + error)
    return 1 if any(checks.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
