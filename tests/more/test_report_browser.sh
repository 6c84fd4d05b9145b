#!/bin/sh
# The report of the Yangtze River Delta in a browser: the study, its report, and what tests/browser/report.mjs tries on it.
. tests/check.sh
need_program
command -v node >/dev/null || skip "there is no node"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip "there is no chromium"

# report_is_small FILE: a page that goes by mail
report_is_small() { [ "$(wc -c <"$1")" -lt 3000000 ]; }

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
check "one solve has a report" "$YIPAN" report "$work/study/today" --quiet
tried_in_browser "$work/study/report.html" 41 "the study"
tried_in_browser "$work/study/today/report.html" 41 "one solve"
finish
