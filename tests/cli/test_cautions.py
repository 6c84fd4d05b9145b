#!/usr/bin/env python3
"""Likely mistakes of a case are told before a solve, one line for each kind; a sound case is told nothing."""
import os

import program
from program import expect, run, say, workplace

TABLES = {
    "case.yaml": "format: 1\ntitle: {en: cautions}\nlayers: []\nmoney: {unit: CNY, year: 2023}\n"
                 "time: {start: 2022-01-14T00:00, step: 1 h, count: 2, partial: yes}\nregions: province\n",
    "places.csv": "id,parent,level\nCN,,country\nAnhui,CN,province\nJiangsu,CN,province\nZhejiang,CN,province\n",
    "goods.csv": "id,unit,kind\nelectricity,MWh,flow\n",
    "supplies.csv": "id,place,good,capacity,cost\ncoal-anhui,Anhui,electricity,1200,300\n",
    "demands.csv": "id,place,good,quantity,value\nload,Anhui,electricity,800,none\n",
    "stores.csv": "id,place,good,capacity,hours,inflow\nlake,Anhui,electricity,10,100,1\n",
    "links.csv": "id,from,to,good,capacity,efficiency,reverse,reverse_efficiency\ntie,Anhui,Jiangsu,electricity,80,0.9,1,0.9\n",
    "profiles/wind.csv": "snapshot,high,low\n2022-01-14T00:00,0.5,-0.1\n2022-01-14T01:00,1.5,0.5\n",
}
WIND = "id,place,good,capacity,cost,availability,minimum\ncoal-anhui,Anhui,electricity,1200,300,1,0\n"
SPOILED = [
    ("availability above 1", "supplies.csv", WIND + "w1,Anhui,electricity,1,0,@wind:high,0\nw2,Anhui,electricity,1,0,@wind:high,0\n",
     "supplies.csv:3:1: warning: availability of 'w1' reaches 1.5, above 1; so with 1 more"),
    ("availability below 0", "supplies.csv", WIND + "w1,Anhui,electricity,1,0,@wind:low,0\n", "availability of 'w1' falls to -0.1, below 0"),
    ("minimum above availability", "supplies.csv", WIND + "w1,Anhui,electricity,1,0,0.5,0.6\n", "minimum of 'w1' exceeds its availability"),
    ("availability of 0", "supplies.csv", WIND + "w1,Anhui,electricity,1,0,0,0\n", "availability of 'w1' is never above 0: its capacity cannot be used"),
    ("negative inflow", "stores.csv", TABLES["stores.csv"].replace("100,1", "100,-1"), "inflow of 'lake' falls to -1, below 0"),
    ("demand out of reach", "demands.csv", TABLES["demands.csv"] + "far,Zhejiang,electricity,5,none\n",
     "demands.csv:3:1: warning: 'far' must be served, but no supply with capacity can bring its good there"),
    ("a link from nowhere", "links.csv", TABLES["links.csv"] + "stub,Zhejiang,Jiangsu,electricity,80,1,0,\n",
     "links.csv:3:1: warning: nothing can bring anything to where the link 'stub' begins"),
    ("both ways at once", "supplies.csv", WIND.replace("300", "-30"), "the link 'tie' may flow both ways at once"),
    ("costs far apart", "supplies.csv", WIND + "w1,Anhui,electricity,1,0.0000001,1,0\n",
     "costs of the model span from 1e-07 (w1) to 300 (coal-anhui), more than 1e9"),
    ("bounds far apart", "supplies.csv", WIND + "w1,Anhui,electricity,0.0000001,1,1,0\n",
     "bounds of the model span from 1e-07 (w1) to 1200 (coal-anhui), more than 1e9"),
]


def write(folder, changed):
    os.makedirs(os.path.join(folder, "profiles"), exist_ok=True)
    for table, text in {**TABLES, **changed}.items():
        with open(os.path.join(folder, table), "w", encoding="utf-8") as file:
            file.write(text)


with workplace() as place:
    case = os.path.join(place, "case")
    write(case, {})
    process = run("check", case)
    say(process.returncode == 0 and "warning" not in process.stderr, "a sound case is told nothing", process.stderr)
    for what, table, text, said in SPOILED:
        write(case, {table: text})
        if what == "demand out of reach":  # something else must touch the place, or the case is refused
            write(case, {table: text, "links.csv": TABLES["links.csv"] + "stub,Jiangsu,Zhejiang,electricity,0,1,0,\n"})
        expect(0, f"check tells of {what}", "check", case, said=said)
        process = run("solve", case, "--output", os.path.join(place, "result"), "--force")
        say(said in process.stderr, "... and so does solve", process.stderr)
    process = run("check", os.path.join(program.ROOT, "cases/yrd"))
    say(process.returncode == 0 and "warning" not in process.stderr, "the Delta is told nothing", process.stderr)
program.finish()
