#!/usr/bin/env python3
"""The tables of this case from the test table of pymrio in raw/: six regions by eight sectors, million USD."""
import csv
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RAW = os.path.join(HERE, "..", "raw")


def read(name, labels):
    """(row labels, numbers) of a table with two header lines and `labels` columns of row labels."""
    with open(os.path.join(RAW, name), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][2:]
    return [row[:2] for row in rows], [[float(cell) for cell in row[labels:]] for row in rows]


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..")
    sectors, flow = read("trade_flows_Z.txt", 3)
    _, final = read("finald_demand_Y.txt", 3)
    count = len(sectors)
    output = [math.fsum(flow[i] + final[i]) for i in range(count)]
    name = [f"{region} {sector}" for region, sector in sectors]
    use = [[flow[i][j] / output[j] for j in range(count)] for i in range(count)]

    regions = list(dict.fromkeys(region for region, _ in sectors))
    goods = list(dict.fromkeys(sector for _, sector in sectors))
    write(folder, "places.csv", ["id", "parent", "level"], [["world", "", "world"]] + [[r, "world", "region"] for r in regions])
    write(folder, "goods.csv", ["id", "unit"], [[good, "1"] for good in goods])
    write(folder, "processes.csv", ["id", "place", "level_unit", "capacity", "cost"],
          [[name[j], sectors[j][0], "1/h", "inf", repr(1 - math.fsum(use[i][j] for i in range(count)))] for j in range(count)])
    write(folder, "demands.csv", ["id", "place", "good", "quantity"],
          [[f"final {name[i]}", sectors[i][0], sectors[i][1], repr(math.fsum(final[i]))] for i in range(count)])
    write(folder, "coefficients.csv", ["component", "good", "place", "value"],
          [[name[j], sectors[i][1], sectors[i][0], repr((1 if i == j else 0) - use[i][j])]
           for j in range(count) for i in range(count) if i == j or use[i][j] != 0])


if __name__ == "__main__":
    main()
