"""Lines: cities to their backbone, corridors among the provinces, links from outside with a fixed yearly energy."""

from collections import Counter

from places import OUTSIDE, PROVINCES, cities, city_names
from tables import number, raw, total, write

BAIHETAN_2023 = {"baihetan-jiangsu": 28.0, "baihetan-zhejiang": 26.0}  # TWh, recalled


def inside(line):
    return line["from"] in PROVINCES and line["to"] in PROVINCES


def corridors():
    return [line for line in raw("power/lines.csv") if inside(line)]


def imports():
    """Links from outside, each with its energy and price."""
    energy = {row["id"]: row for row in raw("power/dc_imports_2022.csv")}
    return [dict(line, **{key: energy[line["id"]][key] for key in ("energy_TWh", "price_CNY_per_MWh", "profile")})
            for line in raw("power/lines.csv") if not inside(line)]


def relative_year(profile):
    """Level relative to the year's mean for 8760 hours."""
    levels = {}
    for row in raw("power/dc_import_profiles.csv"):
        if row["profile"] == profile:
            start, end = int(row["hour_from"]), int(row["hour_to"])
            hours = range(start, end) if start < end else [*range(start, 24), *range(0, end)]
            levels.update({(int(row["month"]), hour): float(row["relative_level"]) for hour in hours})
    return [levels[month, hour] for month, hour in year_hours()]


def year_hours():
    """(month, hour) of a common year."""
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return [(month + 1, hour) for month, count in enumerate(days) for _ in range(count) for hour in range(24)]


def year_stamps():
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return [f"2022-{month + 1:02}-{day + 1:02}T{hour:02}:00" for month, count in enumerate(days) for day in range(count) for hour in range(24)]


def fixed_level(profile, energy, size):
    """MW by hour: the profile, clipped at `size` (MW), so scaled that the year still holds `energy` (MWh)."""
    shape = relative_year(profile)
    hours = Counter(shape)
    low, high = 0.0, energy / 8760 * 20
    for _ in range(100):
        middle = (low + high) / 2
        if total(count * min(size, middle * level) for level, count in hours.items()) < energy:
            low = middle
        else:
            high = middle
    return [min(size, high * level) for level in shape]


def station(line):
    return line["id"].split("-")[0]


def series():
    """Fixed levels by column of profiles/imports.csv."""
    columns = {}
    for line in imports():
        size = float(line["capacity_MW"])
        if float(line["energy_TWh"]):
            columns[line["id"]] = fixed_level(line["profile"], float(line["energy_TWh"]) * 1e6, size)
        if line["id"] in BAIHETAN_2023:
            columns[line["id"] + "-2023"] = fixed_level("hydro", BAIHETAN_2023[line["id"]] * 1e6, size)
    return columns


def supply_rows():
    """One supply at each sending station: its price is book-keeping, the energy is fixed on the link."""
    rows = []
    for line in imports():
        if any(row["place"] == station(line) for row in rows):
            continue
        rows.append(dict(
            id=f"send:{station(line)}", place=station(line), good="electricity", technology="import", capacity="inf",
            cost=line["price_CNY_per_MWh"], name=f"{OUTSIDE[station(line)][4]} power", name_zh=f"{OUTSIDE[station(line)][5]}送电", source="imports", quality="estimate",
            note="landed price; how much is sent stands on the link"))
    return rows


def city_rows():
    names = city_names()
    return [dict(id=f"grid:{city['id']}", **{"from": city["province"]}, to=city["id"], good="electricity", technology="city_grid", capacity="inf",
                 reverse="1", name=f"{names[city['id']][0]} grid", name_zh=f"{names[city['id']][1]}电网", source="case-rules", quality="own",
                 note="no grid data inside provinces: without limit or loss") for city in cities()]


def corridor_rows():
    rows = []
    for line in corridors():
        (name, _, short), (name_to, _, short_to) = PROVINCES[line["from"]], PROVINCES[line["to"]]
        rows.append(dict(id=f"line:{line['id']}", **{"from": line["from"]}, to=line["to"], good="electricity", technology="corridor",
                         capacity=line["capacity_MW"], reverse="1", name=f"{name}–{name_to}", name_zh=f"{short}{short_to}联络线",
                         source="lines", quality=line["quality"], note="sum of the lines between the two provinces"))
        rows.append(dict(id=f"reserve:{line['id']}", **{"from": line["from"]}, to=line["to"], good="reserve", technology="reserve_line",
                         capacity=number(float(line["capacity_MW"]) / 10, 1), reverse="1", name=f"{name}–{name_to} reserve",
                         name_zh=f"{short}{short_to}备用互济", source="case-rules", quality="estimate",
                         note="reserve may use a tenth of the corridor; closed today"))
    return rows


def import_rows():
    rows = []
    for line in imports():
        name, name_zh = (PROVINCES[line["to"]][i] for i in (0, 1))
        known = float(line["energy_TWh"]) > 0
        rows.append(dict(
            id=f"link:{line['id']}", **{"from": station(line)}, to=line["to"], good="electricity", technology="outside_link",
            capacity=line["capacity_MW"], fixed=f"@imports:{line['id']}" if known else "0", rent_from="0", length=line["km"],
            name=line["id"].replace("-", "–").title(), name_zh=f"{name_zh}外来电通道", source="imports", quality="recalled",
            note=f"{line['energy_TWh']} TWh of 2022 at the receiving end on profile {line['profile']}, clipped at capacity" if known
            else "first energised on 30 December 2022: nothing in 2022"))
    return rows


def make(folder):
    write(folder, "links.csv", ["id", "from", "to", "good", "technology", "capacity [MW]", "reverse", "fixed [MW]", "rent_from", "length [km]", "name", "name_zh"],
          corridor_rows() + import_rows() + city_rows())
    columns = series()
    write(folder, "profiles/imports.csv", ["snapshot"] + [f"{name} [MW]" for name in columns],
          [dict({"snapshot": stamp}, **{name: number(values[i], 1) for name, values in columns.items()}) for i, stamp in enumerate(year_stamps())],
          traced=False)
