#!/usr/bin/env python3
"""tests/peers/compare.py [COUNT [FIRST]]: random networks solved by PyPSA and by yipan.

For each seed: the objective to 1e-6, what yipan writes back opened by PyPSA (its objective; dispatch that balances; one of
ten optimised again), and prices to 1e-5 where they are unique: where two prices differ, a little more and a little less demand there
tell whether the price is one number. A seed that differs leaves its network in build/peers-failed/SEED.nc.
"""
import collections
import json
import logging
import os
import subprocess
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.WARNING)

import numpy as np
import pypsa

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import networks

YIPAN = os.environ.get("YIPAN", "build/yipan")
FAILED = os.path.join(os.environ.get("BUILD", "build"), "peers-failed")
SUPPORT = "not supported yet"
EACH_AGAIN = 10  # of so many networks one is optimised again by PyPSA from what yipan wrote
PRICES_TRIED = 2  # differing prices of a network that are tried for being unique


def optimize(network):
    """The status and the objective that PyPSA reports."""
    status, condition = network.optimize(solver_name="highs", output_flag=False, include_objective_constant=True, mip_rel_gap=1e-9)
    return condition, network.objective if status == "ok" else float("nan")


def near(a, b, relative):
    return abs(a - b) <= relative * (1 + abs(b))


def run(*arguments):
    return subprocess.run([YIPAN, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)


def cost_with(network, bus, snapshot, more):
    """yipan's objective, which was compared by now, with that much more demand at a bus and snapshot."""
    changed = network.copy()
    changed.add("Load", "tried", bus=bus, p_set=[more if s == snapshot else 0.0 for s in range(len(network.snapshots))])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "changed.nc")
        changed.export_to_netcdf(path)
        process = run("solve", path, "--json", "--quiet", "--tolerance", "1e-9", "--output", os.path.join(folder, "result"))
    return json.loads(process.stdout)["objective"] if process.returncode == 0 else float("nan")


def prices_differ(network, theirs, ours):
    """Prices that are unique and differ, as texts."""
    found, tried, here = [], 0, None
    expected, price = theirs.buses_t.marginal_price, ours.buses_t.marginal_price.reindex(columns=theirs.buses.index)
    scale = 1 + expected.abs()
    far = np.argwhere(((price - expected).abs() > 1e-5 * scale).values | price.isna().values)
    for snapshot, bus in far:
        if tried == PRICES_TRIED:
            break
        tried += 1
        name, step = expected.columns[bus], 1e-3
        weight = theirs.snapshot_weightings.objective.iloc[snapshot]
        here = here or cost_with(network, name, snapshot, 0)
        up, down = (cost_with(network, name, snapshot, more) for more in (step, -step))
        rise, fall = (up - here) / step / weight, (here - down) / step / weight
        a, b = price.iat[snapshot, bus], expected.iat[snapshot, bus]
        if near(rise, fall, 1e-3) and not near(a, rise, 1e-2):
            found.append(f"price at {name}, snapshot {snapshot}: {a}, PyPSA {b}, one more unit costs {rise}")
        elif not fall - 1e-2 * (1 + abs(fall)) <= a <= rise + 1e-2 * (1 + abs(rise)):
            found.append(f"price at {name}, snapshot {snapshot}: {a} outside [{fall}, {rise}]")
    return found


def written_back(folder, result, theirs, again):
    """What differs in the network that yipan writes, and that network."""
    path = os.path.join(folder, "solved.nc")
    process = run("export", "pypsa", result, path)
    if process.returncode != 0:
        return [f"export: {process.stderr}"], None
    ours = pypsa.Network(path)
    found = []
    if not near(ours.objective, theirs.objective, 1e-6):
        found.append(f"written objective {ours.objective}, PyPSA {theirs.objective}")
    if again:
        objective = optimize(pypsa.Network(path))[1]
        if not near(objective, theirs.objective, 1e-6):
            found.append(f"objective when optimised again {objective}, PyPSA {theirs.objective}")
    return found, ours


def balance(ours):
    """The largest amount that the written dispatch lacks at a bus."""
    total = {bus: np.zeros(len(ours.snapshots)) for bus in ours.buses.index}
    for kind, sign in ("generators", 1), ("stores", 1), ("storage_units", 1), ("loads", 1):
        table, series = getattr(ours, kind), getattr(ours, f"{kind}_t").p
        for name in table.index[table.active]:
            if name in series:
                total[table.bus[name]] += sign * table.sign[name] * series[name].values
    for kind in "links", "processes", "lines", "transformers":
        table, dynamic = ours.c[kind].static, ours.c[kind].dynamic
        for port in (c[3:] for c in table.columns if c.startswith("bus")):
            for name in table.index[table.active]:
                bus = table[f"bus{port}"][name]
                if bus and name in dynamic[f"p{port}"]:
                    total[bus] -= dynamic[f"p{port}"][name].values
    return max(np.abs(values).max() for values in total.values())


def compare(path, network, theirs, condition, features, folder, again):
    """Texts of what differs; None where yipan says that it does not support a feature."""
    result = os.path.join(folder, "result")
    process = run("solve", path, "--json", "--quiet", "--output", result)
    if SUPPORT in process.stderr:
        return None
    if condition != "optimal":
        status = json.loads(process.stdout)["status"] if process.stdout.startswith("{") else process.stderr
        return [] if status in ("infeasible", "unbounded") else [f"{status}, PyPSA says {condition}"]
    if process.returncode != 0:
        return [f"exit code {process.returncode}: {process.stdout[:300]} {process.stderr[:600]}, PyPSA says {condition}"]
    said = json.loads(process.stdout)
    if not near(said["objective"], theirs.objective, 1e-6):
        return [f"objective {said['objective']}, PyPSA {theirs.objective}"]
    found, ours = written_back(folder, result, theirs, again)
    if ours is not None:
        lack = balance(ours)
        if lack > 1e-5:
            found.append(f"the written dispatch lacks {lack} at a bus")
        if "p_nom_mod" not in features:
            found += prices_differ(network, theirs, ours)
    return found


def try_seed(seed, seen):
    network, features = networks.build(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "network.nc")
        network.export_to_netcdf(path)
        theirs = network.copy()
        try:
            condition, _ = optimize(theirs)
        except KeyError:  # of PyPSA 1.3.0, on some networks with inactive components
            seen["PyPSA fails"] += 1
            return None
        found = compare(path, network, theirs, condition, features, folder, seed % EACH_AGAIN == 0)
        if found:
            os.makedirs(FAILED, exist_ok=True)
            os.replace(path, os.path.join(FAILED, f"{seed}.nc"))
    seen.update(features)
    seen[condition] += 1
    return found


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    seen, differing, unknown = collections.Counter(), 0, 0
    for seed in range(first, first + count):
        found = try_seed(seed, seen)
        unknown += found is None
        if found:
            differing += 1
            print(f"not ok - network {seed}\n# " + "\n# ".join(found), flush=True)
        else:
            print(f"ok - network {seed}" + (" # skip: PyPSA fails, or yipan does not support it yet" if found is None else ""), flush=True)
    print("# " + ", ".join(f"{name}: {number}" for name, number in sorted(seen.items())))
    print(f"# {count} networks, {differing} differ, {unknown} not compared")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
