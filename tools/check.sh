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
	local file fine=0
	for file in src/base/*.c src/http/parse.c src/html/template_compile.c src/store/journal_line.c src/programme/field_text.c; do
		case $file in *_test.c) continue ;; esac
		gcc -std=gnu17 -D_GNU_SOURCE -O1 -fanalyzer -Werror -Isrc -I. -Ibuild/src -c "$file" -o /dev/null || fine=1
	done
	return $fine
}
look() { cppcheck --quiet --enable=warning,portability --inline-suppr --error-exitcode=1 --std=c11 -Isrc -I. \
	--suppress=missingIncludeSystem --suppress=nullPointerArithmeticRedundantCheck -j2 $(git ls-files 'src/*.c' | grep -v _test.c); }

step directions python3 tools/check_rules.py build
step translations python3 tools/po_extract.py --check po/nl.po
step analyzer analyse
have cppcheck && step cppcheck look
have clang-tidy && step clang-tidy clang-tidy --quiet -p build --checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-bugprone-reserved-identifier,-bugprone-macro-parentheses,-bugprone-branch-clone,-bugprone-implicit-widening-of-multiplication-result,-bugprone-assignment-in-if-condition' --warnings-as-errors='*' src/http/parse.c src/store/journal_line.c src/store/writer.c src/participation/participation.c src/access/access.c

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
