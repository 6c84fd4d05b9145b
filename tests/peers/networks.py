"""Random networks of PyPSA, one for each seed: every feature that yipan reads comes up somewhere, each with a chance of its own.

`build(seed)` gives the network and the names of the features in it. What would need another branch of PyPSA's optimisation than
`network.optimize(**options(features))` is left to those options.
"""
import numpy as np
import pypsa

AC, DC, HEAT = "AC", "DC", "heat"


class Maker:
    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.features = set()
        self.network = pypsa.Network(name=f"random {seed}")
        self.count = 0

    def chance(self, share, feature=None):
        """True with this chance; the feature is then noted."""
        happens = self.random.random() < share
        if happens and feature:
            self.features.add(feature)
        return happens

    def number(self, low, high):
        """Four digits: enough to keep prices apart."""
        return float(np.round(self.random.uniform(low, high), 4))

    def series(self, low, high):
        return np.round(self.random.uniform(low, high, len(self.network.snapshots)), 4)

    def value(self, low, high, share=0.3):
        return self.series(low, high) if self.chance(share) else self.number(low, high)

    def name(self, kind):
        self.count += 1
        return f"{kind} {self.count}"

    def pick(self, of):
        return str(self.random.choice(list(of)))

    def buses(self, carrier):
        return list(self.network.buses.index[self.network.buses.carrier == carrier])

    # ---- time and places ----

    def time(self):
        network, kind = self.network, self.random.integers(3)
        count = int(self.random.integers(2, 13))
        network.set_snapshots(range(count) if kind == 0 else list(_stamps(count)))
        if self.chance(0.3, "weightings of one kind"):
            hours = self.number(0.5, 4)
            for column in network.snapshot_weightings.columns:
                network.snapshot_weightings[column] = hours
        elif self.chance(0.3, "weightings of three kinds"):
            for column in network.snapshot_weightings.columns:
                network.snapshot_weightings[column] = self.series(0.5, 4)

    def places(self):
        for carrier, least, most in (AC, 2, 5), (DC, 0, 3), (HEAT, 0, 2):
            for _ in range(int(self.random.integers(least, most + 1))):
                self.network.add("Bus", self.name("bus"), carrier=carrier, v_nom=self.number(100, 400), x=self.number(-10, 30), y=self.number(35, 60))
        self.network.add("Carrier", ["coal", "gas", "wind", AC, DC, HEAT], co2_emissions=[0.9, 0.4, 0, 0, 0, 0])

    # ---- components ----

    def new_capacity(self, nom, high, cost, share=0.4):
        """Attributes of a capacity that is given or may be built."""
        if not self.chance(share, f"{nom} extendable"):
            return {nom: self.number(0.3 * high, high)}
        found = {f"{nom}_extendable": True, "capital_cost": self.number(0.2 * cost, cost), f"{nom}_max": self.number(high, 3 * high)}
        if self.chance(0.3, f"{nom}_min"):
            found[f"{nom}_min"] = self.number(0, 0.5 * high)
        if self.chance(0.2, f"{nom} of before"):
            found[nom] = self.number(0, high)
        if self.chance(0.15, f"{nom}_set"):
            found[f"{nom}_set"] = self.number(0.2 * high, high)
        if self.chance(0.2, "overnight_cost"):
            found.update(overnight_cost=self.number(1000, 20000), discount_rate=self.number(0, 0.1), lifetime=self.number(10, 40), fom_cost=self.number(0, 5))
        return found

    def generator(self, bus):
        carrier = self.pick(["coal", "gas", "wind"])
        found = self.new_capacity("p_nom", 100, 60)
        found.update(bus=bus, carrier=carrier, marginal_cost=self.value(1, 60, 0.2), efficiency=self.number(0.3, 0.9))
        if carrier == "wind":
            found["p_max_pu"] = self.series(0, 1)
        if self.chance(0.1, "efficiency over time"):
            found["efficiency"] = self.series(0.3, 0.9)
        if self.chance(0.1, "p_min_pu") and carrier != "wind":
            found["p_min_pu"] = self.number(0, 0.2)
        if self.chance(0.05, "sign"):
            found.update(sign=-1, marginal_cost=-self.number(1, 20))
        if self.chance(0.1, "inactive"):
            found["active"] = False
        if self.chance(0.15, "e_sum_max"):
            found["e_sum_max"] = self.number(50, 400)
        if self.chance(0.07, "e_sum_min"):
            found["e_sum_min"] = self.number(1, 30)
        if self.quadratic:
            found["marginal_cost_quadratic"] = self.number(0.01, 0.5)
        if self.chance(0.07, "p_set of a generator") and "p_nom" in found and not found.get("p_nom_extendable") and carrier != "wind":
            values = self.series(0.25, 0.9) * found["p_nom"]
            values[self.random.random(len(values)) < 0.5] = np.nan
            found["p_set"] = values
        self.network.add("Generator", self.name("generator"), **found)

    def load(self, bus):
        found = {"bus": bus, "p_set": self.value(10, 90, 0.8)}
        if self.chance(0.05, "a load that gives"):
            found["p_set"] = -self.number(1, 10)
        if self.chance(0.05, "sign of a load"):
            found.update(sign=1, p_set=-found["p_set"])
        self.network.add("Load", self.name("load"), **found)
        # what is not served: every network has a plan, but for rows that ask for too much
        self.network.add("Generator", self.name("unserved"), bus=bus, p_nom=1000, marginal_cost=self.number(500, 900))

    def storage_unit(self, bus):
        found = self.new_capacity("p_nom", 40, 40)
        found.update(bus=bus, max_hours=self.number(1, 8), efficiency_store=self.value(0.7, 1, 0.1), efficiency_dispatch=self.number(0.7, 1), marginal_cost=self.number(0, 3))
        if self.chance(0.4, "standing loss"):
            found["standing_loss"] = self.value(0, 0.05, 0.2)
        if self.chance(0.4, "inflow"):
            found.update(inflow=self.series(0, 20), spill_cost=self.number(0, 2) if self.chance(0.3) else 0)
        if self.chance(0.3, "no storing"):
            found["p_min_pu"] = 0
        if self.chance(0.5, "cyclic storage"):
            found["cyclic_state_of_charge"] = True
        else:
            found["state_of_charge_initial"] = self.number(0, 30)
        if self.chance(0.2, "marginal_cost_storage"):
            found["marginal_cost_storage"] = self.number(0, 1)
        self.network.add("StorageUnit", self.name("storage"), **found)

    def store(self, bus):
        found = self.new_capacity("e_nom", 150, 20)
        found.update(bus=bus, standing_loss=self.number(0, 0.02) if self.chance(0.3) else 0)
        if self.chance(0.5, "cyclic store"):
            found["e_cyclic"] = True
        else:
            found["e_initial"] = self.number(0, 40)
        if self.chance(0.3, "marginal cost of a store"):
            found["marginal_cost"] = self.number(-0.5, 2)
        if self.chance(0.2, "bounds of a store"):
            found.update(e_min_pu=0.0, e_max_pu=self.value(0.5, 1, 0.5))
        self.network.add("Store", self.name("store"), **found)

    def link(self):
        buses = list(self.network.buses.index)
        ends = [str(b) for b in self.random.choice(buses, min(len(buses), int(self.random.integers(2, 5))), replace=False)]
        if len(ends) < 2:
            return
        found = self.new_capacity("p_nom", 60, 30)
        found.update(bus0=ends[0], bus1=ends[1], efficiency=self.value(0.3, 1, 0.2), marginal_cost=self.number(0, 4))
        for port, bus in enumerate(ends[2:], start=2):
            self.features.add("ports")
            found.update({f"bus{port}": bus, f"efficiency{port}": self.value(0.1, 0.6, 0.2) if self.chance(0.7) else -self.number(0.01, 0.2)})
        if len(ends) == 2 and self.chance(0.4, "a link both ways"):
            found.update(p_min_pu=-1, efficiency=1)
            if self.chance(0.5):
                found["marginal_cost"] = 0
        elif self.chance(0.1, "minimum of a link"):
            found["p_min_pu"] = self.number(0, 0.2)
        self.network.add("Link", self.name("link"), **found)

    def process(self):
        buses = list(self.network.buses.index)
        ends = [str(b) for b in self.random.choice(buses, min(len(buses), 3), replace=False)]
        if len(ends) < 3:
            return
        self.features.add("process")
        self.network.add("Process", self.name("process"), bus0=ends[0], bus1=ends[1], bus2=ends[2], rate0=-1.0, rate1=self.number(0.3, 0.6),
                         rate2=self.value(0.1, 0.4, 0.3), p_nom=self.number(10, 60), marginal_cost=self.number(0, 3))

    def branches(self, carrier):
        buses = self.buses(carrier)
        pairs = list(zip(buses, buses[1:]))
        for _ in range(int(self.random.integers(0, len(buses) + 1))) if len(buses) > 1 else ():
            a, b = self.random.choice(buses, 2, replace=False)
            pairs.append((str(a), str(b)))
        for a, b in pairs:
            self.features.add(f"lines of {carrier}")
            found = self.new_capacity("s_nom", 50, 30, 0.3)
            if not found.get("s_nom"):
                found["s_nom"] = self.number(10, 50)
            found.update(bus0=a, bus1=b, x=self.number(1, 20), r=self.number(0.1, 2), length=self.number(10, 300), carrier=carrier)
            if self.chance(0.3, "s_max_pu"):
                found["s_max_pu"] = self.value(0.5, 1, 0.3)
            if carrier == AC and self.chance(0.25, "transformer"):
                found.update(x=self.number(0.05, 0.3), tap_ratio=self.number(0.95, 1.05), phase_shift=self.number(-5, 5) if self.chance(0.4) else 0)
                del found["length"]
                self.network.add("Transformer", self.name("transformer"), **found)
            else:
                self.network.add("Line", self.name("line"), **found)

    # ---- what speaks of many ----

    def limits(self):
        network = self.network
        emits = network.generators.carrier.isin(["coal", "gas"]).any()
        if emits and self.chance(0.35, "primary_energy"):
            network.add("GlobalConstraint", "co2", sense="<=", constant=self.number(20, 400))
        if emits and self.chance(0.2, "operational_limit"):
            network.add("GlobalConstraint", "gas", type="operational_limit", carrier_attribute="gas", sense="<=", constant=self.number(20, 300))
        grows = (network.lines.s_nom_extendable.any() if len(network.lines) else False)
        if grows and self.chance(0.4, "transmission_volume_expansion_limit"):
            network.add("GlobalConstraint", "volume", type="transmission_volume_expansion_limit", carrier_attribute="AC, DC", sense="<=", constant=self.number(3000, 40000))
        if grows and self.chance(0.3, "transmission_expansion_cost_limit"):
            network.add("GlobalConstraint", "cost", type="transmission_expansion_cost_limit", carrier_attribute="AC,DC", sense="<=", constant=self.number(1000, 5000))
        if network.generators.query("carrier == 'wind'").p_nom_extendable.any() and self.chance(0.4, "tech_capacity_expansion_limit"):
            network.add("GlobalConstraint", "wind", type="tech_capacity_expansion_limit", carrier_attribute="wind", sense=self.pick(["<=", ">="]), constant=self.number(1, 60))

    def units(self):
        """Whole units of some capacity: a mixed-integer program."""
        rows = self.network.generators.index[self.network.generators.p_nom_extendable & self.network.generators.p_nom_set.isna() & (self.network.generators.p_nom_min == 0)]
        if len(rows):
            self.features.add("p_nom_mod")
            self.network.generators.loc[rows[0], "p_nom_mod"] = self.number(5, 20)

    def make(self):
        self.quadratic = self.chance(0.1, "quadratic cost")
        self.time()
        self.places()
        for bus in self.network.buses.index:
            if self.chance(0.9):
                self.load(bus)
            for _ in range(int(self.random.integers(0, 4))):
                self.generator(bus)
            # what is too much
            self.network.add("Generator", self.name("dump"), bus=bus, p_nom=1000, p_min_pu=-1, p_max_pu=0, marginal_cost=-self.number(0.1, 5))
            if self.chance(0.35, "storage unit"):
                self.storage_unit(bus)
            if self.chance(0.3, "store"):
                self.store(bus)
        for carrier in AC, DC:
            self.branches(carrier)
        for _ in range(int(self.random.integers(0, 5))):
            self.link()
        if self.chance(0.2):
            self.process()
        self.limits()
        if not self.quadratic and self.chance(0.08):
            self.units()
        return self.network, self.features


def _stamps(count):
    import pandas
    return pandas.date_range("2013-03-31", periods=count, freq="h")


def build(seed):
    return Maker(seed).make()
