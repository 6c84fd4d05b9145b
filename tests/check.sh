# For test scripts: . tests/check.sh. They run from the project's root; $BUILD is the build folder, $YIPAN the program, $CC the C compiler,
# $SANITIZE the sanitizers of the build, $work an empty folder that is removed at the end.
set -u
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# check WHAT COMMAND ...: one line, ok if the command ends with 0; its output is shown if not
check() {
    what=$1; shift
    if "$@" >"$work/.output" 2>&1; then echo "ok - $what"
    else
        echo "not ok - $what"
        sed 's/^/    /' "$work/.output"
        failures=$((failures + 1))
    fi
}

# check_exit CODE WHAT COMMAND ...: ok if the command ends with that code; what it prints is left in $work/output
check_exit() {
    expected=$1 what=$2; shift 2
    "$@" >"$work/output" 2>&1 </dev/null
    code=$?
    if [ $code = "$expected" ]; then echo "ok - $what"
    else
        echo "not ok - $what: exit code $code, expected $expected"
        sed 's/^/    /' "$work/output"
        failures=$((failures + 1))
    fi
}

# skip WHY: end without a verdict
skip() { echo "skipped: $*"; exit 77; }

need_program() { [ -x "$YIPAN" ] || skip "there is no $YIPAN yet"; }

# finish: the last line of a script
finish() { [ $failures = 0 ]; exit; }
