#!/usr/bin/env python3
"""make/tables.py INSTANCE FOLDER: the tables of a p-median case from an instance of the OR-Library (raw/pmed*.txt).

The instance is a network (in a repeated edge the last length counts); costs are its shortest paths (Floyd, Warshall).
"""
import csv
import os
import sys


def read(path):
    """(number of sites to open, distances between all pairs)."""
    with open(path, encoding="utf-8") as file:
        words = iter(file.read().split())
    count, edges, sites = (int(next(words)) for _ in range(3))
    far = float("inf")
    distance = [[0 if i == j else far for j in range(count)] for i in range(count)]
    for _ in range(edges):
        a, b, length = (int(next(words)) for _ in range(3))
        distance[a - 1][b - 1] = distance[b - 1][a - 1] = length
    for k in range(count):
        for row in distance:
            through = row[k]
            for j, way in enumerate(distance[k]):
                if through + way < row[j]:
                    row[j] = through + way
    return sites, distance


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    sites, distance = read(sys.argv[1])
    folder = sys.argv[2]
    nodes = range(1, len(distance) + 1)
    write(folder, "places.csv", ["id", "parent", "level"], [["region", "", "region"]] + [[i, "region", "town"] for i in nodes])
    write(folder, "demands.csv", ["id", "place", "good", "quantity"], [[f"people {i}", i, "care", 1] for i in nodes])
    write(folder, "processes.csv", ["id", "place", "level_unit", "capacity", "build_maximum", "build_unit"],
          [[f"site {j}", j, "1/h", 0, 1, 1] for j in nodes])
    write(folder, "coefficients.csv", ["component", "good", "place", "per", "value"],
          [[f"site {j}", "licence", "region", "build", -1] for j in nodes])
    write(folder, "supplies.csv", ["id", "place", "good", "capacity", "cost", "capacity_of", "resolution"],
          [["licences", "region", "licence", sites, 0, "", "horizon"]]
          + [[f"{i} at {j}", i, "care", 0, distance[i - 1][j - 1], f"site {j}", ""] for i in nodes for j in nodes])


if __name__ == "__main__":
    main()
