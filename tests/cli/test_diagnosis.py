#!/usr/bin/env python3
"""Cases without a plan: the cause in the words of the case, and a proof that verify accepts, or does not."""
import csv
import json
import os
import shutil

from program import expect, finish, rewrite, say, workplace

CASE_YAML = """format: 1
title: {en: a short evening}
layers: []
money: {unit: CNY, year: 2023}
time: {start: 2022-01-14T00:00, step: 1 h, count: 48, partial: yes}
regions: province
"""
LOAD = [1000 + (600 if 17 <= hour % 24 <= 20 else 0) + (20 if hour == 18 else 0) for hour in range(48)]
TABLES = {
    "case.yaml": CASE_YAML,
    "places.csv": "id,parent,level\nCN,,country\nAnhui,CN,province\nJiangsu,CN,province\n",
    "goods.csv": "id,unit,kind\nelectricity,MWh,flow\n",
    "supplies.csv": "id,place,good,capacity,cost\ncoal-anhui,Anhui,electricity,1200,300\ncoal-jiangsu,Jiangsu,electricity,500,300\n",
    "demands.csv": "id,place,good,quantity\nload-anhui,Anhui,electricity,@load:load\nload-jiangsu,Jiangsu,electricity,400\n",
    "links.csv": "id,from,to,good,capacity\ntie,Jiangsu,Anhui,electricity,80\n",
    "profiles/load.csv": "snapshot,load\n" + "".join(f"2022-01-{14 + h // 24}T{h % 24:02d}:00,{load}\n" for h, load in enumerate(LOAD)),
}
# 1 200 MW of coal and 80 MW from Jiangsu against 1 600 MW, and 1 620 MW at 18:00 of the first day
SHORT = "electricity short by 340 MW at Anhui, 2022-01-14 18:00"


def write(folder, name, **changed):
    case = os.path.join(folder, name)
    os.makedirs(os.path.join(case, "profiles"))
    for table, text in {**TABLES, **{key.replace("_csv", ".csv"): text for key, text in changed.items()}}.items():
        with open(os.path.join(case, table), "w", encoding="utf-8") as file:
            file.write(text)
    return case


def summary(result):
    with open(os.path.join(result, "summary.json"), encoding="utf-8") as file:
        return json.load(file)


def findings(result, kind):
    with open(os.path.join(result, "diagnosis.csv"), encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["finding"] == kind]


def check_short(folder):
    case, result = write(folder, "short"), os.path.join(folder, "short-result")
    process = expect(1, "a case that is short in eight hours", "solve", case, "--output", result, said=SHORT)
    say("in 8 blocks in all, largest there" in process.stderr and f"'load-anhui' ({case}/demands.csv:2) must be served" in process.stderr,
        "... says in how many hours, and for whom", process.stderr)
    say("'coal-anhui'" in process.stderr and "gives at most 1200 MW" in process.stderr and "'tie'" in process.stderr,
        "... and what excludes each other", process.stderr)
    say(len(process.stderr.splitlines()) <= 25, "... on one screen", process.stderr)
    say(SHORT in summary(result)["cause"] and summary(result)["status"] == "infeasible", "... the summary too", summary(result)["cause"])
    rows = findings(result, "violation")
    say([(row["from"][11:], row["blocks"], float(row["amount"])) for row in rows] == [("17:00", "4", 1300), ("17:00", "4", 1280)],
        "... and the table holds each stretch of hours", rows)
    process = expect(1, "verify an infeasible result", "verify", result, said="infeasible, which its ray proves")
    process = expect(1, "... for machines", "verify", result, "--json")
    say(json.loads(process.stdout)["results"][0]["certified"] is True, "... it is certified", process.stdout)

    spoiled = shutil.copytree(result, os.path.join(folder, "spoiled"))
    rewrite(spoiled, "case/supplies.csv", b"1200", b"1700")
    expect(1, "a ray that proves nothing of a case with enough", "verify", spoiled, said="which its ray does not prove")
    os.remove(os.path.join(result, "ray.nc"))
    expect(1, "a result without its ray", "verify", result, said="infeasible, without a proof")
    shutil.copy(os.path.join(result, "summary.json"), os.path.join(result, "ray.nc"))
    expect(2, "a ray that is no netCDF", "verify", result, said="ray.nc")


def check_causes(folder):
    cases = {
        "a minimum above the availability": ({"supplies_csv": "id,place,good,capacity,cost,minimum,availability\ncoal-anhui,Anhui,electricity,2200,300,0.9,0.5\n"
                                              "coal-jiangsu,Jiangsu,electricity,500,300,,\n"}, "gives at least 1980 and at most 1100 MW"),
        "a total that is too small": ({"supplies_csv": "id,place,good,capacity,cost,total_maximum\ncoal-anhui,Anhui,electricity,2200,300,40000\n"
                                       "coal-jiangsu,Jiangsu,electricity,500,300,\n"}, "8980 MWh beyond its total_maximum"),
        "more than can go anywhere": ({"supplies_csv": "id,place,good,capacity,cost,minimum\ncoal-anhui,Anhui,electricity,2200,300,0.5\n"
                                       "coal-jiangsu,Jiangsu,electricity,500,300,0\n"}, "100 MW more than can go anywhere at Anhui"),
        "a barrier that asks too much": ({"barriers_csv": "id,border,goods,kind,value\nforced,Jiangsu>Anhui,electricity,schedule,90\n",
                                          "supplies_csv": "id,place,good,capacity,cost\ncoal-anhui,Anhui,electricity,2200,300\ncoal-jiangsu,Jiangsu,electricity,500,300\n"},
                                         "10 MW less than it asks for"),
    }
    for k, (what, (changed, said)) in enumerate(cases.items()):
        case, result = write(folder, f"cause-{k}", **changed), os.path.join(folder, f"cause-{k}-result")
        expect(1, what, "solve", case, "--output", result, said=said)
        expect(1, "... is proven", "verify", result, said="infeasible, which its ray proves")


def check_endless(folder):
    case = write(folder, "endless", goods_csv="id,unit,kind,disposal\nelectricity,MWh,flow,2\n",
                 supplies_csv="id,place,good,capacity,cost\ncoal-anhui,Anhui,electricity,inf,-5\ncoal-jiangsu,Jiangsu,electricity,500,300\n")
    result = os.path.join(folder, "endless-result")
    process = expect(1, "a case that earns without end", "solve", case, "--output", result, said="can grow without end and earn by it: 3 CNY")
    say("gives 1 MW" in process.stderr and "which earns 5 CNY" in process.stderr and "which costs 2 CNY" in process.stderr,
        "... says by what", process.stderr)
    say(summary(result)["status"] == "unbounded" and "'coal-anhui'" in summary(result)["cause"], "... the summary too")
    say({row["owner"] for row in findings(result, "growth")} == {"coal-anhui", "electricity"}, "... and the table")
    expect(1, "verify an unbounded result", "verify", result, said="unbounded, which its ray proves")
    spoiled = shutil.copytree(result, os.path.join(folder, "spoiled-endless"))
    rewrite(spoiled, "case/goods.csv", b",2", b",6")
    expect(1, "a ray along which the cost does not fall", "verify", spoiled, said="which its ray does not prove")
    os.remove(os.path.join(result, "point.nc"))
    expect(1, "a ray without a point", "verify", result, said="no point is given from which the cost falls")


with workplace() as place:
    check_short(place)
    check_causes(place)
    check_endless(place)
finish()
