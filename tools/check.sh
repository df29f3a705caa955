#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Analysers over the whole tree: directions and purity, gcc -fanalyzer, cppcheck, clang-tidy; each is skipped with a word where it is not
# installed. Ends with a line "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
passed=0 failed=0

step() {
	local name=$1
	shift
	echo "== $name"
	if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$name: FAILED"; fi
}
have() { command -v "$1" >/dev/null 2>&1 || { echo "== $1 is not installed: skipped"; return 1; }; }

analyse() { # gcc's own analyser on what parses input and keeps the journal
	local file fine=0 options
	for file in src/base/*.c src/http/parse.c src/html/template_compile.c src/store/journal_line.c src/programme/field_text.c; do
		options=
		case $file in
		*_test.c) continue ;;
		# It loses sight of a block that hangs below another.
		*/arena.c) options=-Wno-analyzer-malloc-leak ;;
		esac
		gcc -std=gnu17 -D_GNU_SOURCE -O1 -fanalyzer $options -Werror -Isrc -I. -Ibuild/src -c "$file" -o /dev/null || fine=1
	done
	return $fine
}
look() { cppcheck --quiet --enable=warning,portability --inline-suppr --error-exitcode=1 --std=c11 -Isrc -I. \
	--suppress=missingIncludeSystem --suppress=nullPointerArithmeticRedundantCheck -j2 $(git ls-files 'src/*.c' | grep -v _test.c); }
# With clang's own compile commands: gcc's hold options it does not know. Left out is what contradicts the style of the tree:
# lengths travel beside texts (not-null-terminated), and arrays of pointers are sorted by their pointers' size (sizeof-expression).
tidy() {
	local off= check
	for check in easily-swappable-parameters narrowing-conversions reserved-identifier macro-parentheses branch-clone \
		implicit-widening-of-multiplication-result assignment-in-if-condition not-null-terminated-result sizeof-expression; do
		off=$off,-bugprone-$check
	done
	[ -e build-clang/build.ninja ] || CC=clang meson setup build-clang >/dev/null || return 1
	ninja -C build-clang >/dev/null || return 1
	clang-tidy --quiet -p build-clang --checks="-*,bugprone-*$off" --warnings-as-errors='*' \
		$(git ls-files 'src/base/*.c' 'src/http/*.c' 'src/store/*.c' 'src/programme/*.c' 'src/participation/*.c' 'src/access/*.c' | grep -v _test.c)
}

step directions python3 tools/check_rules.py build
step translations python3 tools/po_extract.py --check po/nl.po
step analyzer analyse
have cppcheck && step cppcheck look
have clang-tidy && step clang-tidy tidy

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
