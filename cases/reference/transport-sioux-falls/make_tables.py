#!/usr/bin/env python3
"""make_tables.py FOLDER equilibrium|optimum: the tables of Sioux Falls from raw/, then steps refined where flows lie.

Equilibrium: a road's steps are those of the integral of its time (Beckmann). Optimum: of flow x time. In every round the case
is solved, the steps beside each flow become a quarter as wide, and so on until they are as narrow as the last digits that count.
YIPAN names the program (build/yipan)."""
import csv
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROUNDS = 8
NODES = [str(n) for n in range(1, 25)]


def read_net():
    """[(from, to, capacity, free time, b, power)]"""
    with open(os.path.join(HERE, "raw/SiouxFalls_net.tntp"), encoding="utf-8") as file:
        cells = [line.split()[:7] for line in file if line.strip() and line.split()[0].isdigit()]
    return [(a, b, float(c), float(t), float(f), float(p)) for a, b, c, _, t, f, p in cells]


def read_trips():
    """{(from, to): trips}"""
    trips, origin = {}, None
    with open(os.path.join(HERE, "raw/SiouxFalls_trips.tntp"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("Origin"):
                origin = line.split()[1]
            elif origin:
                for pair in line.split(";"):
                    if ":" in pair:
                        to, number = pair.split(":")
                        trips[origin, to.strip()] = float(number)
    return {pair: number for pair, number in trips.items() if number > 0}


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_network(folder, net, trips):
    write(folder, "places.csv", ["id", "parent", "level"],
          [["Sioux Falls", "", "city"]] + [[n, "Sioux Falls", "node"] for n in NODES]
          + [[f"road {a}-{b}", "Sioux Falls", "road"] for a, b, *_ in net])
    write(folder, "goods.csv", ["id", "unit"], [["road", "1"]] + [[f"to {n}", "1"] for n in NODES])
    links = [(f"{a}-{b} to {n}", a, b, f"to {n}") for a, b, *_ in net for n in NODES if n != a]
    write(folder, "links.csv", ["id", "from", "to", "good", "capacity"], [[*link, "inf"] for link in links])
    write(folder, "coefficients.csv", ["component", "good", "place", "value"],
          [[link[0], "road", f"road {link[1]}-{link[2]}", -1] for link in links])
    write(folder, "supplies.csv", ["id", "place", "good", "capacity", "fixed"],
          [[f"trips {a}-{b}", a, f"to {b}", f"{n:g}", f"{n:g}"] for (a, b), n in trips.items()]
          + [[f"road {a}-{b}", f"road {a}-{b}", "road", "inf", ""] for a, b, *_ in net])
    write(folder, "demands.csv", ["id", "place", "good", "quantity"],
          [[f"arrivals {n}", n, f"to {n}", f"{sum(v for (_, b), v in trips.items() if b == n):g}"] for n in NODES])


def cost_up_to(road, x, is_optimum):
    _, _, capacity, free, b, power = road
    share = 1 if is_optimum else 1 / (power + 1)
    return free * (x + share * b * x * (x / capacity) ** power)


def ends_of_steps(road, flow, width, all_trips):
    """Ends of steps: wide ones for all that might flow, narrow ones around what does."""
    capacity = road[2]
    ends = {0.0, all_trips} | {capacity * k / 4 for k in range(1, 13)}
    if flow is not None:
        ends = {end for end in ends if abs(end - flow) > 16 * width} | {flow}
        ends |= {flow + side * width * k for side in (-1, 1) for k in (1, 4, 16)}
    return sorted({round(end, 3) for end in ends if 0 <= end <= all_trips})


def write_steps(folder, net, flows, widths, all_trips, is_optimum):
    rows = []
    for road in net:
        name = f"road {road[0]}-{road[1]}"
        ends = ends_of_steps(road, flows.get(name), widths[name], all_trips)
        for k, (low, high) in enumerate(zip(ends, ends[1:])):
            cost = (cost_up_to(road, high, is_optimum) - cost_up_to(road, low, is_optimum)) / (high - low)
            rows.append([name, "cost", k + 1, f"{high - low:.3f}", f"{cost:.12g}"])
    write(folder, "steps.csv", ["component", "attribute", "step", "width", "value"], rows)


def solve(folder):
    """{road: flow} of the plan."""
    with tempfile.TemporaryDirectory() as result:
        output = os.path.join(result, "run")
        subprocess.run([os.environ.get("YIPAN", "build/yipan"), "solve", folder, "--quiet", "--output", output], check=True)
        with open(os.path.join(output, "activities.csv"), encoding="utf-8", newline="") as file:
            return {row["component"]: float(row["amount"]) for row in csv.DictReader(file)
                    if row["part"] == "level" and row["component"].startswith("road ")}


def main():
    folder, is_optimum = sys.argv[1], sys.argv[2] == "optimum"
    net, trips = read_net(), read_trips()
    all_trips = sum(trips.values())
    write_network(folder, net, trips)
    flows, widths = {}, {f"road {a}-{b}": capacity / 4 for a, b, capacity, *_ in net}
    for _ in range(ROUNDS):
        write_steps(folder, net, flows, widths, all_trips, is_optimum)
        found = solve(folder)
        for name, flow in found.items():
            if name not in flows or abs(flow - flows[name]) <= 4 * widths[name]:
                widths[name] /= 4
        flows = found
        total = sum(cost_up_to(road, flows[f"road {road[0]}-{road[1]}"], is_optimum) for road in net)
        print(f"{'flow x time' if is_optimum else 'Beckmann'} {total:.6f}, widest step beside a flow {max(widths.values()):.3g}")
    write_steps(folder, net, flows, widths, all_trips, is_optimum)


if __name__ == "__main__":
    main()
