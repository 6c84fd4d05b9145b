"""Availability and must-run of coal by month, as hourly series."""

from corridors import year_hours, year_stamps
from plants import COAL_AVAILABLE, COAL_MUST_RUN
from tables import number, write


def make(folder):
    rows = [dict(snapshot=stamp, coal_available=number(COAL_AVAILABLE[month - 1]), coal_must_run=number(COAL_MUST_RUN[month - 1]))
            for stamp, (month, _) in zip(year_stamps(), year_hours())]
    write(folder, "profiles/thermal.csv", ["snapshot", "coal_available", "coal_must_run"], rows, traced=False)
