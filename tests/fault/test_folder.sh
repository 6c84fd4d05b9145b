#!/bin/sh
# The result folder under faults: what stood at its place stays, or the new one is there whole.
. tests/check.sh
. tests/fault/faults.sh

reset() {
    rm -rf "$work/place"; mkdir -p "$work/place/yrd"
    echo old | tee "$work/place/yrd/summary.json" >"$work/place/yrd/prices.csv"
}

# old_or_new CODE: both files are of one kind, the new one if the program said so
old_or_new() {
    summary=$(cat "$work/place/yrd/summary.json") prices=$(cat "$work/place/yrd/prices.csv")
    [ "$summary" = "$prices" ] && case $1:$summary in 0:new | 3:old) true ;; *) false ;; esac
}
nothing_left() { [ "$(ls -A "$work/place")" = yrd ]; }

# Judges of one run; each lays the old result anew for the next. Without memory even removing fails: what is left is hidden.
whole() { old_or_new "$1" && reset; }
clean() { nothing_left && whole "$1"; }
# the sync after the rename can only be reported
synced() { nothing_left && case $1 in 3) old_or_new 3 || old_or_new 0 ;; *) old_or_new "$1" ;; esac && reset; }
# killed before its only rename, or after it while the former result was being removed; the last run finds what was left and removes it
killed() { case $1 in 137) old_or_new 3 || old_or_new 0 ;; *) nothing_left && old_or_new "$1" ;; esac; }

write_new() { reset; each_fault "$1" "$2" "$3" "$BUILD/tests/fault_folder" "$work/place/yrd" new; }
write_new malloc "memory runs out" whole
write_new malloc+ "memory runs out for good" whole
write_new rename "a rename fails" clean
write_new fsync "a sync fails" synced
write_new kill "killed at a rename, then run again" killed
reset
check_exit 3 "the disk is full" env LD_PRELOAD="$BUILD/tests/fault_shim.so" YP_FAULT=size:2 "$BUILD/tests/fault_folder" "$work/place/yrd" new
check "... and the former result stands" clean 3
finish
