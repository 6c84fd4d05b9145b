#!/usr/bin/env python3
"""Rolling horizon: costs of PyPSA 1.3.0 (optimize_with_rolling_horizon with HiGHS) on the network rolling, closing stores, wrong inputs."""
import json
import os

import program
from program import SMALL, expect, say, workplace

NETWORK = os.path.join(program.ROOT, "tests/data/pypsa/rolling")
OPTIMUM = 10785.91026425
# horizon, overlap, cost of the dispatch that PyPSA ends with. Without losses of standing: PyPSA lets every window begin without them.
WINDOWS = [("24h", "8h", 10785.91026425), ("12", "0", 10993.446555), ("12h", "4h", 11969.322), ("20", "4", 10785.91026425)]
STORE_CASE = {
    "case.yaml": "format: 1\ntitle: {en: rolling}\nlayers: []\nmoney: {unit: CNY, year: 2023}\n"
                 "time: {start: 2022-01-01T00:00, step: 1 h, count: 48, partial: yes}\nregions: province\n",
    "places.csv": "id,parent,level\nCN,,country\nAnhui,CN,province\n",
    "goods.csv": "id,unit,kind\nelectricity,MWh,flow\n",
    "supplies.csv": "id,place,good,capacity,cost\ncoal,Anhui,electricity,100,300\ngas,Anhui,electricity,100,500\n",
    "demands.csv": "id,place,good,quantity\nload,Anhui,electricity,@load:load\n",
    "stores.csv": "id,place,good,capacity,hours,efficiency_in,efficiency_out,loss\nbattery,Anhui,electricity,30,4,0.9,0.9,0.01\n",
    "profiles/load.csv": "snapshot,load\n" + "".join(f"2022-01-{1 + h // 24:02d}T{h % 24:02d}:00,{130 if 8 <= h % 24 < 20 else 70}\n" for h in range(48)),
}


def summary(result):
    with open(os.path.join(result, "summary.json"), encoding="utf-8") as file:
        return json.load(file)


def check_values(folder):
    for horizon, overlap, cost in WINDOWS:
        result = os.path.join(folder, f"{horizon}-{overlap}")
        expect(0, f"windows of {horizon}, overlap {overlap}", "solve", NETWORK, "--rolling", horizon, "--overlap", overlap, "--output", result)
        said = summary(result)
        say(abs(said["cost"] - cost) < 1e-6 * cost, f"... cost {cost}", said["cost"])
        is_best = abs(cost - OPTIMUM) < 1e-6 * OPTIMUM
        say(said["status"] == ("optimal" if is_best else "feasible") and said["certificate"]["holds"] == is_best,
            "... claims no more than the prices prove", said["status"], said["certificate"])
        say(is_best or said["bound"] <= OPTIMUM * (1 + 1e-9), "... and a bound below the least cost", said["bound"])
        expect(0, "... is certified as what it is", "verify", result, said="holds" if is_best else "feasible")


def check_closing(folder):
    case = os.path.join(folder, "closing")
    os.makedirs(os.path.join(case, "profiles"))
    for table, text in STORE_CASE.items():
        with open(os.path.join(case, table), "w", encoding="utf-8") as file:
            file.write(text)
    whole, rolled = os.path.join(folder, "whole"), os.path.join(folder, "rolled")
    expect(0, "a store that closes over the horizon", "solve", case, "--output", whole)
    expect(0, "... rolled", "solve", case, "--rolling", "24h", "--overlap", "6h", "--output", rolled)
    say(summary(whole)["cost"] <= summary(rolled)["cost"] * (1 + 1e-9) <= 1.05 * summary(whole)["cost"], "... costs little more", summary(rolled)["cost"])
    expect(0, "... meets its chain, losses and all", "verify", rolled)
    with open(os.path.join(case, "supplies.csv"), "w", encoding="utf-8") as file:
        file.write("id,place,good,capacity,cost\ncoal,Anhui,electricity,100,300\n")
    process = expect(1, "a window without a plan", "solve", case, "--rolling", "12h", "--output", os.path.join(folder, "failed"), said="window 1, from 2022-01-01 00:00")
    say("electricity short by" in process.stderr and summary(os.path.join(folder, "failed"))["status"] == "unknown", "... says which, and why", process.stderr)


def check_inputs(folder):
    two_days = os.path.join(program.ROOT, "cases/yrd")
    for case, options, said in [(NETWORK, ["--overlap", "8h"], "--overlap needs --rolling"), (NETWORK, ["--rolling", "12h", "--overlap", "12h"], "must be shorter than --rolling"),
                                (NETWORK, ["--rolling", "0"], "--rolling is '0': expected hours"), (NETWORK, ["--rolling", "12d"], "expected hours"),
                                (NETWORK, ["--rolling", "1.5h"], "whole steps of 1 h"), (two_days, ["--rolling", "24h"], "expected every hour"),
                                (os.path.join(program.ROOT, "tests/data/pypsa/near-optimal"), ["--rolling", "12h"], "may be built: a rolling horizon needs capacities that are given")]:
        expect(2, f"solve {' '.join(options)}", "solve", case, *options, "--output", "none", cwd=folder, said=said)
    say(os.listdir(folder) == [], "... and nothing is written", os.listdir(folder))


with workplace() as place:
    check_inputs(place)
    check_values(place)
    check_closing(place)
    expect(0, "a case of one block", "solve", SMALL, "--rolling", "1000h", "--output", os.path.join(place, "small"))
program.finish()
