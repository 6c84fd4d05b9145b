#!/usr/bin/env python3
"""Ctrl-C while a case is solved and while its result is written: exit code 130, nothing half done at the result's place, nothing left
after the next run; a second Ctrl-C ends the program at once."""
import json
import os
import signal
import subprocess
import time

import program
from program import SMALL, YIPAN, expect, say

YRD = os.path.join(program.ROOT, "cases/yrd")
SHIM = os.path.join(program.BUILD, "tests/fault_shim.so")


def start(*arguments, env=None):
    return subprocess.Popen([YIPAN, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                            start_new_session=True, env={**os.environ, **(env or {})})


def wait_for(process, text):
    """Read messages until one holds the text. What was read."""
    read = ""
    while text not in read:
        line = process.stderr.readline()
        if not line:
            break
        read += line
    return read


def strike(process, times=1):
    """Ctrl-C: the signal goes to all processes of the terminal's foreground."""
    for k in range(times):
        if k:
            time.sleep(0.2)
        try:
            os.killpg(process.pid, signal.SIGINT)
        except ProcessLookupError:
            pass


def end(process, seconds):
    """The exit code as a shell tells it, and the messages that were left to read."""
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return "did not end", ""
    return (process.returncode if process.returncode >= 0 else 128 - process.returncode), said


def wait_for_children(process, seconds=30):
    """Until nothing of the program's group lives: a child that is still dying holds the lock of the hidden folder."""
    for _ in range(seconds * 20):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def is_whole(folder, result):
    """The result's place is free or holds a complete result of a run that was stopped; nothing lies beside it."""
    if os.listdir(folder) == []:
        return True
    return os.listdir(folder) == [os.path.basename(result)] and os.path.exists(os.path.join(result, "summary.json"))


def check_solving(folder, command, *options):
    for method in [], ["--solver", "hipo"], ["--solver", "pdlp"]:
        result = os.path.join(folder, "result")
        process = start(command, YRD, *options, *method, "--output", result)
        read = wait_for(process, "model " if command == "solve" else "gain ")
        time.sleep(1)
        strike(process)
        code, said = end(process, 60)
        say(code == 130, f"Ctrl-C while solving: {command} {' '.join([*options, *method])}", code, read, said)
        say(is_whole(folder, result), "... nothing half done", os.listdir(folder))
        subprocess.run(["rm", "-rf", result], check=True)


def check_native(folder):
    """The native solver leaves its last iterate, and says that it was stopped."""
    result = os.path.join(folder, "result")
    process = start("solve", YRD, "--hours", "days:60", "--solver", "native", "--log", "--output", result)
    read = wait_for(process, "native       5")
    strike(process)
    code, said = end(process, 60)
    say(code == 130, "Ctrl-C in the sixth iteration of the native solver", code, read, said)
    summary = json.load(open(os.path.join(result, "summary.json")))
    say(summary["status"] == "stopped" and summary["cause"] == "stopped on request", "... its status is stopped", summary["cause"])
    say(summary["certificate"]["gap"] > 1e-6 and not summary["certificate"]["holds"], "... and its certificate does not hold",
        summary["certificate"])
    say(os.path.exists(os.path.join(result, "series.nc")), "... the last iterate is there", os.listdir(result))


def check_writing(folder):
    """The shim strikes as the nth write is asked for."""
    if os.environ.get("SANITIZE", "") or not os.path.exists(SHIM):
        say(True, "Ctrl-C while writing # skip needs the shim, which does not go with sanitizers")
        return
    for command in "solve", "gain":
        result = os.path.join(folder, "written")
        codes = {}
        for number in (1, 2, 3, 5, 8, 13, 21, 34, 55):
            process = start(command, SMALL, "--output", result, env={"LD_PRELOAD": SHIM, "YP_FAULT": f"interrupt:{number}"})
            codes[number], _ = end(process, 60)
            if os.listdir(folder) != []:
                codes[number] = os.listdir(folder)
        say(set(codes.values()) == {130}, f"Ctrl-C while {command} writes leaves nothing", codes)


def check_second(folder):
    result = os.path.join(folder, "twice")
    process = start("solve", YRD, "--hours", "all", "--solver", "ipx", "--output", result)
    wait_for(process, "model ")
    time.sleep(1)
    strike(process, 2)
    code, _ = end(process, 10)
    say(code == 130, "a second Ctrl-C ends the program at once", code)
    say(wait_for_children(process), "... and its children")
    say(not os.path.exists(result), "... nothing at the result's place")
    expect(0, "... the next run", "solve", SMALL, "--output", result)
    say(os.listdir(folder) == ["twice"], "... removes what was left", os.listdir(folder))


def main():
    for check in (lambda folder: check_solving(folder, "solve", "--hours", "all"), lambda folder: check_solving(folder, "gain"), check_native,
                  check_writing, check_second):
        with program.workplace() as folder:
            check(folder)
    program.finish()


if __name__ == "__main__":
    main()
