"""For the tests beside it: the program as a user meets it, small cases in a folder that is removed at the end, one line per check."""
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
YIPAN = os.path.abspath(os.environ.get("YIPAN", os.path.join(ROOT, "build/yipan")))
BUILD = os.path.abspath(os.environ.get("BUILD", os.path.join(ROOT, "build")))
SMALL = os.path.join(ROOT, "cases/reference/power-two-areas")
failed = 0


def run(*arguments, cwd=None, prefix=(), timeout=120, stdout=subprocess.PIPE, env=None):
    """The finished program: .returncode, .stdout, .stderr; bytes that are no UTF-8 are shown as such."""
    return subprocess.run([*prefix, YIPAN, *arguments], stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
                          cwd=cwd, timeout=timeout, text=True, errors="replace", env={**os.environ, **(env or {})})


def say(holds, what, *details):
    """One line for one check; what was found is shown if it fails."""
    global failed
    print(f"{'ok' if holds else 'not ok'} - {what}", flush=True)
    if not holds:
        failed += 1
        for detail in details:
            print("\n".join(f"# {line}" for line in str(detail).splitlines()), flush=True)


def expect(code, what, *arguments, said=None, **how):
    """One check: the program ends with this code, and its messages hold `said`. The finished program."""
    process = run(*arguments, **how)
    holds = process.returncode == code and (said is None or said in process.stderr)
    say(holds, what, f"exit code {process.returncode}, expected {code}" + (f"; expected to read: {said}" if said else ""),
        (process.stderr or "")[:2000])
    return process


def copy(folder, name="case", of=SMALL):
    """A fresh copy of a case, to be spoiled."""
    target = os.path.join(folder, name)
    shutil.rmtree(target, ignore_errors=True)
    return shutil.copytree(of, target)


def rewrite(case, table, old, new):
    """Replace a text of a table; bytes, so that anything can be written."""
    path = os.path.join(case, table)
    with open(path, "rb") as file:
        text = file.read()
    assert old in text, (table, old)
    with open(path, "wb") as file:
        file.write(text.replace(old, new, 1))


@contextlib.contextmanager
def workplace():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield folder


def finish():
    sys.exit(1 if failed else 0)
