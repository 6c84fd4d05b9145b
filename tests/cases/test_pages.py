#!/usr/bin/env python3
"""The pages of the systems and the index of cases are up to date, and what they link to is there."""
import glob
import os
import re
import subprocess
import sys

PAGES = sorted(glob.glob("docs/systems/*.md")) + ["cases/reference/README.md"]


def broken(page):
    with open(page, encoding="utf-8") as file:
        targets = re.findall(r"\]\(([^)#:]+)\)", file.read())
    return [target for target in targets if not os.path.exists(os.path.join(os.path.dirname(page), target))]


def main():
    check = subprocess.run(["scripts/index-cases", "--check"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = [("the indexes list every case with its number of values", check.stdout.splitlines() if check.returncode else [])]
    found += [(f"{page} links to what is there", broken(page)) for page in PAGES]
    for what, errors in found:
        print(f"{'not ok' if errors else 'ok'} - {what}")
        for error in errors:
            print(f"    {error}")
    return 1 if any(errors for _, errors in found) else 0


if __name__ == "__main__":
    sys.exit(main())
