#!/usr/bin/env python3
"""Commands, options, exit codes, what is printed where, result folders."""
import json
import os
import shutil

import program
from program import SMALL, copy, expect, rewrite, run, say

COMMANDS = ["check", "solve", "gain", "verify", "report"]
STORAGE = os.path.join(program.ROOT, "cases/reference/power-storage-arbitrage")
RESULT = {"summary.json", "series.nc", "case", "accounts.csv", "activities.csv", "capacities.csv", "flows.csv", "prices.csv", "unserved.csv"}


def check_words():
    expect(2, "no command: the usage", said="Usage: yipan COMMAND")
    for words in ["--help"], ["help"]:
        process = expect(0, f"yipan {words[0]}", *words)
        say(all(command in process.stdout for command in COMMANDS), f"yipan {words[0]} names every command", process.stdout)
    process = expect(0, "yipan --version", "--version")
    say(process.stdout.startswith("yipan "), "... says it", process.stdout)
    expect(2, "an unknown command", "sovle", said="unknown command 'sovle': expected check, solve")
    for command in COMMANDS:
        process = expect(0, f"yipan {command} --help", command, "--help")
        say(f"yipan {command}" in process.stdout and "--quiet" in process.stdout, "... tells its options", process.stdout)
        expect(2, f"{command} without its argument", command, said="is missing: expected a folder")
        expect(2, f"{command} with an unknown option", command, SMALL, "--no-such-thing", said="--no-such-thing")
        expect(2, f"{command} with two arguments", command, SMALL, "another", said="one argument too many")
        expect(2, f"{command} of nothing", command, "no-such-folder", said="no-such-folder")
    process = expect(0, "check --columns", "check", "--columns")
    say("supplies.csv" in process.stdout, "... lists tables", process.stdout)


def check_values(folder):
    values = [
        ("--hours", "", "are not understood"), ("--hours", "days:0", "are not understood"), ("--hours", "days:x", "are not understood"),
        ("--hours", "days:-1", "are not understood"), ("--hours", "resample:0", "are not understood"),
        ("--hours", "days:99999999999", "are not understood"), ("--hours", "days:3", "expected a horizon of whole days"),
        ("--hours", "resample:7", "divides the horizon"), ("--solver", "cplex", "expected auto, native"),
        ("--tolerance", "0", "expected a number"), ("--tolerance", "nan", "expected a number"), ("--threads", "0", "expected a number"),
        ("--time-limit", "soon", "expected a number"), ("--mip-gap", "-1", "expected a number"), ("--memory-limit", "-1", "expected a number"),
        ("--lift", "mutual aids", "there is no reform 'mutual aids': did you mean 'mutual aid'?"),
        ("--lift", "a,,b", "an empty name"), ("--scenario", "wet", "there is no scenario 'wet'"),
        ("--layers", "power", "there is no layer 'power'"), ("--hold", "no-such-result", "no-such-result"),
    ]
    for option, value, said in values:
        expect(2, f"solve {option} '{value}'", "solve", SMALL, option, value, "--output", "none", cwd=folder, said=said)
    say(os.listdir(folder) == [], "... and nothing is written", os.listdir(folder))


def check_voices(folder):
    for command in "check", "solve", "gain", "verify", "report":
        target = SMALL if command in ("check", "solve", "gain") else "solve-json"
        output = [] if command in ("check", "verify") else ["--output", f"{command}-json"]
        process = expect(0, f"{command} --json", command, target, "--json", *output, cwd=folder)
        try:
            said = json.loads(process.stdout)
        except ValueError as error:
            said = error
        say(isinstance(said, dict), "... is one JSON object, alone on standard output", said, process.stdout[:500])
        say(process.stderr == "", "... and says nothing else", process.stderr)
        if command in ("solve", "gain"):
            with open(os.path.join(folder, f"{command}-json/summary.json"), encoding="utf-8") as file:
                say(json.load(file) == said, "... what summary.json holds")
        process = expect(0, f"{command} --quiet", command, target, "--quiet", *output, *(["--force"] if output else []), cwd=folder)
        say(process.stdout == process.stderr == "", "... says nothing", process.stdout, process.stderr)
    with open("/dev/full", "w", encoding="utf-8") as full:
        expect(3, "--json into a full disk", "check", SMALL, "--json", stdout=full, said="standard output cannot be written")


def check_folders(folder):
    result = os.path.join(folder, "deep/er/result")
    expect(0, "parents of the result are made", "solve", SMALL, "--output", result)
    say(set(os.listdir(result)) == RESULT, "a result holds its files", sorted(os.listdir(result)))
    say(set(os.listdir(os.path.join(result, "case"))) == set(os.listdir(SMALL)) - {"README.md"}, "... and its case")
    before = os.stat(os.path.join(result, "summary.json")).st_mtime_ns
    expect(3, "no overwriting without --force", "solve", SMALL, "--output", result, said="already holds a result: expected another name, or --force")
    say(os.stat(os.path.join(result, "summary.json")).st_mtime_ns == before, "... and the result stands")
    expect(0, "--force replaces a result", "solve", SMALL, "--output", result, "--force", "--lift", "all")
    with open(os.path.join(result, "summary.json"), encoding="utf-8") as file:
        say(json.load(file)["objective"] == 5650, "... by the new one")
    say(os.listdir(os.path.dirname(result)) == ["result"], "... and nothing lies beside it", os.listdir(os.path.dirname(result)))
    mine = os.path.join(folder, "mine")
    os.mkdir(mine)
    with open(os.path.join(mine, "notes.txt"), "w", encoding="utf-8") as file:
        file.write("notes")
    for command in "solve", "gain":
        expect(3, f"{command} --force replaces nothing but results", command, SMALL, "--output", mine, "--force", said="is no result of yipan")
        expect(3, f"{command} into a file", command, SMALL, "--output", os.path.join(mine, "notes.txt"), "--force", said="is no folder")
        expect(3, f"{command} below a file", command, SMALL, "--output", os.path.join(mine, "notes.txt/x"), said="Not a directory")
        expect(3, f"{command} where none can be made", command, SMALL, "--output", "/proc/none/x", said="cannot make this folder")
    say(os.listdir(mine) == ["notes.txt"], "... and what is there stands", os.listdir(mine))
    os.mkdir(os.path.join(folder, "empty"))
    expect(0, "into an empty folder", "solve", SMALL, "--output", os.path.join(folder, "empty"))
    fresh = os.path.join(folder, "fresh")
    os.mkdir(fresh)
    expect(0, "without --output", "solve", SMALL + "/", cwd=fresh)
    say([name.startswith("power-two-areas-") for name in os.listdir(fresh)] == [True], "... a fresh folder named after the case", os.listdir(fresh))


def check_permission(folder):
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        say(True, "a folder without permission # skip needs root and setpriv")
        return
    closed = os.path.join(folder, "closed")
    os.mkdir(closed, 0o755)
    nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    case = copy(folder)
    if run("check", case, prefix=nobody).returncode != 0:
        say(True, "a folder without permission # skip the program is out of reach of others")
        return
    expect(3, "into a folder without permission", "solve", case, "--output", os.path.join(closed, "x"), prefix=nobody, said="Permission denied")
    say(os.listdir(closed) == [], "... nothing is left", os.listdir(closed))
    os.chmod(os.path.join(case, "supplies.csv"), 0)
    expect(2, "a table without permission", "check", case, prefix=nobody, said="supplies.csv: error: no permission to read it")
    os.chmod(case, 0)
    expect(2, "a case without permission", "check", case, prefix=nobody, said="no permission to read it")
    os.chmod(case, 0o755)


def check_solvers(folder):
    for case, methods in (SMALL, ["auto", "simplex", "ipx", "hipo", "pdlp", "qp", "mip"]), (STORAGE, ["simplex", "ipx", "hipo", "pdlp"]):
        objectives = {}
        for method in methods:
            process = run("solve", case, "--solver", method, "--json", "--output", os.path.join(folder, "by"), "--force")
            objectives[method] = json.loads(process.stdout)["objective"] if process.returncode == 0 else process.stderr
        say(all(isinstance(o, float) and abs(o - objectives["simplex"]) <= 1e-6 * (1 + abs(o)) for o in objectives.values()),
            f"every method finds one cost of {os.path.basename(case)}", objectives)


def check_steps(folder):
    """A program that is solved by steps is read in every round, and not given away to the first."""
    case = os.path.join(program.ROOT, "cases/reference/industry-takayama1964")
    process = run("solve", case, "--solver", "steps", "--output", os.path.join(folder, "steps"))
    say(process.returncode == 0 and "certified" in process.stderr, "a quadratic program is solved by steps", process.stderr)


def check_hold(folder):
    case = copy(folder)
    rewrite(case, "supplies.csv", b"capacity,cost", b"build_maximum,capacity,cost")
    rewrite(case, "supplies.csv", b"electricity,100", b"electricity,0,100")
    rewrite(case, "supplies.csv", b"electricity,100", b"electricity,0,100")
    rewrite(case, "supplies.csv", b"electricity,50", b"electricity,0,50")
    rewrite(case, "supplies.csv", b"electricity,100,60", b"electricity,0,100,60\nB3,B,electricity,40,0,10")
    first = json.loads(expect(0, "a plan with new capacities", "solve", case, "--json", "--output", os.path.join(folder, "first")).stdout)
    process = expect(0, "... held", "solve", case, "--hold", os.path.join(folder, "first"), "--json", "--output", os.path.join(folder, "held"))
    held = json.loads(process.stdout)
    say(first["objective"] == held["objective"] == 7050 - 40 * 50, "... costs the same", first["objective"], held["objective"])
    expect(0, "... and verifies", "verify", os.path.join(folder, "held"))


def check_no_plan(folder):
    case = copy(folder)
    rewrite(case, "demands.csv", b",80", b",8000")
    result = os.path.join(folder, "infeasible")
    process = expect(1, "a demand that must be served and cannot", "solve", case, "--output", result, said="infeasible")
    with open(os.path.join(result, "summary.json"), encoding="utf-8") as file:
        summary = json.load(file)
    say(summary["status"] == "infeasible" and summary["cause"] and summary["objective"] is None, "... its summary says so", summary)
    expect(1, "... nothing to certify", "verify", result, said="infeasible, which its ray proves")
    expect(0, "... its report", "report", result)
    process = expect(1, "gain of it", "gain", case, "--output", os.path.join(folder, "infeasible-gain"), said="today: infeasible")
    say("nan" not in process.stdout + process.stderr, "... no numbers of nothing", process.stdout, process.stderr)
    case = copy(folder)
    rewrite(case, "goods.csv", b"id,unit\nelectricity,MWh", b"id,unit,disposal\nelectricity,MWh,free")
    rewrite(case, "supplies.csv", b"electricity,100,20", b"electricity,inf,-20")
    expect(1, "a cost without a floor", "solve", case, "--output", os.path.join(folder, "unbounded"), said="unbounded")
    case = os.path.join(program.ROOT, "cases/yrd")
    process = run("solve", case, "--time-limit", "0.0001", "--json", "--output", os.path.join(folder, "hasty"), timeout=300)
    say(process.returncode == 1 and json.loads(process.stdout)["status"] == "stopped", "a time limit that is too short", process.stderr)
    process = run("gain", SMALL, "--time-limit", "0", "--quiet", "--output", os.path.join(folder, "hasty-gain"))
    say(process.returncode in (0, 1), "a study whose time is up was not stopped by Ctrl-C", process.returncode, process.stderr)


def check_verify(folder):
    result = os.path.join(folder, "honest")
    expect(0, "an honest result", "solve", SMALL, "--output", result)
    expect(0, "... holds", "verify", result)
    for what, table, old, new in [("a cost", "supplies.csv", b"electricity,100,base,30", b"electricity,100,base,10"),
                                  ("a capacity", "supplies.csv", b"electricity,100,base,20", b"electricity,70,base,20"),
                                  ("a demand", "demands.csv", b",120", b",130")]:
        forged = copy(folder, "forged", of=result)
        rewrite(os.path.join(forged, "case"), table, old, new)
        expect(1, f"{what} that was changed afterwards", "verify", forged, said="does not hold")
    forged = copy(folder, "forged", of=result)
    with open(os.path.join(forged, "series.nc"), "wb") as file:
        file.write(b"garbage")
    expect(2, "a series that is garbage", "verify", forged, said="series.nc")
    with open(os.path.join(result, "series.nc"), "rb") as file:
        whole = file.read()
    codes = set()
    for share in range(1, 20):
        with open(os.path.join(forged, "series.nc"), "wb") as file:
            file.write(whole[:len(whole) * share // 20])
        codes.add(run("verify", forged).returncode)
    say(codes == {2}, "a series that was cut short, at 19 places", codes)
    shutil.rmtree(os.path.join(forged, "case"))
    expect(2, "a result without its case", "verify", forged, said="case")
    study = os.path.join(folder, "study")
    expect(0, "a study", "gain", SMALL, "--output", study)
    process = expect(0, "... every result of it is verified", "verify", study, "--json")
    say([os.path.basename(r["result"]) for r in json.loads(process.stdout)["results"]] == ["integrated", "today"], "... and named", process.stdout)
    rewrite(os.path.join(study, "today/case"), "supplies.csv", b"electricity,100,base,20", b"electricity,70,base,20")
    expect(1, "... one that does not hold spoils it", "verify", study, said="today: does not hold")


def check_range(folder):
    """A tie that a scenario charges for is two levels instead of one, so the model is made anew for that solve."""
    case = copy(folder)
    rewrite(case, "case.yaml", b"regions: area", b"regions: area\nstudies: {gain: {range: [charged]}}")
    for table, text in ("scenarios.csv", "id,kind\ncharged,named\n"), ("shocks.csv", "scenario,component,attribute,change,value\ncharged,tie,cost,add,3\n"):
        with open(os.path.join(case, table), "w", encoding="utf-8") as file:
            file.write(text)
    process = expect(0, "a range over a scenario of another structure", "gain", case, "--output", os.path.join(folder, "range"))
    say("1280 CNY to 1400 CNY" in process.stdout, "... lies between its ends", process.stdout)


def check_states(folder):
    output = ["--json", "--output", os.path.join(folder, "state"), "--force"]
    costs = [json.loads(run("solve", SMALL, *lift, *output).stdout)["objective"] for lift in ([], ["--lift", "mutual aid"], ["--lift", "all"])]
    say(costs == [7050, 5650, 5650], "--lift lifts by name, or all", costs)
    yrd = os.path.join(program.ROOT, "cases/yrd")
    said = [json.loads(run("check", yrd, "--json", *words).stdout) for words in ([], ["--layers", "power"], ["--hours", "days:2"])]
    say(said[1]["layers"] == ["power"] and said[1]["supplies"] < said[0]["supplies"], "--layers leaves the others out", said[:2])
    say(said[2]["blocks"] == 48, "--hours days:2 is 48 blocks", said[2])
    expect(0, "--scenario", "check", yrd)
    process = run("solve", yrd, "--layers", "power", "--hours", "days:2", "--scenario", "coal-hihg", "--output", os.path.join(folder, "none"))
    say(process.returncode == 2 and "did you mean 'coal-high'?" in process.stderr, "an unknown scenario names the nearest", process.stderr)


def main():
    check_words()
    for check in (check_values, check_voices, check_folders, check_permission, check_solvers, check_steps, check_hold, check_no_plan, check_verify,
                  check_range, check_states):
        with program.workplace() as folder:
            check(folder)
    program.finish()


if __name__ == "__main__":
    main()
