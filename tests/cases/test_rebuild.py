#!/usr/bin/env python3
"""A case that is made from raw tables is what its script makes, byte for byte; and it meets what it expects."""
import filecmp
import glob
import os
import subprocess
import sys
import tempfile

YIPAN = os.environ.get("YIPAN", "build/yipan")
failed = 0


def say(holds, what, detail=""):
    global failed
    print(f"{'ok' if holds else 'not ok'} - {what}")
    if not holds:
        failed += 1
        print("\n".join(f"# {line}" for line in str(detail).splitlines()[-40:]))


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(place, name), folder) for place, _, names in os.walk(folder) for name in names)


def rebuild(case, script):
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.run([script, folder], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        say(process.returncode == 0, f"{script} runs", process.stdout)
        made = files_below(folder)
        differ = [name for name in made if not os.path.exists(os.path.join(case, name))
                  or not filecmp.cmp(os.path.join(case, name), os.path.join(folder, name), shallow=False)]
        say(made and not differ, f"{case}: {len(made)} files are what the script makes", "\n".join(differ))
        tables = [name for name in files_below(case) if name.endswith((".csv", ".yaml")) and name.split(os.sep)[0] not in ("raw", "make")]
        strangers = sorted(set(tables) - set(made))
        say(not strangers, f"{case}: no table was written by hand", "\n".join(strangers))


def meets_expectations(case):
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.run([YIPAN, "solve", case, "--expect", "--output", os.path.join(folder, "result")], stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=550)
        say(process.returncode == 0, f"{case}: meets expect.csv", process.stdout)


def main():
    for script in sorted(glob.glob("cases/*/make/make_case")):
        case = os.path.dirname(os.path.dirname(script))
        rebuild(case, script)
        # sanitizers slow the solver's side of it twentyfold and find nothing there that smaller cases do not
        if not os.environ.get("SANITIZE"):
            meets_expectations(case)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
