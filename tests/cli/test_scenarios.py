#!/usr/bin/env python3
"""Stochastic scenarios and risk: published answers, a network of PyPSA, and what must follow from the single scenarios."""
import csv
import json
import math
import os

import program
from program import expect, run, say

FARMER = os.path.join(program.ROOT, "cases/reference/land-farmer-birge2011")
TWO_YEARS = os.path.join(program.ROOT, "tests/data/pypsa/two-years.nc")


def near(found, wanted, tolerance=1e-7):
    return abs(found - wanted) <= tolerance * (1 + abs(wanted))


def solved(folder, case, *options):
    """The summary of a certified solve whose folder verifies."""
    result = os.path.join(folder, "result")
    process = run("solve", case, "--json", "--output", result, "--force", *options)
    say(process.returncode == 0, f"solve {' '.join(options)}", process.stderr)
    said = json.loads(process.stdout)
    process = run("verify", result)
    say(process.returncode == 0, "... and its folder verifies", process.stderr)
    return said


def built(folder):
    with open(os.path.join(folder, "result/capacities.csv"), encoding="utf-8") as file:
        return {row["component"]: float(row["built"]) for row in csv.DictReader(file)}


def check_farmer(folder):
    """Birge & Louveaux 2011, section 1.1."""
    plan = solved(folder, FARMER)
    alone = {one["id"]: solved(folder, FARMER, "--scenario", one["id"])["welfare"] for one in plan["scenarios"]["list"]}
    say(near(plan["welfare"], 108390), "the recourse solution earns 108 390", plan["welfare"])
    information = sum(alone.values()) / 3 - plan["welfare"]
    say(abs(information - 7016) < 0.5, "perfect information is worth 7 016", information)
    mean = os.path.join(folder, "mean")
    expect(0, "the plan of the mean year", "solve", FARMER, "--scenario", "mean year", "--output", mean)
    held = solved(folder, FARMER, "--hold", mean)
    say(near(plan["welfare"] - held["welfare"], 1150), "the stochastic solution is worth 1 150", held["welfare"])
    costs = plan["scenarios"]["shared_cost"] + sum(one["probability"] * one["cost"] for one in plan["scenarios"]["list"])
    say(near(costs, plan["cost"]), "the scenarios and what they share add up to the cost", plan["scenarios"])


def check_risk(folder):
    neutral = solved(folder, FARMER)["cost"]
    say(near(solved(folder, FARMER, "--risk", "cvar:0.9,0")["cost"], neutral), "risk that counts nothing changes nothing")
    worst = solved(folder, FARMER, "--scenario", "bad year")["cost"]
    say(near(solved(folder, FARMER, "--risk", "cvar:0.9,1")["cost"], worst), "the worst alone is what its scenario costs", worst)
    costs = [solved(folder, FARMER, "--risk", f"cvar:0.9,{omega}")["cost"] for omega in (0.25, 0.5, 0.75)]
    say(neutral < costs[0] < costs[1] < costs[2] < worst, "cost grows with aversion", costs)
    half = solved(folder, FARMER, "--risk", "cvar:0.5,0.5")
    bad, mean = (next(one["cost"] for one in half["scenarios"]["list"] if one["id"] == name) for name in ("bad year", "mean year"))
    say(near(half["scenarios"]["cvar"], 2 / 3 * bad + 1 / 3 * mean), "the worse half are the bad year and half the mean one", half["scenarios"])
    for text in "cvar", "cvar:1,0.5", "cvar:0.5", "cvar:0.5,2", "var:0.5,0.5", "cvar:0.5,0.5x":
        expect(2, f"--risk {text}", "solve", FARMER, "--risk", text, said="expected cvar:ALPHA,OMEGA")


def check_pypsa(folder):
    """Solved by PyPSA 1.3.0; its marginal_price is not divided by the probability, so 27 there is 90 here."""
    plan = solved(folder, TWO_YEARS)
    say(near(plan["objective"], 73084614.21325672), "PyPSA's objective", plan["objective"])
    capacities = built(folder)
    wanted = {"generator:gas": 85.61643835616438, "generator:wind": 370.6006399409468, "link:ab": 120}
    say(all(near(capacities[name], number, 1e-6) for name, number in wanted.items()), "PyPSA's capacities", capacities)
    averse = solved(folder, TWO_YEARS, "--risk", "cvar:0.6,0.5")
    say(near(averse["objective"], 74158201.16964151), "PyPSA's objective with risk", averse["objective"])
    say(near(built(folder)["generator:wind"], 342.57995234206925, 1e-6), "PyPSA's capacity with risk", built(folder))
    case = os.path.join(folder, "imported")
    expect(0, "import the network", "import", "pypsa", TWO_YEARS, case)
    say(near(solved(folder, case)["objective"], plan["objective"]), "the imported case says the same")


def check_volcano(folder):
    """The network of PyPSA's test_riskaversion.py (a week of model-energy, solar at 0.3 in one year of ten), solved by PyPSA 1.3.0."""
    volcano = os.path.join(program.ROOT, "tests/data/pypsa/volcano.nc")
    wanted = {0: 6943593436.768612, 0.25: 7268373939.331738, 0.5: 7543709336.505079, 0.75: 7817374381.6787815, 1: 8050575879.7335615}
    for omega, objective in wanted.items():
        found = solved(folder, volcano, "--risk", f"cvar:0.9,{omega}")["objective"]
        say(near(found, objective, 1e-8), f"PyPSA's objective with omega {omega}", found)


def write(case, name, text):
    os.makedirs(os.path.dirname(os.path.join(case, name)), exist_ok=True)
    with open(os.path.join(case, name), "w", encoding="utf-8") as file:
        file.write(text)


def wavy(snapshots, shift, size):
    return [size * (1 + 0.5 * math.sin(s / 3.8 + shift) + 0.3 * math.cos(s / 97 + 2 * shift)) for s in range(snapshots)]


def make_case(folder, horizon="", kind="stochastic"):
    """Hourly power with stores of every cycle, monthly fuel and yearly permits, in three scenarios."""
    case = os.path.join(folder, "mixed")
    write(case, "case.yaml", "format: 1\ntitle: {en: Mixed}\nmoney: {unit: CNY, year: 2025, discount_rate: 0.03}\n"
          "time: {start: 2025-01-01T00:00, step: 1 h, count: 1440, partial: yes, join: position}\n" + horizon)
    write(case, "places.csv", "id,parent,level\nhere,,place\nthere,here,town\n")
    write(case, "goods.csv", "id,unit,resolution,disposal\npower,MWh,,\nfuel,t,month,free\npermit,t,year,free\n")
    write(case, "supplies.csv", "id,place,good,capacity,availability,cost,total_maximum,total_per\n"
          "wind,here,power,90,@series:wind,1,,\ncostly,there,power,500,1,300,,\nold,there,power,60,1,80,50000,year\n"
          "mine,here,fuel,1000,1,3,,\nregister,here,permit,1000,1,0,20000,year\n")
    write(case, "demands.csv", "id,place,good,quantity,value\ntown,there,power,@series:load,\nextra,here,power,20,60\n")
    write(case, "links.csv", "id,from,to,good,capacity,efficiency,reverse,cost\nline,here,there,power,70,0.95,1,0.5\n")
    write(case, "processes.csv", "id,place,level_unit,capacity,cost\nplant,here,MWh/h,80,5\n")
    write(case, "coefficients.csv", "component,good,per,value\nplant,power,level,1\nplant,fuel,level,-0.4\nplant,permit,level,-0.9\n")
    write(case, "stores.csv", "id,place,good,capacity,hours,efficiency_in,efficiency_out,cycle,initial,final_minimum,inflow,spill,energy\n"
          "battery,there,power,20,4,0.95,0.95,day,,,,,\nlake,here,power,15,200,0.9,0.9,none,500,300,2,yes,\n"
          "cave,here,power,10,,0.8,1,horizon,,,,,400\n")
    write(case, "scenarios.csv", f"id,kind,probability\ncalm,{kind},0.5\nwindy,{kind},0.3\ndry,{kind},0.2\n")
    write(case, "shocks.csv", "scenario,component,attribute,change,value\nwindy,wind,availability,set,@series:gale\n"
          "windy,town,quantity,factor,0.9\ndry,lake,inflow,set,0.5\ndry,lake,initial,set,350\ndry,old,total_maximum,set,20000\n"
          "windy,line,capacity,set,55\ndry,cave,energy,factor,0.5\ndry,plant,cost,add,12\nwindy,lake,final_minimum,set,450\n"
          "dry,extra,value,set,90\nwindy,line,efficiency,set,0.9\nwindy,lake,capacity,factor,0.6\n")
    rows = zip(wavy(1440, 0, 0.4), wavy(1440, 1, 0.5), wavy(1440, 2, 90))
    write(case, "profiles/series.csv", "wind,gale,load\n" + "".join(f"{min(a, 1):.6f},{min(b, 1):.6f},{c:.6f}\n" for a, b, c in rows))
    return case


def check_expectation(folder):
    """Where nothing is built, a stochastic plan is the plans of its scenarios side by side."""
    for horizon in "", "aggregation: {method: resample, hours: 6}\n", "periods: [{year: 2025, years: 2}, {year: 2027, years: 3}]\n":
        case = make_case(folder, horizon)
        plan = solved(folder, case)
        alone = {one["id"]: solved(folder, case, "--scenario", one["id"]) for one in plan["scenarios"]["list"]}
        mean = sum(one["probability"] * alone[one["id"]]["cost"] for one in plan["scenarios"]["list"])
        say(near(plan["cost"], mean), f"costs are expected ones {horizon}", plan["cost"], mean)
        say(all(near(one["cost"] + plan["scenarios"]["shared_cost"], alone[one["id"]]["cost"]) for one in plan["scenarios"]["list"]),
            "... and each that of its scenario", plan["scenarios"])
        say(plan["accounts_residual"] < 1e-9, "... and the books close", plan["accounts_residual"])
    case = make_case(folder, "aggregation: {method: days, days: 5}\n")
    solved(folder, case, "--risk", "cvar:0.5,0.4")
    expect(0, "the report of a stochastic plan", "report", os.path.join(folder, "result"))


def make_running_case(folder, commit):
    """Power with ramps, units that are switched, a way that takes hours, curves and losses, in two scenarios."""
    case = os.path.join(folder, "running")
    coal = f"0.4,20,0.2,0.3,60,{commit},900,300,5,6,4,2,0.5" if commit else "0,20,0.2,0.3,60,,,,,,,,"
    write(case, "case.yaml", "format: 1\ntitle: {en: Running}\nmoney: {unit: CNY, year: 2025}\n"
          "time: {start: 2025-01-01T00:00, step: 1 h, count: 48, partial: yes, join: position}\ndefaults: {losses: secants}\n")
    write(case, "places.csv", "id,parent,level\nhere,,place\nthere,here,town\n")
    write(case, "goods.csv", "id,unit,resolution,disposal\npower,MWh,,\nwater,t,,free\n")
    write(case, "supplies.csv", "id,place,good,capacity,minimum,cost,ramp_up,ramp_down,level_before,commit,start_cost,stop_cost,on_cost,minimum_up,minimum_down,on_before,ramp_start\n"
          f"coal,here,power,120,{coal}\ngas,here,power,150,0,70,0.25,0.25,0,,,,,,,,\nwind,here,power,60,0,1,,,,,,,,,,,\n"
          "dear,there,power,500,0,400,,,,,,,,,,,\nspring,here,water,100,0,2,,,,,,,,,,,\n")
    write(case, "demands.csv", "id,place,good,quantity,value\ntown,there,power,@series:load,\nfields,there,water,5,30\n")
    write(case, "links.csv", "id,from,to,good,capacity,reverse,resistance,delay,delay_wraps\nline,here,there,power,140,1,0.0004,,\ncanal,here,there,water,20,0,,3 h,no\n")
    write(case, "steps.csv", "component,attribute,step,width,value\ngas,cost,1,60,1\ngas,cost,2,90,12\n")
    write(case, "coefficients.csv", "component,good,per,value\n" + ("coal,water,start,-3\n" if commit else ""))
    coal_on = "cold,coal,on_cost,set,9\n" if commit else ""
    write(case, "scenarios.csv", "id,kind,probability\nmild,stochastic,0.6\ncold,stochastic,0.4\n")
    write(case, "shocks.csv", "scenario,component,attribute,change,value\ncold,town,quantity,set,@series:cold\ncold,wind,availability,factor,0.3\n"
          f"cold,gas,ramp_up,factor,0.5\n{coal_on}cold,wind,capacity,set,50\n")
    rows = zip(wavy(48, 0, 90), wavy(48, 1, 130))
    write(case, "profiles/series.csv", "load,cold\n" + "".join(f"{a:.4f},{b:.4f}\n" for a, b in rows))
    return case


def check_running(folder):
    """What follows from block to block begins anew in every scenario."""
    for commit in "", "relaxed", "integer":
        case = make_running_case(folder, commit)
        options = ("--mip-gap", "0") if commit == "integer" else ()
        plan = solved(folder, case, *options)
        alone = {one["id"]: solved(folder, case, "--scenario", one["id"], *options) for one in plan["scenarios"]["list"]}
        mean = sum(one["probability"] * alone[one["id"]]["cost"] for one in plan["scenarios"]["list"])
        say(near(plan["cost"], mean, 1e-6), f"ramps, delays, losses, curves, commit '{commit}': costs are expected ones", plan["cost"], mean)
        say(all(near(one["cost"] + plan["scenarios"]["shared_cost"], alone[one["id"]]["cost"], 1e-6) for one in plan["scenarios"]["list"]),
            "... and each that of its scenario", plan["scenarios"])
        say(plan["accounts_residual"] < 1e-9, "... and the books close", plan["accounts_residual"])
        averse = solved(folder, case, "--risk", "cvar:0.5,0.5", *options)
        say(plan["cost"] < averse["cost"] <= alone["cold"]["cost"] + 1e-6 * abs(alone["cold"]["cost"]), "... and aversion costs more", averse["cost"])
    case = make_running_case(folder, "relaxed")
    program_file = os.path.join(folder, "program.lp")
    program.rewrite(case, "case.yaml", b"defaults:", b"risk: {alpha: 0.5, omega: 0.5}\ndefaults:")
    expect(0, "the program with risk has names", "export", "lp", case, program_file)
    with open(program_file, encoding="utf-8") as file:
        say("risk.case" in file.read(), "... also the rows of risk")
    others = os.path.join(folder, "alternatives")
    case = make_running_case(folder, "")
    process = run("solve", case, "--minimise", "flow:id=gas", "--maximise", "flow:id=wind + 0.5*made:good=power", "--slack", "5%", "--output", others)
    say(process.returncode == 0, "alternatives over scenarios", process.stderr)
    for number in 1, 2:
        process = run("verify", os.path.join(others, f"alternative-{number}"))
        say(process.returncode == 0, f"... alternative {number} verifies", process.stderr, process.stdout)
    expect(2, "... but not where risk is weighed", "solve", case, "--minimise", "flow:id=gas", "--maximise", "flow:id=wind + 0.5*made:good=power", "--slack", "5%", "--risk", "cvar:0.5,0.5",
           "--output", others, "--force", said="risk is weighed")
    expect(2, "window after window", "solve", case, "--rolling", "24h", said="the case has stochastic scenarios")
    expect(0, "... of one that is certain", "solve", case, "--rolling", "24h", "--scenario", "cold", "--output", os.path.join(folder, "rolled"))
    solved(folder, case)
    expect(2, "no network of several scenarios", "export", "pypsa", os.path.join(folder, "result"), os.path.join(folder, "out.nc"),
           said="results of stochastic scenarios cannot be written as a network yet")
    expect(2, "nor one rewritten", "export", "pypsa", TWO_YEARS, os.path.join(folder, "out.nc"), said="networks with scenarios cannot be written again yet")
    program.rewrite(case, "shocks.csv", b"cold,gas,ramp_up,factor,0.5", b"cold,gas,capacity,factor,0.5")
    expect(2, "capacity that ramps are shares of", "check", case, said="capacity of 'gas' cannot differ by stochastic scenario: its ramps are shares of it")


def check_mistakes(folder):
    case = make_case(folder)
    program.rewrite(case, "scenarios.csv", b"stochastic,0.2", b"stochastic,0.3")
    expect(2, "probabilities that do not add up", "check", case, said="add up to 1.1: expected 1")
    case = make_case(folder)
    program.rewrite(case, "scenarios.csv", b"stochastic,0.2", b"stochastic,")
    expect(2, "a probability that is missing", "check", case, said="scenarios.csv:4:1: error: the stochastic scenario 'dry' needs a probability")
    case = make_case(folder)
    program.rewrite(case, "shocks.csv", b"dry,plant,cost,add,12", b"dry,plant,build_maximum,set,12")
    expect(2, "what is decided for all cannot differ", "check", case, said="build_maximum cannot differ by stochastic scenario")
    case = make_case(folder)
    program.rewrite(case, "shocks.csv", b"dry,extra,value,set,90", b"dry,town,value,set,90")
    expect(2, "served or not cannot differ", "check", case, said="value of 'town' is given in some stochastic scenarios only")
    case = make_case(folder)
    program.rewrite(case, "shocks.csv", b"dry,plant,cost,add,12", b"dry,plant,cost_slope,set,1")
    expect(2, "risk over quadratic costs", "solve", case, "--risk", "cvar:0.5,0.5", said="risk is weighed over costs with a slope")
    expect(2, "a scenario that is not there", "solve", case, "--scenario", "wet", said="there is no scenario 'wet'")


def main():
    for check in check_farmer, check_risk, check_pypsa, check_volcano, check_expectation, check_running, check_mistakes:
        with program.workplace() as folder:
            check(folder)
    program.finish()


main()
