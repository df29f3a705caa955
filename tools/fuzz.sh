#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Each fuzz target for a few seconds, beginning with its seeds and with what once broke it (fuzz/seeds/TARGET): everything in there must
# pass, always. Ends with a line "N passed, N failed". What a target breaks on is left in build-fuzz/, to be mended and added to its seeds.
#   tools/fuzz.sh [SECONDS [TARGET...]]
set -u
cd "$(dirname "$0")/.."
seconds=${1:-3}
shift || true
passed=0 failed=0

if [ ! -e build-fuzz/build.ninja ]; then
	CC=clang meson setup build-fuzz -Dfuzz=true -Doptimization=1 -Db_sanitize=address,undefined -Db_lundef=false \
		-Dc_args=-fsanitize=fuzzer-no-link >build-fuzz.log 2>&1 || { cat build-fuzz.log; exit 1; }
fi
mapfile -t all < <(ninja -C build-fuzz -t targets all | sed -nE 's,^(fuzz/fuzz-[a-z_]+): c_LINKER$,\1,p')
[ ${#all[@]} -gt 0 ] || { echo "no fuzz targets"; exit 1; }
ninja -C build-fuzz "${all[@]}" >build-fuzz.log 2>&1 || { grep -vE '^\[' build-fuzz.log | head -n 40; exit 1; }
rm -f build-fuzz.log

for target in "${all[@]}"; do
	name=${target#fuzz/fuzz-}
	[ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
	corpus=build-fuzz/corpus/$name
	mkdir -p "$corpus"
	seeds=fuzz/seeds/$name
	[ -d "$seeds" ] || seeds=
	[ "$name" != regional_programme ] || seeds="test/data data/lev"
	if "build-fuzz/$target" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -artifact_prefix="build-fuzz/$name-" -verbosity=0 \
		"$corpus" $seeds >"build-fuzz/$name.log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name: FAILED"
		grep -vE '^(INFO|#)' "build-fuzz/$name.log" | head -n 40
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
