"""Thermal and nuclear plants and pumped storage, by city; coal in three classes of heat rate."""

import math

from places import PROVINCES, by_province, city_id, city_names, indicator, province_of
from tables import number, raw, softest, spread, total

COAL_CLASSES = [("a", 8.6, "一"), ("b", 9.5, "二"), ("c", math.inf, "三")]  # upper bound in GJ/MWh: 293, 324 gce/kWh
ANHUI_COAL = "37"  # CNY/GJ, between the 32.1 of fuels.csv (with which Anhui runs 8 % over) and the coast's 40.2
ANHUI_COAL_RANGE = {"coal-low": "32.1", "coal-high": "40.2"}
GAS_MUST_RUN = {"310000": "0.25", "320000": "0.27", "330000": "0.2", "340000": "0"}
COAL_AVAILABLE = [0.90, 0.88, 0.80, 0.76, 0.76, 0.85, 0.93, 0.93, 0.84, 0.76, 0.82, 0.90]  # by month
COAL_MUST_RUN = [0.20, 0.20, 0.20] + [0.17] * 7 + [0.20, 0.20]  # winter: November to March


def technology(name):
    return next(row for row in raw("power/technology.csv") if row["technology"] == name)


def coal_price(province):
    """CNY/GJ in the main run."""
    if province == "340000":
        return float(ANHUI_COAL)
    return float(fuel_price("coal", province))


def fuel_price(fuel, province):
    return next(row["price_CNY_per_GJ"] for row in raw("power/fuels.csv") if (row["fuel"], row["province"]) == (fuel, province))


def running_cost(price, heat_rate, name):
    """CNY/MWh: fuel plus variable operation."""
    return price * heat_rate + float(technology(name)["variable_om_CNY_per_MWh"])


def grouped(name, key=lambda plant: ""):
    """Plants of one technology by (city, key), in order."""
    groups = {}
    for plant in raw("power/plants.csv"):
        if plant["technology"] == name:
            groups.setdefault((city_id(plant["city"]), key(plant)), []).append(plant)
    return sorted(groups.items())


def capacity(plants):
    return total(float(plant["capacity_MW"]) for plant in plants)


def coal_class(plant):
    return next(name for name, bound, _ in COAL_CLASSES if float(plant["heat_rate_GJ_per_MWh"]) <= bound)


def coal_units():
    """One row per city and class: id, place, class, MW, mean heat rate (GJ/MWh), plants."""
    units = []
    for (city, name), plants in grouped("coal", coal_class):
        size = capacity(plants)
        heat = total(float(plant["heat_rate_GJ_per_MWh"]) * float(plant["capacity_MW"]) for plant in plants) / size
        units.append(dict(id=f"coal:{city}:{name}", place=city, kind=name, size=size, heat=round(heat, 3), plants=plants))
    return units


def coal_rows(names):
    chinese = {name: text for name, _, text in COAL_CLASSES}
    rows = []
    for unit in coal_units():
        province, count = province_of(unit["place"]), len(unit["plants"])
        rows.append(dict(
            id=unit["id"], place=unit["place"], good="electricity", technology="coal", capacity=unit["size"],
            availability="@thermal:coal_available", minimum="@thermal:coal_must_run",
            cost=number(running_cost(coal_price(province), unit["heat"], "coal"), 2),
            name=f"{names[unit['place']][0]} coal, class {unit['kind']}", name_zh=f"{names[unit['place']][1]}煤电{chinese[unit['kind']]}类",
            source="plants-coal", quality="estimate" if province == "340000" else softest(plant["quality"] for plant in unit["plants"]),
            note=f"{count} plant{'s' * (count > 1)}, {number(unit['heat'], 3)} GJ/MWh, coal at {number(coal_price(province), 1)} CNY/GJ"
                 + " (estimate)" * (province == "340000")))
    return rows


def gas_rows(names):
    heat = 3.6 / float(technology("gas")["efficiency"])
    rows = []
    for (city, _), plants in grouped("gas"):
        province = province_of(city)
        rows.append(dict(
            id=f"gas:{city}", place=city, good="electricity", technology="gas", capacity=capacity(plants), availability="0.9",
            minimum=GAS_MUST_RUN[province], cost=number(running_cost(float(fuel_price("gas", province)), heat, "gas"), 2),
            name=f"{names[city][0]} gas", name_zh=f"{names[city][1]}气电", source="plants-gas", quality="estimate",
            note=f"{len(plants)} plants (published); gas price, must-run (heat) and availability are estimates"))
    return rows


def nuclear_rows(names):
    heat = 3.6 / float(technology("nuclear")["efficiency"])
    rows = []
    for (city, _), plants in grouped("nuclear"):
        rows.append(dict(
            id=f"nuclear:{city}", place=city, good="electricity", technology="nuclear", capacity=capacity(plants), availability="0.908",
            minimum="0.908", cost=number(running_cost(float(fuel_price("uranium", province_of(city))), heat, "nuclear"), 2),
            name=f"{names[city][0]} nuclear", name_zh=f"{names[city][1]}核电", source="plants-nuclear", quality="recalled",
            note="runs flat at 0.908, the level of 2022"))
    return rows


def remainder(name, province):
    """Capacity that plants.csv does not list (MW, quality)."""
    row = next((row for row in raw("power/capacity_by_province.csv")
                if (row["technology"], row["province"], row["year"]) == (name, province, "2022")), None)
    return (float(row["capacity_MW"]), row["quality"]) if row else (0.0, "published")


def spread_rows(names, name, key, level, cost, weight, texts):
    """A provincial remainder spread over the cities in proportion to `weight`."""
    english, chinese, note = texts
    rows = []
    for province in PROVINCES:
        size, _ = remainder(name, province)
        for city, share in spread(by_province(weight, province)).items():
            rows.append(dict(
                id=f"{key}:{city}", place=city, good="electricity", technology=name, capacity=number(size * share, 2), availability=level,
                minimum=level, cost=cost, name=f"{names[city][0]} {english}", name_zh=f"{names[city][1]}{chinese}",
                source="capacity", quality="estimate", note=note))
    return rows


def small_thermal_rows(names):
    biomass = spread_rows(
        names, "biomass", "biomass", "0.6", "26", indicator("population_resident", "2022"),
        ("biomass and waste", "生物质与垃圾发电", "provincial total (recalled) by population; fixed level; fuel not priced, so its cost is book-keeping only"))
    other = spread_rows(
        names, "other_thermal", "other", "0.5", "428", indicator("va_secondary", "2022"),
        ("small thermal", "小热电", "published thermal total less listed plants and biomass, by secondary value added; fixed level; "
         "cost of coal at 40.2 CNY/GJ and 10 GJ/MWh, book-keeping only"))
    return biomass + other


def thermal_rows():
    names = city_names()
    return coal_rows(names) + gas_rows(names) + nuclear_rows(names) + small_thermal_rows(names)


def store_rows():
    """Pumped storage by city."""
    names, tech = city_names(), technology("pumped_storage")
    one_way = number(math.sqrt(float(tech["efficiency"])))
    rows = []
    for (city, _), plants in grouped("pumped_storage"):
        rows.append(dict(
            id=f"pumped:{city}", place=city, good="electricity", technology="pumped_storage", capacity=capacity(plants),
            hours=tech["storage_hours"], efficiency_in=one_way, efficiency_out=one_way, cycle="day",
            name=f"{names[city][0]} pumped storage", name_zh=f"{names[city][1]}抽水蓄能", source="plants-pumped",
            quality=softest([plant["quality"] for plant in plants] + ["estimate"]),
            note=", ".join(plant["plant"] for plant in plants) + "; 6 h and round trip 0.75 are estimates"))
    return rows
