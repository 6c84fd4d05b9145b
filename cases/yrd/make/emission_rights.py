"""SO2 and NOx as yearly permit goods: rights that bind, steps of abatement, trade that is closed today. Illustrative figures."""

from itertools import combinations

from places import PROVINCES
from tables import number, raw, write

GOODS = {"so2": ("SO2", "二氧化硫"), "nox": ("NOx", "氮氧化物")}
BINDING = 0.9  # rights over the emission of 2022
RATIO = "0.9"  # of what crosses a border arrives, the rest is retired
FEE = "200"  # CNY/t for a trade between provinces: search, check, registration
BUY_OUT = "100000"  # CNY/t, far above any step: permits never make the plan infeasible
# Coal power (TWh) with today's barriers: sets how much the steps can take away. From the run that also gave carbon.TODAY.
COAL_TODAY = {"310000": 63.0, "320000": 390.0, "330000": 250.0, "340000": 265.0}
# Shanghai's plants already stand at 7 mg/m3 SO2, below the deep level of 10: its own last step goes to 5 mg/m3.
SHANGHAI_DEEPEST = 5 * 3.4e-3  # kg/MWh
CONTROL = {"coal": "ultra_low", "gas": "standard", "biomass": "standard", "other_thermal": "standard"}


def factor(fuel, province, control, good):
    """(kg/MWh, note, quality): the province's own row before the Delta's."""
    found = {row["place"]: row for row in raw("environment/power_emission_factors.csv")
             if (row["fuel"], row["control"], row["pollutant"]) == (fuel, control, GOODS[good][0])}
    row = found.get(PROVINCES[province][0]) or found["yrd"]
    return float(row["value"]), row["source"], row["quality"]


def emitted(province, good):
    """kt of the power sector in 2022."""
    return next(float(row["value"]) for row in raw("environment/pollutant_emissions.csv")
                if (row["year"], row["place"], row["sector"], row["pollutant"]) == ("2022", PROVINCES[province][0], "power", GOODS[good][0]))


def step_costs(good):
    row = next(row for row in raw("environment/abatement_costs.csv") if row["id"] == f"{good}_deep_coal")
    return [row["cost_low"], row["cost_mid"], row["cost_high"]]


def room(province, good):
    """kg per MWh of coal that deep control takes away."""
    today = factor("coal", province, CONTROL["coal"], good)[0]
    deep = factor("coal", province, "deep", good)[0]
    return today - deep if deep < today else today - SHANGHAI_DEEPEST


def steps(province, good):
    """(number, t a year, CNY/t): thirds of the room at low, middle and high cost; where only the last step is left, high cost throughout."""
    whole = room(province, good) * COAL_TODAY[province] * 1000
    costs = step_costs(good)
    if factor("coal", province, "deep", good)[0] >= factor("coal", province, CONTROL["coal"], good)[0]:
        return [(3, whole, costs[2])]
    return [(i + 1, whole / 3, cost) for i, cost in enumerate(costs)]


def supply_rows():
    rows = []
    for good, (text, text_zh) in GOODS.items():
        for province, (name, _, short) in PROVINCES.items():
            rows.append(dict(id=f"{good}-right:{province}", place=province, good=good, technology="right",
                             capacity=number(emitted(province, good) * 1000 * BINDING, 0), name=f"{name} {text} rights", name_zh=f"{short}{text_zh}排污权",
                             source="pollutants-2022", quality="estimate", note=f"{BINDING} x {number(emitted(province, good))} kt of 2022, so that they bind"))
            for step, size, cost in steps(province, good):
                rows.append(dict(id=f"{good}-step-{step}:{province}", place=province, good=good, technology="abatement", capacity=number(size, 0),
                                 cost=cost, name=f"{name} {text} abatement, step {step}", name_zh=f"{short}{text_zh}减排第{step}步", source="abatement",
                                 quality="estimate", note=f"from ultra-low to deep control at coal plants; room {number(room(province, good))} kg/MWh"
                                 + (" (7 to 5 mg/m3)" if len(steps(province, good)) == 1 else "")))
            rows.append(dict(id=f"{good}-buy-out:{province}", place=province, good=good, technology="buy_out", capacity="inf", cost=BUY_OUT,
                             name=f"{name} {text} buy-out", name_zh=f"{short}{text_zh}超额代价", source="case-rules", quality="own",
                             note="keeps the plan feasible; not a real price"))
    return rows


def link_rows():
    rows = []
    for good, (text, text_zh) in GOODS.items():
        for one, other in combinations(PROVINCES, 2):
            rows.append(dict(id=f"{good}:{one}-{other}", **{"from": one}, to=other, good=good, technology="right_link", capacity="inf", efficiency=RATIO,
                             reverse="1", reverse_efficiency=RATIO, cost=FEE, name=f"{text} {PROVINCES[one][0]}–{PROVINCES[other][0]}",
                             name_zh=f"{PROVINCES[one][2]}{PROVINCES[other][2]}{text_zh}排污权交易", source="case-rules", quality="estimate",
                             note="ratio 10 : 9, the tenth is retired; transaction cost"))
    return rows


def coefficient_rows():
    rows = []
    for good in GOODS:
        for province in PROVINCES:
            for fuel, control in CONTROL.items():
                value, note, quality = factor(fuel, province, control, good)
                if value:
                    rows.append(dict(component=f"technology={fuel};place={province}", good=good, place=province, per="level",
                                     value=number(-value / 1000, 8), source="emission-factors", quality=quality, note=f"{control}: {note}"))
    return rows


def barrier_rows():
    return [dict(id=f"permits-{good}", border="province", within="delta", goods=good, kind="closed", reform="permits",
                 name=f"{text} rights may not leave the province", name_zh=f"{text_zh}排污权不得跨省", source="case-rules", quality="estimate",
                 note="one cross-province pilot (Qingpu, Wujiang, Jiashan, Guangde, 2024), for NMVOC only")
            for good, (text, text_zh) in GOODS.items()]


def make(folder):
    write(folder, "goods.csv", ["id", "unit", "kind", "resolution", "disposal", "borders", "name", "name_zh"],
          [dict(id=good, unit="t", kind="flow", resolution="year", disposal="free", borders="yes", name=f"{text} right", name_zh=f"{text_zh}排污权",
                source="case-rules", quality="own", note="illustrative: no official power-sector figures by province")
           for good, (text, text_zh) in GOODS.items()])
    write(folder, "technologies.csv", ["id", "group", "color", "name", "name_zh"],
          [dict(id=key, group="permit", color=color, name=name, name_zh=name_zh, source="case-rules", quality="own") for key, color, name, name_zh in (
              ("right", "#6d8f6b", "Emission rights", "排污权"), ("abatement", "#3f7f9f", "Abatement", "减排"), ("buy_out", "#b04a3a", "Buy-out", "超额代价"),
              ("right_link", "#808080", "Trade in rights", "排污权交易"))])
    write(folder, "supplies.csv", ["id", "place", "good", "technology", "capacity [t/year]", "cost [CNY/t]", "name", "name_zh"], supply_rows())
    write(folder, "links.csv", ["id", "from", "to", "good", "technology", "capacity [t/year]", "efficiency", "reverse", "reverse_efficiency",
                                "cost [CNY/t]", "name", "name_zh"], link_rows())
    write(folder, "coefficients.csv", ["component", "good", "place", "per", "value"], coefficient_rows())
    write(folder, "barriers.csv", ["id", "border", "within", "goods", "kind", "reform", "name", "name_zh"], barrier_rows())
