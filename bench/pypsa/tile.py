#!/usr/bin/env python3
"""tile.py NODES HOURS FILE: PyPSA's model-energy (one region, wind, solar, battery, hydrogen) as NODES regions in a chain.

Its 2 920 steps of three hours become hours, each value three times over; a year at most. Region k has its load scaled and its
profiles shifted by k days, so that no two are alike; neighbours, and those two apart, are joined by links that may be built.
"""
import sys
import warnings

warnings.simplefilter("ignore")

import numpy as np
import pandas as pd
import pypsa

BASE = "tests/data/pypsa/model-energy.nc"


def add_region(network, base, k, hours):
    random = np.random.default_rng(k)
    rename = {name: f"{name} {k}" for name in base.buses.index}

    def spread(values):
        return np.roll(np.repeat(values, 3)[:8760], 24 * k)[:hours]

    for c in base.components:
        if c.list_name not in ("buses", "generators", "loads", "links", "stores", "storage_units") or c.static.empty:
            continue
        for name, row in c.static.iterrows():
            values = {a: v for a, v in row.items() if a in c.defaults.index and c.defaults.status[a].startswith("Input") and not (isinstance(v, float) and np.isnan(v))}
            values.update({a: rename[v] for a, v in values.items() if a.startswith("bus") and v in rename})
            for attribute, series in c.dynamic.items():
                if name in series.columns and c.defaults.status[attribute].startswith("Input"):
                    values[attribute] = spread(series[name].values)
            if c.list_name == "loads":
                values["p_set"] = values["p_set"] * random.uniform(0.5, 1.5)
            if "capital_cost" in values:
                values["capital_cost"] *= random.uniform(0.9, 1.1)
            network.add(c.name, f"{name} {k}", **values)


def main(nodes, hours, path):
    base = pypsa.Network(BASE)
    network = pypsa.Network(name=f"model-energy {nodes} x {hours}")
    network.set_snapshots(pd.date_range("2019-01-01", periods=hours, freq="h"))
    for name, row in base.carriers.iterrows():
        network.add("Carrier", name, co2_emissions=row.co2_emissions)
    for k in range(nodes):
        add_region(network, base, k, hours)
    electric = base.loads.bus.iloc[0]
    for k in range(nodes):
        for reach in (1, 2):
            if k + reach < nodes:
                network.add("Link", f"tie {k} {k + reach}", bus0=f"{electric} {k}", bus1=f"{electric} {k + reach}", p_min_pu=-1,
                            p_nom_extendable=True, p_nom_max=20000, capital_cost=20000 * reach)
    network.export_to_netcdf(path)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
