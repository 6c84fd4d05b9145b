# For fault tests: . tests/check.sh; . tests/fault/faults.sh

case $SANITIZE in *address* | *thread*) skip "the sanitizers have a malloc of their own" ;; esac
[ -f "$BUILD/tests/fault_shim.so" ] || skip "there is no $BUILD/tests/fault_shim.so"

# each_fault KIND WHAT JUDGE COMMAND ...: run the command with the 1st, 2nd, 3rd ... call of that kind failing, until a run meets no
# fault; after a while in growing steps, so that it ends. JUDGE is called with the exit code after each run and says whether that is right.
each_fault() {
    kind=$1 what=$2 judge=$3; shift 3
    number=1 tried=0
    while :; do
        rm -f "$work/.fired"
        LD_PRELOAD=$BUILD/tests/fault_shim.so YP_FAULT=$kind:$number YP_FAULT_FILE=$work/.fired "$@" >"$work/.said" 2>&1 </dev/null
        code=$?
        [ -e "$work/.fired" ] || break
        tried=$((tried + 1))
        if ! $judge $code; then
            echo "not ok - $what: exit code $code when call $number of kind $kind fails"
            sed 's/^/    /' "$work/.said"
            failures=$((failures + 1))
            return
        fi
        number=$((number + 1 + number / 20))
    done
    if [ $tried = 0 ]; then
        echo "not ok - $what: no call of kind $kind was seen"
        failures=$((failures + 1))
    elif ! $judge $code; then
        echo "not ok - $what: exit code $code without a fault"
        failures=$((failures + 1))
    else
        echo "ok - $what ($tried faults)"
    fi
}
