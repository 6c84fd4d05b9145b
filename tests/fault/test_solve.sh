#!/bin/sh
# `yipan solve` under faults: a clean refusal each time, the former result stands, nothing is left.
. tests/check.sh
. tests/fault/faults.sh
need_program
case_folder=$(ls -d cases/reference/*/ 2>/dev/null | head -n 1)
[ -n "$case_folder" ] || skip "there is no reference case yet"

place=$work/place
mkdir "$place"
"$YIPAN" solve "$case_folder" --output "$place/result" >"$work/.said" 2>&1 || { cat "$work/.said"; echo "not ok - solve $case_folder"; exit 1; }

# whole CODE: the folder is a result, nothing lies beside it, and the exit code is done (a fault that a library could do without) or 3
whole() { [ -s "$place/result/summary.json" ] && [ "$(ls -A "$place")" = result ] && case $1 in 0 | 3) true ;; *) false ;; esac; }
# without memory even removing fails: what is left is hidden, and removed by the next run
short() { [ -s "$place/result/summary.json" ] && case $1 in 0 | 3) true ;; *) false ;; esac; }
# the hidden folder of a killed run is removed by the next one
killed() { [ -s "$place/result/summary.json" ] && case $1 in 0) [ "$(ls -A "$place")" = result ] ;; 137) true ;; *) false ;; esac; }

each_fault malloc "solve when memory runs out" short "$YIPAN" solve "$case_folder" --output "$place/result" --force
for kind in write write+ fsync rename; do
    each_fault $kind "solve when $kind fails" whole "$YIPAN" solve "$case_folder" --output "$place/result" --force
done
each_fault kill "solve killed at a rename, then run again" killed "$YIPAN" solve "$case_folder" --output "$place/result" --force
for bytes in 0 1 100 1000 4096; do
    check_exit 3 "solve when files end at $bytes bytes" env LD_PRELOAD="$BUILD/tests/fault_shim.so" YP_FAULT=size:$bytes \
        "$YIPAN" solve "$case_folder" --output "$place/result" --force
    check "... and the former result stands" whole 3
done
finish
