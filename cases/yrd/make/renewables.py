"""Wind, sun and run-of-river: capacity by city, hourly availability by province."""

from places import PROVINCES, by_province, city_names, indicator, province_of
from plants import capacity, grouped, remainder, technology
from tables import number, raw, softest, spread, total, write

LARGE_SOLAR = {"310000": 0.18, "320000": 0.40, "330000": 0.24, "340000": 0.57}  # share of large plants in all solar


def solar_end(province, year):
    return next(float(row["capacity_MW"]) for row in raw("power/capacity_by_province.csv")
                if (row["technology"], row["province"], row["year"]) == ("solar", province, str(year)))


def solar_mean(province, year):
    """MW that stood on average: half-way between the ends of two years."""
    return (solar_end(province, year - 1) + solar_end(province, year)) / 2


def solar_shares(province):
    """Large plants by cropland and water, the rest half by secondary value added and half by households."""
    cropland, water = (by_province(indicator(name, "2020"), province) for name in ("land_cropland", "land_water"))
    industry, homes = by_province(indicator("va_secondary", "2022"), province), by_province(indicator("households", "2020"), province)
    land = {city: cropland[city] + water[city] for city in cropland}
    sums = {name: total(values.values()) for name, values in (("land", land), ("industry", industry), ("homes", homes))}
    large = LARGE_SOLAR[province]
    return spread({city: large * land[city] / sums["land"]
                   + (1 - large) / 2 * (industry[city] / sums["industry"] + homes[city] / sums["homes"]) for city in land})


def solar_capacity():
    """MW by city, the mean of 2022."""
    return {city: solar_mean(province, 2022) * share for province in PROVINCES for city, share in solar_shares(province).items()}


def wind_capacity(kind):
    """(MW, note, quality) by city; the onshore remainder is spread like the listed farms."""
    farms = {city: plants for (city, _), plants in grouped(kind)}
    listed = {city: capacity(plants) for city, plants in farms.items()}
    found = {}
    for city, size in listed.items():
        province = province_of(city)
        rest = remainder(kind, province)[0] if kind == "onshore_wind" else 0.0
        extra = rest * size / total(by_province(listed, province).values())
        note = f"{len(farms[city])} farms" + (f", {number(size, 1)} MW listed and {number(extra, 1)} MW of the remainder" if extra else "")
        found[city] = (size + extra, note, softest([plant["quality"] for plant in farms[city]] + ["derived"] * bool(extra)))
    return found


def hydro_capacity():
    """MW by city, conventional, spread by hill area (forest)."""
    sizes = {}
    for province in PROVINCES:
        size = remainder("hydro", province)[0]
        if size:
            shares = spread(by_province(indicator("land_forest", "2020"), province))
            sizes.update({city: size * share for city, share in shares.items() if share})
    return sizes


def row(names, city, name, key, size, text, text_zh, source, quality, note):
    return dict(id=f"{key}:{city}", place=city, good="electricity", technology=name, capacity=number(size, 2),
                availability=f"@{name}:{province_of(city)}", cost=number(float(technology(name)["variable_om_CNY_per_MWh"]), 2),
                name=f"{names[city][0]} {text}", name_zh=f"{names[city][1]}{text_zh}", source=source, quality=quality, note=note)


def rows():
    names = city_names()
    made = [row(names, city, "solar", "solar", size, "solar", "光伏", "capacity", "estimate",
                "provincial mean of ends 2021 and 2022 (published), spread over the cities by rule")
            for city, size in sorted(solar_capacity().items())]
    for name, key, text, text_zh in (("onshore_wind", "wind", "onshore wind", "陆上风电"), ("offshore_wind", "sea-wind", "offshore wind", "海上风电")):
        made += [row(names, city, name, key, size, text, text_zh, "plants-wind", quality, note)
                 for city, (size, note, quality) in wind_capacity(name).items()]
    made += [row(names, city, "hydro", "hydro", size, "hydro", "水电", "capacity", "estimate",
                 "provincial total of 2022 (derived), spread over the cities by forest area") for city, size in sorted(hydro_capacity().items())]
    return made


def hydro_year():
    """The raw series is 2020 without 31 December: 29 February goes, 30 December is repeated as the 31st."""
    series = [row for row in raw("power/hydro_availability_hourly.csv") if "-02-29T" not in row["snapshot"]]
    return series + [dict(row, snapshot=row["snapshot"].replace("-12-30T", "-12-31T")) for row in series[-24:]]


def make_profiles(folder):
    for name in ("solar", "onshore_wind", "offshore_wind"):
        series = raw(f"power/{name}_capacity_factor_hourly.csv")
        write(folder, f"profiles/{name}.csv", list(series[0]), series, traced=False)
    series = hydro_year()
    write(folder, "profiles/hydro.csv", list(series[0]), series, traced=False)
