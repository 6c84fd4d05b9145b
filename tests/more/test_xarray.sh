#!/bin/sh
# series.nc as others open it: by xarray, without a word about how it was written.
. tests/check.sh
need_program
python=build/venv/bin/python
[ -x $python ] || skip "there is no build/venv: scripts/setup more makes it"

check "the case is solved" "$YIPAN" solve cases/yrd --output "$work/plan" --quiet
$python tests/more/series.py "$work/plan" || failures=$((failures + 1))
finish
