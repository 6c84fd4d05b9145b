"""Spinning reserve: what is on line and not used, a stock good by province."""

from places import PROVINCES
from tables import write


def coefficient_rows():
    rows = []

    def add(province, technology, per, value, note):
        rows.append(dict(component=f"technology={technology};place={province}", good="reserve", place=province, per=per, value=value,
                         source="case-rules", quality="estimate", note=note))

    for province in PROVINCES:
        for technology, available in (("coal", "@thermal:coal_available"), ("gas", "0.9"), ("pumped_storage", "1")):
            if technology == "pumped_storage" and province == "310000":
                continue
            add(province, technology, "capacity", available, "available capacity counts in full")
            add(province, technology, "level", "-1", "less what runs")
        for technology in ("solar", "onshore_wind", "offshore_wind"):
            if technology == "offshore_wind" and province == "340000":
                continue
            add(province, technology, "level", "-0.05", "5 % of what wind and sun give is to be kept ready")
    return rows


def make(folder):
    write(folder, "coefficients.csv", ["component", "good", "place", "per", "value"], coefficient_rows())
