# The front door. Everything behind it is CMake (CMakePresets.json) and scripts/.
#
#   make            set up and build build/yipan, build/libyipan.so and .a
#   make run        the Yangtze River Delta as one board and as four: check, gain, report
#   make test       every test that needs nothing more; make test-more: those that need a browser, xarray, patience
#   make test-peers PEERS random networks solved by PyPSA too, from the number FIRST
#   make zoo        the native solver on every generated case; goes on where it was broken off
#   make bench      measurements      make fuzz      every parser for FUZZ_SECONDS
#   make format     clang-format      make clean     all but build/third_party
#
# HIGHS=system uses the system's HiGHS instead of the pinned one.

.PHONY: all setup run test test-more test-peers zoo bench fuzz format clean
.NOTPARALLEL:

JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 60
PEERS ?= 200
FIRST ?= 1
PRESET_OPTIONS = -DYIPAN_SYSTEM_HIGHS=$(if $(filter system,$(HIGHS)),ON,OFF)
export HIGHS

all: setup
	@cmake --preset release $(PRESET_OPTIONS) >build/configure.log || { cat build/configure.log; false; }
	@cmake --build build --parallel $(JOBS) -- --no-print-directory $(if $(VERBOSE),,-s)

setup:
	@scripts/setup
	@mkdir -p build

run: all
	build/yipan check cases/yrd
	build/yipan gain cases/yrd --output build/runs/yrd --force
	build/yipan report build/runs/yrd

test: all
	@tests/run-all build quick

test-more: all
	@scripts/setup more
	@tests/run-all build more

test-peers: all
	@scripts/setup peers
	@build/peers/bin/python tests/peers/compare.py $(PEERS) $(FIRST)

zoo: all
	build/tests/zoo

bench: all
	@set -e; for program in build/bench/*; do if [ -f $$program ] && [ -x $$program ]; then $$program; fi; done

fuzz: setup
	@scripts/setup more
	@cmake --preset fuzz $(PRESET_OPTIONS) >build/configure.log || { cat build/configure.log; false; }
	@cmake --build build/fuzz --parallel $(JOBS) -- --no-print-directory -s
	@tests/fuzz/run build/fuzz $(FUZZ_SECONDS)

format:
	@git ls-files -z '*.c' '*.h' '*.cpp' | xargs -0 clang-format -i

clean:
	@if [ -d build ]; then find build -mindepth 1 -maxdepth 1 ! -name third_party -exec rm -rf {} +; fi
