#!/bin/sh
# `yipan solve` and `yipan gain` under faults: a clean refusal each time, the former result stands, nothing is left.
. tests/check.sh
. tests/fault/faults.sh
need_program
small=cases/reference/air-abatement-steps study=cases/reference/power-two-areas

# Judges. whole CODE: the folder is a result, nothing lies beside it, and the exit code is done (a fault that a library could do without) or 3.
place=$work/place
stands() { [ -s "$place/result/summary.json" ]; }
whole() { stands && [ "$(ls -A "$place")" = result ] && case $1 in 0 | 3) true ;; *) false ;; esac; }
# without memory even removing fails: what is left is hidden, and removed by the next run
short() { stands && case $1 in 0 | 3) true ;; *) false ;; esac; }
# libraries that die of a refused allocation (libfyaml, HDF5, HiGHS) take the program with them, but never the former result
dead() { stands && case $1 in 0 | 1 | 2 | 3 | 134 | 139 | 255) true ;; *) false ;; esac; }
# the hidden folder of a killed run is removed by the next one
killed() { stands && case $1 in 0) [ "$(ls -A "$place")" = result ] ;; 137) true ;; *) false ;; esac; }

for command in solve gain; do
    case $command in solve) case_folder=$small ;; gain) case_folder=$study ;; esac
    rm -rf "$place"; mkdir "$place"
    check "$command" "$YIPAN" $command $case_folder --output "$place/result"
    run() { "$@" "$YIPAN" $command $case_folder --output "$place/result" --force; }
    each_fault own "$command when the program gets no memory" short "$YIPAN" $command $case_folder --output "$place/result" --force
    each_fault own+ "$command when the program gets no more memory" short "$YIPAN" $command $case_folder --output "$place/result" --force
    each_fault malloc "$command when a library gets no memory" dead "$YIPAN" $command $case_folder --output "$place/result" --force
    run env >"$work/.said" 2>&1
    for kind in write write+ fsync rename; do
        each_fault $kind "$command when $kind fails" whole "$YIPAN" $command $case_folder --output "$place/result" --force
    done
    each_fault kill "$command killed at a rename, then run again" killed "$YIPAN" $command $case_folder --output "$place/result" --force
    for bytes in 0 1 100 1000 5500 8000 10000; do
        check_exit 3 "$command when files end at $bytes bytes" run env LD_PRELOAD="$BUILD/tests/fault_shim.so" YP_FAULT=size:$bytes
        check "... and the former result stands" whole 3
    done
done

# A disk that is really full, where one may be laid.
on_small_disk() {
    unshare --mount sh -c 'mount -t tmpfs -o size='"$1"' small "$0" && shift 0; "$1" solve "$2" --output "$0/result"; code=$?; ls -A "$0"; exit $code' \
        "$place" "$YIPAN" cases/reference/power-storage-arbitrage
}
rm -rf "$place"; mkdir "$place"
if unshare --mount true 2>/dev/null; then
    for size in 4k 16k 32k; do
        check_exit 3 "a full disk of $size" on_small_disk $size
        check "... nothing is left on it" sh -c "! grep -qE '^(result|\.result.*)$' $work/output"
    done
fi
finish
