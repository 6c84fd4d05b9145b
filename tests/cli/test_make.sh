#!/bin/sh
# The front door: what `make clean` leaves, what `make run` runs, what is said when the system's HiGHS is asked for and is not there.
. tests/check.sh
unset MAKEFLAGS MAKELEVEL

mkdir -p "$work/tree/build/third_party/highs" "$work/tree/build/tests" "$work/tree/build/runs"
touch "$work/tree/build/yipan"
check "make clean" make -s -C "$work/tree" -f "$PWD/Makefile" clean
check "... keeps what was fetched, and nothing else" [ "$(ls "$work/tree/build")" = third_party ]

make -n run >"$work/steps" 2>&1
has_steps() { [ "$(grep -oE '^build/yipan (check|gain|report)' "$work/steps" | tr '\n' ' ')" = "build/yipan check build/yipan gain build/yipan report " ]; }
check "make run checks, studies and reports" has_steps
check "... again where a result stands" grep -q -- --force "$work/steps"

check_exit 1 "HIGHS=system without one" env HIGHS=system PKG_CONFIG_LIBDIR="$work" scripts/setup
check "... says what is missing" grep -q 'HIGHS=system, but pkg-config finds no HiGHS of 1.10 or later' "$work/output"
check_exit 1 "set-up of something unknown" scripts/setup everything
check "... says what there is" grep -q 'usage: scripts/setup' "$work/output"
finish
