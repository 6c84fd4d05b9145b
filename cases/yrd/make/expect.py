"""Statistics of 2022 and 2023 beside which the plan is to be laid, with the band of each comparison."""

from places import PROVINCES
from tables import number, raw, total, write

FUELS = ["thermal", "nuclear", "hydro", "wind", "solar"]
ALL = "group=" + "|".join(FUELS)
# CO2 of power (Mt) that the ministry's grid factors of 2022 imply once imports are taken out: own arithmetic
CO2 = {"310000": (82, "0.25"), "320000": (385, "0.1"), "330000": (224, "0.1"), "340000": (225, "0.1")}
SIGNS = [("line:anhui-jiangsu", 80), ("line:anhui-zhejiang", 80), ("line:jiangsu-shanghai", 40)]


def statistic(year, region, measure, fuel):
    found = [(float(row["value"]), row["quality"]) for row in raw(f"power/statistics_{year}.csv")
             if (row["region"], row["measure"], row["fuel"]) == (region, measure, fuel)]
    return found[0] if found else (0.0, "derived")


def shares(year, province):
    values = {fuel: statistic(year, province, "generation", fuel)[0] for fuel in FUELS}
    return {fuel: value / total(values.values()) for fuel, value in values.items()}


def share_rows(year, band, **run):
    rows = []
    for province, (name, name_zh, _) in PROVINCES.items():
        for fuel, share in shares(year, province).items():
            rows.append(dict(run, measure=f"share:group={fuel}/{ALL}", selector=f"place={province};good=electricity", value=number(share, 4),
                             absolute=band, kind="calibrated" if fuel != "thermal" and year == 2022 else "independent" if run else "calibrated",
                             name=f"{name}: share of {fuel}", name_zh=f"{name_zh}{ZH[fuel]}占比", source="statistics", quality="derived",
                             note="wind, sun, water and nuclear agree by construction" if fuel != "thermal" else "only the volume of thermal power is free"))
    return rows


ZH = {"thermal": "火电", "nuclear": "核电", "hydro": "水电（含抽蓄）", "wind": "风电", "solar": "光伏"}


def thermal_rows(year, kind, bands, **run):
    rows = []
    for province, (name, name_zh, _) in PROVINCES.items():
        value, quality = statistic(year, province, "generation", "thermal")
        rows.append(dict(run, measure="made", selector=f"place={province};group=thermal;good=electricity", value=number(value * 1e6, 0),
                         relative=bands.get(province, bands["else"]), kind=kind, name=f"{name}: thermal power (MWh)", name_zh=f"{name_zh}火电量（兆瓦时）",
                         source="statistics", quality=quality, note="held by the contracts, which are chosen from the balances" if kind == "calibrated" else
                         "nothing fitted again"))
    return rows


def import_rows(year, kind, **run):
    rows = []
    for province, (name, name_zh, _) in PROVINCES.items():
        value, quality = statistic(year, province, "net_import", "all")
        rows.append(dict(run, measure="net_import", selector=f"place={province};good=electricity", value=number(value * 1e6, 0), absolute="10000000",
                         kind=kind, name=f"{name}: net import (MWh)", name_zh=f"{name_zh}净调入（兆瓦时）", source="statistics", quality=quality,
                         note="energies of outside links and contracts are chosen to meet it" if kind == "calibrated" else "nothing fitted again"))
    return rows


def co2_rows():
    return [dict(measure="emitted", selector=f"place={province};good=co2", value=str(mt * 1000000), relative=band, kind="independent",
                 name=f"{PROVINCES[province][0]}: CO2 of power (t)", name_zh=f"{PROVINCES[province][1]}电力碳排放（吨）", source="grid-factors", quality="derived",
                 note="what the ministry's grid factors imply after taking out imports (own arithmetic)") for province, (mt, band) in CO2.items()]


def sign_rows():
    return [dict(lift="all", measure="flow", selector=link, value=str(half * 1000000), absolute=str(half * 1000000), kind="independent",
                 name=f"Direction of {link.split(':')[1]}: forward", name_zh=f"{zh}：正向", source="statistics", quality="derived",
                 note="sign only: anything from nothing to twice the value passes; it follows from the provincial balances")
            for (link, half), zh in zip(SIGNS, ("皖苏通道", "皖浙通道", "苏沪通道"))]


def unserved_rows():
    return [dict(measure="unserved", selector="good=electricity", value="0", absolute="1", kind="independent", name="Energy not served (MWh)",
                 name_zh="未供电量（兆瓦时）", source="case-rules", quality="own", **run) for run in ({}, {"lift": "all"})]


def rows():
    return (share_rows(2022, "0.02") + thermal_rows(2022, "calibrated", {"310000": "0.08", "else": "0.05"}) + import_rows(2022, "calibrated") + co2_rows()
            + unserved_rows() + share_rows(2022, "0.04", lift="all") + sign_rows()
            + thermal_rows(2023, "independent", {"else": "0.08"}, scenario="year-2023") + import_rows(2023, "independent", scenario="year-2023"))


def make(folder):
    write(folder, "expect.csv",
          ["scenario", "lift", "measure", "selector", "block", "value", "absolute", "relative", "kind", "name", "name_zh"], rows())
