#!/bin/sh
# Whole numbers: the plan is within a gap of a bound, and a price that only whole units decide is refused with a reason.
. tests/check.sh
need_program

says() { grep -q -- "$1" "$2" || { cat "$2"; return 1; }; }

check_exit 0 "a case with whole units is solved" "$YIPAN" solve cases/reference/power-whole-units --output "$work/plan"
check "its plan is within a gap" says '"status": "within_gap"' "$work/plan/summary.json"
check "and has a bound" says '"bound": 1600' "$work/plan/summary.json"
check_exit 0 "it is verified" "$YIPAN" verify "$work/plan"

cp -r cases/reference/services-p-median-hakimi1964 "$work/case"
echo 'price,place=road;good=licence,1,derived,README' >>"$work/case/expect.csv"
check_exit 2 "a price of licences is refused" "$YIPAN" solve "$work/case" --expect --output "$work/refused"
check "and said why" says 'only whole units decide the balance of licence at road' "$work/output"
check "without a result" test ! -e "$work/refused"

cp -r cases/reference/innovation-pooling-erlang1917 "$work/study"
sed -i 's/service_hours/service_hour/' "$work/study/case.yaml"
check_exit 2 "an unknown number of a study is refused" "$YIPAN" check "$work/study"
check "and named" says "unknown key 'service_hour' in studies.queue: expected service_hours" "$work/output"
sed -i 's/queue/queues/' "$work/study/case.yaml"
check_exit 2 "so is an unknown study" "$YIPAN" solve "$work/study" --output "$work/refused"
check "and named" says "unknown study 'queues': expected gain, input_output, queue or rationing" "$work/output"

cp -r cases/reference/innovation-pooling-erlang1917 "$work/figures"
echo 'queue.length,A,,1,derived,README' >>"$work/figures/expect.csv"
check_exit 2 "a figure that no study has is refused" "$YIPAN" solve "$work/figures" --expect --output "$work/refused"
check "and named" says "no study of the case has a figure queue.length of 'A'" "$work/output"
check_exit 0 "figures stand in the result" "$YIPAN" solve cases/reference/innovation-pooling-erlang1917 --output "$work/queue"
check "one a row" says '^queue.wait,A,,4' "$work/queue/studies.csv"
finish
