"""SO2 and NOx as yearly permit goods: rights that bind, steps of abatement, trade that is closed today. Illustrative figures."""

from itertools import combinations

from places import PROVINCES, city_names, province_of
from plants import small_thermal_rows
from tables import number, raw, total, write

GOODS = {"so2": ("SO2", "二氧化硫"), "nox": ("NOx", "氮氧化物")}
BINDING = 0.9  # rights over the emission of 2022
RATIO = "0.9"  # of what crosses a border arrives, the rest is retired
FEE = "200"  # CNY/t for a trade between provinces: search, check, registration
BUY_OUT = "100000"  # CNY/t, far above any step: permits never make the plan infeasible
# Coal power (TWh) with today's barriers: sets how much the steps can take away. From the run that also gave carbon.TODAY.
COAL_TODAY = {"310000": 64.9, "320000": 385.6, "330000": 248.3, "340000": 264.8}
# Shanghai's plants already stand at 7 mg/m3 SO2, below the deep level of 10: its own last step goes to 5 mg/m3.
SHANGHAI_DEEPEST = 5 * 3.4e-3  # kg/MWh
# Small units (biomass, other thermal) run without SCR: a fifth of their NOx at what SCR costs the smallest unit known. Own rule.
SMALL_SHARE = 0.2
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


def costs(option):
    """CNY/t, low to high."""
    row = next(row for row in raw("environment/abatement_costs.csv") if row["id"] == option)
    return [number(float(row[key])) for key in ("cost_low", "cost_mid", "cost_high")]


def small_units(province):
    """t of NOx a year from biomass and other thermal, which run at a fixed level."""
    return total(float(row["capacity"]) * float(row["minimum"]) * 8760 * factor(row["technology"], province, "standard", "nox")[0] / 1000
                 for row in small_thermal_rows(city_names()) if province_of(row["place"]) == province)


def room(province, good):
    """kg per MWh of coal that deep control takes away."""
    today = factor("coal", province, CONTROL["coal"], good)[0]
    deep = factor("coal", province, "deep", good)[0]
    return today - deep if deep < today else today - SHANGHAI_DEEPEST


def steps(province, good):
    """(id, t a year, CNY/t, note). Thirds of the room at low, middle and high cost; where only the last step is left, high cost throughout."""
    per_mwh = number(room(province, good))
    whole = room(province, good) * COAL_TODAY[province] * 1000
    low_to_high = costs(f"{good}_deep_coal")
    found = []
    if good == "nox":
        found.append(("small", SMALL_SHARE * small_units(province), costs("nox_scr_300mw")[2],
                      "a fifth of the NOx of small units and biomass, by SCR (own rule)"))
    if factor("coal", province, "deep", good)[0] >= factor("coal", province, CONTROL["coal"], good)[0]:
        return found + [("deep-3", whole, low_to_high[2], f"coal plants from 7 to 5 mg/m3; room {per_mwh} kg/MWh")]
    return found + [(f"deep-{i + 1}", whole / 3, cost, f"coal plants from ultra-low to deep control; a third of a room of {per_mwh} kg/MWh")
                    for i, cost in enumerate(low_to_high)]


def supply_rows():
    rows = []
    for good, (text, text_zh) in GOODS.items():
        for province, (name, _, short) in PROVINCES.items():
            rows.append(dict(id=f"{good}-right:{province}", place=province, good=good, technology="right",
                             capacity=number(emitted(province, good) * 1000 * BINDING, 0), name=f"{name} {text} rights", name_zh=f"{short}{text_zh}排污权",
                             source="pollutants-2022", quality="estimate", note=f"{BINDING} x {number(emitted(province, good))} kt of 2022, so that they bind"))
            rows.append(dict(id=f"{good}-buy-out:{province}", place=province, good=good, technology="buy_out", capacity="inf", cost=BUY_OUT,
                             name=f"{name} {text} buy-out", name_zh=f"{short}{text_zh}超额代价", source="case-rules", quality="own",
                             note="keeps the plan feasible; not a real price"))
    return rows


def abatement_rows():
    """Steps as processes: what they make is emission that does not happen, not another right."""
    return [dict(id=f"{good}-{step}:{province}", place=province, technology="abatement", level_unit="t/h", capacity=number(size, 0), cost=cost,
                 name=f"{name} {text} abatement, {step}", name_zh=f"{short}{text_zh}减排第{i + 1}步", source="abatement", quality="estimate", note=note)
            for good, (text, text_zh) in GOODS.items() for province, (name, _, short) in PROVINCES.items()
            for i, (step, size, cost, note) in enumerate(steps(province, good))]


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
            for step, *_ in steps(province, good):
                rows.append(dict(component=f"{good}-{step}:{province}", good=good, place=province, per="level", value="1", source="abatement",
                                 quality="own", note="a tonne less"))
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
    write(folder, "processes.csv", ["id", "place", "technology", "level_unit", "capacity [t/year]", "cost [CNY/t]", "name", "name_zh"],
          abatement_rows())
    write(folder, "links.csv", ["id", "from", "to", "good", "technology", "capacity [t/year]", "efficiency", "reverse", "reverse_efficiency",
                                "cost [CNY/t]", "name", "name_zh"], link_rows())
    write(folder, "coefficients.csv", ["component", "good", "place", "per", "value"], coefficient_rows())
    write(folder, "barriers.csv", ["id", "border", "within", "goods", "kind", "reform", "name", "name_zh"], barrier_rows())
