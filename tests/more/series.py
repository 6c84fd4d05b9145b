"""series.py RESULT: what a reader of series.nc relies on, tried with xarray. Prints a line for each check; ends with 1 if one fails."""
import csv
import os
import sys

import numpy
import xarray

failures = 0


def check(what, holds, seen=""):
    global failures
    failures += not holds
    print(f"{'ok' if holds else 'not ok'} - {what}" + ("" if holds else f": {seen}"))


def listed_means(folder):
    """What prices.csv says of electricity: its mean over the hours, by place."""
    with open(os.path.join(folder, "prices.csv"), encoding="utf-8", newline="") as file:
        return {row["place"]: float(row["mean"]) for row in csv.DictReader(file) if row["good"] == "electricity"}


def main(folder):
    data = xarray.open_dataset(os.path.join(folder, "series.nc"))
    blocks = data.sizes["block"]
    check("it has blocks of 12 days", blocks == 288, dict(data.sizes))
    check("a price has a thing and a block", data["price_base"].dims == ("price_base_thing", "block"), data["price_base"].dims)
    check("each thing of a series has one id", data["level_base_id"].dims == ("level_base_thing",), data["level_base_id"].dims)

    time = data["time"]
    check("time is decoded as dates", numpy.issubdtype(time.dtype, numpy.datetime64), time.dtype)
    years = set(time.dt.year.values.tolist())
    check("all of them in the case's year", years == {2022}, years)
    check("hours follow each other within a day", bool((numpy.diff(time.values[:24]) == numpy.timedelta64(1, "h")).all()), time.values[:24])
    timed = data.set_coords("time").swap_dims(block="time")
    check("time serves as the index", timed["price_base"].dims[-1] == "time" and timed.indexes["time"].is_monotonic_increasing,
          timed["price_base"].dims)
    hours = float(data["sum_hours"].sum())
    check("the blocks stand for a year", abs(hours - 8760) < 1e-6 * 8760, hours)

    price = data["price_base"]
    check("prices are finite numbers", bool(numpy.isfinite(price).all()))
    power = price[(data["price_base_good"] == "electricity").values]
    places = data["price_base_place"].values[(data["price_base_good"] == "electricity").values]
    means = dict(zip(places.tolist(), power.weighted(data["sum_hours"]).mean("block").values.tolist()))
    listed = listed_means(folder)
    far = {place: (mean, means.get(place)) for place, mean in listed.items() if abs(mean - means.get(place, numpy.inf)) > 1e-6 * (1 + abs(mean))}
    check("the means of electricity prices are those of prices.csv", len(listed) > 40 and not far, far or len(listed))

    bare = [name for name in data.variables if not data[name].attrs.get("long_name")]
    check("every variable has a long_name", not bare, bare)
    unit = [name for name in ("step_hours", "sum_hours") if data[name].attrs.get("units") != "h"]
    check("hours carry their unit", not unit, unit)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
