"""CO2 as a yearly permit good: provincial budgets, trade among provinces, the rest bought on the national market."""

from itertools import combinations

from places import MARKET, PROVINCES
from plants import coal_units, technology
from tables import number, raw, write

# CO2 of power (Mt a year) that the model emits with today's barriers and no carbon price, all 8760 hours:
# solved once without the layers carbon and emission-rights, 24 November 2026. Solve anew and replace when the power layer changes.
TODAY = {"310000": 65.1, "320000": 357.0, "330000": 229.0, "340000": 220.0}
BUDGET = 0.98  # of the above
OTHER_THERMAL = "-0.9"  # t/MWh of small units
FEE = "0.3"  # CNY/t for a trade between provinces; also keeps permits from going in circles


def price():
    return next(row["close_cny_per_t"] for row in raw("environment/carbon_price.csv") if (row["market"], row["period"]) == ("CEA national", "2022"))


def supply_rows():
    rows = [dict(id=f"co2-budget:{province}", place=province, good="co2", technology="budget", capacity=number(TODAY[province] * 1e6 * BUDGET, 0),
                 name=f"{name} CO2 budget", name_zh=f"{short}碳预算", source="case-rules", quality="estimate",
                 note=f"{BUDGET} x {number(TODAY[province])} Mt, what the model emits with today's barriers")
            for province, (name, _, short) in PROVINCES.items()]
    return rows + [dict(id="co2-market", place=MARKET, good="co2", technology="national_market", capacity="inf", cost=number(float(price())),
                        name="National carbon market", name_zh="全国碳市场", source="carbon-price", quality="published",
                        note="closing price of 2022; bought without limit, none sold back")]


def link_rows():
    rows = [dict(id=f"co2:market-{province}", **{"from": MARKET}, to=province, good="co2", technology="permit_link", capacity="inf", reverse="0",
                 name=f"Market to {name}", name_zh=f"全国碳市场至{short}", source="case-rules", quality="own", rent_from="0")
            for province, (name, _, short) in PROVINCES.items()]
    for one, other in combinations(PROVINCES, 2):
        rows.append(dict(id=f"co2:{one}-{other}", **{"from": one}, to=other, good="co2", technology="permit_link", capacity="inf", reverse="1",
                         cost=FEE, name=f"CO2 {PROVINCES[one][0]}–{PROVINCES[other][0]}", name_zh=f"{PROVINCES[one][2]}{PROVINCES[other][2]}碳配额交易",
                         source="case-rules", quality="estimate", note="a national good: trade among provinces is free but for the exchange's fee"))
    return rows


def coefficient_rows():
    rows = []
    carbon = {fuel: float(technology(fuel)["co2_t_per_MWh_fuel"]) for fuel in ("coal", "gas")}
    for unit in coal_units():
        rows.append(dict(component=unit["id"], good="co2", place=unit["place"][:2] + "0000", per="level",
                         value=number(-carbon["coal"] * unit["heat"] / 3.6, 4), source="technology", quality="derived",
                         note=f"0.34 t per MWh of coal x {number(unit['heat'], 3)} GJ/MWh"))
    for province in PROVINCES:
        rows.append(dict(component=f"technology=gas;place={province}", good="co2", place=province, per="level",
                         value=number(-carbon["gas"] / float(technology("gas")["efficiency"]), 4), source="technology", quality="derived",
                         note="0.20 t per MWh of gas at efficiency 0.57"))
        rows.append(dict(component=f"technology=other_thermal;place={province}", good="co2", place=province, per="level", value=OTHER_THERMAL,
                         source="case-rules", quality="estimate", note="small units; biomass counts as 0"))
    return rows


def make(folder):
    write(folder, "goods.csv", ["id", "unit", "kind", "resolution", "disposal", "borders", "name", "name_zh"],
          [dict(id="co2", unit="t", kind="flow", resolution="year", disposal="free", borders="yes", name="CO2 permit", name_zh="碳排放配额",
                source="case-rules", quality="own", note="one permit, one tonne of the power sector")])
    write(folder, "technologies.csv", ["id", "group", "color", "name", "name_zh"],
          [dict(id=key, group="permit", color=color, name=name, name_zh=name_zh, source="case-rules", quality="own") for key, color, name, name_zh in (
              ("budget", "#6d8f6b", "Provincial budget", "省级预算"), ("national_market", "#a8743a", "Bought nationally", "全国购买"),
              ("permit_link", "#808080", "Permit trade", "配额交易"))])
    write(folder, "supplies.csv", ["id", "place", "good", "technology", "capacity [t/year]", "cost [CNY/t]", "name", "name_zh"], supply_rows())
    write(folder, "links.csv", ["id", "from", "to", "good", "technology", "capacity [t/year]", "reverse", "cost [CNY/t]", "rent_from", "name", "name_zh"],
          link_rows())
    write(folder, "coefficients.csv", ["component", "good", "place", "per", "value"], coefficient_rows())
