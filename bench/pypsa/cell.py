#!/usr/bin/env python3
"""cell.py FILE [SECONDS]: a network read by PyPSA, built by linopy, handed to HiGHS; with SECONDS also solved, that long at most. One line of JSON."""
import json
import logging
import resource
import sys
import time
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.WARNING)

import pypsa


def clocks():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), used.ru_utime + used.ru_stime


def since(start):
    return [b - a for a, b in zip(start, clocks())]


def main(path, limit):
    start = clocks()
    network = pypsa.Network(path)
    read = since(start)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = clocks()
    model = network.optimize.create_model(include_objective_constant=False)
    built = since(start)
    start = clocks()
    highs = model.to_highspy()
    handed = since(start)
    found = {"read": read, "build": built, "hand over": handed, "before": before * 1024,
             "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, "rows": highs.getNumRow(), "columns": highs.getNumCol(),
             "entries": highs.getNumNz(), "version": highs.version()}
    if limit:
        for option, value in ("output_flag", False), ("solver", "ipx"), ("run_crossover", "off"), ("threads", 1), ("time_limit", limit):
            highs.setOptionValue(option, value)
        start = clocks()
        highs.run()
        found["solve"] = since(start)
        found["objective"] = highs.getObjectiveValue()
        found["status"] = highs.modelStatusToString(highs.getModelStatus())
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 0)
