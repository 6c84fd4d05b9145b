"""Electricity demand: the hourly shape of 2018, scaled to the consumption of 2022 and spread over the cities."""

from places import PROVINCES, by_province, city_names, indicator
from tables import number, raw, spread, total, write

LOST_LOAD = "10000"  # CNY/MWh


def consumption(year):
    """MWh by province."""
    return {row["province"]: float(row["consumption_TWh"]) * 1e6 for row in raw("power/annual_consumption.csv") if row["year"] == year}


def hourly():
    """MW of 2022 by province and hour, and the stamps of the shape's year."""
    rows = raw("power/load_hourly_2018_MW.csv")
    series = {}
    for province in PROVINCES:
        shape = [float(row[province]) for row in rows]
        factor = consumption("2022")[province] / total(shape)
        series[province] = [value * factor for value in shape]
    return [row["snapshot"] for row in rows], series


def city_shares(province):
    return spread(by_province(indicator("electricity_consumption", "2022"), province))


def peak(province):
    return max(hourly()[1][province])


def make(folder):
    stamps, series = hourly()
    write(folder, "profiles/load.csv", ["snapshot"] + [f"{province} [MW]" for province in PROVINCES],
          [dict({"snapshot": stamp}, **{p: number(series[p][i], 1) for p in PROVINCES}) for i, stamp in enumerate(stamps)], traced=False)
    names = city_names()
    rows = []
    for province in PROVINCES:
        for city, share in city_shares(province).items():
            rows.append(dict(
                id=f"load:{city}", place=city, good="electricity", quantity=f"{number(share)}*@load:{province}",
                name=f"{names[city][0]} load", name_zh=f"{names[city][1]}用电", source="indicators", quality="estimate",
                note="hourly shape of 2018 x consumption of 2022 (published), split by the city's estimated consumption"))
    for province, (name, _, short) in PROVINCES.items():
        rows.append(dict(
            id=f"reserve:{province}", place=province, good="reserve", quantity=f"0.03*@load:{province}", name=f"{name} reserve need",
            name_zh=f"{short}备用需求", source="case-rules", quality="estimate",
            note="3 % of load; a further 5 % of wind and solar stands in coefficients.csv"))
    write(folder, "demands.csv", ["id", "place", "good", "quantity", "name", "name_zh"], rows)
