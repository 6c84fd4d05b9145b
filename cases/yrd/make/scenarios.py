"""What else could be: coal prices in Anhui, and the step to 2023 with nothing fitted again."""

from corridors import BAIHETAN_2023
from load import consumption
from places import PROVINCES, province_of
from plants import ANHUI_COAL_RANGE, coal_units, running_cost
from renewables import solar_mean
from tables import number, raw, write

SCENARIOS = [
    dict(id="coal-low", kind="named", name="Anhui coal at 32.1 CNY/GJ", name_zh="安徽煤价低（32.1元/吉焦）", source="fuels", quality="derived",
         note="value of the source, 20 % below the coast"),
    dict(id="coal-high", kind="named", name="Anhui coal at 40.2 CNY/GJ", name_zh="安徽煤价高（40.2元/吉焦）", source="fuels", quality="derived",
         note="no discount to the coast"),
    dict(id="year-2023", kind="named", name="The step to 2023", name_zh="推到2023年", source="case-rules", quality="derived",
         note="consumption, capacities and Baihetan of 2023; nuclear, other links, profiles, prices and barriers as 2022"),
]


def coal_rows():
    rows = []
    for scenario, price in ANHUI_COAL_RANGE.items():
        for unit in coal_units():
            if province_of(unit["place"]) == "340000":
                rows.append(dict(scenario=scenario, component=unit["id"], attribute="cost", change="set",
                                 value=number(running_cost(float(price), unit["heat"], "coal"), 2), source="fuels", quality="derived",
                                 note=f"coal at {price} CNY/GJ; variable operation as before"))
    return rows


def capacity_end(year, province, fuel):
    found = [float(row["value"]) for row in raw(f"power/statistics_{year}.csv")
             if (row["region"], row["measure"], row["fuel"]) == (province, "capacity_end", fuel)]
    return found[0] if found else 0.0


def step_rows():
    rows = []

    def add(component, attribute, change, value, source, quality, note):
        rows.append(dict(scenario="year-2023", component=component, attribute=attribute, change=change, value=value,
                         source=source, quality=quality, note=note))

    for province in PROVINCES:
        here = f"place={province}"
        add(f"{here};table=demands", "quantity", "factor", number(consumption("2023")[province] / consumption("2022")[province]),
            "consumption", "published", "consumption 2023 / 2022; reserve need with it")
        add(f"{here};technology=solar", "capacity", "factor", number(solar_mean(province, 2023) / solar_mean(province, 2022)),
            "capacity", "published", "means of the ends of two years")
        for technology in ("onshore_wind", "offshore_wind"):
            if technology == "onshore_wind" or province != "340000":
                add(f"{here};technology={technology}", "capacity", "factor",
                    number(capacity_end(2023, province, "wind") / capacity_end(2022, province, "wind")), "statistics", "published", "all wind, end of year")
        if province != "310000":
            for technology in ("hydro", "pumped_storage"):
                add(f"{here};technology={technology}", "capacity", "factor",
                    number(capacity_end(2023, province, "hydro") / capacity_end(2022, province, "hydro")), "statistics", "published",
                    "all hydro with pumped storage, end of year")
        for technology in ("coal", "gas"):
            before, after = (capacity_end(year, province, "thermal") for year in (2022, 2023))
            add(f"{here};technology={technology}", "capacity", "factor", number((before + after) / 2 / before), "statistics", "derived",
                "all thermal, mean of the ends of 2022 and 2023 over the end of 2022")
    for line, energy in BAIHETAN_2023.items():
        add(f"link:{line}", "fixed", "set", f"@imports:{line}-2023", "imports", "recalled", f"{number(energy)} TWh on profile hydro")
    return rows


def make(folder):
    write(folder, "scenarios.csv", ["id", "kind", "name", "name_zh"], SCENARIOS)
    write(folder, "shocks.csv", ["scenario", "component", "attribute", "change", "value"], coal_rows() + step_rows())
