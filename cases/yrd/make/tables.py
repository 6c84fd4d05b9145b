"""Reading raw tables and writing case tables: one way to write a number, and no row without source and quality."""

import csv
import functools
import math
import pathlib

RAW = pathlib.Path(__file__).resolve().parent.parent / "raw"
QUALITIES = ["official", "published", "derived", "estimate", "recalled", "own"]  # from firm to soft


@functools.cache
def raw(name):
    """Rows of a raw table as dictionaries; read once, not to be changed."""
    with open(RAW / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(value, digits=6):
    """Shortest decimal with at most `digits` places; the same text on every machine."""
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def softest(qualities):
    """Quality of a row made from several: that of its softest part."""
    return max(qualities, key=QUALITIES.index)


def total(values):
    """Sum that does not depend on the version of Python or on the order."""
    return math.fsum(values)


def spread(shares):
    """Shares by key, scaled to 1 and rounded to six places so that they still add up to 1."""
    whole = total(shares.values())
    millionths = {key: math.floor(value / whole * 1e6) for key, value in shares.items()}
    by_remainder = sorted(shares, key=lambda key: (millionths[key] - shares[key] / whole * 1e6, key))
    for key in by_remainder[: 1000000 - sum(millionths.values())]:
        millionths[key] += 1
    return {key: value / 1e6 for key, value in millionths.items()}


def write(folder, name, columns, rows, traced=True):
    """Write `rows` (dictionaries) under `columns`, each "name" or "name [unit]"; traced tables also get source, quality and note."""
    columns = list(columns)
    if traced:
        columns += [extra for extra in ("source", "quality", "note") if extra not in columns]
    keys = [column.split(" [")[0] for column in columns]
    path = pathlib.Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            unknown = set(row) - set(keys)
            if unknown:
                raise ValueError(f"{name}: no column for {sorted(unknown)} in {row}")
            if traced and (not row.get("source") or row.get("quality") not in QUALITIES):
                raise ValueError(f"{name}: row without source or quality: {row}")
            writer.writerow([number(row[key]) if isinstance(row.get(key), float) else row.get(key, "") for key in keys])
