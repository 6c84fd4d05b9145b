#!/usr/bin/env python3
"""Integer reference cases small enough to try every choice: the least that is found must be what their expect.csv says. And
tables that a script beside a case makes are what it makes."""
import csv
import filecmp
import itertools
import os
import subprocess
import sys
import tempfile

CASES = "cases/reference"


def table(case, name):
    with open(os.path.join(CASES, case, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(case):
    return next(float(row["value"]) for row in table(case, "expect.csv") if row["measure"] == "objective")


def reached(start, links):
    seen, fresh = {start}, [start]
    while fresh:
        here = fresh.pop()
        for link in links:
            if link["from"] == here and link["to"] not in seen:
                seen.add(link["to"])
                fresh.append(link["to"])
    return seen


def steiner(case):
    """Every set of corridors that joins all who are to be reached with where passage begins."""
    links = table(case, "links.csv")
    land = {row["component"]: -float(row["value"]) * float(next(link["build_unit"] for link in links if link["id"] == row["component"]))
            for row in table(case, "coefficients.csv")}
    start = next(row["place"] for row in table(case, "supplies.csv") if row["good"] == "passage")
    wanted = {row["place"] for row in table(case, "demands.csv")}
    sets = itertools.chain.from_iterable(itertools.combinations(links, size) for size in range(len(links) + 1))
    return min(sum(land[link["id"]] for link in chosen) for chosen in sets if wanted <= reached(start, chosen))


def p_median(case):
    """Every set of as many sites as there are licences; everyone goes to the nearest."""
    supplies = table(case, "supplies.csv")
    licences = int(next(row["capacity"] for row in supplies if row["good"] == "licence"))
    cost = {(row["place"], row["capacity_of"]): float(row["cost"]) for row in supplies if row["capacity_of"]}
    towns, sites = sorted({town for town, _ in cost}), sorted({site for _, site in cost})
    return min(sum(min(cost[town, site] for site in chosen) for town in towns) for chosen in itertools.combinations(sites, licences))


def assignment(case):
    """Every order in which teams may be given one facility each."""
    links = {(row["from"], row["to"]): float(row["cost"]) for row in table(case, "links.csv")}
    sources, targets = sorted({a for a, _ in links}), sorted({b for _, b in links})
    return min(sum(links[pair] for pair in zip(order, targets)) for order in itertools.permutations(sources, len(targets)))


def made_again(script, arguments, case):
    """The names of tables that the script now makes otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([script, *arguments, folder], check=True, stdin=subprocess.DEVNULL)
        names = sorted(os.listdir(folder))
        return [name for name in names if not filecmp.cmp(os.path.join(folder, name), os.path.join(CASES, case, name), shallow=False)]


def main():
    p_median_tables = f"{CASES}/services-p-median-pmed1/make/tables.py"
    found = [(f"{case}: the least of all choices is {expected(case):g}", abs(solve(case) - expected(case)) < 1e-9)
             for case, solve in [("ecology-steiner", steiner), ("services-p-median-hakimi1964", p_median),
                                 ("innovation-assignment-kuhn1955", assignment)]]
    for case in ["services-p-median-pmed1", "services-p-median-pmed5"]:
        raw = f"{CASES}/{case}/raw/{case.split('-')[-1]}.txt"
        found.append((f"{case}: tables are those of the raw instance", not made_again(p_median_tables, [raw], case)))
    case = "supply-chain-pymrio"
    found.append((f"{case}: tables are those of the raw table", not made_again(f"{CASES}/{case}/make/tables.py", [], case)))
    for what, holds in found:
        print(f"{'ok' if holds else 'not ok'} - {what}")
    return 0 if all(holds for _, holds in found) else 1


if __name__ == "__main__":
    sys.exit(main())
