"""Candidates for building: solar and wind by city, batteries by province. Loaded only when the layer is named."""

from load import peak
from places import PROVINCES, city_names, province_of
from plants import technology
from renewables import solar_capacity, wind_capacity
from tables import number, write

TIMES_EXISTING = 2
BATTERY_SHARE = 0.1  # of the peak load


def costs(name):
    """Columns of investment from technology.csv."""
    row = technology(name)
    invest = float(row["investment_CNY_per_kW"])
    return dict(investment=number(invest, 1), fixed_cost=number(invest * float(row["fixed_om_percent_per_year"]) / 100, 2), lifetime=row["lifetime_years"])


def supply_rows():
    names = city_names()
    kinds = [("solar", "new-solar", "new solar", "新增光伏", solar_capacity()),
             ("onshore_wind", "new-wind", "new onshore wind", "新增陆上风电", {city: found[0] for city, found in wind_capacity("onshore_wind").items()}),
             ("offshore_wind", "new-sea-wind", "new offshore wind", "新增海上风电", {city: found[0] for city, found in wind_capacity("offshore_wind").items()})]
    return [dict(id=f"{key}:{city}", place=city, good="electricity", technology=name, capacity="0",
                 build_maximum=number(TIMES_EXISTING * size, 1), availability=f"@power/{name}:{province_of(city)}",
                 cost=number(float(technology(name)["variable_om_CNY_per_MWh"]), 2), **costs(name),
                 name=f"{names[city][0]} {text}", name_zh=f"{names[city][1]}{text_zh}", source="technology", quality="estimate",
                 note="at most twice what exists (estimate); costs published")
            for name, key, text, text_zh, sizes in kinds for city, size in sorted(sizes.items())]


def store_rows():
    tech = technology("battery")
    one_way = number(float(tech["efficiency"]) ** 0.5)
    return [dict(id=f"new-battery:{province}", place=province, good="electricity", technology="battery", capacity="0",
                 build_maximum=number(BATTERY_SHARE * peak(province), 0), hours=tech["storage_hours"], efficiency_in=one_way, efficiency_out=one_way,
                 cycle="day", **costs("battery"), name=f"{name} new batteries", name_zh=f"{short}新增电池储能", source="technology", quality="estimate",
                 note="at most a tenth of the peak load (estimate); costs published") for province, (name, _, short) in PROVINCES.items()]


def make(folder):
    investment = ["investment [CNY/kW]", "fixed_cost [CNY/kW/year]", "lifetime [year]"]
    write(folder, "supplies.csv", ["id", "place", "good", "technology", "capacity [MW]", "build_maximum [MW]", "availability", "cost [CNY/MWh]",
                                   *investment, "name", "name_zh"], supply_rows())
    write(folder, "stores.csv", ["id", "place", "good", "technology", "capacity [MW]", "build_maximum [MW]", "hours [h]", "efficiency_in",
                                 "efficiency_out", "cycle", *investment, "name", "name_zh"], store_rows())
