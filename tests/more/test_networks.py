#!/usr/bin/env python3
"""Networks too long for every run: PyPSA's model-energy, a year in steps of three hours, from both kinds of files."""
import json
import os
import subprocess
import sys
import tempfile

YIPAN = os.environ.get("YIPAN", "build/yipan")
OBJECTIVE = 8078135675.451242


def main():
    failed = 0
    for path in "tests/data/pypsa/model-energy", "tests/data/pypsa/model-energy.nc":
        with tempfile.TemporaryDirectory() as folder:
            process = subprocess.run([YIPAN, "solve", path, "--json", "--output", os.path.join(folder, "result")],
                                     stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=500)
        objective = json.loads(process.stdout)["objective"] if process.returncode == 0 else float("nan")
        holds = abs(objective - OBJECTIVE) <= 1e-8 * OBJECTIVE
        failed += not holds
        print(f"{'ok' if holds else 'not ok'} - {path}" + ("" if holds else f"\n# {objective} {process.stderr}"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
