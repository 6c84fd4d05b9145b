#!/bin/sh
# What is installed: a header, two libraries, a program, a pkg-config file; only what yipan.h declares is visible.
. tests/check.sh
[ -z "$SANITIZE" ] || skip "a program of someone else is not built with the sanitizers"

check "installs" cmake --install "$BUILD" --prefix "$work/root"
PKG_CONFIG_PATH=$(dirname "$(find "$work/root" -name yipan.pc)"); export PKG_CONFIG_PATH
cat >"$work/use.c" <<'END'
#include <stdio.h>
#include <yipan.h>
int main(void) { return puts(yp_version()) < 0; }
END
check "a C program builds with pkg-config" sh -c "$CC -std=c17 -Wall -Wextra -Wpedantic -Werror $work/use.c -o $work/use \$(pkg-config --cflags --libs yipan)"
check "the header is C++ too" sh -c "c++ -fsyntax-only -x c++ -Wall -Wextra -Wpedantic -Werror $work/use.c \$(pkg-config --cflags yipan)"
library=$(dirname "$(find "$work/root" -name libyipan.so)")
same_version() { [ "$(LD_LIBRARY_PATH=$library "$work/use")" = "$(pkg-config --modversion yipan)" ]; }
check "... and runs" same_version
finds_everything() { ! ldd "$library/libyipan.so" | grep 'not found'; }
check "the library finds HiGHS where it is installed" finds_everything

sed -n 's/^[a-z].*[ *]\(yp_[a-z0-9_]*\)(.*/\1/p' include/yipan.h | sort -u >"$work/declared"
nm -D --defined-only "$library/libyipan.so" | awk '$2 != "A" { print $3 }' | sort -u >"$work/visible"
check "libyipan.so shows what yipan.h declares, and nothing else" diff "$work/declared" "$work/visible"

if [ -x "$YIPAN" ]; then check "the installed program starts" "$work/root/bin/yipan" --version; fi
finish
