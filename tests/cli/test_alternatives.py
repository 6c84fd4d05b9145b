#!/usr/bin/env python3
"""Alternatives to an optimum: values of PyPSA 1.3.0 (optimize_mga with HiGHS) on the network near-optimal, certificates, wrong inputs."""
import csv
import json
import os
import shutil

import program
from program import SMALL, expect, rewrite, say, workplace

NETWORK = os.path.join(program.ROOT, "tests/data/pypsa/near-optimal")
WIND, SUN = "built:generator:wind north", "built:generator:sun south"
# n.optimize.optimize_mga(weights, sense, slack): the weighted sum of its variables
FIVE_PERCENT = [("minimise", WIND, 113.1893625607449), ("maximise", WIND, 225.275138689933),
                ("minimise", "level:group=gas", 716.4763477816708), ("maximise", "level:generator:gas south + level:generator:gas north", 1122.5045821884396)]
TEN_PERCENT = [("minimise", f"{WIND} + 0.5*{SUN}", 165.82749673574827), ("maximise", f"{WIND} + 0.5*{SUN}", 319.94936106963473)]


def table(result):
    with open(os.path.join(result, "alternatives.csv"), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def check_values(folder, slack, wishes, name):
    result = os.path.join(folder, name)
    options = [word for sense, expression, _ in wishes for word in (f"--{sense}", expression)]
    expect(0, f"alternatives within {slack}", "solve", NETWORK, "--slack", slack, *options, "--output", result)
    rows = table(result)
    say(abs(float(rows[0]["cost"]) - 14426.964718112507) < 1e-4, "... beside the optimum", rows[0])
    for row, (sense, expression, value) in zip(rows[1:], wishes):
        say(row["sense"] == sense and abs(float(row["value"]) - value) < 1e-4 * value and row["status"] == "optimal",
            f"... {sense} {expression}: {value:.6g}", row)
        share = 0.05 if slack == "5%" else float(slack)
        say(abs(float(row["slack used"]) - share) < 1e-6, "... the slack is used up", row)
    expect(0, "... each is certified", "verify", result, said="alternative-2: holds")
    return result


def check_certificate(folder, result):
    one = os.path.join(result, "alternative-1")
    spoiled = shutil.copytree(one, os.path.join(folder, "spoiled"))
    rewrite(spoiled, "case/supplies.csv", b"30", b"31")
    expect(1, "an alternative of another cost", "verify", spoiled, said="does not hold")
    with open(os.path.join(one, "summary.json"), encoding="utf-8") as file:
        summary = json.load(file)
    say(abs(summary["cost"] - 1.05 * 14426.964718112507) < 1e-4, "its summary says what it costs", summary["cost"])
    say(abs(summary["alternative"]["value"] - 113.1893625607449) < 1e-4, "... and what it is", summary["alternative"])
    say(not os.path.exists(os.path.join(one, "prices.csv")), "... and gives no prices, which would be no money")


def check_inputs(folder):
    wrong = [
        (["--slack", "5%"], "--slack needs --minimise or --maximise"), (["--minimise", WIND], "need --slack"),
        (["--slack", "-1%", "--minimise", WIND], "--slack is '-1%'"), (["--slack", "much", "--minimise", WIND], "--slack is 'much'"),
        (["--slack", "5%", "--minimise", "built:generator:wind nort"], "did you mean 'generator:wind north'?"),
        (["--slack", "5%", "--minimise", "price:good=AC"], "the measure is 'price': expected level, flow, built"),
        (["--slack", "5%", "--maximise", "x*built"], "expected a number before the *"),
        (["--slack", "5%", "--maximise", ""], "the measure is ''"), (["--slack", "5%", "--maximise", "built +  + built"], "the measure is ''"),
        (["--slack", "5%", "--maximise", "built:link:tie"], "leaves nothing to choose"),
        (["--slack", "5%", "--minimise", WIND, "--rolling", "12h"], "exclude each other"),
    ]
    for options, said in wrong:
        expect(2, f"solve {' '.join(options)}", "solve", NETWORK, *options, "--output", "none", cwd=folder, said=said)
    quadratic = os.path.join(program.ROOT, "cases/reference/carbon-banking-vintages")
    expect(2, "alternatives of quadratic costs", "solve", quadratic, "--slack", "5%", "--minimise", "made", "--output", "none", cwd=folder,
           said="would make the limit on the cost quadratic")
    say(os.listdir(folder) == [], "... and nothing is written", os.listdir(folder))


with workplace() as place:
    check_inputs(place)
    first = check_values(place, "5%", FIVE_PERCENT, "five")
    check_values(place, "0.1", TEN_PERCENT, "ten")
    check_certificate(place, first)
    expect(0, "an alternative of a case with typical measures", "solve", SMALL, "--slack", "10%", "--minimise", "used - 2*made", "--output", os.path.join(place, "small"))
program.finish()
