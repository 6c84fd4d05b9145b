#!/bin/sh
# The report of the Yangtze River Delta in a browser: the study, its report, and what tests/browser/report.mjs tries on it.
. tests/check.sh
need_program
command -v node >/dev/null || skip "there is no node"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip "there is no chromium"

# report_is_small FILE: a page that goes by mail
report_is_small() { [ "$(wc -c <"$1")" -lt 3000000 ]; }

# holds REPORT WHAT: what a line of Python says of the report's data
holds() { python3 - "$1" "$2" <<'END'
import json, re, sys
data = json.loads(re.search(r'id="report-data">(.*?)</script', open(sys.argv[1], encoding="utf-8").read(), re.S).group(1))
def rows(name): return [dict(zip(data[name], values)) for values in zip(*data[name].values())]
parent = {row["id"]: row["parent"] for row in rows("places")}
means = {(row["solve"], row["place"]): row["mean"] for row in rows("prices") if row["good"] == "electricity"}
cities = [(solve, place) for solve, place in means if (solve, parent.get(place)) in means]
assert eval(sys.argv[2]), sys.argv[2]
END
}

# tried_in_browser REPORT AREAS: its lines are checks of their own
tried_in_browser() {
    tests/browser/run "$@" >"$work/tried" 2>&1
    code=$?
    grep -E '^(not )?ok - ' "$work/tried" | sed "s|ok - |ok - $3: |"
    [ $code = 0 ] && return
    grep -q '^not ok - ' "$work/tried" || { echo "not ok - the browser opens $3"; sed 's/^/    /' "$work/tried"; }
    failures=$((failures + 1))
}

check "the study is made" "$YIPAN" gain cases/yrd --output "$work/study" --quiet
check "its report is made" "$YIPAN" report "$work/study" --quiet
check "the report is under 3 MB" report_is_small "$work/study/report.html"
check "a city has the price of its province" holds "$work/study/report.html" 'len(cities) == 82 and all(abs(means[s, p] - means[s, parent[p]]) < 1e-4 * means[s, p] for s, p in cities)'
check "a reform bears the name that the case gives it" holds "$work/study/report.html" '("Yearly delivery contracts", "年度送电合约") in [(row["name"], row["name_zh"]) for row in rows("reforms")]'
check "a corridor is called by its name" holds "$work/study/report.html" '"Anhui–Jiangsu" in [row["name"] for row in rows("comparison")]'
check "one solve has a report" "$YIPAN" report "$work/study/today" --quiet
tried_in_browser "$work/study/report.html" 41 "the study"
tried_in_browser "$work/study/today/report.html" 41 "one solve"
finish
