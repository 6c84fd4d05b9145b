#!/usr/bin/env python3
"""Numbers that a run sets, and sweeps over them: the same answers one by one, changed structure, wrong inputs."""
import csv
import json
import os

import program
from program import SMALL, expect, say, workplace


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cost_of(result):
    with open(os.path.join(result, "summary.json"), encoding="utf-8") as file:
        return json.load(file)["cost"]


def write(folder, text, name="sweep.csv"):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def check_set(folder):
    supplies = rows_of(os.path.join(SMALL, "supplies.csv"))
    first, price = supplies[0]["id"], float(supplies[0]["cost"])
    results = {}
    for name, setting in [("plain", None), ("same", f"{first}.cost={price}"), ("double", f"{first}.cost*=2"), ("more", f"{first}.cost+={price}"),
                          ("all", "table=supplies.cost*=2")]:
        result = os.path.join(folder, name)
        expect(0, f"solve --set {setting}", "solve", SMALL, *(["--set", setting] if setting else []), "--output", result)
        results[name] = cost_of(result)
    say(results["plain"] == results["same"] and results["double"] == results["more"] > results["plain"], "... costs what it says", results)
    say(abs(results["all"] - 2 * results["plain"]) < 1e-9 * results["all"], "... a selector sets all that match", results)
    written = rows_of(os.path.join(folder, "double/case/supplies.csv"))
    say(any(row["id"] == first and abs(float(next(v for k, v in row.items() if k.startswith("cost"))) - 2 * price) < 1e-12 for row in written),
        "... and the case as run says so", written)
    expect(0, "... certified from it", "verify", os.path.join(folder, "double"))
    return first, price


def check_sweep(folder, first, price):
    factors = [1, 0.5, 2, 4, 1.5]
    table = write(folder, f"name,{first}.cost*,{first}.capacity\n" + "".join(f"run {k},{factor},{'' if k < 4 else 3}\n" for k, factor in enumerate(factors)))
    result = os.path.join(folder, "swept")
    expect(0, "a sweep", "solve", SMALL, "--sweep", table, "--output", result, "--threads", "2")
    rows = rows_of(os.path.join(result, "sweep.csv"))
    say([row["name"] for row in rows] == [f"run {k}" for k in range(5)], "... a row for each run, in their order", rows)
    say([float(row[f"{first}.cost*"]) for row in rows] == factors and [row[f"{first}.capacity"] for row in rows] == ["", "", "", "", "3"], "... says what was set", rows)
    for k, factor in enumerate(factors):
        settings = ["--set", f"{first}.cost*={factor}"] + (["--set", f"{first}.capacity=3"] if k == 4 else [])
        expect(0, f"run {k} by itself", "solve", SMALL, *settings, "--output", os.path.join(folder, f"single-{k}"))
        say(abs(cost_of(os.path.join(folder, f"single-{k}")) - float(rows[k]["cost"])) < 1e-9 * abs(float(rows[k]["cost"])), "... costs the same", rows[k])
    expect(0, "... each is certified", "verify", result, said="run 4: holds")
    figures = rows_of(os.path.join(result, "figures.csv"))
    say({row["measure"] for row in figures} >= {"price"} and {row["name"] for row in figures} == {row["name"] for row in rows}, "... figures of each", figures[:3])
    again = os.path.join(folder, "again")
    expect(0, "the sweep on one thread", "solve", SMALL, "--sweep", table, "--output", again, "--threads", "1")
    drop = lambda path: [{k: v for k, v in row.items() if k != "seconds"} for row in rows_of(path)]
    say(drop(os.path.join(again, "sweep.csv")) == drop(os.path.join(result, "sweep.csv")), "... is the same to the bit")


def check_structure(folder, first):
    table = write(folder, f"name,{first}.build_maximum,{first}.investment,{first}.lifetime\nas it is,,,\nmay grow,1000,1,10\nagain,,,\n", "grow.csv")
    result = os.path.join(folder, "grown")
    partial = program.copy(folder, "partial")
    with open(os.path.join(partial, "case.yaml"), encoding="utf-8") as file:
        text = file.read()
    say("time:" in text, "the case has a time")
    expect(0, "a change that alters the structure", "solve", partial, "--sweep", table, "--output", result)
    rows = rows_of(os.path.join(result, "sweep.csv"))
    say(rows[0]["cost"] == rows[2]["cost"] and rows[1]["status"] == "optimal" and float(rows[1]["cost"]) <= float(rows[0]["cost"]), "... and back", rows)
    expect(0, "... certified", "verify", result)


def check_inputs(folder, first):
    for setting, said in [("cost=5", "expected SELECTOR.COLUMN=VALUE"), (f"{first}.cost", "expected SELECTOR.COLUMN=VALUE"), (f"{first}.cost=much", "the value is 'much'"),
                          (f"{first}.cots=5", "'cots' is no number of supplies that can be set: did you mean 'cost'?"), (f"{first}.name=5", "'name' is no number"),
                          (f"{first}x.cost=5", f"did you mean '{first}'?"), (f"{first}.capacity=-5", "the setting makes capacity"), ("technolgy=coal.cost=5", "technolgy")]:
        expect(2, f"solve --set {setting}", "solve", SMALL, "--set", setting, "--output", "none", cwd=folder, said=said)
    for text, said in [("", "sweep.csv"), ("name\na\n", "expected a column `name` and columns such as"), (f"run,{first}.cost\na,1\n", "expected a column `name`"),
                       (f"name,{first}.cost\n", "expected a row for each run"), (f"name,{first}.cost\na,x\n", "sweep.csv:2:3: error: 'x': expected a number"),
                       (f"name,{first}.cost\na,1\na,2\n", "a run named 'a' stands above already"), (f"name,{first}.cost\n../a,1\n", "expected one that can name a folder"),
                       (f"name,{first}.cots\na,1\n", "did you mean 'cost'?"), (f"name,{first}\na,1\n", "expected SELECTOR.COLUMN"),
                       (f"name,{first}.cost [EUR/MWh]\na,1\n", "expected no unit"), (f"name,{first}.capacity\na,-1\n", "the setting makes capacity")]:
        table = write(folder, text)
        expect(2, f"a sweep of {text!r}", "solve", SMALL, "--sweep", table, "--output", "none", cwd=folder, said=said)
        os.remove(table)
    expect(2, "a sweep of nothing", "solve", SMALL, "--sweep", "no-such-file.csv", "--output", "none", cwd=folder, said="no-such-file.csv")
    say(os.listdir(folder) == [], "... and nothing is written", os.listdir(folder))


with workplace() as place:
    check_inputs(place, rows_of(os.path.join(SMALL, "supplies.csv"))[0]["id"])
    supply, cost = check_set(place)
    check_sweep(place, supply, cost)
    check_structure(place, supply)
program.finish()
